/// A digest written out: what goes into the mail.

import Texts

public struct Letter: Sendable, Hashable {
    /// One line without controls; not encoded yet.
    public let subject: String
    /// At most 76 columns wide but for addresses, lines ended by LF.
    public let text: String
    /// A whole page that loads nothing from elsewhere.
    public let html: String
    public let language: Language
}
