/// Several phrases said as one.

extension Sequence<Phrase> {
    public func joined(zh: String, en: String) -> Phrase {
        Phrase(zh: map(\.zh).joined(separator: zh), en: map(\.en).joined(separator: en))
    }

    /// As a list within a sentence: `、` in Chinese, a comma in English.
    public func listed() -> Phrase { joined(zh: "、", en: ", ") }

    /// As things to choose from: `扫描件、照片或PDF`, `scan, photo or PDF`.
    public func alternatives() -> Phrase {
        var all = Array(self)
        guard let last = all.popLast() else { return Phrase(same: "") }
        return all.isEmpty ? last : all.listed() + Phrase(zh: "或", en: " or ") + last
    }
}

/// `1 error`, `2 errors`.
public func plural(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }

extension String {
    /// With what narrows it, in brackets: `填报（总馆，可选）`, `Report (main site, optional)`. Nil is passed over;
    /// without details the text stays as it is.
    public func narrowed(by details: [String?], _ language: Language) -> String {
        let given = details.compactMap { $0 }
        guard !given.isEmpty else { return self }
        switch language {
        case .chinese: return self + "（\(given.joined(separator: "，"))）"
        case .english: return self + " (\(given.joined(separator: ", ")))"
        }
    }
}
