/// The years of which a text without a day of issue speaks: 2021年度, 2018-2019学年, 2019级.

struct SpokenYears {
    /// The latest; of 2016—2025年 the first.
    private(set) var latest: Int?
    /// The first of 2018-2019学年, if no later year is spoken of than its second.
    private(set) var school: Int?
    /// Before it the text cannot have been written: there are students of 2019级.
    private(set) var least: Int?

    init(_ tokens: [Token]) {
        for (place, token) in tokens.enumerated().dropLast() {
            guard let year = Self.year(token) else { continue }
            // 2012级 is when students began.
            if tokens[place + 1].value == 0x7EA7, tokens[place + 1].kind == .character {
                least = max(least ?? 0, year)
                continue
            }
            if let start = Self.start(ofSpanEndingAt: place, tokens) {
                if start + 1 == year {
                    if year >= (latest ?? 0) { (latest, school) = (year, start) }
                } else {
                    least = max(least ?? 0, start)
                }
                continue
            }
            if year > (latest ?? 0), !Self.opensSpan(place, tokens) { (latest, school) = (year, nil) }
        }
        if let least, least > latest ?? 0 { (latest, school) = (least, nil) }
    }

    private static func year(_ token: Token) -> Int? {
        token.kind == .number && token.length == 4 && (1990...2100).contains(token.value) ? token.value : nil
    }

    /// 2016—2025, 2018-2019, 2021年至2023年: the year with which the span begins that ends at the token.
    private static func start(ofSpanEndingAt place: Int, _ tokens: [Token]) -> Int? {
        guard let year = year(acrossMarksFrom: place, step: -1, tokens), year < tokens[place].value else { return nil }
        return year
    }

    private static func opensSpan(_ place: Int, _ tokens: [Token]) -> Bool {
        year(acrossMarksFrom: place, step: 1, tokens) != nil
    }

    /// The year one to three marks away from the token.
    private static func year(acrossMarksFrom place: Int, step: Int, _ tokens: [Token]) -> Int? {
        var other = place + step
        while tokens.indices.contains(other), abs(other - place) <= 3, tokens[other].kind == .character,
            marks.contains(tokens[other].value)
        {
            other += step
        }
        guard tokens.indices.contains(other), other != place + step else { return nil }
        return year(tokens[other])
    }

    /// 年 - ~ 至 到, as the tokens have them.
    private static let marks: Set<Int> = [0x5E74, 0x2D, 0x7E, 0x81F3, 0x5230, 0x2014]
}
