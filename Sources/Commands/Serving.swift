/// Where each command runs, and what one must be allowed to do to have a server run it: the table that every command line
/// from elsewhere is held against before it runs. What is recorded is held against the permit once more in Office, and
/// what is shown is narrowed there by `Sight`.

import Access
import Ledger
import Terminal
import Texts

package enum Serving: Sendable {
    /// Needs no ledger, or makes one: always in the process that was started.
    case here
    /// Works on the ledger's file as a whole: only on the machine where that lies.
    case onSite
    /// Through a server, too.
    case served(Action, Over)
    /// Depends on what is given.
    case either(@Sendable (ParsedArguments) -> Serving)

    /// What the right must be over.
    package enum Over: Sendable {
        /// The ledger as a whole.
        case ledger
        /// Some notice as a whole; the command is narrowed to those.
        case notices
        /// Anything at all; the command is narrowed to it.
        case anything
    }

    package static func of(_ command: String) -> Serving? { table[command] }

    static let table: [String: Serving] = [
        "help": .here, "completions": .here, "man": .here, "service": .here, "version": .here, "demo": .here,
        "draft": .here, "check": .here, "workdays": .here, "calendar": .here, "install": .here,

        "ledger backup": .onSite, "ledger restore": .onSite, "ledger rebuild": .onSite,

        "tasks": .served(.seeTasks, .anything),
        "why": .served(.seeStory, .anything),
        "notices": .either { $0.flag("shipped") ? .here : .served(.seeNotice, .notices) },
        "notice show": .served(.seeNotice, .notices),
        "report": .served(.seeFigures, .notices),
        "units": .served(.seeRoster, .ledger),
        "units show": .served(.seeRoster, .ledger),
        "call-list": .served(.seeMail, .notices),
        "remind": .served(.seeMail, .ledger),
        "outbox": .served(.seeMail, .ledger),
        "outbox show": .served(.seeMail, .ledger),
        "mail": .served(.seeMail, .ledger),
        "ledger verify": .served(.seeFigures, .ledger),
        "ledger export": .served(.seeStory, .ledger),
        "complete": .either {
            ["commands", "calendars"].contains($0.string("kind")) ? .here : .served(.seeTasks, .anything)
        },

        "submit": .served(.submit, .anything),
        "acknowledge": .served(.acknowledge, .anything),
        "confirm": .served(.confirm, .anything),
        "accept": .served(.review, .anything),
        "return": .served(.review, .anything),
        "reopen": .served(.steer, .notices),
        "extend": .served(.steer, .notices),
        "exempt": .served(.steer, .notices),
        "reinstate": .served(.steer, .notices),
        "withdraw": .served(.steer, .notices),
        "chased": .served(.steer, .notices),
        "event": .served(.steer, .notices),
        "void": .served(.steer, .notices),
        "notice withdraw": .served(.steer, .notices),
        "silence": .either { $0.flag("list") ? .served(.seeMail, .notices) : .served(.steer, .notices) },

        "load": .served(.load, .notices),
        "import-status": .served(.load, .notices),
        "units import": .served(.load, .ledger),
        "mail hold": .served(.directMail, .ledger),
        "mail release": .served(.directMail, .ledger),
        "mail redirect": .served(.directMail, .ledger),
        "mail test": .served(.directMail, .ledger),

        "access grant": .served(.maintain, .ledger),
        "access token": .served(.maintain, .ledger),
        "access list": .served(.maintain, .ledger),
        "access revoke": .served(.maintain, .ledger),
    ]
}

extension Permit {
    /// Whether it may be done at all, before it is known to what.
    func allows(_ action: Action, over: Serving.Over) -> Bool {
        switch over {
        case .ledger: isOverAll(action)
        case .notices: notices(action)?.isEmpty != true
        case .anything: mayEver(action)
        }
    }
}

extension Serving {
    /// With what is given.
    func settled(_ arguments: ParsedArguments) -> Serving {
        if case .either(let choose) = self { choose(arguments) } else { self }
    }

    /// Throws unless a server may run it for whoever asks.
    static func admit(_ invocation: Invocation, _ host: CommandHost) throws {
        try refuseLocalOptions(invocation)
        guard case .served(let action, let over)? = table[invocation.command.name]?.settled(invocation.arguments) else {
            throw notServed(invocation.command.name)
        }
        guard host.permit.allows(action, over: over) else {
            throw Failure(
                .noPermission, host.permit.denial(action),
                remedy: Phrase(zh: "换用有权限的账户，或请协调人办理", en: "use an account that may, or ask the coordinator"))
        }
        guard invocation.arguments.globals.pretends else { return }
        // Only where time is make-believe anyway: elsewhere whoever asks gets the answer of now.
        if try host.ledger.reading().meta("demo") != "1" {
            throw Failure.usage(
                Phrase(zh: "服务器上不能假定时间", en: "a server answers as of now"),
                remedy: Phrase(zh: "去掉 --now", en: "leave out --now"))
        }
    }

    static func notServed(_ name: String) -> Failure {
        let onSite = if case .onSite? = table[name] { true } else { false }
        return Failure(
            .usage, Phrase(zh: "“duban \(name)”不能经由服务器执行", en: "\"duban \(name)\" is not run by a server"),
            remedy: onSite
                ? Phrase(zh: "在台账所在的机器上执行，用 --store 指定台账", en: "run it where the ledger lies, with --store")
                : Phrase(zh: "在本机执行", en: "run it on your own machine"))
    }

    /// The options that say where things lie on a machine, and who asks.
    static let localOptions = ["store", "data", "as", "server", "token-file", "ca"]

    private static func refuseLocalOptions(_ invocation: Invocation) throws(Failure) {
        for name in localOptions where invocation.arguments.flag(name) {
            throw .usage(
                Phrase(zh: "--\(name) 对服务器没有意义", en: "--\(name) means nothing to a server"),
                remedy: Phrase(zh: "去掉 --\(name)", en: "leave --\(name) out"))
        }
    }
}
