// The daemon's program.

import Daemon
import Glibc
import Web

exit(
    DaemonProgram.run(
        Array(CommandLine.arguments.dropFirst()), explain: EngineWorker.explain, makeWorker: EngineWorker.make,
        makeHandler: WebProgram.makeHandler
    ).rawValue)
