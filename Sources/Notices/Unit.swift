/// One responsible unit (单位): who it is, whom it belongs to, where letters go.
import Deadlines
import Texts

/// Its fields lie in one object that copies share: lists of units are made, filtered and compared throughout.
public struct Unit: Sendable, Hashable {
    private let record: Record

    public init(
        code: String, name: String, kind: String? = nil, level: UnitLevel? = nil, parent: String? = nil,
        region: String? = nil, tags: [String] = [], mailboxes: [String] = [], phone: String? = nil,
        creditCode: CreditCode? = nil, joins: Day? = nil, leaves: Day? = nil, formerNames: [String] = []
    ) {
        record = Record(
            code: code, name: name, kind: kind, level: level, parent: parent, region: region, tags: tags,
            mailboxes: mailboxes, phone: phone, creditCode: creditCode, joins: joins, leaves: leaves,
            formerNames: formerNames)
    }

    /// Identifies the unit in the ledger; unique in its roster.
    public var code: String { record.code }
    public var name: String { record.name }
    /// What sort of unit it is, as the roster says it: `museum`, `society`, 区县科协 ….
    public var kind: String? { record.kind }
    public var level: UnitLevel? { record.level }
    /// The code of the unit above.
    public var parent: String? { record.parent }
    public var region: String? { record.region }
    /// Free marks that selectors can ask for, in the roster's order.
    public var tags: [String] { record.tags }
    /// Where reminders go; checked by `Mailbox`.
    public var mailboxes: [String] { record.mailboxes }
    /// An office telephone, for the call list.
    public var phone: String? { record.phone }
    public var creditCode: CreditCode? { record.creditCode }
    /// The first day on which the unit is responsible; nil: always has been.
    public var joins: Day? { record.joins }
    /// The last day on which it is responsible; nil: without end.
    public var leaves: Day? { record.leaves }
    /// Names it bore before; it is still found by them.
    public var formerNames: [String] { record.formerNames }

    public static func == (left: Unit, right: Unit) -> Bool {
        left.record === right.record || left.record.equals(right.record)
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(code)
        hasher.combine(name)
    }

    /// Whether the unit is responsible on that day, its first and last day included.
    public func isActive(on day: Day) -> Bool {
        if let joins, day < joins { return false }
        if let leaves, day > leaves { return false }
        return true
    }
}

private final class Record: Sendable {
    let code: String
    let name: String
    let kind: String?
    let level: UnitLevel?
    let parent: String?
    let region: String?
    let tags: [String]
    let mailboxes: [String]
    let phone: String?
    let creditCode: CreditCode?
    let joins: Day?
    let leaves: Day?
    let formerNames: [String]

    init(
        code: String, name: String, kind: String?, level: UnitLevel?, parent: String?, region: String?, tags: [String],
        mailboxes: [String], phone: String?, creditCode: CreditCode?, joins: Day?, leaves: Day?, formerNames: [String]
    ) {
        self.code = code
        self.name = name
        self.kind = kind
        self.level = level
        self.parent = parent
        self.region = region
        self.tags = tags
        self.mailboxes = mailboxes
        self.phone = phone
        self.creditCode = creditCode
        self.joins = joins
        self.leaves = leaves
        self.formerNames = formerNames
    }

    func equals(_ other: Record) -> Bool {
        code == other.code && name == other.name && kind == other.kind && level == other.level
            && parent == other.parent && region == other.region && tags == other.tags && mailboxes == other.mailboxes
            && phone == other.phone && creditCode == other.creditCode && joins == other.joins && leaves == other.leaves
            && formerNames == other.formerNames
    }
}

/// The administrative level of a unit, from the highest.
public enum UnitLevel: String, Sendable, Hashable, CaseIterable, Comparable {
    case nation, province, city, county, town, village

    public var name: Phrase {
        switch self {
        case .nation: Phrase(zh: "国家级", en: "national")
        case .province: Phrase(zh: "省级", en: "provincial")
        case .city: Phrase(zh: "市级", en: "city")
        case .county: Phrase(zh: "县级", en: "county")
        case .town: Phrase(zh: "乡镇级", en: "town")
        case .village: Phrase(zh: "村级", en: "village")
        }
    }

    /// The level from its identifier or any usual name for it (`county`, `district`, 县级, 区 …); nil if unknown.
    public init?(word: String) {
        guard let level = Self.byWord[word] ?? Self.byWord[word.lowercased()] else { return nil }
        self = level
    }

    private static let byWord: [String: UnitLevel] = Dictionary(
        allCases.flatMap { level in level.words.map { ($0, level) } }, uniquingKeysWith: { first, _ in first })

    /// All words that name this level, its identifier first.
    public var words: [String] {
        switch self {
        case .nation: ["nation", "national", "国家", "国家级", "全国", "全国性", "中央"]
        case .province: ["province", "provincial", "省", "省级", "自治区", "直辖市", "省部级"]
        case .city: ["city", "municipal", "prefecture", "市", "市级", "地市", "地市级", "市州", "地级市", "设区市"]
        case .county: ["county", "district", "县", "县级", "区", "区级", "区县", "区县级", "县区", "县市区", "旗"]
        case .town: ["town", "township", "street", "乡", "镇", "乡级", "乡镇", "乡镇级", "街道", "乡镇街道"]
        case .village: ["village", "community", "村", "村级", "社区"]
        }
    }

    /// A higher level comes first.
    public static func < (left: UnitLevel, right: UnitLevel) -> Bool { left.rank < right.rank }

    private var rank: Int {
        switch self {
        case .nation: 0
        case .province: 1
        case .city: 2
        case .county: 3
        case .town: 4
        case .village: 5
        }
    }
}
