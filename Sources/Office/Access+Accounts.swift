/// Named accounts and their tokens: granted, listed, revoked.

import Access
import Deadlines
import Ledger
import Notices
import Texts

/// A token as it is told once; only its digest is kept.
public struct NewToken: Sendable {
    /// `dbn_` and 43 letters.
    public let text: String
    public let stored: StoredToken
}

extension Office {
    /// What every token begins with, so that a scanner for leaked secrets can tell one.
    static let tokenPrefix = "dbn_"

    /// Grants a role to a name; a name that was revoked may be granted again.
    public func grant(_ name: String, _ grant: Grant, mail: String?, now: Instant) throws -> StoredAccount {
        try require(.maintain, on: .ledger)
        try check(name, grant, mail)
        return try store.write { writer in
            let now = try ledgerTime(now)
            if let known = try store.account(name), known.revoked == nil {
                throw Refusal(
                    .refused, Phrase(zh: "已有名为“\(name)”的账户", en: "there is an account “\(name)” already"),
                    remedy: Phrase(
                        zh: "先 duban access revoke \(name)，或换一个名字",
                        en: "`duban access revoke \(name)` first, or choose another name"))
            }
            if let mail, let other = try store.account(mail: mail) {
                throw Refusal(
                    .refused,
                    Phrase(
                        zh: "账户“\(other.name)”已用这个邮箱登录", en: "the account “\(other.name)” signs in with that mailbox"),
                    remedy: Phrase(zh: "一个邮箱对应一个账户，请换一个邮箱", en: "a mailbox belongs to one account: name another"))
            }
            let account = StoredAccount(name: name, grant: grant, mail: mail, created: now, author: author)
            try writer.put(account)
            return account
        }
    }

    private func check(_ name: String, _ grant: Grant, _ mail: String?) throws {
        let isPlain = name.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F }
        guard isPlain, name == name.trimmed, !name.isEmpty, name.utf8.count <= 200, !name.contains(":") else {
            throw Refusal(
                .badData, Phrase(zh: "账户名不能用", en: "this name cannot be used"),
                remedy: Phrase(zh: "1–200 字节，不含冒号和控制字符", en: "1–200 bytes without a colon and control characters"))
        }
        if let mail, let problem = Mailbox.problem(of: mail) {
            throw Refusal(.badData, Phrase(zh: "邮箱不能用：\(problem.zh)", en: "the mailbox cannot be used: \(problem.en)"))
        }
        if let unit = grant.unit, try store.unit(code: unit) == nil {
            throw Refusal.unknown(
                Phrase(zh: "单位", en: "unit"), unit, among: try store.units().map(\.unit.code), listedBy: "duban units")
        }
        for notice in grant.notices ?? [] where try store.notice(notice) == nil {
            throw Refusal.unknown(
                Phrase(zh: "通知", en: "notice"), notice, among: try store.notices().map(\.id), listedBy: "duban notices")
        }
    }

    /// A new token for an account.
    /// - Parameter expires: exclusive; nil: it does not end by itself.
    public func makeToken(for name: String, label: String, expires: Instant?, now: Instant) throws -> NewToken {
        try require(.maintain, on: .ledger)
        return try store.write { writer in
            guard let account = try store.account(name), account.revoked == nil else {
                throw Refusal.unknown(
                    Phrase(zh: "账户", en: "account"), name,
                    among: try store.accounts().filter { $0.revoked == nil }.map(\.name), listedBy: "duban access list")
            }
            return try add(
                StoredToken.Kind.api, account: account.name, label: label, expires: expires, now: try ledgerTime(now),
                by: writer)
        }
    }

    /// Writes a fresh secret's digest.
    func add(
        _ kind: StoredToken.Kind, account: String? = nil, units: [String] = [], notice: String? = nil, label: String,
        expires: Instant?, now: Instant, by writer: LedgerWriter
    ) throws -> NewToken {
        let text = Self.tokenPrefix + Base64.url.encode(Chance.bytes(32))
        let token = StoredToken(
            digest: try Self.digest(ofToken: text), kind: kind, account: account, units: units, notice: notice,
            label: label, created: now, expires: expires)
        try writer.add(token)
        return NewToken(text: text, stored: token)
    }

    static func digest(ofToken text: String) throws -> SHA256.Digest { try SHA256().digest(of: text.utf8) }

    /// Ends an account with its tokens and sessions.
    public func revoke(account name: String, now: Instant) throws {
        try require(.maintain, on: .ledger)
        try store.write { writer in
            guard try writer.revoke(account: name, at: try ledgerTime(now)) else {
                throw Refusal.unknown(
                    Phrase(zh: "有效的账户", en: "account in force"), name,
                    among: try store.accounts().filter { $0.revoked == nil }.map(\.name), listedBy: "duban access list")
            }
        }
    }

    /// Ends one token.
    /// - Parameter start: the first digits of its digest, as the list shows them; 8 or more that fit one token only.
    public func revoke(token start: String, now: Instant) throws -> StoredToken {
        try require(.maintain, on: .ledger)
        return try store.write { writer in
            let found = try store.lastingTokens().filter {
                $0.revoked == nil && $0.digest.hex.hasPrefix(start.lowercased())
            }
            guard start.count >= 8, found.count == 1, let token = found.first else {
                throw Refusal(
                    .notFound, Phrase(zh: "没有唯一以“\(start)”开头的令牌", en: "no single token begins with “\(start)”"),
                    remedy: Phrase(
                        zh: "用 duban access list 查看，写前 8 位以上",
                        en: "`duban access list` shows them; give 8 digits or more"))
            }
            try writer.revoke(token: token.digest, at: try ledgerTime(now))
            return token
        }
    }

    /// Makes every reminder link that was sent void.
    public func voidLinks() throws {
        try require(.maintain, on: .ledger)
        try store.write { try $0.setAccessKey(Chance.bytes(32)) }
    }
}
