/// The options that choose units: `--kind museum --below CITY`; shared by every command that takes several.

import Notices
import Terminal
import Texts

enum UnitOptions {
    static let specs: [OptionSpec] = [
        .value(
            "kind", Phrase(zh: "类别", en: "KIND"), Phrase(zh: "这类单位", en: "units of this kind"), repeatable: true,
            completion: .dynamic("kinds")),
        .value(
            "level", Phrase(zh: "级别", en: "LEVEL"),
            Phrase(zh: "这一级的单位，例如 county 或 县级", en: "units of this level, e.g. county or city"), repeatable: true),
        .value(
            "tag", Phrase(zh: "标签", en: "TAG"), Phrase(zh: "带有此标签的单位", en: "units with this tag"), repeatable: true,
            completion: .dynamic("tags")),
        .value(
            "region", Phrase(zh: "地区", en: "REGION"), Phrase(zh: "此地区的单位", en: "units in this region"),
            repeatable: true, completion: .dynamic("regions")),
        .value(
            "below", Phrase(zh: "单位", en: "UNIT"), Phrase(zh: "此单位以下各层的单位", en: "units at any depth below this one"),
            repeatable: true, completion: .units),
        .value(
            "parent", Phrase(zh: "单位", en: "UNIT"), Phrase(zh: "直属此单位的单位", en: "units directly below this one"),
            repeatable: true, completion: .units),
        .flag("all-units", Phrase(zh: "名录中的全部单位", en: "all units of the roster")),
    ]

    /// What the options choose; nil when none of them is given.
    static func selector(_ arguments: ParsedArguments) throws(Failure) -> UnitSelector? {
        let levels = try arguments.values(
            "level", expected: Phrase(zh: "国家、省、市、县、乡镇、村之一", en: "nation, province, city, county, town or village"),
            UnitLevel.init(word:))
        let selector = UnitSelector(
            all: arguments.flag("all-units"), kinds: arguments.list("kind"), levels: levels,
            tags: arguments.list("tag"), regions: arguments.list("region"), parents: arguments.list("parent"),
            below: arguments.list("below"))
        return selector.isEmpty ? nil : selector
    }
}
