/// What the outbox keeps of a letter besides its lines: which of the recipient's mailboxes it is for.

import Ledger
import Reminders
import Workflow

public struct LetterNote: Sendable, Hashable {
    /// Counted from 0. One letter goes to one mailbox; a unit with several gets one for each.
    public var index = 0
    /// Tells whether the mailbox is still the one that refused a letter, without keeping the address.
    public var mailbox = ""
    /// The letter whose lines it repeats, for every mailbox but the first.
    public var copyOf: Int64?
    /// Of a test letter to an address that is in no roster: the address. Outside of the chain, never printed.
    public var address: String?
    /// Of a sign-in letter: what its link is made from. The link itself is never kept.
    public var ticket: String?

    public init(index: Int, address: String, copyOf: Int64? = nil) {
        self.index = index
        mailbox = LetterNote.mark(address)
        self.copyOf = copyOf
    }

    /// For a test letter to an address of its own.
    public init(testing address: String) {
        mailbox = LetterNote.mark(address)
        self.address = address
    }

    public init(_ text: String) {
        // Every letter that is sent passes here: the usual form is read by hand.
        if readPlain(text) { return }
        guard let fields = Fields(text: text) else { return }
        index = fields.int("mailbox").map { Int($0) } ?? 0
        mailbox = fields["mark"] ?? ""
        copyOf = fields.int("copyOf")
        address = fields["to"]
        ticket = fields["ticket"]
    }

    public var text: String {
        guard let address else {
            let own = "mailbox=\(index)&mark=\(mailbox)"
            return copyOf.map { "copyOf=\($0)&" + own } ?? own
        }
        var fields = Fields()
        fields.set("mailbox", index)
        fields["mark"] = mailbox
        if let copyOf { fields.set("copyOf", copyOf) }
        fields["to"] = address
        fields["ticket"] = ticket
        return fields.text
    }

    /// Reads `mailbox=NUMBER&mark=HEX`; false, with nothing read, for anything else.
    private mutating func readPlain(_ text: String) -> Bool {
        let head = "mailbox="
        let middle = "&mark="
        let bytes = text.utf8
        guard bytes.starts(with: head.utf8) else { return false }
        let number = bytes.dropFirst(head.utf8.count).prefix { $0 &- 0x30 < 10 }
        let rest = bytes[number.endIndex...]
        guard let value = Int(Substring(number)), rest.starts(with: middle.utf8) else { return false }
        let mark = rest.dropFirst(middle.utf8.count)
        guard !mark.isEmpty, mark.allSatisfy({ $0 &- 0x30 < 10 || $0 &- 0x61 < 6 }) else { return false }
        index = value
        mailbox = String(Substring(mark))
        return true
    }

    /// FNV-1a, 32 bits: enough to see that a mailbox was changed.
    public static func mark(_ address: String) -> String {
        var hash: UInt32 = 0x811C_9DC5
        for byte in address.utf8 { hash = (hash ^ UInt32(byte)) &* 0x0100_0193 }
        return String(hash, radix: 16)
    }
}

/// Letters' Message-IDs, from their keys: the same letter sent again after a crash is recognised by it.
public struct MessageID {
    private let hasher: SHA256

    /// Throws when libcrypto cannot be opened.
    public init() throws { hasher = try SHA256() }

    /// The first 160 bits of the key's SHA-256 in hexadecimal.
    public func make(from key: String) -> String {
        let bytes = hasher.digest(of: key.utf8).bytes.prefix(20)
        let end = "@duban".utf8
        return String(unsafeUninitializedCapacity: 2 * bytes.count + end.count) { out in
            var place = 0
            func add(_ byte: UInt8) {
                out[place] = byte
                place += 1
            }
            for byte in bytes {
                add(Self.digit(byte >> 4))
                add(Self.digit(byte & 15))
            }
            for byte in end { add(byte) }
            return place
        }
    }

    private static func digit(_ value: UInt8) -> UInt8 { value < 10 ? 0x30 + value : 0x57 + value }

    public static func make(from key: String) throws -> String { try MessageID().make(from: key) }
}
