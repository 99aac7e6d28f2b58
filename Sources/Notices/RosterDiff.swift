/// What importing a roster would change: shown before anything is stored.
import Texts

/// The difference of two rosters, each list ordered by code, so that the same two give the same text.
public struct RosterDiff: Sendable, Hashable {
    /// One field that differs, as the roster writes it; an empty text where there is none.
    public struct FieldChange: Sendable, Hashable {
        public let field: RosterColumn
        public let before: String
        public let after: String
    }

    public struct Change: Sendable, Hashable {
        public let before: Unit
        public let after: Unit
        /// In the order of the columns; never empty.
        public let fields: [FieldChange]

        public var isRenamed: Bool { before.name != after.name }
        /// The unit was recognised under another code, by its credit code or its name.
        public var isRecoded: Bool { before.code != after.code }
    }

    public let added: [Unit]
    public let removed: [Unit]
    public let changed: [Change]
    /// How many units are the same in both.
    public let unchanged: Int

    public var isEmpty: Bool { added.isEmpty && removed.isEmpty && changed.isEmpty }

    /// Units belong together that have the same code; of the rest those with the same credit code, then those
    /// with the same name, where exactly one on each side has it.
    public init(from old: Roster, to new: Roster) {
        var pairs: [(Unit, Unit)] = []
        var removed: [Unit] = []
        var same = 0
        for unit in old.units {
            guard let after = new.unit(code: unit.code) else {
                removed.append(unit)
                continue
            }
            if unit == after { same += 1 } else { pairs.append((unit, after)) }
        }
        // Where every unit of the one is in the other and they are as many, none is new.
        let isSameSet = removed.isEmpty && old.units.count == new.units.count
        var added = isSameSet ? [] : new.units.filter { old.index(code: $0.code) == nil }
        pairs += Self.takePairs(&removed, &added) { $0.creditCode?.text }
        pairs += Self.takePairs(&removed, &added) { $0.name }
        let changes = pairs.map { Change(before: $0, after: $1, fields: Self.fields($0, $1)) }
        self.added = added.sorted { $0.code < $1.code }
        self.removed = removed.sorted { $0.code < $1.code }
        changed = changes.filter { !$0.fields.isEmpty }.sorted { $0.before.code < $1.before.code }
        unchanged = same + changes.count - changed.count
    }

    /// Takes out of both lists the units that one key, unique in each, identifies.
    private static func takePairs(
        _ removed: inout [Unit], _ added: inout [Unit], key: (Unit) -> String?
    ) -> [(Unit, Unit)] {
        if removed.isEmpty || added.isEmpty { return [] }
        func unique(_ units: [Unit]) -> [String: Unit] {
            var found: [String: Unit?] = [:]
            for unit in units {
                guard let value = key(unit) else { continue }
                found[value] = .some(found[value] == nil ? unit : nil)
            }
            return found.compactMapValues { $0 }
        }
        let after = unique(added)
        let pairs = unique(removed).compactMap { value, unit in after[value].map { (unit, $0) } }
        let gone = Set(pairs.map(\.0.code))
        let come = Set(pairs.map(\.1.code))
        removed.removeAll { gone.contains($0.code) }
        added.removeAll { come.contains($0.code) }
        return pairs
    }

    /// The order of tags and mailboxes in a cell means nothing.
    private static func fields(_ before: Unit, _ after: Unit) -> [FieldChange] {
        RosterColumn.allCases.compactMap { column in
            guard Set(before.values(of: column)) != Set(after.values(of: column)) else { return nil }
            return FieldChange(field: column, before: before.text(of: column), after: after.text(of: column))
        }
    }
}

extension Unit {
    /// The values of one column, none when it is empty.
    func values(of column: RosterColumn) -> [String] {
        switch column {
        case .code: [code]
        case .name: [name]
        case .kind: [kind].compactMap(\.self)
        case .level: [level?.rawValue].compactMap(\.self)
        case .parent: [parent].compactMap(\.self)
        case .region: [region].compactMap(\.self)
        case .tags: tags
        case .mail: mailboxes
        case .phone: [phone].compactMap(\.self)
        case .creditCode: [creditCode?.text].compactMap(\.self)
        case .joins: [joins?.iso].compactMap(\.self)
        case .leaves: [leaves?.iso].compactMap(\.self)
        case .formerNames: formerNames
        }
    }

    /// The cell of a roster file for this column, lists separated by `;`.
    public func text(of column: RosterColumn) -> String {
        switch column {
        case .code: code
        case .name: name
        case .kind: kind ?? ""
        case .parent: parent ?? ""
        case .region: region ?? ""
        case .phone: phone ?? ""
        case .level, .tags, .mail, .creditCode, .joins, .leaves, .formerNames:
            values(of: column).joined(separator: ";")
        }
    }
}

extension Roster {
    /// The roster as rows of a file, the header first: what `RosterReader` reads back to the same units.
    public var rows: [[String]] {
        [RosterColumn.allCases.map(\.label.en)] + units.map { unit in RosterColumn.allCases.map(unit.text(of:)) }
    }
}
