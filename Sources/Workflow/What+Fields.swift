/// An event's content as its stored kind and fields, and back.

import Deadlines

extension What {
    /// The word in the ledger's `kind` column.
    public var kind: String {
        switch self {
        case .submitted: "submitted"
        case .accepted: "accepted"
        case .returned: "returned"
        case .reopened: "reopened"
        case .extended: "extended"
        case .exempted: "exempted"
        case .reinstated: "reinstated"
        case .withdrawn: "withdrawn"
        case .acknowledged: "acknowledged"
        case .chased: "chased"
        case .delivered: "delivered"
        case .redated: "redated"
        case .openingMoved: "openingMoved"
        case .happened: "happened"
        case .loaded: "loaded"
        case .planned: "planned"
        case .noticeWithdrawn: "noticeWithdrawn"
        case .unitsImported: "unitsImported"
        case .contactChanged: "contactChanged"
        case .calendarTaken: "calendarTaken"
        case .silenced: "silenced"
        case .unsilenced: "unsilenced"
        case .mailMode: "mailMode"
        case .voided: "voided"
        }
    }

    public var fields: Fields {
        var fields = Fields()
        switch self {
        case .submitted(let submission): submission.write(to: &fields)
        case .accepted(let level): fields.set("level", level)
        case .returned(let level, let reason):
            fields.set("level", level)
            fields["reason"] = reason
        case .reopened(let reason), .exempted(let reason), .reinstated(let reason), .withdrawn(let reason),
            .noticeWithdrawn(let reason):
            fields["reason"] = reason
        case .extended(let end, let reason):
            fields.set("end", end.seconds)
            fields["reason"] = reason
        case .acknowledged: break
        case .chased(let note): fields["note"] = note
        case .delivered(let delivery): delivery.write(to: &fields)
        case .redated(let end, let reason):
            if let end { fields.set("end", end.seconds) }
            fields["reason"] = reason
        case .openingMoved(let to, let reason):
            fields.set("to", to.seconds)
            fields["reason"] = reason
        case .happened(let name, let task):
            fields["name"] = name
            fields["task"] = task
        case .loaded(let load):
            fields.set("revision", load.revision)
            fields["notice"] = load.notice
            fields["roster"] = load.roster
            fields["calendar"] = load.calendar
            if load.doubts != 0 { fields.set("doubts", load.doubts) }
        case .planned(let digest, let count):
            fields["digest"] = digest
            fields.set("count", count)
        case .unitsImported(let digest, let added, let changed, let removed):
            fields["digest"] = digest
            fields.set("added", added)
            fields.set("changed", changed)
            fields.set("removed", removed)
        case .contactChanged(let digest): fields["digest"] = digest
        case .calendarTaken(let id, let digest):
            fields["id"] = id
            fields["digest"] = digest
        case .silenced(let until, let scope, let reason):
            fields.set("until", until.seconds)
            fields["scope"] = scope
            fields["reason"] = reason
        case .unsilenced(let event, let reason), .voided(let event, let reason):
            fields.set("event", event)
            fields["reason"] = reason
        case .mailMode(let mode, let detail):
            fields["mode"] = mode
            fields["detail"] = detail
        }
        return fields
    }

    /// Nil when the kind is unknown or a field is missing: the ledger's row is damaged or newer than the program.
    public init?(kind: String, fields: Fields) {
        func level() -> Int? { fields.int("level").map { Int($0) } }
        func instant(_ key: String) -> Instant? { fields.int(key).map { Instant(seconds: $0) } }
        let reason = fields["reason"]
        let made: What? =
            switch kind {
            case "submitted": Submission(fields).map { .submitted($0) }
            case "accepted": level().map { .accepted(level: $0) }
            case "returned": both(level(), reason).map { .returned(level: $0, reason: $1) }
            case "reopened": reason.map { .reopened(reason: $0) }
            case "extended": both(instant("end"), reason).map { .extended(end: $0, reason: $1) }
            case "exempted": reason.map { .exempted(reason: $0) }
            case "reinstated": reason.map { .reinstated(reason: $0) }
            case "withdrawn": reason.map { .withdrawn(reason: $0) }
            case "acknowledged": .acknowledged
            case "chased": fields["note"].map { .chased(note: $0) }
            case "delivered": Delivery(fields).map { .delivered($0) }
            case "redated": reason.map { .redated(end: instant("end"), reason: $0) }
            case "openingMoved": both(instant("to"), reason).map { .openingMoved(to: $0, reason: $1) }
            case "happened": fields["name"].map { .happened(name: $0, task: fields["task"]) }
            case "loaded": Load(fields).map { .loaded($0) }
            case "planned": both(fields["digest"], fields.int("count")).map { .planned(digest: $0, count: Int($1)) }
            case "noticeWithdrawn": reason.map { .noticeWithdrawn(reason: $0) }
            case "unitsImported": What(unitsImported: fields)
            case "contactChanged": fields["digest"].map { .contactChanged(digest: $0) }
            case "calendarTaken": both(fields["id"], fields["digest"]).map { .calendarTaken(id: $0, digest: $1) }
            case "silenced":
                both(both(instant("until"), fields["scope"]), reason)
                    .map { .silenced(until: $0.0, scope: $0.1, reason: $1) }
            case "unsilenced": both(fields.int("event"), reason).map { .unsilenced(event: $0, reason: $1) }
            case "mailMode": both(fields["mode"], fields["detail"]).map { .mailMode(mode: $0, detail: $1) }
            case "voided": both(fields.int("event"), reason).map { .voided(event: $0, reason: $1) }
            default: nil
            }
        guard let made else { return nil }
        self = made
    }

    private init?(unitsImported fields: Fields) {
        guard let digest = fields["digest"], let added = fields.int("added"), let changed = fields.int("changed"),
            let removed = fields.int("removed")
        else { return nil }
        self = .unitsImported(digest: digest, added: Int(added), changed: Int(changed), removed: Int(removed))
    }
}

private func both<First, Second>(_ first: First?, _ second: Second?) -> (First, Second)? {
    guard let first, let second else { return nil }
    return (first, second)
}

extension Submission {
    fileprivate func write(to fields: inout Fields) {
        if !items.isEmpty { fields["items"] = items.joined(separator: ",") }
        if isNil { fields["nil"] = "1" }
        fields["onBehalf"] = onBehalf
        if replaces { fields["replaces"] = "1" }
        if count != 1 { fields.set("count", count) }
        fields["note"] = note
        if confirms { fields["confirms"] = "1" }
    }

    fileprivate init?(_ fields: Fields) {
        self.init(
            items: fields["items"].map { $0.split(separator: ",").map(String.init) } ?? [],
            isNil: fields["nil"] == "1", onBehalf: fields["onBehalf"], replaces: fields["replaces"] == "1",
            count: fields.int("count").map { Int($0) } ?? 1, note: fields["note"],
            confirms: fields["confirms"] == "1")
    }
}

extension Delivery {
    fileprivate func write(to fields: inout Fields) {
        fields["item"] = item
        fields["sha256"] = digest
        fields["name"] = name
        fields["type"] = type
        fields.set("size", size)
    }

    fileprivate init?(_ fields: Fields) {
        guard let digest = fields["sha256"], let name = fields["name"], let type = fields["type"],
            let size = fields.int("size")
        else { return nil }
        self.init(item: fields["item"], digest: digest, name: name, type: type, size: Int(size))
    }
}

extension Load {
    fileprivate init?(_ fields: Fields) {
        guard let revision = fields.int("revision"), let notice = fields["notice"], let roster = fields["roster"],
            let calendar = fields["calendar"]
        else { return nil }
        self.init(
            revision: Int(revision), notice: notice, roster: roster, calendar: calendar,
            doubts: fields.int("doubts").map { Int($0) } ?? 0)
    }
}
