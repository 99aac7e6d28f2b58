/// Word's automatic numbers: the definitions in numbering.xml and styles.xml, and the counters while reading.

struct DocxNumbering {
    private struct Level {
        var start = 1
        var format = "decimal"
        /// With `%1` for the number of the first level, and so on.
        var text = ""
        /// What stands between number and text: a tab, a space, nothing.
        var suffix = "tab"
        /// The level after whose number this one begins anew; the one above if nil, 0 for never.
        var restart: Int?
        var style: String?
    }

    private struct Style {
        var basedOn: String?
        var list: String?
        var level: Int?
    }

    private struct List {
        var definition: String?
        var starts: [Int: Int] = [:]
        var levels: [Int: Level] = [:]
    }

    private static let levelCount = 9

    private var definitions: [String: [Int: Level]] = [:]
    private var lists: [String: List] = [:]
    private var styles: [String: Style] = [:]
    /// The last number of each level, by definition; lists of one definition count on.
    private var counters: [String: [Int?]] = [:]
    /// Lists whose own beginnings were used.
    private var begun: Set<String> = []

    /// - Parameters:
    ///   - numbering: numbering.xml.
    ///   - styles: styles.xml.
    init(numbering: [UInt8]?, styles: [UInt8]?) throws(DocumentProblem) {
        if let numbering { try readDefinitions(numbering) }
        if let styles { try readStyles(styles) }
    }

    /// The number of the next paragraph with these properties; nil for one without.
    mutating func label(style: String?, list: String?, level: Int?) -> String? {
        guard !lists.isEmpty else { return nil }
        let inherited = inherited(style)
        guard let id = list ?? inherited.list, let found = lists[id], let definition = found.definition,
            let levels = definitions[definition]
        else { return nil }
        let depth =
            level ?? inherited.level ?? levels.first { $0.value.style != nil && $0.value.style == style }?.key ?? 0
        guard (0..<Self.levelCount).contains(depth), let shown = found.levels[depth] ?? levels[depth] else {
            return nil
        }
        count(id, found, definition, levels, depth)
        return text(shown, definition, found, levels)
    }

    private mutating func count(
        _ id: String, _ list: List, _ definition: String, _ levels: [Int: Level], _ depth: Int
    ) {
        var numbers = counters[definition] ?? Array(repeating: nil, count: Self.levelCount)
        if begun.insert(id).inserted {
            for (level, _) in list.starts where numbers.indices.contains(level) { numbers[level] = nil }
        }
        func first(_ level: Int) -> Int { list.starts[level] ?? (list.levels[level] ?? levels[level])?.start ?? 1 }
        for above in 0..<depth where numbers[above] == nil { numbers[above] = first(above) }
        numbers[depth] = numbers[depth].map { $0 &+ 1 } ?? first(depth)
        for below in (depth + 1)..<max(depth + 1, numbers.count) where (levels[below]?.restart ?? below) > depth {
            numbers[below] = nil
        }
        counters[definition] = numbers
    }

    private func text(_ shown: Level, _ definition: String, _ list: List, _ levels: [Int: Level]) -> String? {
        if shown.format == "bullet" || shown.format == "none" && shown.text.isEmpty { return nil }
        let numbers = counters[definition] ?? []
        var label = ""
        var isPlace = false
        for character in shown.text.unicodeScalars {
            if isPlace, let digit = Int(String(character)), (1...Self.levelCount).contains(digit) {
                let format = (list.levels[digit - 1] ?? levels[digit - 1])?.format ?? "decimal"
                label += numbers[digit - 1].map { NumberFormat.text($0, format) } ?? ""
                isPlace = false
            } else if character == "%", !isPlace {
                isPlace = true
            } else {
                if isPlace { label += "%" }
                isPlace = false
                label.unicodeScalars.append(character)
            }
        }
        // A tab would make two cells of number and text; behind Chinese punctuation nothing is needed.
        let needsBlank = label.unicodeScalars.last.map { $0.isASCII } ?? false
        return label + (needsBlank && shown.suffix != "nothing" ? " " : "")
    }

    /// What a style says, itself or those that it is based on.
    private func inherited(_ style: String?) -> (list: String?, level: Int?) {
        var next = style
        var level: Int?
        for _ in 0..<20 {
            guard let name = next, let style = styles[name] else { break }
            level = level ?? style.level
            if let list = style.list { return (list, level) }
            next = style.basedOn
        }
        return (nil, nil)
    }
}

extension DocxNumbering {
    private mutating func readDefinitions(_ bytes: [UInt8]) throws(DocumentProblem) {
        (definitions, lists) = try XMLReader.read(bytes, part: "numbering.xml", form: .word) {
            (xml) throws(DocumentProblem) in
            var definitions: [String: [Int: Level]] = [:]
            var lists: [String: List] = [:]
            while let event = try xml.next() {
                guard case .start(let name) = event else { continue }
                if name == "abstractNum", let id = xml.attribute("abstractNumId") {
                    definitions[id] = try Self.levels(&xml)
                } else if name == "num", let id = xml.attribute("numId") {
                    lists[id] = try Self.list(&xml)
                }
            }
            return (definitions, lists)
        }
    }

    private static func levels(_ xml: inout XMLReader) throws(DocumentProblem) -> [Int: Level] {
        var levels: [Int: Level] = [:]
        try xml.inside { (xml, event) throws(DocumentProblem) in
            if case .start("lvl") = event, let number = xml.number("ilvl") { levels[number] = try level(&xml) }
        }
        return levels
    }

    private static func level(_ xml: inout XMLReader) throws(DocumentProblem) -> Level {
        var level = Level()
        try xml.inside { (xml, event) throws(DocumentProblem) in
            guard case .start(let name) = event else { return }
            switch name {
            case "start": level.start = xml.number("val") ?? 1
            case "numFmt": level.format = xml.attribute("val") ?? level.format
            case "lvlText": level.text = xml.attribute("val") ?? ""
            case "suff": level.suffix = xml.attribute("val") ?? level.suffix
            case "lvlRestart": level.restart = xml.number("val")
            case "pStyle": level.style = xml.attribute("val")
            case "Fallback": try xml.skip()
            default: break
            }
        }
        return level
    }

    private static func list(_ xml: inout XMLReader) throws(DocumentProblem) -> List {
        var list = List()
        var overridden = 0
        try xml.inside { (xml, event) throws(DocumentProblem) in
            guard case .start(let name) = event else { return }
            switch name {
            case "abstractNumId": list.definition = xml.attribute("val")
            case "lvlOverride": overridden = xml.number("ilvl") ?? 0
            case "startOverride": list.starts[overridden] = xml.number("val")
            case "lvl": list.levels[overridden] = try level(&xml)
            default: break
            }
        }
        return list
    }

    private mutating func readStyles(_ bytes: [UInt8]) throws(DocumentProblem) {
        styles = try XMLReader.read(bytes, part: "styles.xml", form: .word) { (xml) throws(DocumentProblem) in
            var styles: [String: Style] = [:]
            while let event = try xml.next() {
                guard case .start("style") = event, let id = xml.attribute("styleId") else { continue }
                var style = Style()
                try xml.inside { (xml, event) throws(DocumentProblem) in
                    guard case .start(let name) = event else { return }
                    switch name {
                    case "basedOn": style.basedOn = xml.attribute("val")
                    case "numId": style.list = xml.attribute("val")
                    case "ilvl": style.level = xml.number("val")
                    default: break
                    }
                }
                styles[id] = style
            }
            return styles
        }
    }
}
