/// What the program's exit status says; the numbers follow BSD's sysexits where that has one.

import Texts

public enum ExitCode: Int32, Sendable, CaseIterable {
    case ok = 0
    /// The command did its work, and what it looked at is not as it should be: a check found errors, a
    /// verification failed.
    case attention = 1
    /// The step is not possible from the present state, or a person said no.
    case refused = 2
    case usage = 64
    case badData = 65
    case notFound = 66
    case unavailable = 69
    case internalError = 70
    case cannotCreate = 73
    case inputOutput = 74
    case tryAgain = 75
    case noPermission = 77
    case badConfiguration = 78
    /// 128 + SIGPIPE, as the shell reports a program that wrote to a closed pipe.
    case brokenPipe = 141

    /// What the status means, as help and the man page print it.
    public var meaning: Phrase {
        switch self {
        case .ok: Phrase(zh: "完成", en: "done")
        case .attention:
            Phrase(zh: "已执行，但查出问题（检查有错、校验不符）", en: "done, but something is not as it should be (errors found)")
        case .refused: Phrase(zh: "当前状态下不能这样做，或未获确认", en: "the step is not possible from here, or was not confirmed")
        case .usage: Phrase(zh: "命令写法有误", en: "the command line is wrong")
        case .badData: Phrase(zh: "数据文件有误", en: "a data file is wrong")
        case .notFound: Phrase(zh: "找不到文件、单位、任务或通知", en: "a file, unit, task or notice was not found")
        case .unavailable: Phrase(zh: "所需的服务不可用", en: "a service that is needed is not available")
        case .internalError: Phrase(zh: "程序内部错误", en: "an error inside the program")
        case .cannotCreate: Phrase(zh: "无法新建文件", en: "a file cannot be created")
        case .inputOutput: Phrase(zh: "读写出错（含磁盘已满）", en: "reading or writing failed (a full disk, too)")
        case .tryAgain: Phrase(zh: "台账被占用，稍后重试", en: "the ledger is locked; try again")
        case .noPermission: Phrase(zh: "没有权限", en: "no permission")
        case .badConfiguration: Phrase(zh: "配置文件有误", en: "the configuration is wrong")
        case .brokenPipe: Phrase(zh: "输出的接收方已关闭", en: "the reader of the output went away")
        }
    }
}
