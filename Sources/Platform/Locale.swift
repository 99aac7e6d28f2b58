/// The language a person reads, from the usual locale variables.

import Texts

public enum Locale {
    /// `LC_ALL`, else `LC_MESSAGES`, else `LANG`: one that begins with `zh` means Chinese; anything else, unset,
    /// `C` and `POSIX` included, means English. The option `--lang` goes before all of them.
    public static func language(_ environment: Environment) -> Language {
        let name = environment["LC_ALL"] ?? environment["LC_MESSAGES"] ?? environment["LANG"] ?? "C"
        let code = name.prefix { $0 != "_" && $0 != "-" && $0 != "." && $0 != "@" }
        return code.lowercased() == "zh" ? .chinese : .english
    }
}
