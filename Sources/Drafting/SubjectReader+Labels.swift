/// Who has to do it, where a label, a bracket or the name of the time says so.

extension SubjectReader {
    /// 责任单位：X
    func labelled(in line: Range<Int>) -> Range<Int>? {
        guard line.count <= 2_000 else { return nil }
        let words = Array(map.plain[line])
        guard let found = Self.labels.occurrences(in: words).first, !isGroup(line.lowerBound + found.place) else {
            return nil
        }
        return value(from: line.lowerBound + found.place + Self.labels.length(found.word), in: line)
    }

    /// 责任单位：X 配合单位：Y 完成时限：3月5日: the label nearest before the time, in a text whose lines are lost.
    func labelled(before time: Range<Int>, in line: Range<Int>) -> Range<Int>? {
        let start = max(line.lowerBound, time.lowerBound - 120)
        guard let found = Self.labels.occurrences(in: Array(map.plain[start..<time.lowerBound])).last,
            !isGroup(start + found.place)
        else { return nil }
        let first = start + found.place + Self.labels.length(found.word)
        return map.isTimed(first..<time.lowerBound) ? nil : value(from: first, in: line)
    }

    /// 各责任单位：, a name of its own.
    private func isGroup(_ label: Int) -> Bool { label > 0 && map.plain[label - 1] == 0x5404 }

    /// Up to the end of the sentence or the next label.
    private func value(from start: Int, in line: Range<Int>) -> Range<Int>? {
        var end = start
        while end < line.upperBound, end - start <= 60, !Passage.endsSentence(map.plain[end]) {
            // 各市（州）人民政府
            if map.plain[end] == 0x28, let close = map.plain[end..<min(line.upperBound, end + 5)].firstIndex(of: 0x29),
                close + 1 < line.upperBound, (0x4E00...0x9FFF).contains(map.plain[close + 1])
            {
                end = close + 1
                continue
            }
            guard ![0x28, 0x29, 0x09].contains(map.plain[end]),
                Self.nextLabels.longest(in: map.plain, at: end, before: line.upperBound) == nil
            else { break }
            end += 1
        }
        return end == start || end - start > 60 ? nil : start..<end
    }

    private static let labels = WordIndex([
        "责任单位:", "牵头单位:", "责任部门:", "完成单位:", "报送单位:", "实施单位:", "责任主体:", "填报单位:", "责任人:",
    ])
    private static let nextLabels = WordIndex([
        "配合单位:", "配合部门:", "参与单位:", "协办单位:", "完成时限:", "完成时间:", "时限要求:", "办理时限:", "责任人:", "联系人:",
    ])

    /// …9月底前完成。（市发展改革委牵头，各区按职责分工负责）: in brackets behind it or around it, in its paragraph.
    func responsible(for time: Range<Int>, in line: Range<Int>) -> Range<Int>? {
        var end = min(line.upperBound, time.upperBound + 500)
        if end == line.upperBound, end + 1 < map.plain.count, map.plain[end + 1] == 0x28 {
            end = min(map.line(at: end + 1).upperBound, end + 200)
        }
        let first = min(time.lowerBound, max(line.lowerBound, time.lowerBound - 120))
        // Only a bracket that is open at the time holds it.
        let last = map.plain[first..<time.lowerBound].lastIndex { $0 == 0x28 || $0 == 0x29 }
        var start = last.flatMap { map.plain[$0] == 0x28 ? $0 : nil } ?? time.upperBound
        while start < end {
            guard map.plain[start] == 0x28 else {
                start += 1
                continue
            }
            var close = start + 1
            var depth = 1
            while close < end, depth > 0 {
                if map.plain[close] == 0x28 { depth += 1 }
                if map.plain[close] == 0x29 { depth -= 1 }
                close += 1
            }
            if depth == 0, let found = inCharge(start + 1..<close - 1) { return found }
            start = close
        }
        return nil
    }

    /// Up to 负责, without 按职责分工.
    private func inCharge(_ words: Range<Int>) -> Range<Int>? {
        guard let charge = map.plain[words].indices.last(where: { map.plain[$0...].starts(with: Self.charge) }),
            charge - words.lowerBound >= 3, charge + 2 <= words.upperBound,
            charge + 2 == words.upperBound || Passage.endsClause(map.plain[charge + 2])
        else { return nil }
        var end = charge
        for share in Self.shares where map.plain[words.lowerBound..<end].ends(with: share) { end -= share.count }
        while end > words.lowerBound, [0x2C, 0x3001].contains(map.plain[end - 1]) { end -= 1 }
        return end - words.lowerBound >= 2 && BodyName.endsAsOne(map.plain[words.lowerBound..<end])
            ? words.lowerBound..<end : nil
    }

    private static let charge = "负责".unicodeScalars.map(\.value)
    private static let shares: [[UInt32]] = ["按照职责分工", "按职责分工", "按职责", "依职责", "分工", "分别", "共同", "牵头"].scalarValues

    /// 各小学：6月6日前…
    func label(of sentence: Range<Int>, before place: Int) -> Range<Int>? {
        let stretch = sentence.lowerBound..<place
        guard let colon = map.plain[stretch].firstIndex(of: 0x3A),
            !map.plain[colon..<place].contains(0x5143)  // 普通代表：1600元
        else { return nil }
        let start = openings.start(of: sentence.lowerBound..<colon)
        if let doer = doer(start..<colon) { return doer }
        // 各有关单位：现将…转发给你们: whom a text without lines addresses.
        if Self.addressing.longest(in: map.plain, at: colon + 1, before: place) != nil { return nil }
        guard colon - start <= 30, BodyName.endsAsOne(map.plain[start..<colon]) else { return nil }
        return start..<colon
    }

    private static let addressing = WordIndex(["现将", "现就", "为", "根据", "按照", "近日", "近期", "经研究", "经国务院", "兹"])

    /// 申请人申报时间, 学生网上评教, 单位报送截止日期为: whose doing the time is of.
    func doer(_ stretch: Range<Int>) -> Range<Int>? {
        guard stretch.count <= 36 else { return nil }
        let words = map.words(in: stretch)
        guard let verb = words.last(where: \.isDeed),
            Self.isTimeName(map.plain[verb.range.upperBound..<stretch.upperBound])
        else { return nil }
        // 结业生返校补考, 学习者现场资格审查及信息确认: further verbs and what they are done to.
        var end = stretch.upperBound
        var next: Int? = verb.range.lowerBound
        while let place = next {
            end = place
            let before = map.plain[stretch.lowerBound..<end]
            next =
                Self.ways.first { before.ends(with: $0) }.map { end - $0.count }
                ?? words.last { $0.range.upperBound == end && $0.isDeed }?.range.lowerBound
        }
        guard end - stretch.lowerBound >= 2, map.plain[end - 1] != 0x7EA7, map.plain[end - 1] != 0x9898,  // 市级 课题
            BodyName.endsAsOne(map.plain[stretch.lowerBound..<end])
        else { return nil }
        return stretch.lowerBound..<end
    }

    private static let ways: [[UInt32]] = [
        "网上", "现场", "线上", "网络", "统一", "集中", "资格", "信息", "口语", "参展", "参赛", "材料", "资料", "、", "及", "和",
    ].scalarValues

    /// 时间, 截止日期为, or nothing.
    private static func isTimeName(_ words: ArraySlice<UInt32>) -> Bool {
        var rest = words
        var isMoving = true
        while isMoving, !rest.isEmpty {
            isMoving = false
            for name in timeNames where rest.starts(with: name) {
                rest = rest.dropFirst(name.count)
                isMoving = true
            }
        }
        return rest.isEmpty
    }

    private static let timeNames: [[UInt32]] = ["截止", "截至", "时间", "日期", "期限", "时限", "为", "是", ":"].scalarValues
}
