/// What the environment says of the terminal: its width, and whether colour is wanted.

import Glibc
import Platform

enum TerminalSize {
    /// `COLUMNS`, else what the terminal says, else 80; never under 20.
    static func columns(_ environment: Environment) -> Int {
        if let text = environment["COLUMNS"], let columns = Int(text), (20...10_000).contains(columns) {
            return columns
        }
        var size = winsize()
        guard ioctl(1, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
        return max(20, Int(size.ws_col))
    }

    /// `--color` decides; `auto` means: on a terminal that can show it, unless `NO_COLOR` is set (no-color.org).
    static func hasColor(_ choice: ColorChoice, isTerminal: Bool, _ environment: Environment) -> Bool {
        switch choice {
        case .always: true
        case .never: false
        case .auto: isTerminal && environment["NO_COLOR"] == nil && environment["TERM"] != "dumb"
        }
    }
}
