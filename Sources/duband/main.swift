// The daemon's program.

import Daemon
import Glibc

exit(
    DaemonProgram.run(
        Array(CommandLine.arguments.dropFirst()), explain: EngineWorker.explain, makeWorker: EngineWorker.make
    ).rawValue)
