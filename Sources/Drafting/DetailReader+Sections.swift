/// What a section of its own says of all that is handed in: 三、报送材料, 四、报送方式.

extension DetailReader {
    private static let sectionHeadings = WordIndex([
        "报送材料", "申报材料", "提交材料", "材料要求", "材料报送", "材料提交", "报送内容", "报送方式", "报送要求", "提交方式", "申报方式", "报名方式", "材料清单", "报名材料",
        "推荐材料",
        "上报材料", "报送途径", "报送渠道", "材料递交",
    ])
    /// Words for all of it together.
    private static let all: Set<String> = ["材料", "纸质材料", "申报材料", "推荐材料", "报名材料", "表格"]
    /// Lines of such a section that are read.
    private static let most = 20

    /// Deadlines for handing in that name no thing or no way themselves take those of the section.
    ///
    /// - Parameter own: the stretches that belong to deadlines; they are in order and apart.
    func giveSections(to deadlines: inout [DraftDeadline], _ outline: Outline, _ own: [Range<Int>]) {
        giveQuota(to: &deadlines, own)
        let general = section(outline, own)
        guard !general.deliverables.isEmpty || !general.channels.isEmpty || general.fileName != nil else { return }
        for index in deadlines.indices {
            switch deadlines[index].kind {
            case .submission, .sealedScan: break
            case .review, .publication, .meeting, .other, .directoryCheck: continue
            }
            var detail = deadlines[index].detail
            if detail.deliverables.isEmpty { detail.deliverables = general.deliverables }
            if detail.channels.isEmpty { detail.channels = general.channels }
            if detail.fileName == nil { detail.fileName = general.fileName }
            if detail.mailSubject == nil { detail.mailSubject = general.mailSubject }
            deadlines[index].detail = detail
        }
    }

    /// 报告加盖公章，部门1月29日前、各县2月15日前报送某处: one sentence names the thing before its first date and the place
    /// behind its last one.
    func share(_ deadlines: inout [DraftDeadline], _ segments: [Segment?]) {
        let handIns: Set<DraftKind> = [.submission, .sealedScan]
        for index in deadlines.indices.dropFirst() {
            guard handIns.contains(deadlines[index].kind), handIns.contains(deadlines[index - 1].kind),
                isSameSentence(segments[index - 1], segments[index])
            else { continue }
            if deadlines[index].detail.deliverables.isEmpty {
                deadlines[index].detail.deliverables = deadlines[index - 1].detail.deliverables
            }
        }
        for index in deadlines.indices.dropFirst().reversed() {
            guard handIns.contains(deadlines[index].kind), handIns.contains(deadlines[index - 1].kind),
                let first = segments[index - 1], isSameSentence(first, segments[index]),
                first.own.upperBound - first.time.upperBound <= 6, deadlines[index - 1].detail.channels.isEmpty
            else { continue }
            deadlines[index - 1].detail.channels = deadlines[index].detail.channels
        }
    }

    private func isSameSentence(_ first: Segment?, _ second: Segment?) -> Bool {
        guard let first, let second, first.own.upperBound == second.own.lowerBound, second.own.lowerBound > 0 else {
            return false
        }
        return !Passage.endsSentence(passage.plain[second.own.lowerBound - 1])
    }

    private static let shares = WordIndex(["名额", "限报", "推荐", "申报", "报送数量"])

    func hasShare(_ range: Range<Int>) -> Bool { !Self.shares.occurrences(in: Array(passage.plain[range])).isEmpty }

    /// 每市推荐名额不超过5个 in a paragraph without a date: the quantity of the one thing that is handed in.
    private func giveQuota(to deadlines: inout [DraftDeadline], _ own: [Range<Int>]) {
        let handIns = deadlines.indices.filter { [.submission, .sealedScan].contains(deadlines[$0].kind) }
        guard handIns.count == 1, deadlines[handIns[0]].detail.quota == nil else { return }
        var stretch = 0
        for line in 0..<text.lineCount {
            let range = text.line(line)
            guard (6...400).contains(range.count), let first = passage.index(of: range.lowerBound),
                let last = passage.index(of: range.upperBound), first < last
            else { continue }
            while stretch < own.count, own[stretch].upperBound <= first { stretch += 1 }
            if stretch < own.count, own[stretch].lowerBound < last { continue }
            guard hasShare(first..<last) else { continue }
            if let quota = quota(SegmentWords(passage, Segment(own: first..<last, time: first..<first))) {
                deadlines[handIns[0]].detail.quota = quota
                return
            }
        }
    }

    private func section(_ outline: Outline, _ stretches: [Range<Int>]) -> DraftDetail {
        var general = DraftDetail()
        var read = 0
        var stretch = 0
        var (heading, isSection): ([UInt32], Bool) = ([], false)
        for line in 0..<text.lineCount where read < Self.most {
            let own = outline.heading(of: line)
            if own != heading { (heading, isSection) = (own, !Self.sectionHeadings.occurrences(in: own).isEmpty) }
            // The heading names what the lines below it say.
            guard isSection, !isHeading(line, own) else { continue }
            let range = text.line(line)
            guard !range.isEmpty, range.count <= 2000, let first = passage.index(of: range.lowerBound),
                let last = passage.index(of: range.upperBound), first < last
            else { continue }
            while stretch < stretches.count, stretches[stretch].upperBound <= first { stretch += 1 }
            if stretch < stretches.count, stretches[stretch].lowerBound < last { continue }
            read += 1
            let words = SegmentWords(passage, Segment(own: first..<last, time: first..<first))
            add(words, to: &general)
        }
        return general
    }

    private func isHeading(_ line: Int, _ heading: [UInt32]) -> Bool {
        let range = text.line(line)
        guard range.count <= 40 else { return false }
        return text.plain(range) == heading
    }

    private func add(_ words: SegmentWords, to general: inout DraftDetail) {
        for var one in DeliverableReader(words, self, except: 0..<0).deliverables(of: .submission)
        where !general.deliverables.contains(where: { $0.title == one.title }) && !Self.all.contains(one.title) {
            one.isGeneral = true
            general.deliverables.append(one)
        }
        for var channel in channels(words) where !general.channels.contains(where: { $0.name == channel.name }) {
            channel.isGeneral = true
            general.channels.append(channel)
        }
        general.fileName = general.fileName ?? name(.fileName, words)
        general.mailSubject = general.mailSubject ?? name(.mailSubject, words)
    }
}
