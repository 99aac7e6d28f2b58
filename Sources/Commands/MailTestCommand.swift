/// `duban mail test`: one letter that shows that letters arrive.

import Mail
import Office
import Terminal
import Texts

enum MailTestCommand: Command {
    static var name: String { "mail test" }

    static var spec: CommandSpec {
        CommandSpec(
            name, group: .mail, summary: Phrase(zh: "发一封测试邮件", en: "send a test letter"),
            discussion: Phrase(
                zh: "测试邮件放入发件箱，由 duband 马上发出，暂缓期间和工作时间之外也发。单位有几个邮箱就发几封。结果见 duban outbox。",
                en: """
                    The letter is put into the outbox and sent by duband at once, also while mail is held and outside of \
                    working hours; a unit gets one in each of its mailboxes. `duban outbox` shows what became of it.
                    """),
            arguments: [
                ArgumentSpec(
                    "recipient", Phrase(zh: "地址或单位", en: "ADDRESS|UNIT"),
                    Phrase(zh: "邮箱地址，或名录中的单位", en: "a mail address, or a unit of the roster"), completion: .units)
            ],
            examples: [
                Example("duban mail test me@example.org", Phrase(zh: "给自己发一封", en: "one to oneself")),
                Example("duban mail test 渝中区", Phrase(zh: "试一个单位的邮箱", en: "tries a unit's mailbox")),
            ],
            exitCodes: [.notFound, .refused, .tryAgain])
    }

    static func run(_ arguments: ParsedArguments, _ console: Console) throws -> ExitCode {
        let word = try arguments.required("recipient")
        let desk = try arguments.globals.desk()
        let recipient: TestRecipient =
            word.contains("@") || word.contains("＠")
            ? .address(try MailAddress.read(word).text)
            : .unit(try arguments.globals.naming(desk.store).unit(word).unit.code)
        let letters = try desk.office.planTest(to: recipient, now: desk.now)
        if arguments.globals.json {
            let numbers = letters.map { JSON.int(Int($0)) }
            console.write(JSONWriter.document(.object([("letters", .array(numbers))])))
            return .ok
        }
        let numbers = letters.map { "#\($0)" }.joined(separator: ", ")
        console.print(
            Phrase(
                zh: "测试邮件已放入发件箱（\(numbers)），由 duband 发出",
                en: "a test letter is in the outbox (\(numbers)); duband sends it"))
        if let first = letters.first {
            console.note(
                Phrase(zh: "结果：duban outbox show \(first)", en: "what became of it: duban outbox show \(first)"))
        }
        return .ok
    }
}
