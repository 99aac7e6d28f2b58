/// One responsible unit (单位): who it is, whom it belongs to, where letters go.
import Deadlines
import Texts

public struct Unit: Sendable, Hashable {
    /// Identifies the unit in the ledger; unique in its roster.
    public let code: String
    public let name: String
    /// What sort of unit it is, as the roster says it: `museum`, `society`, 区县科协 ….
    public let kind: String?
    public let level: UnitLevel?
    /// The code of the unit above.
    public let parent: String?
    public let region: String?
    /// Free marks that selectors can ask for, in the roster's order.
    public let tags: [String]
    /// Where reminders go; checked by `Mailbox`.
    public let mailboxes: [String]
    /// An office telephone, for the call list.
    public let phone: String?
    public let creditCode: CreditCode?
    /// The first day on which the unit is responsible; nil: always has been.
    public let joins: Day?
    /// The last day on which it is responsible; nil: without end.
    public let leaves: Day?
    /// Names it bore before; it is still found by them.
    public let formerNames: [String]

    public init(
        code: String, name: String, kind: String? = nil, level: UnitLevel? = nil, parent: String? = nil,
        region: String? = nil, tags: [String] = [], mailboxes: [String] = [], phone: String? = nil,
        creditCode: CreditCode? = nil, joins: Day? = nil, leaves: Day? = nil, formerNames: [String] = []
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

    /// Whether the unit is responsible on that day, its first and last day included.
    public func isActive(on day: Day) -> Bool {
        if let joins, day < joins { return false }
        if let leaves, day > leaves { return false }
        return true
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
