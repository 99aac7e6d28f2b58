/// What a notice says beyond its dates: what is handed in and how, and what stands around the tasks.

import Texts

/// Words of the notice with their place.
public struct DraftText: Sendable, Hashable {
    public let text: String
    public let position: Position

    public init(text: String, position: Position) {
        self.text = text
        self.position = position
    }
}

/// How a thing is handed in; the raw values are those of a notice file.
public enum DraftFormat: String, Sendable, CaseIterable {
    case online, word, pdf, scan, spreadsheet, photo, video, archive, link, paper
}

public enum DraftSeal: String, Sendable, CaseIterable { case stamp, signature, both }

public struct DraftDeliverable: Sendable, Hashable {
    /// As printed: 自查报告, 《申报表》 without its marks.
    public let title: String
    public let position: Position
    public var formats: [DraftFormat] = []
    public var seal: DraftSeal?
    /// 一式两份; nil where none is said.
    public var copies: Int?
    /// The task's own sentences do not name it: it stands in the notice's section on what is handed in.
    public var isGeneral = false
}

/// Where it goes.
public struct DraftChannel: Sendable, Hashable {
    public enum Kind: String, Sendable, CaseIterable { case system, mailbox, paper }

    public let kind: Kind
    /// The mailbox, the web address, the system's or the office's name, as printed.
    public let name: String
    /// The web address of a system that is called by name, an office's street; nil where none is printed beside it.
    public var address: String?
    public let position: Position
    /// The task's own sentences do not say it: it is the notice's only way of that kind.
    public var isGeneral = false
}

/// 至少6家, 不超过3个, 各2名.
public struct DraftQuota: Sendable, Hashable {
    public let least: Int?
    public let most: Int?
    public let unit: String
    public let quote: DraftText
}

/// What one deadline asks, as far as its sentences say.
public struct DraftDetail: Sendable, Hashable {
    public var deliverables: [DraftDeliverable] = []
    public var channels: [DraftChannel] = []
    /// How files are to be named: the words within the marks.
    public var fileName: DraftText?
    /// What a letter's subject line has to say.
    public var mailSubject: DraftText?
    public var quota: DraftQuota?
    /// 审核完成后: what has to have happened.
    public var after: DraftText?
    /// 零报告: nothing to report is to be reported too.
    public var nilReport: DraftText?
    public var consequence: DraftText?

    public init() {}
}

/// An office to ask; never a person, never a mobile number.
public struct DraftContact: Sendable, Hashable {
    public let office: String
    public let phone: String?
    public let mail: String?
    /// 咨询, 举报: the words before the number.
    public let about: String?
    public let position: Position
}

/// What the notice says of itself and of all its tasks.
public struct DraftParts: Sendable, Hashable {
    /// 《…》（文号）: documents that it rests on, as cited.
    public var basis: [DraftText] = []
    public var contacts: [DraftContact] = []
    /// The names of its annexes, in order.
    public var annexes: [DraftText] = []
    public var consequences: [DraftText] = []
    public var nilReports: [DraftText] = []
    /// What is to be filled in by whom, where a table says it.
    public var forms: [DraftForm] = []

    public init() {}
}
