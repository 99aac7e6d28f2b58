/// What one task asks for, in one language: composed once, then filled in for each unit.

import Deadlines
import Notices
import Texts
import Workflow

package struct TaskText: Sendable {
    package let title: String
    package let kind: TaskKind
    package let isOptional: Bool
    package let nilAllowed: Bool
    package let quota: Quota?
    let deliverables: [DeliverableText]
    /// Its indicator, conditions and instructions, written out; the same for every unit.
    private let notes: LetterPen
    /// All deliverables, written out, when they are the same for every unit.
    private let fixed: LetterPen?

    init(_ task: Task, notice: Notice, roster: Roster, language: Language) {
        title = task.title.oneLine
        kind = task.kind
        isOptional = task.optional
        nilAllowed = task.nilAllowed
        quota = task.quota
        let year = notice.period?.upperBound.year ?? notice.issued?.year
        deliverables = task.deliver.map { deliverable in
            DeliverableText(deliverable, year: year, channels: notice.channels, roster: roster, language: language)
        }
        var pen = LetterPen(language)
        if let id = task.indicator, let indicator = notice.indicators.first(where: { $0.id == id }) {
            pen.field(Label.indicator, Self.describe(indicator, language))
        }
        for note in task.notes { pen.field(Label.note, note) }
        notes = pen
        let varies = deliverables.contains { $0.varies } || task.due.contains { $0.channel != nil }
        if varies || deliverables.isEmpty {
            fixed = nil
        } else {
            var pen = LetterPen(language)
            Self.write(deliverables, unit: "", item: nil, to: &pen)
            fixed = pen
        }
    }

    /// `A1-1 科普专栏（最高2分）`; with a veto, that as well.
    private static func describe(_ indicator: Indicator, _ language: Language) -> String {
        var details: [String] = []
        let most = indicator.maximum
        if most.tenths > 0 {
            details.append(Phrase(zh: "最高\(most.text)分", en: "at most \(most.text) points")(language))
        }
        if indicator.hasVeto { details.append(Phrase(zh: "含一票否决", en: "can veto")(language)) }
        return "\(indicator.id) \(indicator.title)".narrowed(by: details, language)
    }

    /// The title with the item, the turn and the channel that this assignment is for.
    package func title(of assignment: Assignment, _ language: Language) -> String {
        title.narrowed(by: [assignment.item, assignment.occurrence], language)
    }

    /// Whether what is written depends on the item.
    var variesByItem: Bool { deliverables.contains { $0.namesItem } }

    /// What is to be handed in, how, where and under which name.
    func writeDeliverables(for assignment: Assignment, unit: Unit, to pen: inout LetterPen) {
        if let fixed {
            pen.append(fixed)
        } else {
            let own = self.own(assignment, unit)
            if !own.isEmpty { Self.write(own, unit: unit.name, item: assignment.item, to: &pen) }
        }
    }

    func writeNotes(to pen: inout LetterPen) { pen.append(notes) }

    /// The deliverables that this assignment's unit owes through its channel.
    package func own(_ assignment: Assignment, _ unit: Unit) -> [DeliverableText] {
        deliverables.filter { $0.applies(to: unit.code, channel: assignment.channel) }
    }

    /// Titles of what is required and not in yet; empty while nothing came, for then everything is missing.
    func missing(_ subject: Subject, _ unit: Unit) -> [String] {
        guard !subject.status.itemsIn.isEmpty else { return [] }
        return own(subject.assignment, unit)
            .filter { $0.isRequired && !subject.status.itemsIn.contains($0.id) }.map(\.title)
    }

    private static func write(_ list: [DeliverableText], unit: String, item: String?, to pen: inout LetterPen) {
        // One place for all of them is said once.
        let place = list.first?.destination
        let isShared = list.count > 1 && place != nil && list.allSatisfy { $0.destination == place }
        pen.beginField(Label.deliver)
        if list.count > 1 { pen.beginList() }
        for (index, deliverable) in list.enumerated() {
            deliverable.write(index + 1, of: list.count, unit: unit, item: item, withPlace: !isShared, to: &pen)
        }
        if list.count > 1 { pen.endList() }
        pen.endField()
        guard isShared, let place else { return }
        pen.beginField(Label.place)
        pen.value(place.title, linking: place.address)
        pen.endField()
    }
}

/// One thing to hand in, in one language.
package struct DeliverableText: Sendable {
    package let id: String
    let title: String
    package let isRequired: Bool
    let channel: String?
    /// `报表（在线填报，1份，加盖公章）`.
    package let heading: String
    package let note: String?
    package let destination: Channel?
    private let name: [NamePart]
    /// Codes of the units that owe it; nil: all.
    private let units: Set<String>?

    /// A piece of a file's name.
    private enum NamePart: Sendable, Hashable {
        case text(String)
        case unit
        case item
    }

    init(_ deliverable: Deliverable, year: Int?, channels: [Channel], roster: Roster, language: Language) {
        id = deliverable.id
        title = deliverable.title.oneLine
        isRequired = deliverable.required
        channel = deliverable.channel
        heading = Self.heading(deliverable, language)
        note = deliverable.note
        destination = deliverable.channel.flatMap { id in channels.first { $0.id == id } }
        name = deliverable.name.map { Self.parts($0, year) } ?? []
        units = deliverable.who.map { Set($0.units(in: roster).map(\.code)) }
    }

    /// Whether what is written depends on the unit or its item.
    var varies: Bool { units != nil || name.contains { $0 == .unit || $0 == .item } }

    /// Whether the file's name holds the item.
    var namesItem: Bool { name.contains(.item) }

    func applies(to unit: String, channel: String?) -> Bool {
        if let units, !units.contains(unit) { return false }
        guard let channel, let own = self.channel else { return true }
        return channel == own
    }

    func write(
        _ number: Int, of count: Int, unit: String, item: String?, withPlace: Bool, to pen: inout LetterPen
    ) {
        pen.beginItem(number, of: count, heading)
        if !name.isEmpty { pen.itemLine(Label.fileName, fileName(unit: unit, item: item), of: count) }
        if withPlace, let destination {
            pen.itemLine(Label.sendTo, destination.title, of: count, linking: destination.address)
        }
        if let note { pen.itemLine(Label.remark, note, of: count) }
        pen.endItem(of: count)
    }

    /// The file's name with unit and item filled in.
    package func fileName(unit: String, item: String?) -> String {
        var text = ""
        for part in name {
            switch part {
            case .text(let piece): text += piece
            case .unit: text += unit
            case .item: text += item ?? ""
            }
        }
        return text
    }

    private static func heading(_ deliverable: Deliverable, _ language: Language) -> String {
        let details = deliverable.requirements.joined(zh: "，", en: ", ")(language)
        guard !details.isEmpty else { return deliverable.title }
        return language == .chinese ? "\(deliverable.title)（\(details)）" : "\(deliverable.title) (\(details))"
    }

    /// `{unit}` and `{item}` are left open, `{year}` is filled in; braces around anything else are text.
    private static func parts(_ pattern: String, _ year: Int?) -> [NamePart] {
        var parts: [NamePart] = []
        var plain = ""
        var rest = pattern[...]
        func flush() {
            if !plain.isEmpty { parts.append(.text(plain)) }
            plain = ""
        }
        while let first = rest.first {
            if rest.hasPrefix("{unit}") {
                flush()
                parts.append(.unit)
                rest = rest.dropFirst(6)
            } else if rest.hasPrefix("{item}") {
                flush()
                parts.append(.item)
                rest = rest.dropFirst(6)
            } else if rest.hasPrefix("{year}"), let year {
                plain += String(year)
                rest = rest.dropFirst(6)
            } else {
                plain.append(first)
                rest = rest.dropFirst()
            }
        }
        flush()
        return parts
    }
}
