/// Numbers as Word writes them in front of paragraphs (ECMA-376 part 1, 17.18.59 ST_NumberFormat).

enum NumberFormat {
    /// One that is not known, or that has no sign for the number, gives decimal digits.
    static func text(_ number: Int, _ format: String) -> String {
        let text: String? =
            switch format {
            case "chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting",
                "taiwaneseCountingThousand", "ideographDigital", "japaneseDigitalTenThousand":
                chinese(number, digits: "〇一二三四五六七八九", units: ["", "十", "百", "千"])
            case "chineseLegalSimplified", "ideographLegalTraditional":
                chinese(number, digits: "零壹贰叁肆伍陆柒捌玖", units: ["", "拾", "佰", "仟"])
            case "ideographTraditional": sign(number, "甲乙丙丁戊己庚辛壬癸")
            case "ideographZodiac": sign(number, "子丑寅卯辰巳午未申酉戌亥")
            case "upperRoman": roman(number)
            case "lowerRoman": roman(number)?.lowercased()
            case "upperLetter": letters(number, "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
            case "lowerLetter": letters(number, "abcdefghijklmnopqrstuvwxyz")
            case "decimalZero": number >= 0 && number < 10 ? "0\(number)" : nil
            case "decimalFullWidth", "decimalFullWidth2": fullWidth(number)
            case "decimalEnclosedCircle", "decimalEnclosedCircleChinese": scalar(0x2460, number)
            case "decimalEnclosedParen": scalar(0x2474, number)
            case "decimalEnclosedFullstop": scalar(0x2488, number)
            case "ideographEnclosedCircle": (1...10).contains(number) ? scalar(0x3280, number) : nil
            case "none": ""
            default: nil
            }
        return text ?? String(number)
    }

    private static func sign(_ number: Int, _ signs: String) -> String? {
        guard number > 0, number <= signs.count else { return nil }
        return String(signs[signs.index(signs.startIndex, offsetBy: number - 1)])
    }

    /// The signs for 1 to 20 that follow each other from `first` on.
    private static func scalar(_ first: Int, _ number: Int) -> String? {
        guard (1...20).contains(number) else { return nil }
        return Unicode.Scalar(UInt32(first + number - 1)).map { String($0) }
    }

    /// a … z, aa, bb, …: Word repeats the letter.
    private static func letters(_ number: Int, _ alphabet: String) -> String? {
        guard (1...780).contains(number) else { return nil }
        return sign((number - 1) % 26 + 1, alphabet).map { String(repeating: $0, count: (number - 1) / 26 + 1) }
    }

    private static func fullWidth(_ number: Int) -> String? {
        guard number >= 0 else { return nil }
        return String(number).unicodeScalars.reduce(into: "") { text, digit in
            text += Unicode.Scalar(digit.value + 0xFEE0).map { String($0) } ?? ""
        }
    }

    private static func roman(_ number: Int) -> String? {
        guard (1...3999).contains(number) else { return nil }
        let signs = [
            (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
            (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
        ]
        var (left, text) = (number, "")
        for (value, sign) in signs {
            while left >= value {
                text += sign
                left -= value
            }
        }
        return text
    }

    /// 1 一, 10 十, 21 二十一, 105 一百〇五; up to 9999.
    private static func chinese(_ number: Int, digits: String, units: [String]) -> String? {
        guard (0...9999).contains(number) else { return nil }
        let digits = Array(digits)
        if number == 0 { return String(digits[0]) }
        var text = ""
        var skipsZero = true
        for (place, power) in [(3, 1000), (2, 100), (1, 10), (0, 1)] {
            let digit = number / power % 10
            if digit == 0 {
                if !skipsZero, number % power > 0 { text.append(digits[0]) }
                skipsZero = true
            } else {
                if !(place == 1 && digit == 1 && text.isEmpty && units[1] == "十") { text.append(digits[digit]) }
                text += units[place]
                skipsZero = false
            }
        }
        return text
    }
}
