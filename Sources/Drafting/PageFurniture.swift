/// What a web page and a printed head put around a notice: none of it is the title, an issuer or an addressee.

enum PageFurniture {
    /// Before a colon or a closing bracket: 发布时间：, 【发布机构】.
    static let labels: Set<String> = [
        "发布时间", "发布日期", "发文日期", "成文日期", "生成日期", "成文时间", "发文时间", "印发日期", "公开日期", "更新时间", "更新日期", "最后更新", "来源", "信息来源",
        "文章来源", "稿源", "作者", "发布者", "发布人", "发布单位", "发布机构", "发布机关", "发文机关", "发文单位", "字体", "字体大小", "字号", "浏览", "浏览次数",
        "浏览量", "阅读", "阅读次数", "阅读量", "点击", "点击数", "点击率", "点击量", "访问次数", "访问量", "索引号", "信息索引号", "主题分类", "主题词", "体裁分类",
        "组配分类", "信息分类", "公开方式", "公开类型", "公开范围", "信息公开选项", "有效性", "文号", "发文字号", "文件编号", "分享到", "责任编辑", "编辑", "关键词",
        "签发人",
        "密级", "紧急程度", "缓急", "保密期限", "标题", "信息名称", "名称", "时间", "日期", "失效日期", "栏目", "分类", "服务对象", "网站标识码", "责编", "校对",
    ]
    private static let openings = [
        "今天是", "当前位置", "您的位置", "您当前", "您现在", "现在位置", "首页", "欢迎", "上一篇", "下一篇", "版权所有", "主办：", "返回", "分享", "打印", "关闭",
        "【打印",
        "【关闭", "[打印", "繁體", "简体", "无障碍",
    ]
    private static let columns: Set<String> = [
        "通知公告", "公示公告", "公告公示", "政务公开", "信息公开", "政策文件", "重要通知", "最新公告", "特急", "加急", "急件", "平急", "特提", "机密", "秘密",
        "内部资料",
        "内部明电", "传真电报", "打印", "关闭", "收藏", "大中小", "公示栏", "工作动态", "通知", "公告", "文件", "政府信息公开", "发文稿纸",
    ]

    /// - Parameter words: a line without its blanks.
    static func isLine(_ words: String) -> Bool {
        if words.isEmpty || columns.contains(words) || words.hasSuffix("文件") { return true }
        if openings.contains(where: words.hasPrefix) || words.unicodeScalars.contains(where: isArrow) { return true }
        if words.hasPrefix("（"), words.hasSuffix("）") { return true }
        if !words.unicodeScalars.contains(where: Scalars.isHan) { return true }
        return hasLabel(words)
    }

    private static func isArrow(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case ">", "＞", "»", "›": true
        default: false
        }
    }

    /// 发布时间：2023-11-21 来源：…
    static func hasLabel(_ words: String) -> Bool {
        let start = words.unicodeScalars.prefix(12)
        guard let end = start.firstIndex(where: { $0 == "：" || $0 == ":" || $0 == "】" }) else { return false }
        return labels.contains(String(start[..<end].drop { $0 == "【" || $0 == "[" || $0 == "（" }))
    }
}
