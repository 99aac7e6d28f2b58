/// One way to damage a notice's text, as extraction, copying by hand and malice do it.

import TestSupport

enum Mutation: String, CaseIterable {
    case flip, drop, double, swap, truncate
    case dropLine = "drop-line"
    case doubleLine = "double-line"
    case swapLines = "swap-lines"
    case splice
    case spliceLines = "splice-lines"
    case numerals
    case blanks, brackets
    case dateFragments = "date-fragments"
    case oddScalars = "odd-scalars"
    case repeated
    case noLineBreaks = "no-line-breaks"
    case loseScalar = "lose-scalar"
    case crossFade = "cross-fade"

    /// - Parameters:
    ///   - other: another notice, or the same.
    ///   - limit: scalars that are put in at most.
    func change(_ text: inout [Unicode.Scalar], other: [Unicode.Scalar], limit: Int, _ random: inout SplitMix64) {
        switch self {
        case .flip:
            for place in range(of: text, upTo: 2, &random) { text[place] = pick(Pieces.common, &random) }
        case .drop: text.removeSubrange(range(of: text, upTo: 12, &random))
        case .truncate: text.removeSubrange(place(in: text, &random)...)
        case .double:
            let piece = stretch(of: text, upTo: 40, &random)
            text.insert(contentsOf: piece, at: piece.endIndex)
        case .swap:
            let (left, right) = (place(in: text, &random), place(in: text, &random))
            if left < text.count, right < text.count { text.swapAt(left, right) }
        case .dropLine: changeLines(&text) { lines in lines.remove(at: index(of: lines, &random)) }
        case .doubleLine:
            changeLines(&text) { lines in
                let line = pick(lines, &random)
                lines.insert(line, at: index(of: lines, &random))
            }
        case .swapLines:
            changeLines(&text) { lines in
                let (left, right) = (index(of: lines, &random), index(of: lines, &random))
                lines.swapAt(left, right)
            }
        case .splice: text.insert(contentsOf: stretch(of: other, upTo: 200, &random), at: place(in: text, &random))
        case .spliceLines:
            changeLines(&text) { lines in
                let theirs = Array(other.split(separator: "\n", omittingEmptySubsequences: false))
                let first = index(of: theirs, &random)
                lines.insert(
                    contentsOf: theirs[first..<min(theirs.count, first + 6)], at: index(of: lines, &random))
            }
        case .numerals:
            let forms = Pieces.digits
            let form = pick(forms, &random)
            for place in range(of: text, upTo: 200, &random) {
                for digits in forms {
                    if let value = digits.firstIndex(of: text[place]) {
                        text[place] = form[value]
                        break
                    }
                }
            }
        case .blanks: insert(Pieces.blanks, into: &text, upTo: 6, &random)
        case .brackets: insert(Pieces.brackets, into: &text, upTo: 6, &random)
        case .dateFragments: insert(Pieces.dates, into: &text, upTo: 6, &random)
        case .oddScalars: insert(Pieces.odd, into: &text, upTo: 3, &random)
        case .repeated:
            let piece =
                Bool.random(using: &random)
                ? Array(stretch(of: text, upTo: 12, &random)) : Array(pick(Pieces.dates, &random).unicodeScalars)
            // Mostly short; a very long one now and then.
            let count = pick([3, 10, 30, 100, 300, 1_000, 20_000], &random)
            let all = repeatElement(piece, count: min(count, limit / max(1, piece.count))).joined()
            text.insert(contentsOf: all, at: place(in: text, &random))
        case .noLineBreaks:
            let range = range(of: text, upTo: max(1, text.count), &random)
            text.replaceSubrange(range, with: text[range].filter { $0 != "\n" })
        case .loseScalar:
            guard !text.isEmpty else { return }
            let lost = Bool.random(using: &random) ? pick(Pieces.common, &random) : pick(text, &random)
            text.removeAll { $0 == lost }
        case .crossFade:
            text = Array(text[..<place(in: text, &random)] + other[place(in: other, &random)...])
        }
    }

    /// Between two scalars or at an end.
    private func place(in text: [Unicode.Scalar], _ random: inout SplitMix64) -> Int {
        Int.random(in: 0...text.count, using: &random)
    }

    private func insert(
        _ pieces: [String], into text: inout [Unicode.Scalar], upTo count: Int, _ random: inout SplitMix64
    ) {
        for _ in 0..<Int.random(in: 1...count, using: &random) {
            text.insert(contentsOf: pick(pieces, &random).unicodeScalars, at: place(in: text, &random))
        }
    }

    private func changeLines(_ text: inout [Unicode.Scalar], _ change: (inout [ArraySlice<Unicode.Scalar>]) -> Void) {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        change(&lines)
        text = Array(lines.joined(separator: CollectionOfOne("\n")))
    }

    private func index<T>(of list: [T], _ random: inout SplitMix64) -> Int {
        Int.random(in: list.indices, using: &random)
    }
}

/// What is put into a text.
private enum Pieces {
    /// Characters on which readers turn.
    static let common = Array("年月日号时分前后止至到—-－~、，。；：:,.（）()〔〕《》“”第一二三十〇零0123456789各于由的请应周星期旬底末起内\t\n ".unicodeScalars)

    static let digits = ["0123456789", "〇一二三四五六七八九", "０１２３４５６７８９", "零壹贰叁肆伍陆柒捌玖"].map {
        Array($0.unicodeScalars)
    }

    static let blanks = [
        " ", "  ", "\t", "\n", "\n\n", "\r", "\r\n", "\u{3000}", "\u{A0}", "\u{200B}", "\u{FEFF}", "\u{2028}",
        "\u{2029}",
        "\u{85}", "\u{0B}", "\u{0C}",
    ]

    static let brackets = [
        "（", "）", "(", ")", "〔", "〕", "[", "]", "【", "】", "《", "》", "“", "”", "「", "（（（", "））", "{", "}", "<", ">",
    ]

    static let dates = [
        "年", "月", "日", "2024年", "3月5日前", "至", "—", "2月30日", "25时", "二〇二四年", "每月", "之日起", "个工作日内", "99999999999年",
        "13月32日", "第四季度", "上旬", "同月", "（星期八）", "（星期一）", "次年", "下月10日前", "每季度末", "每年1月31日前", "2024年2月29日24:00",
        "0000年0月0日", "9999年12月31日", "2024.3.5", "2024/03/05", "20240305", "5日、8日和12日", "3月至5月", "截止时间：", "年底前", "下班前",
        "十五日", "三十一日", "由原定", "延至", "自…起", "收到通知后", "各县（市、区）", "责任单位：", "附件：1.", "第一阶段（", "联系电话：0000-2024305", "印发",
    ]

    /// Controls, what lies beside the surrogates, noncharacters, marks that join or turn, a flag's half.
    static let odd: [String] =
        [
            0x00, 0x01, 0x08, 0x1B, 0x7F, 0x80, 0x9F, 0xAD, 0x301, 0x20DD, 0x200D, 0x202E, 0x2066, 0xD7FF, 0xE000,
            0xFDD0,
            0xFFFD, 0xFFFE, 0xFFFF, 0x1F1E8, 0x1F468, 0x1FFFE, 0x20000, 0xE0001, 0x10FFFE, 0x10FFFF, 0x22, 0x27, 0x23,
            0x5C, 0x25, 0x2D,
        ].compactMap { Unicode.Scalar($0).map { String(Character($0)) } }
}
