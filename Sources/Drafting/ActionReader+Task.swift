/// What is asked, in the words of the notice.

extension ActionReader {
    /// The clause that says it, cut to a line.
    func task(_ asked: Asked) -> String {
        var start = asked.words.lowerBound
        // 责任单位：…；工作任务：…
        let labels = Self.labels.occurrences(in: Array(map.plain[asked.words]))
        if let label = labels.last { start += label.place + Self.labels.length(label.word) }
        // 每周一上午9:00[-12:00，即]
        if start < asked.words.upperBound, [0x2D, 0x7E].contains(map.plain[start]) {
            start += 1
            while start < asked.words.upperBound, Scalars.isDigit(map.plain[start]) || map.plain[start] == 0x3A {
                start += 1
            }
        }
        while let word = Self.leading.longest(in: map.plain, at: start, before: asked.words.upperBound) {
            start += Self.leading.length(word)
        }
        let line = map.plain[start..<asked.words.upperBound].firstIndex(of: 0x0A) ?? asked.words.upperBound
        var end = min(line, start + 40)
        while end > start, Self.trailing.contains(map.plain[end - 1]) { end -= 1 }
        return map.text(start..<max(start, end))
    }

    private static let leading = WordIndex([
        "(含当日)", "(含)", "以前", "之前", "前", "为止", "止", ",", ")", "。", "、", ":", "以内", "之内", "内", "\n", "以及", "并", "同时",
        "即",
    ])
    private static let labels = WordIndex(["工作任务:", "主要任务:", "任务:", "工作内容:", "内容:", "工作要求:"])
    private static let trailing = Set(",、:;。；：(（-—…·\t".unicodeScalars.map(\.value))
}
