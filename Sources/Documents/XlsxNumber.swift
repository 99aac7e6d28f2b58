/// Numbers of a workbook as people see them: whole numbers as digits, days and times by the format of their cell.
import Deadlines
import Glibc
import Texts

enum XlsxFormat: Hashable {
    case general
    /// Shows a number as a day or a time of day.
    case moment
    /// Pads whole numbers with zeros, as codes are kept: `0000`.
    case padded(Int)

    /// The formats of the cells' styles (`cellXfs` of styles.xml) in their order.
    static func read(_ bytes: [UInt8]) throws(DocumentProblem) -> [XlsxFormat] {
        try XMLReader.read(bytes, part: "styles.xml", form: .excel) { (xml) throws(DocumentProblem) in
            var codes: [Int: String] = [:]
            var formats: [XlsxFormat] = []
            while let event = try xml.next() {
                if case .start("numFmt") = event, let id = xml.number("numFmtId") {
                    codes[id] = xml.attribute("formatCode") ?? ""
                }
                guard case .start("cellXfs") = event else { continue }
                try xml.inside { (xml, event) throws(DocumentProblem) in
                    guard case .start("xf") = event else { return }
                    let id = xml.number("numFmtId") ?? 0
                    formats.append(codes[id].map { XlsxFormat(code: $0) } ?? XlsxFormat(builtIn: id))
                }
            }
            return formats
        }
    }

    /// ECMA-376 part 1, 18.8.30; 27 to 36 and 50 to 58 are days and times in East Asian locales.
    init(builtIn id: Int) {
        self = [14...22, 27...36, 45...47, 50...58].contains { $0.contains(id) } ? .moment : .general
    }

    /// A code is one of days or times if it has their letters outside quotation marks, brackets and escapes.
    init(code: String) {
        var plain = ""
        var closing: Character?
        var isEscaped = false
        // Only the first section: the others are for negative numbers, zero and text.
        scan: for character in code.lowercased() {
            if isEscaped {
                isEscaped = false
            } else if let mark = closing {
                if character == mark { closing = nil }
            } else {
                switch character {
                case "\"": closing = "\""
                case "[": closing = "]"
                case "\\", "_", "*": isEscaped = true
                case ";": break scan
                default: plain.append(character)
                }
            }
        }
        if plain != "general", plain.contains(where: { "ymdhs".contains($0) }) {
            self = .moment
        } else if plain.count > 1, plain.allSatisfy({ $0 == "0" }) {
            self = .padded(plain.count)
        } else {
            self = .general
        }
    }
}

enum XlsxNumber {
    /// A value that is no number stays as it is.
    static func text(_ value: String, _ format: XlsxFormat, is1904: Bool) -> String {
        guard let number = Double(value), number.isFinite else { return value }
        switch format {
        case .moment: return moment(number, is1904: is1904) ?? plain(number)
        case .padded(let width):
            let digits = plain(number)
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        case .general: return plain(number)
        }
    }

    /// With the fifteen digits that Excel keeps; whole numbers without point and power.
    static func plain(_ number: Double) -> String {
        if number == number.rounded(), abs(number) < 1e15 { return String(Int(number)) }
        var buffer = [CChar](repeating: 0, count: 64)
        let count = withVaList([number]) { vsnprintf(&buffer, buffer.count, "%.15g", $0) }
        return String(decoding: buffer.prefix(max(0, Int(count))).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// `2025-03-30`, `2025-03-30 16:00`, or `16:00` for a number without days; nil outside the years 1900 to 9999.
    private static func moment(_ number: Double, is1904: Bool) -> String? {
        guard number >= 0, number < 2_958_466 else { return nil }
        let minutes = Int((number * 1440).rounded())
        let (days, minute) = minutes.quotientAndRemainder(dividingBy: 1440)
        let digits = { (value: Int) in value < 10 ? "0\(value)" : "\(value)" }
        let time = "\(digits(minute / 60)):\(digits(minute % 60))"
        if days == 0, minute > 0 { return time }
        // Excel took over an error of Lotus 1-2-3: its 1900 has a 29 February, number 60.
        let first = is1904 ? Day(year: 1904, month: 1, day: 1) : Day(year: 1899, month: 12, day: days < 60 ? 31 : 30)
        guard let first else { return nil }
        guard days <= Int(Day.latest.number - first.number) else { return nil }
        let day = first.adding(days: days).iso
        return minute == 0 ? day : "\(day) \(time)"
    }
}
