/// What of a JSON value is not as its shape says.

import JSONTree
import Texts

extension Shape {
    /// Everything that is wrong, each with its place as a JSON pointer (RFC 6901). The first hundred faults are enough.
    func faults(_ value: JSONTree, at pointer: String = "") -> [Problem.Fault] {
        switch self {
        case .text(let text): check(value.string, text, pointer)
        case .integer(let range):
            value.int.map(range.contains) == true ? [] : Self.expected(Self.words(range), pointer)
        case .number: value.double != nil ? [] : Self.expected(Phrase(zh: "数字", en: "a number"), pointer)
        case .flag: value.bool != nil ? [] : Self.expected(Phrase(same: "true, false"), pointer)
        case .list(let shape, let range): check(value.array, of: shape, range, pointer)
        case .record(let members, let others): check(value.members, members, others, pointer)
        case .maybe(let shape): value.isNull ? [] : shape.faults(value, at: pointer)
        case .named(let name): Self.named[name]?.faults(value, at: pointer) ?? []
        }
    }

    private static func expected(_ what: Phrase, _ pointer: String) -> [Problem.Fault] {
        [Problem.Fault(pointer: pointer, detail: Phrase(zh: "应为", en: "it should be ") + what)]
    }

    static func words(_ range: ClosedRange<Int>) -> Phrase {
        range.upperBound == .max && range.lowerBound == .min
            ? Phrase(zh: "整数", en: "a whole number")
            : Phrase(
                zh: "\(range.lowerBound) 到 \(range.upperBound) 之间的整数",
                en: "a whole number from \(range.lowerBound) to \(range.upperBound)")
    }

    private func check(_ value: String?, _ text: Text, _ pointer: String) -> [Problem.Fault] {
        guard let value else { return Self.expected(Phrase(zh: "文字", en: "text"), pointer) }
        if !text.allowed.isEmpty, !text.allowed.contains(value) {
            return Self.expected(
                Phrase(
                    zh: "以下之一：" + text.allowed.joined(separator: "、"),
                    en: "one of " + text.allowed.joined(separator: ", ")),
                pointer)
        }
        guard text.length.contains(value.unicodeScalars.count) else {
            return Self.expected(
                Phrase(
                    zh: "\(text.length.lowerBound)–\(text.length.upperBound) 个字符",
                    en: "\(text.length.lowerBound) to \(text.length.upperBound) characters"), pointer)
        }
        return []
    }

    private func check(
        _ value: [JSONTree]?, of shape: Shape, _ range: ClosedRange<Int>, _ pointer: String
    ) -> [Problem.Fault] {
        guard let value else { return Self.expected(Phrase(zh: "数组", en: "an array"), pointer) }
        guard range.contains(value.count) else {
            return Self.expected(
                Phrase(
                    zh: "\(range.lowerBound)–\(range.upperBound) 项",
                    en: "\(range.lowerBound) to \(range.upperBound) elements"),
                pointer)
        }
        var faults: [Problem.Fault] = []
        for (index, element) in value.enumerated() where faults.count < 100 {
            faults += shape.faults(element, at: "\(pointer)/\(index)")
        }
        return faults
    }

    private func check(
        _ value: [(key: String, value: JSONTree)]?, _ members: [Member], _ others: Shape?, _ pointer: String
    ) -> [Problem.Fault] {
        guard let value else { return Self.expected(Phrase(zh: "对象", en: "an object"), pointer) }
        var faults: [Problem.Fault] = []
        for (key, element) in value where faults.count < 100 {
            let place = "\(pointer)/\(key.replacing("~", with: "~0").replacing("/", with: "~1"))"
            if let member = members.first(where: { $0.name == key }) {
                faults += member.shape.faults(element, at: place)
            } else if let others {
                faults += others.faults(element, at: place)
            } else {
                faults.append(Problem.Fault(pointer: place, detail: Self.unknown(key, members)))
            }
        }
        for member in members where member.isRequired && !value.contains(where: { $0.key == member.name }) {
            faults.append(
                Problem.Fault(pointer: "\(pointer)/\(member.name)", detail: Phrase(zh: "缺少这个成员", en: "it is missing")))
        }
        return faults
    }

    private static func unknown(_ key: String, _ members: [Member]) -> Phrase {
        let none = Phrase(zh: "没有这个成员", en: "there is no such member")
        guard let near = didYouMean(key, among: members.map(\.name)) else { return none }
        return Phrase(zh: "\(none.zh)；\(near.zh)", en: "\(none.en); \(near.en)")
    }
}
