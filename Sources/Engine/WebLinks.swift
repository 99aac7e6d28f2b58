/// The addresses of the daemon's pages as letters carry them.

import Access
import Deadlines
import Ledger

public struct WebLinks: Sendable, Hashable {
    /// As people reach the daemon, `https://duban.example.org`, without a slash at its end.
    public let base: String
    /// Days that a reminder's link can be used.
    public let days: Int

    public init(base: String, days: Int) {
        self.base = base
        self.days = days
    }

    /// - Parameter key: the ledger's access key.
    public func reminder(unit: String, key: [UInt8], at now: Instant) throws -> String {
        let link = AccessLink(unit: unit, expires: now.adding(seconds: Int64(days) * 86_400))
        return "\(base)/l/\(try link.text { try SHA256.mac($0, key: key).bytes })"
    }

    public func signIn(_ secret: String) -> String { "\(base)/sign-in/\(secret)" }
}
