/// Accounts and tokens: who may ask the daemon for what.

import Access
import Deadlines
import Texts

/// Somebody, or some program, that was granted a role by name.
public struct StoredAccount: Sendable, Hashable {
    public var name: String
    public var grant: Grant
    /// Where sign-in links go, in small letters; nil: tokens only.
    public var mail: String?
    public var created: Instant
    public var author: String
    public var revoked: Instant?

    public init(
        name: String, grant: Grant, mail: String?, created: Instant, author: String, revoked: Instant? = nil
    ) {
        self.name = name
        self.grant = grant
        self.mail = mail?.lowercased()
        self.created = created
        self.author = author
        self.revoked = revoked
    }
}

/// A secret that opens something, known by its SHA-256 only.
public struct StoredToken: Sendable, Hashable {
    public enum Kind: String, Sendable, CaseIterable {
        /// For a program, in the header of its requests.
        case api
        /// In a letter, for one click.
        case signin
        /// In a browser's cookie.
        case session
        /// In a calendar's address.
        case feed
    }

    public var digest: SHA256.Digest
    public var kind: Kind
    public var account: String?
    public var units: [String]
    /// Of a feed: the notice whose days it has; nil: its unit's.
    public var notice: String?
    /// What it is for, as whoever made it said.
    public var label: String
    public var created: Instant
    /// Exclusive; nil: it does not end by itself.
    public var expires: Instant?
    public var used: Instant?
    public var revoked: Instant?

    public init(
        digest: SHA256.Digest, kind: Kind, account: String? = nil, units: [String] = [], notice: String? = nil,
        label: String = "", created: Instant, expires: Instant?, used: Instant? = nil, revoked: Instant? = nil
    ) {
        self.digest = digest
        self.kind = kind
        self.account = account
        self.units = units
        self.notice = notice
        self.label = label
        self.created = created
        self.expires = expires
        self.used = used
        self.revoked = revoked
    }

    public func isValid(at now: Instant) -> Bool {
        revoked == nil && (expires.map { now < $0 } ?? true) && (kind != .signin || used == nil)
    }
}

extension LedgerStore {
    /// The key that reminder links are marked with; nil until the first one is made.
    public func accessKey() throws(LedgerError) -> [UInt8]? {
        try database.first(.access, "key") { (row) throws(LedgerError) in row.blob(0) }
    }

    public func account(_ name: String) throws(LedgerError) -> StoredAccount? {
        try database.first(.access, "account", { $0.bind(1, name) }, account)
    }

    /// Revoked ones, too, by name.
    public func accounts() throws(LedgerError) -> [StoredAccount] {
        try database.all(.access, "accounts", { _ in }, account)
    }

    /// The one whose sign-in links go to this mailbox.
    public func account(mail: String) throws(LedgerError) -> StoredAccount? {
        try database.first(.access, "account_by_mail", { $0.bind(1, mail) }, account)
    }

    public func token(_ digest: SHA256.Digest) throws(LedgerError) -> StoredToken? {
        try database.first(.access, "token", { $0.bind(1, blob: digest.bytes) }, token)
    }

    /// Those of programs and calendars, oldest first.
    public func lastingTokens() throws(LedgerError) -> [StoredToken] {
        try database.all(.access, "tokens", { _ in }, token)
    }

    /// The units of the roster that are reached by this mailbox; large and small letters are the same.
    public func units(mail: String) throws(LedgerError) -> [String] {
        try database.all(.access, "units_by_mail") {
            $0.bind(1, mail)
        } _: { (row) throws(LedgerError) in
            row.text(0)
        }
    }

    /// Whether some assignment names the unit as a reviewer.
    public func isReviewer(_ unit: String) throws(LedgerError) -> Bool {
        try database.first(.access, "is_reviewer") {
            $0.bind(1, unit)
        } _: { (row) throws(LedgerError) in
            row.bool(0)
        } ?? false
    }

    /// Sign-in links asked for by somebody since `start`.
    public func signInsAsked(account: String?, units: [String], since start: Instant) throws(LedgerError) -> Int {
        try database.first(.access, "signins_since") { statement in
            statement.bind(1, account)
            statement.bind(2, units.isEmpty ? nil : ListText.join(units))
            statement.bind(3, start)
        } _: { (row) throws(LedgerError) in
            row.int(0)
        } ?? 0
    }

    private func account(_ row: Statement) throws(LedgerError) -> StoredAccount {
        guard let role = Role(rawValue: row.text(1)) else { throw damagedAccess }
        let notices = row.textOrNil(3).map { Set(ListText.split($0)) }
        let grant = row.textOrNil(2).map { Grant(role, unit: $0) } ?? Grant(role, notices: notices)
        return StoredAccount(
            name: row.text(0), grant: grant, mail: row.textOrNil(4), created: row.instant(5), author: row.text(6),
            revoked: row.instantOrNil(7))
    }

    private func token(_ row: Statement) throws(LedgerError) -> StoredToken {
        guard let digest = SHA256.Digest(row.blob(0)), let kind = StoredToken.Kind(rawValue: row.text(1)) else {
            throw damagedAccess
        }
        return StoredToken(
            digest: digest, kind: kind, account: row.textOrNil(2), units: row.textOrNil(3).map(ListText.split) ?? [],
            notice: row.textOrNil(4), label: row.text(5), created: row.instant(6), expires: row.instantOrNil(7),
            used: row.instantOrNil(8), revoked: row.instantOrNil(9))
    }

    private var damagedAccess: LedgerError {
        .damaged(path, Phrase(zh: "权限记录无法解读", en: "a record of access cannot be read"))
    }
}

extension LedgerWriter {
    /// The key that reminder links are marked with, made now if there is none.
    public func accessKey() throws(LedgerError) -> [UInt8] {
        if let key = try store.accessKey() { return key }
        let key = Chance.bytes(32)
        try setAccessKey(key)
        return key
    }

    /// - Parameter key: 32 bytes. Links marked with the old one are void.
    public func setAccessKey(_ key: [UInt8]) throws(LedgerError) {
        try database.run(.access, "key_set") { $0.bind(1, blob: key) }
    }

    /// Adds the account, or grants its name anew.
    public func put(_ account: StoredAccount) throws(LedgerError) {
        try database.run(.access, "account_set") { statement in
            statement.bind(1, account.name)
            statement.bind(2, account.grant.role.rawValue)
            statement.bind(3, account.grant.unit)
            statement.bind(4, account.grant.notices.map { ListText.join($0.sorted()) })
            statement.bind(5, account.mail)
            statement.bind(6, account.created)
            statement.bind(7, account.author)
        }
    }

    /// Ends the account with all its tokens and sessions. False when there is none that could be ended.
    public func revoke(account name: String, at now: Instant) throws(LedgerError) -> Bool {
        try database.run(.access, "tokens_revoke_of_account") { statement in
            statement.bind(1, name)
            statement.bind(2, now)
        }
        try database.run(.access, "account_revoke") { statement in
            statement.bind(1, name)
            statement.bind(2, now)
        }
        return database.changes > 0
    }

    public func add(_ token: StoredToken) throws(LedgerError) {
        try database.run(.access, "token_add") { statement in
            statement.bind(1, blob: token.digest.bytes)
            statement.bind(2, token.kind.rawValue)
            statement.bind(3, token.account)
            statement.bind(4, token.units.isEmpty ? nil : ListText.join(token.units))
            statement.bind(5, token.notice)
            statement.bind(6, token.label)
            statement.bind(7, token.created)
            statement.bind(8, token.expires)
        }
    }

    /// Marks a sign-in link as used. False when somebody was faster.
    public func use(_ digest: SHA256.Digest, at now: Instant) throws(LedgerError) -> Bool {
        try changeToken("token_use", digest, at: now)
    }

    /// False when it was revoked already, or never was.
    @discardableResult
    public func revoke(token digest: SHA256.Digest, at now: Instant) throws(LedgerError) -> Bool {
        try changeToken("token_revoke", digest, at: now)
    }

    /// Ends the calendar addresses of a unit.
    public func revokeFeeds(of unit: String, at now: Instant) throws(LedgerError) {
        try database.run(.access, "feeds_revoke_of_unit") { statement in
            statement.bind(1, ListText.join([unit]))
            statement.bind(2, now)
        }
    }

    /// Forgets sessions and sign-in links that ended before `end`.
    public func forgetTokens(endedBefore end: Instant) throws(LedgerError) {
        try database.run(.access, "tokens_forget") { $0.bind(1, end) }
    }

    private func changeToken(_ name: String, _ digest: SHA256.Digest, at now: Instant) throws(LedgerError) -> Bool {
        try database.run(.access, name) { statement in
            statement.bind(1, blob: digest.bytes)
            statement.bind(2, now)
        }
        return database.changes > 0
    }
}

/// Bytes that nobody can guess.
public enum Chance {
    public static func bytes(_ count: Int) -> [UInt8] {
        // The system's generator: getrandom(2).
        var generator = SystemRandomNumberGenerator()
        return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    }
}
