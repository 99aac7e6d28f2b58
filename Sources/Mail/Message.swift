// One letter to one recipient, as the rest of the program knows it.

/// A letter to exactly one recipient. `encoded()` turns it into what goes on the wire.
public struct Message: Sendable, Hashable {
    /// The envelope sender: where a bounce goes.
    public var sender: Address
    /// The one recipient: envelope and `To:`. No copies, ever.
    public var recipient: Mailbox
    public var from: Mailbox
    public var replyTo: Mailbox?
    public var subject: String
    /// Seconds since 1970-01-01T00:00:00Z.
    public var date: Int64
    /// Seconds east of UTC in which the `Date:` header is written; whole minutes, less than a day.
    public var offset: Int
    /// Without angle brackets, `key@domain`. The same key on a resend lets the recipient see a duplicate.
    public var messageID: String
    /// A language tag for `Content-Language`, e.g. `zh-CN`.
    public var language: String
    public var plainText: String
    public var html: String?
    /// Further headers, e.g. `References`. A header that the encoder writes itself is refused.
    public var extraHeaders: [Header]
    public var attachments: [Attachment]

    public init(
        sender: Address, recipient: Mailbox, from: Mailbox, replyTo: Mailbox? = nil, subject: String,
        date: Int64, offset: Int, messageID: String, language: String, plainText: String, html: String? = nil,
        extraHeaders: [Header] = [], attachments: [Attachment] = []
    ) {
        self.sender = sender
        self.recipient = recipient
        self.from = from
        self.replyTo = replyTo
        self.subject = subject
        self.date = date
        self.offset = offset
        self.messageID = messageID
        self.language = language
        self.plainText = plainText
        self.html = html
        self.extraHeaders = extraHeaders
        self.attachments = attachments
    }

    /// A header field: an ASCII name without colon, and a value in any script on one line.
    public struct Header: Sendable, Hashable {
        public let name: String
        public let value: String

        public init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    /// A file that travels with the letter, e.g. a calendar entry.
    public struct Attachment: Sendable, Hashable {
        /// The file's name, in any script.
        public let name: String
        /// The MIME type with its parameters, in ASCII, e.g. `text/calendar; charset=utf-8; method=PUBLISH`.
        public let type: String
        public let bytes: [UInt8]

        public init(name: String, type: String, bytes: [UInt8]) {
            self.name = name
            self.type = type
            self.bytes = bytes
        }
    }
}
