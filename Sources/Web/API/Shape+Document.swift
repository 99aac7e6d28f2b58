/// Shapes as OpenAPI 3.1 writes them (JSON Schema 2020-12).

import Terminal
import Texts

extension Shape {
    func schema(_ language: Language) -> JSON { .object(fields(language)) }

    private func fields(_ language: Language) -> [(String, JSON)] {
        switch self {
        case .text(let text): Self.fields(text)
        case .integer(let range):
            [("type", .string("integer"))] + Self.bounds(range, "minimum", "maximum")
        case .number: [("type", .string("number"))]
        case .flag: [("type", .string("boolean"))]
        case .list(let shape, let range):
            [("type", .string("array")), ("items", shape.schema(language))]
                + Self.bounds(range, "minItems", "maxItems", from: 0)
        case .record(let members, let others):
            [
                ("type", .string("object")),
                ("properties", .object(members.map { ($0.name, $0.schema(language)) })),
                ("required", .array(members.filter(\.isRequired).map { .string($0.name) })),
                ("additionalProperties", others?.schema(language) ?? .bool(false)),
            ]
        case .maybe(let shape): [("anyOf", .array([shape.schema(language), .object([("type", .string("null"))])]))]
        case .named(let name): [("$ref", .string("#/components/schemas/\(name)"))]
        }
    }

    private static func fields(_ text: Text) -> [(String, JSON)] {
        var fields: [(String, JSON)] = [("type", .string("string"))]
        // A whole file is bounded by what the server takes in; nobody need try a string of so many letters.
        let isFile = text.length.upperBound > 100_000
        fields += bounds(isFile ? text.length.lowerBound...Int.max : text.length, "minLength", "maxLength", from: 0)
        if !text.allowed.isEmpty { fields.append(("enum", .array(text.allowed.map { .string($0) }))) }
        if let format = text.format { fields.append(("format", .string(format))) }
        if let pattern = text.pattern { fields.append(("pattern", .string(pattern))) }
        return fields
    }

    private static func bounds(
        _ range: ClosedRange<Int>, _ low: String, _ high: String, from least: Int = .min
    ) -> [(String, JSON)] {
        (range.lowerBound > least ? [(low, .int(range.lowerBound))] : [])
            + (range.upperBound < .max ? [(high, .int(range.upperBound))] : [])
    }
}

extension Shape.Member {
    fileprivate func schema(_ language: Language) -> JSON {
        guard case .object(var fields) = shape.schema(language) else { return .null }
        if let summary { fields.append(("description", .string(summary(language)))) }
        if let example { fields.append(("examples", .array([example]))) }
        return .object(fields)
    }
}
