/// Where the names of things stand: 《申报表》, and nouns with what modifies them.

extension DeliverableReader {
    private static let materials = WordIndex(DetailRule.materials)
    /// By their last scalar.
    private static let stops = Dictionary(
        grouping: DetailRule.stops.map { $0.unicodeScalars.map(\.value) }, by: { $0.last ?? 0 })
    /// A name is not longer than this.
    private static let longest = 22

    /// 《申报表》, but not 《办法》 nor what has a number behind it.
    func marked() -> [Range<Int>] {
        var found: [Range<Int>] = []
        var open: Int?
        for place in words.range {
            switch plain[place] {
            case 0x300A: open = place
            case 0x300B:
                guard let start = open, place - start <= 60, place > start + 1 else { break }
                open = nil
                let name = Array(plain[start + 1..<place]).string
                let isCited =
                    DetailRule.documents.contains(where: name.hasSuffix)
                    || follows(place + 1, "(")
                        && (place + 1..<min(plain.count, place + 16)).contains {
                            plain[$0] == 0x3014 || plain[$0] == 0x5B
                        }
                if !isCited, !isPaper(name), !isReference(before: start) { found.append(start..<place + 1) }
            default: break
            }
        }
        return found
    }

    /// Within 《…》, which is a name of its own or a document's.
    private func isMarked(_ place: Int) -> Bool {
        var before = place
        while before > words.range.lowerBound, place - before < 60 {
            before -= 1
            if plain[before] == 0x300B || plain[before] == 0x0A { return false }
            if plain[before] == 0x300A { return true }
        }
        return false
    }

    /// 《南江日报》 is where something is published.
    private func isPaper(_ name: String) -> Bool {
        name.hasSuffix("报") && !["简报", "年报", "月报", "季报", "周报", "快报"].contains(where: name.hasSuffix)
    }

    func nouns(isHandIn: Bool) -> [Range<Int>] {
        var found: [Range<Int>] = []
        let occurrences = Self.materials.occurrences(in: Array(plain[words.range]))
        // Of those that end at the same place the longest, of those that overlap the last: 汇总表, 统计汇总表.
        for (word, at) in occurrences {
            let start = words.range.lowerBound + at
            let head = start..<start + Self.materials.length(word)
            guard !words.time.overlaps(head), !isVerb(head), !isMarked(head.lowerBound) else { continue }
            var name = extended(head, notBefore: words.range.lowerBound)
            let title = Array(plain[name]).string
            guard !DetailRule.vague.contains(title), !title.contains("零报告"), !title.hasPrefix("对"),
                !isReference(before: name.lowerBound),
                !goesOn(head.upperBound),
                isHandIn && !DetailRule.weak.contains(Array(plain[head]).string) && !DetailRule.bare.contains(title)
                    || isHandedIn(name) || stands("纸质", before: name.lowerBound)
            else { continue }
            if DetailRule.bare.contains(title), stands("纸质", before: name.lowerBound) {
                name = name.lowerBound - 2..<name.upperBound
            }
            if let previous = found.last, previous.overlaps(name) {
                found[found.count - 1] =
                    min(previous.lowerBound, name.lowerBound)..<max(previous.upperBound, name.upperBound)
            } else {
                found.append(name)
            }
        }
        return found
    }

    /// 报告火情, 说明情况: the noun's word is the verb here.
    private func isVerb(_ head: Range<Int>) -> Bool {
        guard [[0x62A5, 0x544A], [0x8BF4, 0x660E], [0x7533, 0x8BF7]].contains(Array(plain[head])) else { return false }
        if words.time.contains(head.upperBound) { return false }
        // 没有变化的也要报告
        if head.lowerBound > 0, [0x8981, 0x987B, 0x5E94, 0x9700].contains(plain[head.lowerBound - 1]) { return true }
        let next = head.upperBound < plain.count ? plain[head.upperBound] : 0x0A
        // 报告2份, 报告（盖章）: it is counted or told of, and so a thing.
        let isThing =
            Passage.endsClause(next) || [0x3001, 0x28, 0x29, 0x4E00, 0x4E24, 0x53CA, 0x548C].contains(next)
            || Scalars.isDigit(next)
        let isObject = !isThing
        return isObject
            && !["报", "于", "并", "经", "由", "须", "应", "送", "加", "的"].contains { follows(head.upperBound, $0) }
    }

    private static let handIns = [
        "报", "送", "寄", "交", "报送", "寄送", "提交", "上报", "反馈", "上传", "录入", "递交", "备案", "出具", "发至", "发送", "发到", "填写", "填报",
        "提供", "撰写", "编写",
    ].scalarValues

    /// 报送时间 is no handing in.
    private static let nounsOfIt = ["时间", "方式", "要求", "期限", "系统", "制度", "送时间", "送方式", "送要求", "交时间"]
    /// 通报, 申报, 日报: 报 is no verb of its own behind these.
    static let compounds = Set("通公预日周月年申情晚汇零".unicodeScalars.map(\.value))

    /// A verb of handing in stands right before it, or behind it with nothing but a time between.
    func isHandedIn(_ name: Range<Int>) -> Bool {
        if Self.handIns.contains(where: { stands($0, before: modifier(of: name)) }) { return true }
        var place = name.upperBound
        // 将汇总表（盖章）、说明发送至: with 将 and 把 the verb comes at the end.
        var left = isMoved(name) ? 40 : 8
        var depth = 0
        while place < words.range.upperBound, left > 0, !Passage.endsSentence(plain[place]) {
            if words.time.contains(place) { place = words.time.upperBound }
            guard place < words.range.upperBound else { return false }
            if plain[place] == 0x28 { depth += 1 }
            if plain[place] == 0x29 { depth = max(0, depth - 1) }
            if depth == 0, !Self.compounds.contains(plain[place - 1]),
                let verb = Self.handIns.first(where: { plain[place...].starts(with: $0) }),
                !Self.nounsOfIt.contains(where: { follows(place + verb.count, $0) })
            {
                return true
            }
            place += 1
            if depth == 0 { left -= 1 }
            if place - name.upperBound > 160 { return false }
        }
        return false
    }

    /// 报送|加盖公章的|总结
    private func modifier(of name: Range<Int>) -> Int {
        guard name.lowerBound > words.range.lowerBound, plain[name.lowerBound - 1] == 0x7684 else {
            return name.lowerBound
        }
        var place = name.lowerBound - 1
        while place > words.range.lowerBound, name.lowerBound - place < 16, !Passage.endsClause(plain[place - 1]),
            !Self.handIns.contains(where: { $0.count > 1 && stands($0, before: place) })
        {
            place -= 1
        }
        return place
    }

    private func isMoved(_ name: Range<Int>) -> Bool {
        var place = name.lowerBound
        while place > words.range.lowerBound, name.lowerBound - place < 60, !Passage.endsSentence(plain[place - 1]) {
            place -= 1
            if plain[place] == 0x5C06 || plain[place] == 0x628A { return true }
        }
        return false
    }

    /// 报告单, 数据库: a longer word.
    private func goesOn(_ end: Int) -> Bool {
        Self.goingOn.longest(in: plain, at: end, before: plain.count) != nil
    }

    private static let goingOn = WordIndex([
        "单位", "位", "的", "报送系统", "书", "表", "库", "册", "员", "制度", "范围", "时间", "编制", "要求", "期限", "内容", "格式", "模板", "工作",
        "系统", "平台", "公开", "采集", "管理", "化", "之日", "专窗", "经费", "报备", "人员", "安排", "率", "有效期",
    ])

    private func follows(_ place: Int, _ word: String) -> Bool {
        place < plain.count && plain[place...].starts(with: word.unicodeScalars.lazy.map(\.value))
    }

    /// Back over what modifies the noun.
    private func extended(_ head: Range<Int>, notBefore limit: Int) -> Range<Int> {
        var start = head.lowerBound
        while start > limit, head.upperBound - start < Self.longest, Self.isName(plain[start - 1]),
            !words.time.contains(start - 1), !isDay(before: start), !stops(before: start, notBefore: limit)
        {
            start -= 1
        }
        return start..<head.upperBound
    }

    /// 10月28日|召开
    private func isDay(before place: Int) -> Bool {
        [0x65E5, 0x53F7, 0x6708].contains(plain[place - 1]) && place >= 2 && Scalars.isDigit(plain[place - 2])
    }

    private static func isName(_ value: UInt32) -> Bool {
        (0x4E00...0x9FFF).contains(value) || value == 0x201C || value == 0x201D || Scalars.isDigit(value)
            || (0x41...0x5A).contains(value) || (0x61...0x7A).contains(value)
    }

    private func stops(before place: Int, notBefore limit: Int) -> Bool {
        (Self.stops[plain[place - 1]] ?? []).contains { word in
            place - word.count >= limit && plain[place - word.count..<place].elementsEqual(word)
        }
    }

    /// Without what is only numbering, and without the unit behind 各: 各市州科协|工作总结.
    func trimmed(_ name: Range<Int>) -> Range<Int> {
        if plain[name.lowerBound] == 0x300A { return name.lowerBound + 1..<name.upperBound - 1 }
        var start = subjectEnd(name) ?? name.lowerBound
        // Step2, 3, but not 2023年度.
        let front = plain[start..<name.upperBound].prefix { $0 < 0x80 || $0 == 0x201D || $0 == 0x201C }
        if front.contains(where: { Scalars.isDigit($0) || $0 > 0x80 }), front.filter(Scalars.isDigit).count != 4 {
            start += front.count
        }
        // 应向办公室书面报告|所联系河湖治理情况
        if let verb = (start..<max(start, name.upperBound - 4)).last(where: { follows($0, "报告") }) { start = verb + 2 }
        return start..<name.upperBound
    }

    private static let subjects = [
        "单位", "部门", "学校", "企业", "科协", "学会", "局", "厅", "馆", "镇", "街道", "市州", "县区", "地区", "区县", "公司", "中心", "院", "会", "市",
        "县", "区", "校",
    ].scalarValues

    private func subjectEnd(_ name: Range<Int>) -> Int? {
        guard name.lowerBound > words.range.lowerBound, plain[name.lowerBound - 1] == 0x5404 else { return nil }  // 各
        for place in name.lowerBound..<max(name.lowerBound, min(name.upperBound - 1, name.lowerBound + 9)) {
            for word in Self.subjects
            where place + 1 - word.count >= name.lowerBound
                && plain[place + 1 - word.count...place].elementsEqual(word)
            {
                return place + 1
            }
        }
        return nil
    }

    private func isReference(before place: Int) -> Bool {
        DetailRule.references.contains { stands($0, before: place) }
    }

    private func stands(_ word: String, before place: Int) -> Bool {
        stands(word.unicodeScalars.map(\.value), before: place)
    }

    private func stands(_ word: [UInt32], before place: Int) -> Bool {
        place - word.count >= words.range.lowerBound && plain[place - word.count..<place].elementsEqual(word)
    }
}
