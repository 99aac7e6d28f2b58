/// What a draft says beyond its dates, for programs.

import Drafting
import Terminal
import Texts

extension DraftJSON {
    /// Members of the whole draft.
    static func parts(_ parts: DraftParts) -> [(String, JSON)] {
        [
            ("basis", texts(parts.basis)),
            ("contacts", .array(parts.contacts.map(contact))), ("annexes", texts(parts.annexes)),
            ("forms", .array(parts.forms.map(form))), ("consequences", texts(parts.consequences)),
            ("nilReports", texts(parts.nilReports)),
        ]
    }

    private static func contact(_ contact: DraftContact) -> JSON {
        .object(
            [
                ("office", .string(contact.office)), ("phone", .optional(contact.phone)),
                ("mail", .optional(contact.mail)), ("about", .optional(contact.about)),
            ] + place(contact.position))
    }

    private static func form(_ form: DraftForm) -> JSON {
        .object(
            [
                ("code", .optional(form.code)), ("title", .string(form.title)), ("who", .optional(form.who)),
            ] + place(form.position))
    }

    /// Members of one deadline.
    static func details(_ detail: DraftDetail) -> [(String, JSON)] {
        [
            ("deliverables", .array(detail.deliverables.map(deliverable))),
            ("channels", .array(detail.channels.map(channel))), ("fileName", text(detail.fileName)),
            ("mailSubject", text(detail.mailSubject)), ("quota", quota(detail.quota)), ("after", text(detail.after)),
            ("nilReport", text(detail.nilReport)), ("consequence", text(detail.consequence)),
        ]
    }

    private static func deliverable(_ one: DraftDeliverable) -> JSON {
        .object(
            [
                ("title", .string(one.title)), ("formats", .array(one.formats.map { .string($0.rawValue) })),
                ("seal", .optional(one.seal?.rawValue)), ("copies", .optional(one.copies)),
                ("general", .bool(one.isGeneral)),
            ] + place(one.position))
    }

    private static func channel(_ channel: DraftChannel) -> JSON {
        .object(
            [
                ("kind", .string(channel.kind.rawValue)), ("name", .string(channel.name)),
                ("address", .optional(channel.address)), ("general", .bool(channel.isGeneral)),
            ] + place(channel.position))
    }

    private static func quota(_ quota: DraftQuota?) -> JSON {
        guard let quota else { return .null }
        return .object(
            [
                ("least", .optional(quota.least)), ("most", .optional(quota.most)),
                ("unit", .string(quota.unit)), ("text", .string(quota.quote.text)),
            ] + place(quota.quote.position))
    }

    private static func texts(_ texts: [DraftText]) -> JSON { .array(texts.map { text($0) }) }

    private static func text(_ text: DraftText?) -> JSON {
        guard let text else { return .null }
        return .object([("text", .string(text.text))] + place(text.position))
    }

    private static func place(_ position: Position) -> [(String, JSON)] {
        [("line", .int(position.line)), ("column", .int(position.column))]
    }
}
