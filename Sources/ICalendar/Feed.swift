/// A calendar as programs fetch or import it.

import Texts

public struct Feed: Sendable, Hashable {
    /// What the calendar is called in lists.
    public var name: String
    /// The language of its words, which the product identifier names.
    public var language: Language
    /// Seconds after which a subscriber should fetch it again; nil for one that is handed out once.
    public var refresh: Int64?
    public var events: [FeedEvent]

    public init(name: String, language: Language, refresh: Int64? = nil, events: [FeedEvent]) {
        self.name = name
        self.language = language
        self.refresh = refresh
        self.events = events
    }

    /// The MIME type of `bytes`, for HTTP and mail alike (RFC 5545, 8.1).
    public static let contentType = "text/calendar; charset=utf-8; method=PUBLISH"
}
