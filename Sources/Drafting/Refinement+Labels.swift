/// What the words before the colon, or before 为, name the time of.

extension Refinement {
    static let labels: [Refinement] = [
        Refinement(
            "named-hour", .speaks(6), zh: "冒号前写的是某事的时间", en: "the time of something, as said before the colon",
            example: "收取时间：5月20日下班前。"
        ) { one in
            guard let last = one.last, last.minutes != nil || last.partOfDay != nil || last.edge != nil,
                !one.verdict.has("label-deadline")
            else { return false }
            return one.labelsTimeItself || one.namesTime && one.verdict.other != .event
        },
        Refinement(
            "named-window", .speaks(6), zh: "冒号前写的是某事的时间", en: "the time of something, as said before the colon",
            example: "年检时间为2021年2月-6月。"
        ) { one in
            one.phrase.isWindow && one.namesTime
                && !one.verdict.has(
                    "label-deadline", "label-event", "label-period", "label-hours", "length", "term", "named-hour")
        },
    ]
}

extension RoleCase {
    /// 年检时间：, 年检时间为: what is done then has its name from it.
    var namesTime: Bool {
        var words = around.label.isEmpty ? around.justBefore[...] : around.label[...]
        if around.label.isEmpty {
            guard let last = words.last, [0x4E3A, 0x662F].contains(last) else { return false }  // 为 是
            words = words.dropLast()
        }
        guard Self.timeNames.contains(where: words.ends) else { return false }
        let map = ClauseMap(Array(words))
        return map.words.contains { $0.isDeed && map.text($0.range) != "执行" }
    }

    /// 时间：, with nothing that says of what.
    var labelsTimeItself: Bool {
        around.label.ends(with: Self.time) && around.label.dropLast(2).allSatisfy(ClauseOpening.isNumbering)
    }

    /// The label, or what is said right before, ends like the name of a time.
    var isLabelledTime: Bool { Self.timeNames.contains(where: around.label.ends) }

    private static let time = "时间".unicodeScalars.map(\.value)
    private static let timeNames: [[UInt32]] = ["时间", "日期", "期限"].scalarValues
}
