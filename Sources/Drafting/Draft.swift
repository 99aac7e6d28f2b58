/// What a notice's text was read as: every value with the words that it came from.

import Deadlines
import Texts

/// Why somebody has to look before a date is used.
public enum DraftDoubt: Sendable, Hashable {
    /// 2025年3月28日（星期四） where that day is a Friday.
    case weekdayDisagrees(said: Int, is: Int)
    /// 8日前, and no month was named before.
    case monthNotSaid
    /// The text seems damaged; these are the readings.
    case damaged(candidates: [String])
    /// 2月30日, 25时.
    case impossible
    /// 3月5日, and nothing in the text tells the year.
    case yearNotSaid
    /// 〔2018〕68号, signed 2017年6月25日: a day without its year was taken to be of the number's.
    case issueDisagrees(number: Int, signed: Int)
    /// Nothing says clearly that something has to be done by then.
    case roleUnclear

    public var phrase: Phrase {
        switch self {
        case .weekdayDisagrees(let said, let real):
            Phrase(
                zh: "原文写星期\(Self.names[said - 1])，该日是星期\(Self.names[real - 1])",
                en: "the text says weekday \(said), the day is weekday \(real) (1 is Monday)")
        case .monthNotSaid: Phrase(zh: "原文没有写月份", en: "the month is not said")
        case .damaged(let candidates):
            Phrase(
                zh: "原文可能有缺字，可读作：\(candidates.joined(separator: "、"))",
                en: "the text may be damaged; it can be read as \(candidates.joined(separator: ", "))")
        case .impossible: Phrase(zh: "没有这一天", en: "there is no such day")
        case .yearNotSaid: Phrase(zh: "原文没有写年份，也推断不出", en: "the year is not said and cannot be told")
        case .issueDisagrees(let number, let signed):
            Phrase(
                zh: "文号是\(number)年，落款是\(signed)年，年份按文号推断",
                en: "the number is of \(number), the signature of \(signed); the year was taken from the number")
        case .roleUnclear: Phrase(zh: "不能确定是不是期限", en: "it is not certain that this is a deadline")
        }
    }

    private static let names = ["一", "二", "三", "四", "五", "六", "日"]
}

/// The kinds of the interchange form: the field's words, wider than a task's kinds.
public enum DraftKind: String, Sendable, CaseIterable {
    case sealedScan, review, directoryCheck, publication, meeting, submission, other
}

/// Why a time is not a deadline.
public enum OtherReason: String, Sendable, CaseIterable {
    case issueDate = "issue-date"
    case signatureDate = "signature-date"
    case period, eligibility
    case citedDocument = "cited-document"
    case done
    case officeHours = "office-hours"
    case pageFurniture = "page-furniture"
    case event, phone, superseded
    case startOnly = "start-only"
    case other
}

public struct DraftDeadline: Sendable {
    /// Exactly as it stands in the text, at the position.
    public let quote: String
    public let position: Position
    /// The last day; nil for a rule without a fixed day.
    public let day: Day?
    /// Minutes since midnight, 1440 for 24:00; nil where the text says none.
    public let minutes: Int?
    /// `HH:MM`, 24:00 included.
    public var time: String? {
        minutes.flatMap { $0 == 1440 ? "24:00" : TimeOfDay(hour: $0 / 60, minute: $0 % 60)?.text }
    }
    /// As a notice file writes a day or a window, with its hour.
    public var writtenDay: String? {
        guard let day else { return nil }
        let first = start.flatMap { $0 < day ? $0.iso + "/" : nil } ?? ""
        // 24:00 is the end of the day, which a day alone means.
        return first + day.iso + (time.flatMap { $0 == "24:00" ? nil : " " + $0 } ?? "")
    }
    /// Of a window.
    public let start: Day?
    /// Of a list, all.
    public let days: [Day]
    /// Words: a rule without a fixed day, or a part of the day.
    public let rule: String?
    public let kind: DraftKind
    public let who: String?
    /// Where the words that `who` was read from begin; nil where only the addressees are meant.
    public let whoPosition: Position?
    public let task: String
    /// 0…1: how clearly the cues speak for a deadline.
    public let confidence: Double
    public let doubts: [DraftDoubt]
    /// The rules and cues by which it was read.
    public let reasons: [String]
    /// What is handed in and how.
    public var detail = DraftDetail()
    /// Where the time itself begins, behind what a distance is counted from; nil where the quote begins with it.
    public var timePosition: Position?
}

public struct DraftOther: Sendable {
    public let quote: String
    public let position: Position
    public let day: Day?
    public let why: OtherReason
    public let reasons: [String]
}

public struct Draft: Sendable {
    public var title: String?
    public var number: String?
    public var issuers: [String] = []
    public var issued: Day?
    /// No signature says it: the day stands in the page's or the printer's line.
    public var isIssueInferred = false
    public var addressees: [String] = []
    public var period: ClosedRange<Day>?
    public var emails: [String] = []
    public var urls: [String] = []
    public var deadlines: [DraftDeadline] = []
    public var others: [DraftOther] = []
    /// The lines, from 1, of the head's values and the period, by the notice file's keys.
    public var lines: [String: Int] = [:]
    /// Basis, contacts, annexes and what follows from being late.
    public var parts = DraftParts()
}
