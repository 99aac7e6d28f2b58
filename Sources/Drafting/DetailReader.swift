/// Reads, for each deadline, what is handed in and how: from its own words up to the next deadline's.

import Texts

struct DetailReader {
    let text: SourceText
    let passage: Passage
    let addresses: [(address: AddressReader.Address, kind: DraftChannel.Kind)]

    /// The web address that is printed beside a system's name.
    private(set) var named: [String: String] = [:]
    private static let mostNamed = 60

    /// The words of one deadline, in the passage.
    struct Segment {
        /// Its own: from the comma or sentence end before it to the next deadline's words or the paragraph's end.
        let own: Range<Int>
        /// The time itself.
        let time: Range<Int>
        /// The sentences of its paragraph before it that belong to no other deadline.
        var before = 0..<0
    }

    /// - Parameter deadlines: in the order of the text.
    func read(_ deadlines: inout [DraftDeadline], _ outline: Outline) {
        let segments = segments(of: deadlines)
        for index in deadlines.indices {
            guard let segment = segments[index] else { continue }
            deadlines[index].detail = detail(segment, deadlines[index].kind)
        }
        share(&deadlines, segments)
        let own = segments.compactMap { $0?.own }
        giveSections(to: &deadlines, outline, own)
        giveGeneralChannels(to: &deadlines, own)
    }

    init(text: SourceText, passage: Passage, _ found: AddressReader.Places) {
        self.text = text
        self.passage = passage
        addresses =
            (found.emails.map { ($0, DraftChannel.Kind.mailbox) } + found.urls.map { ($0, DraftChannel.Kind.system) })
            .sorted { $0.0.place.lowerBound < $1.0.place.lowerBound }
        for (address, kind) in addresses.prefix(Self.mostNamed) where kind == .system {
            guard let end = passage.index(of: address.place.lowerBound) else { continue }
            let before = passage.before(end, until: Passage.endsSentence).suffix(40)
            // “…系统”（https://…）, 系统地址为https://…
            guard let name = systems(in: before.lowerBound..<end).last?.text, named[name] == nil else { continue }
            named[name] = address.text
        }
    }

    // MARK: - Whose words are whose

    private func segments(of deadlines: [DraftDeadline]) -> [Segment?] {
        let times = deadlines.map(time)
        var distinct: [Int] = []
        for index in deadlines.indices where times[index] != nil {
            if let last = distinct.last, times[last]?.lowerBound == times[index]?.lowerBound { continue }
            distinct.append(index)
        }
        var start = 0
        var byPlace: [Int: Segment] = [:]
        for (number, index) in distinct.enumerated() {
            guard let time = times[index], time.lowerBound >= start else { continue }
            let next = number + 1 < distinct.count ? times[distinct[number + 1]]?.lowerBound : nil
            let opening = opening(of: time, notBefore: start)
            // Quotes may overlap where a distance tells what it is counted from.
            let end = max(time.upperBound, end(of: time, next: next))
            byPlace[time.lowerBound] = Segment(
                own: opening..<end, time: time, before: paragraph(before: opening, notBefore: start)..<opening)
            start = end
        }
        return times.map { time in time.flatMap { byPlace[$0.lowerBound] } }
    }

    private func time(_ deadline: DraftDeadline) -> Range<Int>? {
        guard let start = text.place(of: deadline.position), let first = passage.index(of: start) else { return nil }
        let end = start + deadline.quote.unicodeScalars.count
        return first..<max(first + 1, passage.index(of: end) ?? passage.plain.count)
    }

    /// Its sentence's start, or the comma that parts it from the deadline before.
    private func opening(of time: Range<Int>, notBefore limit: Int) -> Int {
        var place = time.lowerBound
        while place > limit, !Passage.endsSentence(passage.plain[place - 1]) { place -= 1 }
        return place
    }

    private func paragraph(before place: Int, notBefore limit: Int) -> Int {
        var start = place
        while start > limit, place - start < 600, passage.plain[start - 1] != 0x0A { start -= 1 }
        return start
    }

    /// The paragraph's end, or where the next deadline's words begin.
    private func end(of time: Range<Int>, next: Int?) -> Int {
        var place = time.upperBound
        var commas: [Int] = []
        var sentence: Int?
        while place < passage.plain.count, place < next ?? .max {
            if passage.plain[place] == 0x0A, !goesOn(after: place, from: time.upperBound) { break }
            if Passage.endsSentence(passage.plain[place]) {
                (sentence, commas) = (place + 1, [])
            } else if Passage.endsClause(passage.plain[place]) {
                commas.append(place + 1)
            }
            place += 1
        }
        guard let next, place >= next else { return place }
        // The next one's sentence has begun: what stands before its time is its own.
        if let sentence { return sentence }
        guard let first = commas.first, let last = commas.last else { return next }
        // 整改到位，整改报告签字后，于8月4日前报: nothing but 于 before the time, so the clauses above are about it.
        return next - last <= 3 ? first : last
    }

    /// （一）2025年5月30日前 / 责任单位：… / 工作任务：…: what stands below a line that is nothing but a time.
    private func goesOn(after lineBreak: Int, from time: Int) -> Bool {
        guard lineBreak - time <= 400, lineBreak + 1 < passage.plain.count else { return false }
        let first = passage.plain[time..<min(passage.plain.count, time + 3)]
        guard first.contains(0x0A) else { return false }
        let next = passage.plain[lineBreak + 1..<min(passage.plain.count, lineBreak + 5)].drop { $0 == 0x28 }
        guard let opening = next.first, opening != 0x0A else { return false }
        let number = next.prefix { Scalars.isDigit($0) || Scalars.chineseNumber($0) != nil }
        guard !number.isEmpty, let mark = next.dropFirst(number.count).first else { return true }
        return ![0x3001, 0x2E, 0x29].contains(mark)
    }

    // MARK: - One deadline

    private func detail(_ segment: Segment, _ kind: DraftKind) -> DraftDetail {
        let words = SegmentWords(passage, segment)
        var detail = DraftDetail()
        let order = order(words)
        detail.deliverables = DeliverableReader(words, self, except: order ?? 0..<0).deliverables(of: kind)
        detail.channels = channels(words)
        detail.fileName = name(.fileName, words)
        detail.mailSubject = name(.mailSubject, words)
        detail.quota = quota(words)
        if !segment.before.isEmpty { addParagraph(segment, to: &detail, kind) }
        detail.after = order.map(quoted)
        detail.nilReport = words.found(.nilReport).first.map { clause(around: $0.range, words) }
        detail.consequence = OutcomeReader.outcomes(in: words.range, self).first
        return detail
    }

    /// What the task's own sentences do not say, those before them in the paragraph may.
    private func addParagraph(_ segment: Segment, to detail: inout DraftDetail, _ kind: DraftKind) {
        let before = segment.before
        let words = SegmentWords(passage, Segment(own: before, time: before.upperBound..<before.upperBound))
        if detail.quota == nil, hasShare(before) { detail.quota = quota(words) }
        guard [.submission, .sealedScan].contains(kind) else { return }
        if detail.deliverables.isEmpty {
            // Of these somebody has to say 报 or 送, as of what another kind of task hands in.
            detail.deliverables = DeliverableReader(words, self, except: 0..<0).deliverables(of: .other)
            // …撰写工作总结。Word版请于1月19日发至: what the task's own sentence says of the one thing.
            if detail.deliverables.count == 1 {
                let own = SegmentWords(passage, segment).attributes(in: segment.own)
                let known = detail.deliverables[0].formats
                detail.deliverables[0].formats += own.formats.filter { !known.contains($0) }
                detail.deliverables[0].seal = own.seal ?? detail.deliverables[0].seal
            }
        }
        if detail.channels.isEmpty { detail.channels = channels(words) }
    }

    /// The place and the words of a stretch of the passage.
    func quoted(_ range: Range<Int>) -> DraftText {
        let source = text.trimmed(passage.source(range))
        return DraftText(text: text.tidy(source), position: text.position(of: source.lowerBound))
    }

    private func clause(around range: Range<Int>, _ words: SegmentWords) -> DraftText {
        var (start, end) = (range.lowerBound, range.upperBound)
        while start > words.range.lowerBound, range.lowerBound - start < 40,
            !Passage.endsClause(passage.plain[start - 1])
        {
            start -= 1
        }
        while end < words.range.upperBound, end - range.upperBound < 40, !Passage.endsClause(passage.plain[end]) {
            end += 1
        }
        return quoted(start..<end)
    }

    // MARK: - Names of files and letters

    /// 命名为“…”, 以“…”命名
    func name(_ meaning: DetailRule.Meaning, _ words: SegmentWords) -> DraftText? {
        for cue in words.found(meaning) {
            if let marked = marked(after: cue.range.upperBound, words) ?? marked(before: cue.range.lowerBound, words) {
                return quoted(marked)
            }
        }
        return nil
    }

    private static let opens: Set<UInt32> = [0x201C, 0x300C, 0x2018, 0x22]
    private static let closes: Set<UInt32> = [0x201D, 0x300D, 0x2019, 0x22]

    private func marked(after place: Int, _ words: SegmentWords) -> Range<Int>? {
        let end = words.range.upperBound
        guard
            let open = (place..<min(end, place + 12)).first(where: { Self.opens.contains(passage.plain[$0]) }),
            let close = (open + 1..<max(open + 1, min(end, open + 60))).first(where: {
                Self.closes.contains(passage.plain[$0])
            }), close > open + 1
        else { return nil }
        return open + 1..<close
    }

    private func marked(before place: Int, _ words: SegmentWords) -> Range<Int>? {
        let start = words.range.lowerBound
        guard place > start, Self.closes.contains(passage.plain[place - 1]) else { return nil }
        var open = place - 2
        while open >= start, place - open < 60, !Self.opens.contains(passage.plain[open]) { open -= 1 }
        guard open >= start, Self.opens.contains(passage.plain[open]), open + 1 < place - 1 else { return nil }
        return open + 1..<place - 1
    }

    // MARK: - Order

    /// 审核完成后, 公示无异议后: the clause up to 后.
    private func order(_ words: SegmentWords) -> Range<Int>? {
        for cue in words.found(.order) {
            var end = cue.range.upperBound
            // In the time itself it is the rule: 批复后20日内.
            guard end < words.range.upperBound, !words.time.contains(cue.range.lowerBound) else { continue }
            if passage.plain[end] == 0x540E {
                end += 1
            } else {
                continue
            }
            var start = cue.range.lowerBound
            while start > words.range.lowerBound, end - start < 24, !Passage.endsClause(passage.plain[start - 1]),
                passage.plain[start - 1] != 0x3A, passage.plain[start - 1] != 0x2E,
                start - 1 >= words.time.upperBound || start <= words.time.lowerBound
            {
                start -= 1
            }
            return start..<end
        }
        return nil
    }
}
