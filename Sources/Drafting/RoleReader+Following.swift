/// What the words behind a time ask.

extension RoleReader {
    func leadsToHandingIn(_ phrase: TimePhrase) -> Bool {
        let end = notice.range(phrase).upperBound
        let clause = notice.map.clause(at: end)
        return end < clause.upperBound && notice.map.words(in: end..<clause.upperBound).contains(where: \.isHandIn)
    }

    /// A verb of reporting stands right after it, or after the subject or the words such as 要 that it precedes.
    func leadsToReport(_ phrase: TimePhrase) -> Bool {
        let map = notice.map
        let clause = map.clause(at: notice.range(phrase).upperBound)
        var end = notice.range(phrase).upperBound
        guard end < clause.upperBound else { return false }
        while let modal = map.words(in: end..<min(clause.upperBound, end + 4)).first, modal.role == .modal,
            modal.range.lowerBound == end
        {
            end = modal.range.upperBound
        }
        // 每年要, and nothing more.
        guard end < clause.upperBound else { return false }
        // 每年要对本行政区域内30%以上的市进行督查
        if map.plain[end] == 0x5BF9 || map.plain[end..<clause.upperBound].starts(with: Self.byShare) {
            return map.words(in: end..<clause.upperBound).last(where: \.isVerb).map { word in
                Self.periodic.contains(map.text(word.range)) || word.role == .action(.review)
            } ?? false
        }
        guard let first = map.words(in: end..<min(clause.upperBound, end + 16)).first(where: \.isVerb),
            first.range.lowerBound - end <= 12, Self.periodic.contains(map.text(first.range))
        else { return false }
        let between = map.plain[end..<first.range.lowerBound]
        return between.isEmpty || between.first == 0x5411 || between.count <= 3 && between.first != 0x4E0D  // 向, 不
            || BodyName.endsAsOne(between.first == 0x7531 ? between.dropFirst() : between)  // 由
    }

    private static let byShare = "按一定比例".unicodeScalars.map(\.value)

    private static let periodic: Set<String> = [
        "报送", "上报", "通报", "汇报", "报告", "召开", "组织", "组织召开", "组织开展", "开展", "公布", "公示", "填报", "报", "反馈", "提交", "更新", "发布",
        "公开", "抽查", "检查", "督查", "评估", "考核", "排查",
    ]
}
