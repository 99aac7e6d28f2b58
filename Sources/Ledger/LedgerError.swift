/// Why the ledger could not do what was asked, in words for people, with the remedy.

import Texts

public struct LedgerError: Error, Sendable, Hashable {
    public enum Kind: Sendable, Hashable {
        /// No file at the path.
        case missing
        /// The file is something else: another program's database, a text, an empty file.
        case notALedger
        /// Made by a newer program: its version, and the newest one that this program knows.
        case newerThanProgram(found: Int, known: Int)
        /// The file or a row of it is damaged.
        case damaged
        /// Another process kept it locked for longer than the time-out.
        case locked
        case readOnly
        case noPermission
        case diskFull
        case inputOutput
        /// Two writers disagree: the key exists already, or what was read has changed.
        case conflict
        /// A unit, notice, task, event or document that the ledger does not have.
        case unknownReference
        /// The step is not allowed on a ledger in this state (a file in the way, a frozen column).
        case refused
        case outOfMemory
        /// A system library that hashing needs could not be loaded.
        case unavailable
        case internalError
    }

    public let kind: Kind
    /// The ledger's path as the user named it.
    public let path: String
    public let what: Phrase
    public let why: Phrase?
    public let remedy: Phrase?
    /// For the log of who maintains the program: SQLite's code and message and the statement's name. Never a bound value.
    public let detail: String

    public init(
        _ kind: Kind, path: String, what: Phrase, why: Phrase? = nil, remedy: Phrase? = nil, detail: String = ""
    ) {
        self.kind = kind
        self.path = path
        self.what = what
        self.why = why
        self.remedy = remedy
        self.detail = detail
    }
}

extension LedgerError {
    static func missing(_ path: String) -> LedgerError {
        LedgerError(
            .missing, path: path, what: Phrase(zh: "没有台账“\(path)”", en: "there is no ledger “\(path)”"),
            remedy: Phrase(
                zh: "用 --store 指定台账；首次使用时 duban load 会新建", en: "name it with --store; the first duban load makes one"))
    }

    static func notALedger(_ path: String, detail: String = "") -> LedgerError {
        LedgerError(
            .notALedger, path: path, what: Phrase(zh: "“\(path)”不是督办台账", en: "“\(path)” is not a ledger of duban"),
            why: Phrase(zh: "文件的标识不符；未作任何改动", en: "its identification differs; nothing was changed"),
            remedy: Phrase(zh: "核对 --store 的路径", en: "check the path given by --store"), detail: detail)
    }

    static func newer(_ path: String, found: Int, known: Int) -> LedgerError {
        LedgerError(
            .newerThanProgram(found: found, known: known), path: path,
            what: Phrase(
                zh: "台账“\(path)”由更新的程序写成（版本 \(found)，本程序认识到 \(known)）",
                en:
                    "the ledger “\(path)” was written by a newer program (version \(found); this one knows up to \(known))"
            ),
            why: Phrase(zh: "旧程序会误读新的内容，因此未打开", en: "an older program would misread it, so it was not opened"),
            remedy: Phrase(zh: "升级 duban 后再用", en: "upgrade duban"))
    }

    /// A row that no program of this version wrote.
    static func damaged(_ path: String, _ where: Phrase) -> LedgerError {
        LedgerError(
            .damaged, path: path,
            what: Phrase(zh: "台账“\(path)”已损坏：\(`where`.zh)", en: "the ledger “\(path)” is damaged: \(`where`.en)"),
            remedy: Self.restoreRemedy)
    }

    static func unknown(_ path: String, _ what: Phrase) -> LedgerError {
        LedgerError(
            .unknownReference, path: path,
            what: Phrase(zh: "台账中没有\(what.zh)", en: "the ledger has no \(what.en)"))
    }

    static func hashing(_ path: String, _ problem: SHA256.Unavailable) -> LedgerError {
        LedgerError(.unavailable, path: path, what: problem.phrase)
    }

    static let restoreRemedy = Phrase(
        zh: "先另存一份原文件，再用 duban ledger verify 查看，用 duban ledger restore 从备份恢复",
        en: "keep a copy of the file, look with duban ledger verify, and bring a backup back with duban ledger restore")
}
