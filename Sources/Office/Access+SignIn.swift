/// Signing in by a link that is sent to the mailbox in the roster, and what tokens and links open.

import Access
import Deadlines
import Ledger
import Notices
import Reminders
import Texts
import Workflow

/// Who came in, and how.
public struct Admission: Sendable {
    public enum Way: Sendable, Hashable {
        /// A program's token.
        case api
        /// A browser's session, known by its token's digest.
        case session(SHA256.Digest)
        /// A reminder's link.
        case link(unit: String, expires: Instant)
        /// A calendar's address.
        case feed(StoredToken)
    }

    public let permit: Permit
    public let way: Way
    /// Exclusive; nil: it does not end by itself.
    public let expires: Instant?
}

extension Office {
    /// How long a link in a letter can be used to sign in.
    static let signInSeconds: Int64 = 15 * 60
    /// How long one stays signed in.
    static let sessionSeconds: Int64 = 12 * 3600
    /// Sign-in letters for one mailbox in an hour: more would fill somebody else's mailbox.
    static let signInsPerHour = 5

    /// Puts a sign-in letter into the outbox if the mailbox belongs to an account or to units of the roster. Whoever
    /// asks is not told whether it does.
    /// - Returns: whether a letter was planned: for the log and for tests, not for whoever asked.
    @discardableResult
    public func askSignIn(mail: String, now: Instant) throws -> Bool {
        guard Mailbox.problem(of: mail) == nil else { return false }
        return try store.write { writer in
            let now = try ledgerTime(now)
            let account = try store.account(mail: mail)?.name
            let units = try store.units(mail: mail)
            guard account != nil || !units.isEmpty,
                try store.signInsAsked(account: account, units: units, since: now.adding(seconds: -3600))
                    < Self.signInsPerHour
            else { return false }
            try writer.forgetTokens(endedBefore: now.adding(seconds: -86_400))
            let ticket = SignInTicket(
                nonce: Base64.url.encode(Chance.bytes(18)), expires: now.adding(seconds: Self.signInSeconds))
            let secret = try ticket.secret(key: try writer.accessKey())
            try writer.add(
                StoredToken(
                    digest: try Self.digest(ofToken: secret), kind: .signin, account: account, units: units,
                    created: now, expires: ticket.expires))
            return try plan(ticket, to: mail, writer, now: now)
        }
    }

    private func plan(
        _ ticket: SignInTicket, to mail: String, _ writer: LedgerWriter, now: Instant
    ) throws -> Bool {
        var note = LetterNote(testing: mail)
        note.ticket = ticket.text
        let key = "signin|\(ticket.nonce)"
        return try writer.plan(
            NewLetter(
                key: key, messageID: try MessageID.make(from: key), recipient: "address:\(LetterNote.mark(mail))",
                role: "signin", kind: DigestKind.signIn.rawValue, created: now, notBefore: now, isHeld: false,
                content: note.text, owed: [])) != nil
    }

    /// Turns a sign-in link into a session, once.
    public func signIn(_ secret: String, now: Instant) throws -> NewToken {
        try store.write { writer in
            let now = try ledgerTime(now)
            let digest = try Self.digest(ofToken: secret)
            guard let token = try store.token(digest), token.kind == .signin, token.isValid(at: now),
                try writer.use(digest, at: now)
            else {
                throw Refusal(
                    .denied, Phrase(zh: "这个登录链接已用过或已过期", en: "this sign-in link was used or has expired"),
                    remedy: Phrase(zh: "重新获取一个登录链接", en: "ask for a new one"))
            }
            return try add(
                .session, account: token.account, units: token.units, label: "",
                expires: now.adding(seconds: Self.sessionSeconds), now: now, by: writer)
        }
    }

    public func signOut(_ session: SHA256.Digest, now: Instant) throws {
        _ = try store.write { try $0.revoke(token: session, at: try ledgerTime(now)) }
    }

    /// A new calendar address; a unit's old ones end with it.
    public func makeFeed(unit: String, now: Instant) throws -> NewToken {
        try require(.subscribe, on: .unit(unit))
        return try store.write { writer in
            let now = try ledgerTime(now)
            try writer.revokeFeeds(of: unit, at: now)
            return try add(.feed, units: [unit], label: "", expires: nil, now: now, by: writer)
        }
    }

    /// A notice's calendar address.
    public func makeFeed(notice: String, now: Instant) throws -> NewToken {
        try require(.subscribe, on: .notice(notice))
        return try store.write { writer in
            guard let account = try store.account(author), account.revoked == nil else {
                throw Refusal(
                    .refused, Phrase(zh: "只有命名账户才能订阅通知的日历", en: "only a named account can subscribe to a notice"),
                    remedy: Phrase(zh: "用 duban access grant 建立账户", en: "make one with `duban access grant`"))
            }
            return try add(
                .feed, account: account.name, notice: notice, label: "", expires: nil, now: try ledgerTime(now),
                by: writer)
        }
    }
}

// MARK: - Coming in

extension LedgerStore {
    /// What a token opens now; nil: nothing, whatever the reason.
    /// - Parameter kinds: those that count on this way in.
    public func admit(token text: String, _ kinds: Set<StoredToken.Kind>, now: Instant) throws -> Admission? {
        guard text.hasPrefix(Office.tokenPrefix), text.utf8.count < 100 else { return nil }
        let digest = try Office.digest(ofToken: text)
        guard let token = try token(digest), kinds.contains(token.kind), token.isValid(at: now) else { return nil }
        guard let permit = try permit(of: token) else { return nil }
        switch token.kind {
        case .api: return Admission(permit: permit, way: .api, expires: token.expires)
        case .session: return Admission(permit: permit, way: .session(digest), expires: token.expires)
        case .feed: return Admission(permit: permit, way: .feed(token), expires: token.expires)
        case .signin: return nil
        }
    }

    private func permit(of token: StoredToken) throws -> Permit? {
        var grants: [Grant] = []
        var author: String?
        if let name = token.account {
            guard let account = try account(name), account.revoked == nil else { return nil }
            grants.append(account.grant)
            author = name
            // A reviewer's unit has tasks of its own, too.
            if account.grant.role == .reviewer, let unit = account.grant.unit {
                grants.append(Grant(.unit, unit: unit))
            }
        }
        // A unit that has left the roster since opens nothing more.
        for unit in token.units where try self.unit(code: unit)?.isRemoved == false {
            grants.append(Grant(.unit, unit: unit))
            if try isReviewer(unit) { grants.append(Grant(.reviewer, unit: unit)) }
        }
        guard !grants.isEmpty, let name = author ?? token.units.first.map({ "unit:\($0)" }) else { return nil }
        return Permit(author: name, grants: grants)
    }

    /// What a reminder's link opens now.
    public func admit(link text: String, now: Instant) throws(AccessLink.Fault) -> Admission {
        // A ledger that never sent a link cannot know one; nor can one without libcrypto.
        guard let key = try? accessKey() else { throw .forged }
        let link = try AccessLink(text, now: now) { bytes in (try? SHA256.mac(bytes, key: key).bytes) ?? [] }
        guard (try? unit(code: link.unit))??.isRemoved == false else { throw .forged }
        return Admission(
            permit: Permit(author: "link:\(link.unit)", grants: [Grant(.link, unit: link.unit)]),
            way: .link(unit: link.unit, expires: link.expires), expires: link.expires)
    }
}

/// What a sign-in letter's secret is made from: the letter waits in the outbox without it.
public struct SignInTicket: Sendable, Hashable {
    public let nonce: String
    public let expires: Instant

    init(nonce: String, expires: Instant) {
        self.nonce = nonce
        self.expires = expires
    }

    public init?(_ text: String) {
        let parts = text.split(separator: ".")
        guard parts.count == 2, let seconds = Int64(parts[1]) else { return nil }
        self.init(nonce: String(parts[0]), expires: Instant(seconds: seconds))
    }

    public var text: String { "\(nonce).\(expires.seconds)" }

    /// The secret in the letter; only the holder of the ledger's key can make it.
    public func secret(key: [UInt8]) throws -> String {
        Office.tokenPrefix + Base64.url.encode(try SHA256.mac(Array("signin|\(text)".utf8), key: key).bytes)
    }
}
