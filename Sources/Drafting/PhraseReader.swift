/// Puts the matches of the rules of time together into phrases.

struct PhraseReader {
    private let tokens: [Token]
    private let atoms: [TimeAtom]
    private var place = 0

    static func phrases(_ tokens: [Token]) -> [TimePhrase] {
        var reader = PhraseReader(tokens: tokens, atoms: TimeScanner.shared.atoms(in: tokens))
        var phrases: [TimePhrase] = []
        while reader.place < reader.atoms.count {
            if let phrase = reader.phrase() { phrases.append(phrase) }
        }
        return phrases
    }

    private init(tokens: [Token], atoms: [TimeAtom]) {
        self.tokens = tokens
        self.atoms = atoms
    }

    private mutating func phrase() -> TimePhrase? {
        let first = atoms[place]
        switch first.rule.meaning {
        case .distance:
            place += 1
            let name = first.rule.name
            return TimePhrase(
                form: .distance(
                    count: first.match[.count], unit: first.match.word(.unit) ?? "", isBefore: name == "distance-before"
                ),
                points: [], tokens: first.tokens, rules: [name])
        case .recurring:
            place += 1
            var phrase = TimePhrase(
                form: .recurring, points: [], tokens: first.tokens, rules: [first.rule.name])
            extendRecurring(&phrase)
            return phrase
        case .weekday, .timeOfDay:
            // A time or weekday alone is none: it belongs to a day before it or is not a date at all.
            place += 1
            return nil
        case .dayOfMonth where first.match[.day] != nil && isNumberOfDocument(first):
            place += 1
            return nil
        case .day, .dayOfMonth, .period: return points()
        }
    }

    /// 〔2024〕5号, 第20号: 号 is a number's word as well as a day's.
    private func isNumberOfDocument(_ atom: TimeAtom) -> Bool {
        guard atom.match.word(.anchor) == nil, tokens[atom.tokens.upperBound - 1].value == 0x53F7 else { return false }
        guard atom.tokens.lowerBound > 0 else { return true }
        let before = tokens[atom.tokens.lowerBound - 1]
        if before.kind == .lineBreak { return true }
        guard let scalar = Unicode.Scalar(UInt32(max(0, before.value))), before.kind == .character else { return true }
        // 豫体群2020-19号
        if scalar == "-", atom.tokens.lowerBound > 1, tokens[atom.tokens.lowerBound - 2].length == 4,
            tokens[atom.tokens.lowerBound - 2].kind == .number
        {
            return true
        }
        return !"至到-~、和及与,于在前".unicodeScalars.contains(scalar)
    }

    /// 每月5日、15日: the days that follow belong to it, and an hour.
    private mutating func extendRecurring(_ phrase: inout TimePhrase) {
        while place < atoms.count,
            Self.listMarks.contains(gap(phrase.tokens.upperBound, atoms[place].tokens.lowerBound)),
            atoms[place].rule.meaning == .dayOfMonth || atoms[place].rule.meaning == .day
                || atoms[place].rule.meaning == .timeOfDay || atoms[place].rule.meaning == .weekday
        {
            phrase.tokens = phrase.tokens.lowerBound..<atoms[place].tokens.upperBound
            place += 1
        }
    }

    private mutating func points() -> TimePhrase? {
        guard let first = point() else { return nil }
        var phrase = TimePhrase(form: .points, points: [first], tokens: first.tokens, rules: [first.rule])
        while place < atoms.count {
            let next = atoms[place]
            let between = gap(phrase.tokens.upperBound, next.tokens.lowerBound)
            let before = place
            if phrase.points.count == 1, Self.windowMarks.contains(between),
                let end = windowEnd(after: phrase.points[0])
            {
                phrase.form = .window
                phrase.points.append(end)
                phrase.rules.append(end.rule)
                phrase.tokens = phrase.tokens.lowerBound..<end.tokens.upperBound
                takeHours(&phrase)
                break
            }
            place = before
            guard case .points = phrase.form, Self.listMarks.contains(between) && !between.isEmpty,
                next.rule.meaning == .day || next.rule.meaning == .dayOfMonth, phrase.points[0].isDay,
                let another = point()
            else {
                place = before
                break
            }
            phrase.points.append(another)
            phrase.rules.append(another.rule)
            phrase.tokens = phrase.tokens.lowerBound..<another.tokens.upperBound
        }
        return phrase
    }

    /// The end of a window: a day or period, or only an hour on the same day (9:00—17:00).
    private mutating func windowEnd(after start: TimePoint) -> TimePoint? {
        switch atoms[place].rule.meaning {
        case .day, .dayOfMonth, .period: return point()
        case .timeOfDay:
            guard start.minutes != nil || start.partOfDay != nil else { return nil }
            var end = start
            let atom = atoms[place]
            place += 1
            (end.minutes, end.partOfDay) = Self.time(atom)
            end.tokens = atom.tokens
            return end
        case .weekday, .distance, .recurring: return nil
        }
    }

    /// 6月23日—24日上午9:00—11:00: the hour at which it ends.
    private mutating func takeHours(_ phrase: inout TimePhrase) {
        guard place < atoms.count, atoms[place].rule.meaning == .timeOfDay, phrase.points[1].minutes != nil,
            phrase.points[0].minutes == nil,
            Self.windowMarks.contains(gap(phrase.tokens.upperBound, atoms[place].tokens.lowerBound))
        else { return }
        (phrase.points[1].minutes, phrase.points[1].partOfDay) = Self.time(atoms[place])
        phrase.tokens = phrase.tokens.lowerBound..<atoms[place].tokens.upperBound
        place += 1
    }

    /// A day or a period with the weekday and the hour that follow.
    private mutating func point() -> TimePoint? {
        let atom = atoms[place]
        switch atom.rule.meaning {
        case .day, .dayOfMonth, .period: break
        case .weekday, .timeOfDay, .distance, .recurring: return nil
        }
        let match = atom.match
        var point = TimePoint(
            year: match[.year], yearWord: nil, month: match[.month], monthWord: nil, day: match[.day],
            quarter: match[.quarter], edge: nil, tokens: atom.tokens, rule: atom.rule.name)
        if atom.rule.name.hasSuffix("first-month") { point.month = 1 }
        switch atom.rule.name {
        case "new-year": (point.month, point.day) = (1, 1)
        case "spoilt-day":
            // One digit too many: without any one of them it may be a day.
            let digits = Array(String(match[.count] ?? 0))
            let found = digits.indices.compactMap { skipped -> Int? in
                Int(String(digits.indices.filter { $0 != skipped }.map { digits[$0] })).flatMap {
                    (1...31).contains($0) ? $0 : nil
                }
            }
            point.readings = Set(found).sorted().map { "\(match[.month] ?? 0)月\($0)日" }
            if point.readings.isEmpty { point.readings = ["\(match[.month] ?? 0)月"] }
        case "lost-day", "full-lost-day": point.readings = ["\(match[.month] ?? 0)月"]
        case "next-day": point.offset = 1
        case "event-day", "time-said", "public-notice-days": point.offset = 0
        case "days-before-it": point.offset = -(match[.count] ?? 0)
        default: break
        }
        let anchor = match.word(.anchor)
        let edge = match.word(.edge)
        if atom.rule.name == "relative-year-date" { point.yearWord = edge } else { point.edge = edge }
        if let anchor {
            if anchor.contains("年") { point.yearWord = anchor } else { point.monthWord = anchor }
        }
        if atom.rule.name == "day", isBehindWeekday(atom.tokens.lowerBound) { point.monthWord = "本月" }
        place += 1
        takeWeekday(&point)
        if point.isDay || point.edge != nil { takeTime(&point) }
        return point
    }

    /// 本周四（22日）, 明天（14日）: of the notice's own month, whatever date was read last.
    private func isBehindWeekday(_ start: Int) -> Bool {
        guard start >= 3, tokens[start - 1].value == 0x28 else { return false }
        let (name, mark) = (tokens[start - 2], tokens[start - 3])
        let isWeekday = name.kind == .chineseNumber || [0x65E5, 0x5929].contains(name.value)
        return isWeekday && [0x5468, 0x671F].contains(mark.value)  // 周 期
            || name.value == 0x5929 && [0x660E, 0x4ECA, 0x540E].contains(mark.value)  // 明天 今天 后天
    }

    private mutating func takeWeekday(_ point: inout TimePoint) {
        guard place < atoms.count, point.isDay, atoms[place].rule.meaning == .weekday,
            Self.weekdayMarks.contains(gap(point.tokens.upperBound, atoms[place].tokens.lowerBound))
        else { return }
        var end = atoms[place].tokens.upperBound
        // 3月8日至10日（周五至周日）: the weekdays of both.
        if end < tokens.count, [0x81F3, 0x5230, 0x2D, 0x7E, 0x3001].contains(tokens[end].value),
            gap(point.tokens.upperBound, atoms[place].tokens.lowerBound) == "("
        {
            return
        }
        point.weekday = atoms[place].match[.weekday]
        place += 1
        if end < tokens.count, gap(point.tokens.upperBound, point.tokens.upperBound + 1) == "(",
            tokens[end].value == 0x29
        {
            end += 1
        }
        point.tokens = point.tokens.lowerBound..<end
    }

    private mutating func takeTime(_ point: inout TimePoint) {
        guard place < atoms.count, atoms[place].rule.meaning == .timeOfDay,
            Self.timeMarks.contains(gap(point.tokens.upperBound, atoms[place].tokens.lowerBound))
        else { return }
        let atom = atoms[place]
        (point.minutes, point.partOfDay) = Self.time(atom)
        point.tokens = point.tokens.lowerBound..<atom.tokens.upperBound
        place += 1
    }

    /// 下午3时 is 15:00; 中午12点 12:00.
    static func time(_ atom: TimeAtom) -> (Int?, String?) {
        guard let hour = atom.match[.hour] else { return (nil, atom.match.word(.part)) }
        var minutes = hour * 60 + (atom.match[.minute] ?? (atom.match.word(.edge) == "半" ? 30 : 0))
        switch atom.match.word(.part) {
        case "下午", "傍晚", "晚上", "晚", "晚间": if hour < 12 { minutes += 720 }
        case "中午": if hour < 6 { minutes += 720 }
        default: break
        }
        return minutes <= 1440 ? (minutes, nil) : (nil, nil)
    }

    private func gap(_ start: Int, _ end: Int) -> String {
        guard start <= end, end - start <= 6 else { return "…" }
        // 11月15日一12月15日: a dash that recognition took for a number.
        if end - start == 1, tokens[start].kind == .chineseNumber, tokens[start].value == 1 { return "一" }
        var out = String.UnicodeScalarView()
        for token in tokens[start..<end] {
            if token.kind == .character, let scalar = Unicode.Scalar(UInt32(token.value)) {
                out.append(scalar)
            } else {
                return "…"
            }
        }
        if out.count > 1, out.allSatisfy({ $0 == "-" }) { return "-" }
        return String(out)
    }

    private static let windowMarks: Set<String> = [
        "至", "到", "-", "--", "~", "—", "——", "一", "之", "起至", "起到", "开始至", "起,至", "至次日", "-至",
    ]
    private static let listMarks: Set<String> = ["", "、", "和", "及", "与", "以及", "或", ",", "、和", ";"]
    private static let weekdayMarks: Set<String> = ["", "(", ","]
    private static let timeMarks: Set<String> = ["", ",", "(含)", "当天", "当日", "的"]
}
