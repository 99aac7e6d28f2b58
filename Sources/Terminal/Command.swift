/// One subcommand: what it declares and what it does.

public protocol Command: SendableMetatype {
    /// The words that call it: `tasks`, `ledger verify`. Cheap: the program compares it at every start.
    static var name: String { get }

    /// Built only when it is needed: for this command's own call, or for help and completions.
    static var spec: CommandSpec { get }

    /// Does the work and prints to the console. A thrown `Failure` is printed and gives its exit status.
    static func run(_ arguments: ParsedArguments, _ console: Console) throws -> ExitCode
}
