/// The options that every program of Duban takes; the dispatcher acts on them before a command runs.

import Texts

extension OptionSpec {
    public static var help: OptionSpec {
        .flag("help", short: "h", Phrase(zh: "显示说明和示例", en: "show help with examples"))
    }

    public static var version: OptionSpec {
        .flag("version", Phrase(zh: "显示版本", en: "show the version"))
    }

    public static var language: OptionSpec {
        .value(
            "lang", Phrase(zh: "语言", en: "LANG"), Phrase(zh: "界面语言", en: "language of the output"),
            defaultText: Phrase(zh: "按系统区域设置", en: "from the locale"), allowed: Language.allCases.map(\.rawValue))
    }

    public static var color: OptionSpec {
        .value(
            "color", Phrase(zh: "时机", en: "WHEN"), Phrase(zh: "何时用颜色", en: "when to use colour"),
            defaultText: Phrase(same: "auto"), allowed: ColorChoice.allCases.map(\.rawValue))
    }

    public static var json: OptionSpec {
        .flag("json", Phrase(zh: "以 JSON 输出，供其他程序读取", en: "print JSON for other programs"))
    }
}
