/// The program `duban`: the table of its commands, and how it starts.

import Daemon
import Platform
import Terminal
import Texts

public enum Program {
    public static var version: String { DaemonProgram.version }

    /// Every command. A new one is a file of its own and a line here.
    static let commands: [any Command.Type] = [
        HelpCommand.self,
        CompletionsCommand.self,
        CompleteCommand.self,
        ManCommand.self,
        ServiceCommand.self,
        VersionCommand.self,
        DemoCommand.self,
        ReportCommand.self,
        WhyCommand.self,
        ImportStatusCommand.self,
        DraftCommand.self,
        CheckCommand.self,
        LoadCommand.self,
        UnitsCommand.self,
        UnitsImportCommand.self,
        UnitsShowCommand.self,
        NoticesCommand.self,
        NoticeShowCommand.self,
        NoticeWithdrawCommand.self,
        TasksCommand.self,
        SubmitCommand.self,
        ReturnCommand.self,
        AcceptCommand.self,
        ReopenCommand.self,
        ExtendCommand.self,
        ExemptCommand.self,
        ReinstateCommand.self,
        WithdrawCommand.self,
        AcknowledgeCommand.self,
        ChasedCommand.self,
        ConfirmCommand.self,
        EventCommand.self,
        VoidCommand.self,
        SilenceCommand.self,
        LedgerVerifyCommand.self,
        LedgerBackupCommand.self,
        LedgerRestoreCommand.self,
        LedgerExportCommand.self,
        LedgerRebuildCommand.self,
        WorkdaysCommand.self,
        CalendarCommand.self,
        RemindCommand.self,
        CallListCommand.self,
        MailCommand.self,
        MailHoldCommand.self,
        MailReleaseCommand.self,
        MailRedirectCommand.self,
        MailTestCommand.self,
        OutboxCommand.self,
        OutboxShowCommand.self,
        AccessGrantCommand.self,
        AccessTokenCommand.self,
        AccessListCommand.self,
        AccessRevokeCommand.self,
        InstallCommand.self,
    ]

    static let table = CommandTable(
        program: "duban", version: version,
        summary: Phrase(zh: "督办公文通知的时限", en: "keeps the deadlines of official notices"),
        commands: commands, groups: CommandGroup.all, globals: GlobalOptions.specs,
        variables: GlobalOptions.variables)

    /// Runs a command line on the process's own streams.
    /// - Parameter words: without the program's own name.
    public static func run(_ words: [String], environment: Environment = .process) -> ExitCode {
        Dispatcher(table, explain: ErrorTexts.explain, gate: Remote.gate(environment)).run(
            words, environment: environment)
    }

    /// Runs a command line on a given console.
    public static func run(
        _ words: [String], _ console: Console, environment: Environment = .process
    ) -> ExitCode {
        Dispatcher(table, explain: ErrorTexts.explain, gate: Remote.gate(environment)).run(words, console)
    }
}
