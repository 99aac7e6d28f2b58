/// What is asked of a thing to hand in, in the words that letters and lists share.

import Texts

extension Deliverable {
    /// Form, number, seal, length, evidence code, whether it may be left out: only what the notice says.
    public var requirements: [Phrase] {
        var parts: [Phrase] = []
        if !formats.isEmpty { parts.append(formats.map(\.phrase).alternatives()) }
        let (least, most) = (count.lowerBound, count.upperBound)
        if most > 1 {
            parts.append(
                least == most
                    ? Phrase(zh: "\(most)份", en: "\(most) of them")
                    : Phrase(zh: "\(least)至\(most)份", en: "\(least) to \(most) of them"))
        }
        if let seal = seal.phrase { parts.append(seal) }
        if let limit { parts.append(Phrase(zh: "不超过\(limit)字", en: "at most \(limit) characters")) }
        if let evidence { parts.append(Phrase(zh: "证明材料编号\(evidence)", en: "evidence code \(evidence)")) }
        if !required { parts.append(Phrase(zh: "有则报送", en: "if there is any")) }
        return parts
    }
}

extension Deliverable.Format {
    public var phrase: Phrase {
        switch self {
        case .online: Phrase(zh: "在线填报", en: "online form")
        case .word: Phrase(zh: "Word文档", en: "Word")
        case .pdf: Phrase(same: "PDF")
        case .scan: Phrase(zh: "扫描件", en: "scan")
        case .spreadsheet: Phrase(zh: "电子表格", en: "spreadsheet")
        case .photo: Phrase(zh: "照片", en: "photo")
        case .video: Phrase(zh: "视频", en: "video")
        case .archive: Phrase(zh: "压缩包", en: "archive")
        case .text: Phrase(zh: "文字材料", en: "text")
        case .link: Phrase(zh: "网页链接", en: "link")
        case .paper: Phrase(zh: "纸质件", en: "paper")
        case .other: Phrase(zh: "其他形式", en: "other form")
        }
    }
}

extension Deliverable.Seal {
    /// Nil when nothing is asked.
    public var phrase: Phrase? {
        switch self {
        case .none: nil
        case .stamp: Phrase(zh: "加盖公章", en: "stamped")
        case .signature: Phrase(zh: "签字", en: "signed")
        case .both: Phrase(zh: "签字并加盖公章", en: "signed and stamped")
        }
    }
}
