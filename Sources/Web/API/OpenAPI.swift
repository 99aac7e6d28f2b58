/// The API's description (OpenAPI 3.1), made from the table of endpoints.

import Commands
import Terminal
import Texts

struct OpenAPI {
    let language: Language

    var text: String {
        JSONWriter.document(
            .object([
                ("openapi", .string("3.1.0")), ("info", info),
                ("servers", .array([.object([("url", .string("/"))])])),
                ("security", .array([.object([("token", .array([]))])])), ("tags", .array(tags)),
                ("paths", .object(paths)), ("components", components),
            ]), brokenLevels: 4)
    }

    private func say(_ zh: String, _ en: String) -> JSON { .string(Phrase(zh: zh, en: en)(language)) }

    private var info: JSON {
        .object([
            ("title", say("督办", "Duban")), ("version", .string(Program.version)),
            (
                "description",
                say(
                    """
                    每个资源都由 duban 的同名命令给出：回答就是该命令的 --json。写操作可带 Idempotency-Key，同一请求再来一次得到同一答复而\
                    不重做。错误是问题详情（RFC 9457），语言随 Accept-Language。
                    """,
                    """
                    Each resource is a command of duban: its answer is that command's --json. A write may carry an \
                    Idempotency-Key: the same request coming again gets the same answer and is not done again. Errors are \
                    problem details (RFC 9457) in the language of Accept-Language.
                    """)
            ), ("license", .object([("name", say("随本仓库", "as the repository says"))])),
        ])
    }

    private var tags: [JSON] {
        (Endpoint.Group.allCases.map { ($0.rawValue, $0.summary) } + [("commands", Self.commands)]).map {
            name, summary in
            .object([("name", .string(name)), ("description", .string(summary(language)))])
        }
    }

    private static let commands = Phrase(zh: "整条命令", en: "Whole command lines")

    // MARK: - Paths

    private var paths: [(String, JSON)] {
        var order: [String] = []
        var operations: [String: [(String, JSON)]] = [:]
        for endpoint in Endpoints.all {
            let path = API.base + endpoint.path
            if operations[path] == nil { order.append(path) }
            operations[path, default: []].append((endpoint.method.lowercased(), operation(endpoint)))
        }
        return order.map { ($0, .object(operations[$0] ?? [])) } + [
            (API.base + "/commands", .object([("post", commandOperation)]))
        ]
    }

    private func operation(_ endpoint: Endpoint) -> JSON {
        var fields: [(String, JSON)] = [
            ("operationId", .string(endpoint.id)), ("tags", .array([.string(endpoint.group.rawValue)])),
            ("summary", .string(endpoint.summary(language))),
            (
                "description",
                .string("`duban \(endpoint.command.filter { !$0.hasPrefix("-") }.joined(separator: " "))`")
            ),
            ("parameters", .array(parameters(endpoint))),
        ]
        if let body = endpoint.body {
            fields.append(("requestBody", content(body, required: !endpoint.takesNothing)))
        }
        fields.append(("responses", .object(responses(endpoint))))
        return .object(fields)
    }

    private func parameters(_ endpoint: Endpoint) -> [JSON] {
        let own = (endpoint.inputs(.path) + endpoint.inputs(.query)).map(parameter)
        return endpoint.isReading ? own : own + [.object([("$ref", .string("#/components/parameters/IdempotencyKey"))])]
    }

    private func parameter(_ input: Input) -> JSON {
        var fields: [(String, JSON)] = [
            ("name", .string(input.name)), ("in", .string(input.place.rawValue)), ("required", .bool(input.isRequired)),
            ("description", .string(input.summary(language))), ("schema", input.shape.schema(language)),
        ]
        if let example = input.example { fields.append(("example", example)) }
        return .object(fields)
    }

    private func content(_ shape: Shape, required: Bool) -> JSON {
        .object([
            ("required", .bool(required)),
            ("content", .object([("application/json", .object([("schema", shape.schema(language))]))])),
        ])
    }

    private func responses(_ endpoint: Endpoint) -> [(String, JSON)] {
        var fields: [(String, JSON)] = [
            ("200", answer(endpoint.answer, headers: endpoint.isReading ? reading : writing))
        ]
        if endpoint.isReading {
            fields.append(("304", .object([("description", say("没有变", "nothing has changed"))])))
        }
        return fields + problems(endpoint)
    }

    private var reading: [(String, JSON)] {
        [
            (
                "ETag",
                header(
                    "这个答复的标记；If-None-Match 带上它，没有变就是 304", "the answer's mark; sent back in If-None-Match it gives 304")
            ),
            ("Link", header("下一页，rel=\"next\"", "the next page, rel=\"next\"")),
        ]
    }

    private var writing: [(String, JSON)] {
        [("Idempotency-Replayed", header("true：先前的答复", "true: an answer given before"))]
    }

    private func header(_ zh: String, _ en: String) -> JSON {
        .object([("description", say(zh, en)), ("schema", .object([("type", .string("string"))]))])
    }

    private func answer(_ shape: Shape, headers: [(String, JSON)] = []) -> JSON {
        .object([
            ("description", say("命令的 --json", "the command's --json")), ("headers", .object(headers)),
            ("content", .object([("application/json", .object([("schema", shape.schema(language))]))])),
        ])
    }

    private func problems(_ endpoint: Endpoint?) -> [(String, JSON)] {
        let reading = [400, 401, 403, 404, 406, 409, 422, 429, 500, 503]
        let all = endpoint?.isReading == true ? reading : reading + [413, 415]
        return all.sorted().map { ("\($0)", .object([("$ref", .string("#/components/responses/Problem"))])) }
    }

    // MARK: - Whole command lines

    private var commandOperation: JSON {
        .object([
            ("operationId", .string("runCommand")), ("tags", .array([.string("commands")])),
            ("summary", say("执行一条 duban 命令", "Run a command line of duban")),
            (
                "description",
                say(
                    "需要人确认的命令答以 asks，什么也没有改变；把答案接在 answers 后面再发一次。",
                    "A command that has to ask a person answers with `asks` and has changed nothing: send it again with the answer appended to `answers`."
                )
            ), ("requestBody", content(.commandRequest, required: true)),
            ("responses", .object([("200", answer(.commandAnswer))] + problems(nil))),
        ])
    }

    // MARK: - Components

    private var components: JSON {
        let problem = Shape.named("Problem").schema(language)
        return .object([
            (
                "securitySchemes",
                .object([
                    (
                        "token",
                        .object([
                            ("type", .string("http")), ("scheme", .string("bearer")),
                            ("description", say("由 duban access 发放的令牌", "a token from `duban access`")),
                        ])
                    )
                ])
            ),
            (
                "parameters",
                .object([
                    (
                        "IdempotencyKey",
                        .object([
                            ("name", .string("Idempotency-Key")), ("in", .string("header")), ("required", .bool(false)),
                            ("description", say("同一请求再来一次时不重做", "the same request coming again is not done again")),
                            (
                                "schema",
                                .object([
                                    ("type", .string("string")), ("pattern", .string("^[!-~]{1,255}$")),
                                    ("minLength", .int(1)), ("maxLength", .int(255)),
                                ])
                            ),
                        ])
                    )
                ])
            ),
            (
                "responses",
                .object([
                    (
                        "Problem",
                        .object([
                            ("description", say("没有做成", "it was not done")),
                            (
                                "content", .object([("application/problem+json", .object([("schema", problem)]))])
                            ),
                        ])
                    )
                ])
            ),
            ("schemas", .object(Shape.named.sorted { $0.key < $1.key }.map { ($0.key, $0.value.schema(language)) })),
        ])
    }
}

extension Shape {
    private static let base64 = Shape.text(
        Text(pattern: "^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$"))

    static let commandRequest = Shape.record([
        Member(
            "arguments", .list(.string), Phrase(zh: "命令行的各个词", en: "the words of the command line"),
            example: .array([.string("tasks"), .string("--json")])),
        Member("language", .maybe(.oneOf(["zh", "en"])), required: false),
        Member(
            "width", .maybe(.integer(20...10_000)), required: false, Phrase(zh: "终端列数", en: "the terminal's columns")),
        Member("color", .maybe(.flag), required: false), Member("terminal", .maybe(.flag), required: false),
        Member(
            "answers", .maybe(.list(.string)), required: false,
            Phrase(zh: "对提问的回答；null：无人可问", en: "to its questions; null: nobody can be asked")),
        Member("shown", .maybe(.string), required: false),
        Member(
            "files", .maybe(.record([], others: base64)), required: false,
            Phrase(zh: "命令行提到的文件，base64", en: "the files that it names, in base64")),
        Member("input", .maybe(base64), required: false, Phrase(zh: "标准输入，base64", en: "standard input, in base64")),
    ])

    static let commandAnswer = Shape.record([
        Member("exit", .integer(0...255)), Member("output", .string), Member("errors", .string),
        Member("order", .list(.count)), Member("files", .record([], others: base64)), Member("asks", .maybe(.string)),
        Member("answered", .count), Member("shown", .maybe(.string)),
    ])
}
