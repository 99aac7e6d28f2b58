/// Whom the notice is for: the address line, or lines, above the body.

extension HeaderReader {
    static let addressWords = [
        "各", "有关", "单位", "部门", "学校", "学院", "政府", "厅", "局", "委员会", "协会", "企业", "中心", "镇", "街道", "医院", "馆", "司", "处", "员",
        "会",
    ]
    private static let addressOpenings = [
        "各", "有关", "全省", "全市", "全县", "全区", "全校", "全院", "全体", "市直", "省直", "县直", "区直", "机关", "局属", "厅属", "委属", "校属", "院属",
        "直属",
    ]

    /// The lines of the address: the last one ends in a colon.
    func salutation() -> Range<Int>? {
        for (number, line) in lines.prefix(40).enumerated() where line.count >= 3 {
            let last = text.scalars[line.upperBound - 1]
            guard last == "：" || last == ":" else { continue }
            let words = text.tidy(line)
            guard !words.contains("。"), !words.contains("如下"), !isAnnexLine(words), !isNumbered(number),
                !PageFurniture.hasLabel(words)
            else { continue }
            if Self.addressWords.contains(where: words.contains), isAddress(words) {
                return opening(of: number)..<number + 1
            }
        }
        return nil
    }

    /// 给予下列处罚：, 采购项目： name nobody.
    private func isAddress(_ words: String) -> Bool {
        guard let last = Self.items(words).last,
            !["给予", "予以", "必须", "不得", "下列"].contains(where: last.contains)
        else { return false }
        return ["各", "全体", "有关", "位", "们", "贵", "你"].contains(where: last.contains)
            || BodyName.endsAsOne(last) || words.hasPrefix("各")  // 各委、办、局
    }

    /// A long address goes over several lines: those above end in a mark, or run full.
    private func opening(of last: Int) -> Int {
        var first = last
        while first > 0, last - first < 6, !lines[first - 1].isEmpty {
            let above = lines[first - 1]
            let words = text.tidy(above)
            guard let mark = words.unicodeScalars.last, !words.contains("。"), !PageFurniture.isLine(words),
                "，、,；;".unicodeScalars.contains(mark) || isFullAddress(words)
            else { break }
            first -= 1
        }
        return first
    }

    /// 各县（市、区）人民政府，开发区管委会，市人民政府⏎各委、办、局：the page was full.
    private func isFullAddress(_ words: String) -> Bool {
        words.unicodeScalars.count >= 24 && Self.addressOpenings.contains(where: words.hasPrefix)
            && words.unicodeScalars.contains { $0 == "，" || $0 == "、" }
    }

    /// 各有关单位：现将…, or an address without its colon: the first words after the title.
    func unmarkedSalutation(from start: Int) -> Range<Int>? {
        var number = start
        while number < min(lines.count, start + 8),
            PageFurniture.isLine(text.tidy(lines[number])) || numberRange(in: lines[number]) != nil
        {
            number += 1
        }
        guard number < lines.count, !isNumbered(number) else { return nil }
        let words = text.tidy(lines[number])
        let address = words.prefix { $0 != "：" && $0 != ":" }
        guard Self.addressOpenings.contains(where: words.hasPrefix) || address.count < words.count && isNames(address)
        else { return nil }
        guard address.count <= 120, !address.contains("。"), address.count < words.count || address.count <= 60 else {
            return nil
        }
        // Without a colon it ends like a body and is no sentence.
        if address.count == words.count, !isBody(words) { return nil }
        return number..<number + 1
    }

    /// 质监处、各分局：由于…: nothing but names of bodies, and no label such as 主办单位.
    private func isNames(_ address: Substring) -> Bool {
        guard address.unicodeScalars.count <= 60 else { return false }
        let items = Self.items(String(address))
        return !items.isEmpty
            && items.allSatisfy { item in
                item.unicodeScalars.count >= 3
                    && (item.contains("各")
                        || BodyName.endsAsOne(item) && !Self.labelEnds.contains(where: item.hasSuffix))
            }
    }

    private static let labelEnds = ["单位", "对象", "人员", "主体", "组织", "机构", "人", "组"]

    func addressees(_ range: Range<Int>) -> [String] {
        var words = ""
        for line in range { words += text.text(lines[line]) }
        if let colon = words.firstIndex(where: { $0 == "：" || $0 == ":" }) { words = String(words[..<colon]) }
        return Self.items(words)
    }

    /// 各市州科协、各有关单位：as printed, blanks within included.
    static func items(_ line: String) -> [String] {
        // Between names that belong together stands 、, between groups of them ，.
        let hasCommas = line.unicodeScalars.contains { $0 == "，" || $0 == "," || $0 == "；" }
        var items: [String] = []
        var depth = 0
        var item = String.UnicodeScalarView()
        func close() {
            let name = String(item).trimmingBlanks
            if !name.isEmpty { items.append(name) }
            item = String.UnicodeScalarView()
        }
        for scalar in line.unicodeScalars {
            switch scalar {
            case "（", "(": depth += 1
            case "）", ")": depth = max(0, depth - 1)
            default: break
            }
            let isMark =
                switch scalar {
                case "，", ",", "；", ";": true
                case "、": !hasCommas
                default: false
                }
            if depth == 0, isMark { close() } else if scalar != "：", scalar != ":" { item.append(scalar) }
        }
        close()
        return hasCommas ? items : Self.merged(items)
    }

    /// 各市、州教育局: what does not end like a body goes on in the next name, unless that begins anew.
    private static func merged(_ items: [String]) -> [String] {
        var out: [String] = []
        for item in items {
            if let last = out.last, item == "单位" || item == "个人" {
                // 省直有关部门、单位
                out[out.count - 1] = last + "、" + item
            } else if let last = out.last, placeEnds.contains(where: last.hasSuffix),
                !addressOpenings.contains(where: item.hasPrefix)
            {
                out[out.count - 1] = last + "、" + item
            } else {
                out.append(item)
            }
        }
        return out
    }

    private static let placeEnds = ["省", "市", "州", "县", "区", "盟", "旗", "地", "乡", "市）", "区）", "县）", "州）"]
}
