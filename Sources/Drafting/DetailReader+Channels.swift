/// Where things go: mailboxes, systems and offices, and quantities.

extension DetailReader {
    // MARK: - Channels

    func channels(_ words: SegmentWords) -> [DraftChannel] {
        var found = printed(in: words.range)
        for system in systems(in: words.range) {
            if let index = found.firstIndex(where: { $0.kind == .system && $0.address == nil }) {
                // “…系统”（https://…）: one channel.
                let url = found[index]
                found[index] = DraftChannel(
                    kind: .system, name: system.text, address: url.name, position: system.position)
            } else if !found.contains(where: { $0.name == system.text }) {
                found.append(
                    DraftChannel(
                        kind: .system, name: system.text, address: named[system.text], position: system.position))
            }
        }
        if let office = office(words) { found.append(office) }
        return found
    }

    private func printed(in range: Range<Int>) -> [DraftChannel] {
        let source = passage.source(range)
        var next = addresses.partitionPoint { $0.address.place.lowerBound >= source.lowerBound }
        var found: [DraftChannel] = []
        while next < addresses.count, addresses[next].address.place.lowerBound < source.upperBound,
            found.count < Self.most
        {
            let (address, kind) = addresses[next]
            if !isDownload(address), !found.contains(where: { $0.name == address.text }) {
                found.append(
                    DraftChannel(kind: kind, name: address.text, position: text.position(of: address.place.lowerBound)))
            }
            next += 1
        }
        return found
    }

    /// 可在www.example.org下载: nothing is handed in there.
    private func isDownload(_ address: AddressReader.Address) -> Bool {
        let line = text.line(text.lineNumber(of: address.place.lowerBound))
        let after = text.tidy(address.place.upperBound..<min(line.upperBound, address.place.upperBound + 8))
        let before = text.tidy(max(line.lowerBound, address.place.lowerBound - 8)..<address.place.lowerBound)
        return ["下载", "查询", "咨询"].contains { after.contains($0) || before.contains($0) }
    }

    /// More are none of one task.
    private static let most = 6

    private static let systemEnds = WordIndex(["系统", "平台", "小程序"])
    private static let systemCues = ["通过", "登录", "登陆", "在", "至", "经", "到", "进入", "录入", "于", "用", "上传"]

    /// 通过省学会服务平台, 登录“清川学会服务平台”
    func systems(in range: Range<Int>) -> [DraftText] {
        let plain = passage.plain
        var found: [DraftText] = []
        for (word, at) in Self.systemEnds.occurrences(in: Array(plain[range])) {
            let end = range.lowerBound + at + Self.systemEnds.length(word)
            var start = range.lowerBound + at
            let isMarked = end < plain.count && plain[end] == 0x201D
            while start > range.lowerBound, end - start < 24 {
                let value = plain[start - 1]
                if isMarked ? value == 0x201C : !Scalars.isHan(Unicode.Scalar(value) ?? " ") { break }
                if !isMarked,
                    Self.systemCues.contains(where: { ends(with: $0, at: start, notBefore: range.lowerBound) })
                {
                    break
                }
                start -= 1
            }
            guard end - start >= 4, end - start < 24 else { continue }
            let name = quoted(start..<end)
            if !found.contains(where: { $0.text == name.text }), !name.text.contains("过期") { found.append(name) }
            if found.count == Self.most { break }
        }
        return found
    }

    private func ends(with word: String, at place: Int, notBefore limit: Int) -> Bool {
        let word = word.unicodeScalars.map(\.value)
        return place - word.count >= limit && Array(passage.plain[place - word.count..<place]) == word
    }

    private static let deliveries = WordIndex([
        "报送至", "报送到", "寄送至", "送交", "寄达", "寄至", "邮寄至", "报至", "送至", "交至", "交到", "提交至", "报送", "报", "送", "交", "寄送", "寄",
    ])
    private static let officeEnds: [[UInt32]] = [
        "厅", "局", "委", "办", "办公室", "会", "部", "馆", "中心", "政府", "科协", "处", "院", "所", "司", "署", "科", "室", "站", "联", "组",
        "指挥部", "团委",
        "支队", "总队",
    ].scalarValues

    /// 报市地震局震害防御科: the body right behind the verb, on paper unless it is said otherwise.
    private func office(_ words: SegmentWords) -> DraftChannel? {
        let plain = passage.plain
        for (word, at) in Self.deliveries.occurrences(in: Array(plain[words.range])) {
            // 申报人 is no verb with a body behind it.
            if at > 0, DeliverableReader.compounds.contains(plain[words.range.lowerBound + at - 1]) { continue }
            let start = words.range.lowerBound + at + Self.deliveries.length(word)
            var end = start
            var last: Int?
            while end < words.range.upperBound, end - start < 24, Scalars.isHan(Unicode.Scalar(plain[end]) ?? " ") {
                end += 1
                let name = plain[start..<end]
                if end - start >= 2, Self.officeEnds.contains(where: { name.suffix($0.count).elementsEqual($0) }) {
                    last = end
                }
            }
            // 寄达 and 送至 have nothing else behind them; 报 and 送 may have what is handed in.
            let isSure = [0x81F3, 0x5230, 0x8FBE].contains(plain[start - 1])
            guard let last, isOffice(start..<last, before: last, isSure: isSure) else { continue }
            let name = quoted(start..<last)
            return DraftChannel(
                kind: .paper, name: name.text, address: street(after: last, words), position: name.position)
        }
        return nil
    }

    private static let officeOpenings: Set<UInt32> = Set("省市县区厅局我所校院总协学国自本各乡镇团党办人民府州".unicodeScalars.map(\.value))

    private static let noOffice = Set("的由于在和并应".unicodeScalars.map(\.value))

    /// （地址：乙路100号）, （科技大厦1206室）
    private func street(after place: Int, _ words: SegmentWords) -> String? {
        let plain = passage.plain
        guard place < words.range.upperBound, plain[place] == 0x28 else { return nil }
        let end = (place + 1..<min(words.range.upperBound, place + 62)).first { plain[$0] == 0x29 }
        guard let end, end > place + 1 else { return nil }
        let street = quoted(place + 1..<end).text
        guard ["路", "街", "号", "室", "楼", "邮编", "地址", "大厦"].contains(where: street.contains) else { return nil }
        return street
    }

    private func isOffice(_ range: Range<Int>, before end: Int, isSure: Bool) -> Bool {
        guard isSure || Self.officeOpenings.contains(passage.plain[range.lowerBound]),
            !passage.plain[range].contains(where: Self.noOffice.contains)
        else { return false }
        // 报送部门, 报各单位会议: what goes on is a longer word.
        guard end < passage.plain.count else { return true }
        return !["议", "员", "计", "门", "长", "理", "分", "事"].contains {
            $0.unicodeScalars.first?.value == passage.plain[end]
        }
    }

    /// What the task's own words do not say, the notice's only mailbox or system does.
    /// - Parameter own: where tasks have said theirs.
    func giveGeneralChannels(to deadlines: inout [DraftDeadline], _ own: [Range<Int>]) {
        for kind in [DraftChannel.Kind.mailbox, .system] {
            let named = addresses.filter { $0.kind == kind }
            guard let first = named.first, Set(named.map(\.address.text)).count == 1, isForDelivery(first.address),
                !named.contains(where: { isWithin(own, $0.address.place.lowerBound) })
            else { continue }
            let channel = DraftChannel(
                kind: kind, name: first.address.text, position: text.position(of: first.address.place.lowerBound),
                isGeneral: true)
            for index in deadlines.indices where deadlines[index].detail.channels.isEmpty {
                switch deadlines[index].kind {
                case .submission, .sealedScan, .directoryCheck: deadlines[index].detail.channels = [channel]
                case .review, .publication, .meeting, .other: break
                }
            }
        }
    }

    /// The stretches are in order and apart.
    private func isWithin(_ stretches: [Range<Int>], _ place: Int) -> Bool {
        guard let index = passage.index(of: place) else { return false }
        return stretches.contains { $0.contains(index) }
    }

    private static let deliveryCues = ["报送", "发至", "发送", "发到", "电子版", "邮箱", "填报", "提交", "上报", "传至", "登录"]
    private static let otherCues = ["咨询", "下载", "监督", "举报", "查询", "投诉", "网站"]

    private func isForDelivery(_ address: AddressReader.Address) -> Bool {
        let line = text.line(text.lineNumber(of: address.place.lowerBound))
        let before = text.tidy(max(line.lowerBound, address.place.lowerBound - 40)..<address.place.lowerBound)
        let near = String(before.suffix(16))
        return Self.deliveryCues.contains(where: before.contains) && !Self.otherCues.contains(where: near.contains)
    }
}
