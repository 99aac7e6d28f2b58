/// Telling offices from persons: notice files name no people.

enum PersonalData {
    private static let suffixes = ["老师", "先生", "女士", "同志", "主任", "科长", "处长", "局长", "部长", "经理"]
    private static let surnames = Set(
        "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤")
    /// Characters that end the name of an office.
    private static let offices = Set("部处科室办局院会厅所中组站台馆委党队社团司校区县市省厂馆网群")

    /// A form of address after a name, or two to three Chinese characters that begin with a common surname
    /// and do not end like an office. A hint, hence only ever a warning.
    static func looksLikeAPerson(_ text: String) -> Bool {
        if suffixes.contains(where: { text.hasSuffix($0) && text.count <= $0.count + 3 }) { return true }
        guard (2...3).contains(text.count), let first = text.first, let last = text.last else { return false }
        return surnames.contains(first) && !offices.contains(last)
    }
}
