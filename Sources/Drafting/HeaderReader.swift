/// Title, number, issuer, addressees, day of issue: what stands above and below the body.

import Deadlines

struct HeaderReader {
    let text: SourceText
    /// Each line without the blanks at its ends.
    let lines: [Range<Int>]

    struct Header: Sendable {
        var title: String?
        var number: String?
        var issuers: [String] = []
        var addressees: [String] = []
        var issued: Day?
        /// The day of issue was not signed: it was read from the page's or the printer's line.
        var isIssueInferred = false
        /// The line, from 0, and the place of the signature's date.
        var signature: Range<Int>?
        /// The first line of the body.
        var body = 0
        /// The lines, from 0, of title, number and address.
        var titleLine: Int?
        var numberLine: Int?
        var addressLine: Int?
    }

    static func header(of text: SourceText) -> Header { HeaderReader(text).read() }

    private init(_ text: SourceText) {
        self.text = text
        lines = (0..<text.lineCount).map { text.trimmed(text.line($0)) }
    }

    private func read() -> Header {
        var header = Header()
        var salutation = self.salutation()
        // A cover note may greet its readers before the notice that it passes on has its title.
        let title =
            title(before: salutation?.lowerBound ?? min(lines.count, 16))
            ?? salutation.flatMap { named(in: $0.upperBound..<min(lines.count, $0.upperBound + 12)) }
        if let title {
            header.title = title.text
            header.titleLine = title.lines.lowerBound
            header.body = title.lines.upperBound
            if salutation == nil { salutation = unmarkedSalutation(from: title.lines.upperBound) }
        }
        if let salutation {
            header.addressees = addressees(salutation)
            header.addressLine = salutation.lowerBound
            header.body = max(header.body, salutation.upperBound)
        }
        let top = salutation?.lowerBound ?? min(lines.count, 16)
        if let number = number(before: min(lines.count, max(top, 12))) {
            header.number = text.text(number)
            header.numberLine = text.lineNumber(of: number.lowerBound)
        }
        if let signature = signature(from: header.body) {
            header.issued = signature.day
            header.signature = lines[signature.line]
            header.issuers = signature.signers
        } else if let day = issueDay() {
            header.issued = day
            header.isIssueInferred = true
        }
        if header.title == nil, let head = inlineHead() {
            header.title = head.title
            header.titleLine = 0
            if let number = head.number, header.number == nil { header.number = text.text(number) }
            if header.addressees.isEmpty { header.addressees = head.addressees }
            if header.issuers.isEmpty { header.issuers = head.issuers }
        }
        if header.issuers.isEmpty { header.issuers = headIssuers(before: top, title: title) }
        return header
    }
}

extension HeaderReader.Header {
    /// The lines, from 1, of what was read, by the notice file's keys.
    func lines(of text: SourceText, period: PeriodReader.Period?) -> [String: Int] {
        var lines: [String: Int] = [:]
        lines["title"] = titleLine.map { $0 + 1 }
        lines["number"] = numberLine.map { $0 + 1 }
        lines["addressees"] = addressLine.map { $0 + 1 }
        lines["issued"] = signature.map { text.lineNumber(of: $0.lowerBound) + 1 }
        lines["period"] = period.map { text.lineNumber(of: $0.place) + 1 }
        return lines
    }
}
