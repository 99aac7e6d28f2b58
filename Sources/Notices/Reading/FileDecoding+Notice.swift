/// Decoding the notice itself: its head, contacts, channels, events, phases and reminders.

import Deadlines
import Texts

extension FileDecoding {
    func notice(_ fields: Fields<NoticeKey>) -> Notice {
        if let node = fields[.remind] { reminders = reminders(node, path: "remind", base: .standard) }
        return Notice(
            id: fields.required(.notice).flatMap { id($0, key: "notice") } ?? "",
            number: fields.line(.number), title: fields.requiredLine(.title) ?? "", issuer: fields.line(.issuer),
            addressees: fields.text(.addressees), issued: fields[.issued].flatMap { problems.day($0, "issued")?.value },
            period: fields[.period].flatMap { period($0, key: "period") }, basis: fields.texts(.basis),
            language: fields.choice(.language) ?? .chinese, zone: fields[.zone].flatMap(zone) ?? "Asia/Shanghai",
            calendar: fields.id(.calendar) ?? "cn", assessment: fields.choice(.assessment) ?? .basis,
            official: fields.choice(.official) ?? .acceptedSubmission,
            correction: fields.number(.correction, 1...60) ?? 3, minimum: fields.number(.minimum, 0...60) ?? 3,
            reminders: reminders,
            closes: fields[.closes].flatMap { problems.day($0, "closes")?.value },
            contacts: contacts(fields), channels: channels(fields), phases: phases(fields),
            indicators: fields[.indicators].map(indicators) ?? [], events: events(fields), tasks: tasks(fields),
            inferred: inferred(fields, .inferred), doubts: doubts(fields, .doubts),
            consequences: fields.texts(.consequences))
    }

    /// An IANA name by its form; whether this machine knows it is checked later.
    private func zone(_ node: Node) -> String? {
        guard let text = scalar(node, key: "zone") else { return nil }
        let isWord = text.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                || [0x2F, 0x5F, 0x2B, 0x2D].contains(byte)
        }
        guard isWord, !text.hasPrefix("/"), !text.hasSuffix("/"), text.utf8.count <= 60,
            text == "UTC" || text.contains("/")
        else {
            report(.malformedZone(text), at: node.span)
            return nil
        }
        return text
    }

    private func contacts(_ fields: Fields<NoticeKey>) -> [Contact] {
        guard let node = fields[.contacts] else { return [] }
        return list(node, key: "contacts").enumerated().compactMap { index, node in
            guard let contact = Fields<ContactKey>(node, path: "contacts".child(index), self),
                let office = contact.requiredLine(.office)
            else { return nil }
            if PersonalData.looksLikeAPerson(office) { report(.personalContact(), at: places[contact.path(.office)]) }
            let phone = contact.line(.phone)
            if let phone, PhoneNumber.looksMobile(phone) { report(.mobileNumber(), at: places[contact.path(.phone)]) }
            return Contact(
                office: office, phone: phone, mail: contact[.mail].flatMap { mailbox($0, key: "mail") },
                about: contact.line(.about))
        }
    }

    func mailbox(_ node: Node, key: String) -> String? {
        guard let text = line(node, key: key) else { return nil }
        if let why = Mailbox.problem(of: text) {
            report(.malformedMailbox(why), at: node.span)
            return nil
        }
        return text
    }

    private func channels(_ fields: Fields<NoticeKey>) -> [Channel] {
        guard let node = fields[.channels] else { return [] }
        return members(node, path: "channels", kind: Phrase(same: "channels")).compactMap { id, value in
            guard let channel = Fields<ChannelKey>(value, path: "channels".child(id), self) else {
                return nil
            }
            let kind: Channel.Kind? = channel.required(.kind).flatMap { choice($0, key: "kind") }
            let title = channel.requiredLine(.title)
            let address = channel[.address].flatMap { self.address($0, of: kind ?? .other) }
            return Channel(id: id, kind: kind ?? .other, title: title ?? id, address: address)
        }
    }

    /// A mailbox for mailboxes, a web address for systems, any line for the others.
    private func address(_ node: Node, of kind: Channel.Kind) -> String? {
        switch kind {
        case .mailbox: return mailbox(node, key: "address")
        case .paper, .other: return line(node, key: "address")
        case .system:
            guard let text = line(node, key: "address") else { return nil }
            let host = ["http://", "https://"].first(where: text.hasPrefix).map { text.dropFirst($0.count) }
            guard let host, let first = host.first, first != "/", !text.contains(where: \.isWhitespace) else {
                report(.malformedAddress(text), at: node.span)
                return nil
            }
            return text
        }
    }

    private func events(_ fields: Fields<NoticeKey>) -> [EventKind] {
        guard let node = fields[.events] else { return [.told] }
        let declared = members(node, path: "events", kind: Phrase(same: "events")).compactMap {
            id, value -> EventKind? in
            guard let event = Fields<EventKey>(value, path: "events".child(id), self) else {
                return nil
            }
            let scope: EventKind.Scope? = event.required(.scope).flatMap { choice($0, key: "scope") }
            if id == "told", let scope, scope != .unit { report(.toldScope(), at: places[event.path(.scope)]) }
            return EventKind(id: id, title: event.requiredLine(.title) ?? id, scope: scope ?? .item)
        }
        return declared.contains { $0.id == "told" } ? declared : declared + [.told]
    }

    private func phases(_ fields: Fields<NoticeKey>) -> [Phase] {
        guard let node = fields[.phases] else { return [] }
        return members(node, path: "phases", kind: Phrase(same: "phases")).compactMap { id, value in
            guard let phase = Fields<PhaseKey>(value, path: "phases".child(id), self) else {
                return nil
            }
            let title = phase.requiredLine(.title)
            let note = phase.text(.note)
            guard let window = phase.required(.window).flatMap({ period($0, key: "window") }) else { return nil }
            return Phase(id: id, title: title ?? id, window: window, note: note)
        }
    }

    /// Keys that are left out keep the base's values.
    func reminders(_ node: Node, path: String, base: ReminderPolicy) -> ReminderPolicy {
        guard let fields = Fields<ReminderKey>(node, path: path, self) else { return base }
        var policy = base
        if let node = fields[.before] {
            policy.before = list(node, key: "before").compactMap { problems.integer($0, "before", in: 0...250)?.value }
            if zip(policy.before, policy.before.dropFirst()).contains(where: { $0 <= $1 }) {
                report(.malformedLadder(), at: node.span)
            }
        }
        policy.every = fields.number(.every, 1...60) ?? base.every
        policy.times = fields.number(.times, 0...100) ?? base.times
        policy.parentFrom = step(fields, .parent, base: base.parentFrom)
        policy.coordinatorFrom = step(fields, .coordinator, base: base.coordinatorFrom)
        policy.reviewAge = fields.number(.review, 1...60) ?? base.reviewAge
        return policy
    }

    private func step(_ fields: Fields<ReminderKey>, _ key: ReminderKey, base: Int?) -> Int? {
        guard let node = fields[key] else { return base }
        if node.scalarText == "never" { return nil }
        return problems.integer(node, key.rawValue, in: 1...100)?.value ?? base
    }

    /// Which keys were inferred, and why.
    func inferred<Key>(_ fields: Fields<Key>, _ heading: Key) -> [Inference] {
        remarks(fields, heading) { .inferredUnknown($0, known: $1) }.compactMap { key, node in
            text(node, key: key).map { Inference(key: key, reason: $0) }
        }
    }

    /// Which keys are in doubt, and why.
    func doubts<Key>(_ fields: Fields<Key>, _ heading: Key) -> [Doubt] {
        remarks(fields, heading) { .doubtUnknown($0, known: $1) }.compactMap { key, node in
            line(node, key: key).map { Doubt(key: key, text: $0) }
        }
    }

    /// A mapping that says something about keys of the mapping in which it stands.
    private func remarks<Key>(
        _ fields: Fields<Key>, _ heading: Key, unknown: (String, [String]) -> Problem
    ) -> [(key: String, node: Node)] {
        guard let node = fields[heading] else { return [] }
        let known = Key.allCases.map(\.rawValue)
        var reader = MappingReader(node, kind: Phrase(same: heading.rawValue), problems: problems)
        return reader.allEntries().compactMap { name, value in
            place(fields.path(heading).child(name.value), name.span)
            guard known.contains(name.value) else {
                report(unknown(name.value, known), at: name.span)
                return nil
            }
            return (name.value, value)
        }
    }
}
