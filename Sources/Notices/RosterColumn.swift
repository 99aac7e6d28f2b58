/// The columns of a roster file and the headers by which they are known.
import Texts

public enum RosterColumn: String, Sendable, Hashable, CaseIterable {
    case code, name, kind, level, parent, region, tags, mail, phone, creditCode, joins, leaves, formerNames

    /// The header in English first, then in Chinese, then other words that are understood.
    public var headers: [String] {
        switch self {
        case .code: ["code", "编码", "单位代码", "代码", "单位编码", "编号", "unit code", "id"]
        case .name: ["name", "名称", "单位名称", "单位", "全称", "unit", "unit name"]
        case .kind: ["kind", "类别", "单位类别", "类型", "单位类型", "type"]
        case .level: ["level", "级别", "层级", "单位级别", "行政级别"]
        case .parent: ["parent", "上级", "上级单位", "上级代码", "上级编码", "主管单位", "归口单位", "parent code"]
        case .region: ["region", "地区", "区域", "所在地区", "所在地", "行政区划", "area", "district"]
        case .tags: ["tags", "标签", "标记", "tag"]
        case .mail: ["mail", "邮箱", "电子邮箱", "邮件", "联系邮箱", "邮箱地址", "email", "e-mail", "mailbox", "mailboxes"]
        case .phone: ["phone", "电话", "办公电话", "联系电话", "座机", "telephone", "tel", "office phone"]
        case .creditCode:
            ["creditcode", "统一社会信用代码", "信用代码", "社会信用代码", "credit code", "credit_code", "uscc"]
        case .joins: ["joins", "加入日期", "启用日期", "起始日期", "joined", "from"]
        case .leaves: ["leaves", "退出日期", "停用日期", "终止日期", "left", "until"]
        case .formerNames: ["formernames", "曾用名", "原名称", "原名", "former names", "former_names", "previous names"]
        }
    }

    /// The place among all columns, from 0: a table by it is much faster than a dictionary by the column's name.
    var ordinal: Int {
        switch self {
        case .code: 0
        case .name: 1
        case .kind: 2
        case .level: 3
        case .parent: 4
        case .region: 5
        case .tags: 6
        case .mail: 7
        case .phone: 8
        case .creditCode: 9
        case .joins: 10
        case .leaves: 11
        case .formerNames: 12
        }
    }

    /// What the column is called in messages.
    public var label: Phrase {
        let zh =
            switch self {
            case .code: "编码"
            case .name: "名称"
            case .kind: "类别"
            case .level: "级别"
            case .parent: "上级"
            case .region: "地区"
            case .tags: "标签"
            case .mail: "邮箱"
            case .phone: "电话"
            case .creditCode: "统一社会信用代码"
            case .joins: "加入日期"
            case .leaves: "退出日期"
            case .formerNames: "曾用名"
            }
        return Phrase(
            zh: zh,
            en: headers[0] == "creditcode" ? "creditCode" : headers[0] == "formernames" ? "formerNames" : headers[0])
    }

    /// The column with this header; case, blanks, `*` and notes in brackets (“邮箱（多个用分号隔开）”) do not matter.
    public init?(header: String) {
        guard let column = Self.byHeader[Self.bare(header)] else { return nil }
        self = column
    }

    private static let byHeader = Dictionary(
        allCases.flatMap { column in column.headers.map { ($0, column) } }, uniquingKeysWith: { first, _ in first })

    /// Columns that people keep beside, which are passed over in silence.
    static let ignored: Set<String> = ["", "序号", "备注", "no", "no.", "#", "note", "notes", "remark", "remarks"]

    static func bare(_ header: String) -> String {
        let head = header.prefix { !"（(【[".contains($0) }
        let scalars = head.lowercased().unicodeScalars.filter { $0 != "*" && $0 != "＊" }
        return String(String.UnicodeScalarView(scalars)).trimmed
    }
}
