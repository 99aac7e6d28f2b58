/// SQLite's result codes as the ledger's errors.

import CSQLite
import Glibc
import Texts

extension LedgerError {
    /// The error that a result code stands for. `message` is SQLite's own text, `statement` the statement's name,
    /// `system` the `errno` behind it, 0 if there is none.
    static func sqlite(
        _ code: Int32, message: String, statement: String, path: String, system: Int32 = 0
    ) -> LedgerError {
        let isFull = lacksRoom(code, system)
        let (kind, why, remedy) = explanation(isFull ? SQLITE_FULL : code & 0xFF, extended: code)
        return LedgerError(
            kind, path: path,
            what: Phrase(zh: "台账“\(path)”：\(headline(kind).zh)", en: "the ledger “\(path)”: \(headline(kind).en)"),
            why: why, remedy: remedy, detail: "sqlite \(code) (\(message)) in \(statement)")
    }

    /// A full disk shows as an input/output error or an unopened file where SQLite's own small files find no room.
    /// `SQLITE_IOERR_SHMSIZE`, which the importer does not see, is about nothing else.
    private static func lacksRoom(_ code: Int32, _ system: Int32) -> Bool {
        switch code & 0xFF {
        case SQLITE_IOERR: system == ENOSPC || system == EDQUOT || code == SQLITE_IOERR | (19 << 8)
        case SQLITE_CANTOPEN: system == ENOSPC || system == EDQUOT
        default: false
        }
    }

    private static func headline(_ kind: Kind) -> Phrase {
        switch kind {
        case .missing: Phrase(zh: "找不到", en: "it was not found")
        case .notALedger: Phrase(zh: "不是督办台账", en: "it is not a ledger of duban")
        case .newerThanProgram: Phrase(zh: "版本较新", en: "it is newer than the program")
        case .damaged: Phrase(zh: "文件已损坏", en: "the file is damaged")
        case .locked: Phrase(zh: "正被其他进程占用", en: "another process is holding it")
        case .readOnly: Phrase(zh: "只读，不能写入", en: "it is read-only")
        case .noPermission: Phrase(zh: "没有权限", en: "no permission")
        case .diskFull: Phrase(zh: "磁盘已满", en: "the disk is full")
        case .inputOutput: Phrase(zh: "读写出错", en: "reading or writing failed")
        case .conflict: Phrase(zh: "与已有记录冲突", en: "it conflicts with what is recorded")
        case .unknownReference: Phrase(zh: "引用的记录不存在", en: "a record that is referred to does not exist")
        case .refused: Phrase(zh: "不允许这样做", en: "that is not allowed")
        case .outOfMemory: Phrase(zh: "内存不足", en: "out of memory")
        case .unavailable: Phrase(zh: "缺少系统库", en: "a system library is missing")
        case .internalError: Phrase(zh: "程序内部错误", en: "an error inside the program")
        }
    }

    private static func explanation(_ code: Int32, extended: Int32) -> (Kind, Phrase?, Phrase?) {
        let undone = Phrase(zh: "本步已整体撤销，台账没有变化", en: "the step was undone as a whole; the ledger is unchanged")
        switch code {
        case SQLITE_BUSY, SQLITE_LOCKED:
            return (
                .locked, undone,
                Phrase(zh: "稍后重试；或找出占用它的进程", en: "try again shortly, or find the process that holds it")
            )
        case SQLITE_READONLY:
            return (.readOnly, nil, Phrase(zh: "核对文件和所在文件夹的权限", en: "check the permissions of the file and its folder"))
        case SQLITE_FULL:
            return (.diskFull, undone, Phrase(zh: "清出空间后重试", en: "free some space and try again"))
        case SQLITE_PERM, SQLITE_AUTH:
            return (.noPermission, nil, Phrase(zh: "请文件所有者授权", en: "ask the owner for access"))
        case SQLITE_CANTOPEN:
            return (
                .noPermission, nil,
                Phrase(zh: "核对文件和所在文件夹是否存在、可读写", en: "check that the file and its folder exist and are accessible")
            )
        case SQLITE_IOERR: return (.inputOutput, undone, Phrase(zh: "检查磁盘后重试", en: "check the disk and try again"))
        case SQLITE_CORRUPT: return (.damaged, nil, restoreRemedy)
        case SQLITE_NOTADB:
            return (.notALedger, nil, Phrase(zh: "核对 --store 的路径", en: "check the path given by --store"))
        case SQLITE_NOMEM: return (.outOfMemory, undone, nil)
        case SQLITE_CONSTRAINT: return constraint(extended, undone)
        default: return (.internalError, undone, nil)
        }
    }

    private static func constraint(_ extended: Int32, _ undone: Phrase) -> (Kind, Phrase?, Phrase?) {
        // The extended codes are macros that the importer does not see: SQLITE_CONSTRAINT | n << 8.
        switch extended >> 8 {
        case 3: (.unknownReference, undone, nil)
        case 6, 8, 10: (.conflict, undone, nil)
        case 7: (.refused, Phrase(zh: "这些记录只增不改", en: "these records are added and never changed"), nil)
        default: (.internalError, undone, nil)
        }
    }
}
