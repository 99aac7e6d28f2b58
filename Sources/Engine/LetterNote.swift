/// What the outbox keeps of a letter besides its lines: which of the recipient's mailboxes it is for.

import Reminders
import Workflow

struct LetterNote: Sendable, Hashable {
    /// Counted from 0. One letter goes to one mailbox; a unit with several gets one for each.
    var index = 0
    /// Tells whether the mailbox is still the one that refused a letter, without keeping the address.
    var mailbox = ""
    /// The letter whose lines it repeats, for every mailbox but the first.
    var copyOf: Int64?

    init(index: Int, address: String, copyOf: Int64? = nil) {
        self.index = index
        mailbox = LetterNote.mark(address)
        self.copyOf = copyOf
    }

    init(_ text: String) {
        guard let fields = Fields(text: text) else { return }
        index = fields.int("mailbox").map { Int($0) } ?? 0
        mailbox = fields["mark"] ?? ""
        copyOf = fields.int("copyOf")
    }

    var text: String {
        var fields = Fields()
        fields.set("mailbox", index)
        fields["mark"] = mailbox
        if let copyOf { fields.set("copyOf", copyOf) }
        return fields.text
    }

    /// FNV-1a, 32 bits: enough to see that a mailbox was changed.
    static func mark(_ address: String) -> String {
        var hash: UInt32 = 0x811C_9DC5
        for byte in address.utf8 { hash = (hash ^ UInt32(byte)) &* 0x0100_0193 }
        return String(hash, radix: 16)
    }
}
