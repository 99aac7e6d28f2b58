/// The words for each problem of a roster.
import Texts

extension RosterProblem {
    /// Problems of the file's shape.
    var columnText: RosterProblemText {
        switch self {
        case .empty:
            RosterProblemText(
                "empty-file", what: Phrase(zh: "名录里没有内容", en: "the roster holds nothing"),
                remedy: Phrase(zh: "确认没有选错文件。", en: "Check that it is the right file."))
        case .noUnits:
            RosterProblemText(
                "no-units", what: Phrase(zh: "名录里只有表头，没有单位", en: "the roster has a header and no unit"),
                remedy: Phrase(zh: "确认没有选错文件。", en: "Check that it is the right file."))
        case .missingColumn(let column, let isFullWidth):
            RosterProblemText(
                "missing-column",
                what: Phrase(zh: "缺少“\(column.label.zh)”列", en: "the column \"\(column.label.en)\" is missing"),
                why: isFullWidth
                    ? Phrase(zh: "表头用的是中文逗号“，”，不能分列。", en: "The header uses Chinese commas, which part no columns.")
                    : Phrase(zh: "每个单位都要有编码和名称。", en: "Every unit needs a code and a name."),
                remedy: Phrase(
                    zh: "在第一行写表头，例如：编码,名称,类别,级别,上级,地区,标签,邮箱,电话。",
                    en: "Give a header in the first row, such as: code,name,kind,level,parent,region,tags,mail,phone."))
        case .repeatedColumn(let column):
            RosterProblemText(
                "repeated-column",
                what: Phrase(zh: "“\(column.label.zh)”列出现了两次", en: "the column \"\(column.label.en)\" appears twice"),
                remedy: Phrase(zh: "只留一列，或改掉另一列的表头。", en: "Keep one, or rename the other."))
        case .unknownColumn(let header):
            RosterProblemText(
                "unknown-column",
                what: Phrase(zh: "不认识“\(header)”列，未读入", en: "unknown column \"\(header)\"; it was not read"),
                why: didYouMean(RosterColumn.bare(header), among: RosterColumn.allCases.flatMap(\.headers)),
                remedy: Phrase(
                    zh: "如果是名录的一部分，请改用规定的表头；个人姓名和手机号不要放进名录。",
                    en:
                        "If it belongs to the roster, use the header that is defined for it; leave out persons' names and numbers."
                ))
        default: valueText
        }
    }

    /// Problems of one unit's own data and its place.
    var valueText: RosterProblemText {
        switch self {
        case .missingValue(let column):
            RosterProblemText(
                "missing-value", what: Phrase(zh: "没有填“\(column.label.zh)”", en: "\"\(column.label.en)\" is empty"),
                why: Phrase(zh: "这一行没有读入。", en: "The row was not read."),
                remedy: Phrase(zh: "补上，或删去整行。", en: "Fill it in, or delete the row."))
        case .duplicateCode(let code, let line):
            RosterProblemText(
                "duplicate-code", what: Phrase(zh: "编码“\(code)”重复", en: "the code \"\(code)\" is used twice"),
                why: Phrase(
                    zh: "第 \(line) 行已经用了这个编码，这一行没有读入。", en: "Line \(line) has it already; this row was not read."),
                remedy: Phrase(zh: "给其中一个单位换一个编码。", en: "Give one of the two units another code."))
        case .duplicateName(let name, let line):
            RosterProblemText(
                "duplicate-name", what: Phrase(zh: "名称“\(name)”重复", en: "the name \"\(name)\" is used twice"),
                why: Phrase(
                    zh: "第 \(line) 行也叫这个名称，按名称查找时只会找到那一行。",
                    en: "Line \(line) has it, too; a search by name finds that one only."),
                remedy: Phrase(
                    zh: "确认是否重复登记；不是的话，在名称里加以区别。",
                    en: "If it is not one unit listed twice, tell them apart in the name."))
        case .hiddenCharacter(let column):
            RosterProblemText(
                "hidden-character",
                what: Phrase(
                    zh: "“\(column.label.zh)”里有换行或不可见字符",
                    en: "\"\(column.label.en)\" holds a line break or an invisible character"),
                remedy: Phrase(zh: "重新输入这个单元格。", en: "Type the cell again."))
        case .leavesBeforeJoining(let joins, let leaves):
            RosterProblemText(
                "leaves-before-joining",
                what: Phrase(
                    zh: "退出日期 \(leaves) 早于加入日期 \(joins)",
                    en: "the unit leaves on \(leaves), before it joins on \(joins)"),
                remedy: Phrase(zh: "核对两个日期。", en: "Check the two dates."))
        default: referenceText
        }
    }

    /// Words that should mean something and do not.
    private var referenceText: RosterProblemText {
        switch self {
        case .unknownLevel(let word):
            RosterProblemText(
                "unknown-level", what: Phrase(zh: "不认识级别“\(word)”", en: "unknown level \"\(word)\""),
                why: didYouMean(word, among: UnitLevel.allCases.flatMap(\.words)),
                remedy: Phrase(
                    zh: "写“国家级、省级、市级、县级、乡镇级、村级”之一。", en: "Write one of nation, province, city, county, town, village."))
        case .badDate(let column, let text):
            RosterProblemText(
                "bad-date",
                what: Phrase(
                    zh: "“\(column.label.zh)”“\(text)”不是日期", en: "\"\(text)\" in \"\(column.label.en)\" is no date"),
                why: Phrase(zh: "认不出，或没有这一天。", en: "It cannot be read, or there is no such day."),
                remedy: Phrase(zh: "写成 2025-04-11。", en: "Write it as 2025-04-11."))
        case .unknownParent(let parent, let closest):
            RosterProblemText(
                "unknown-parent",
                what: Phrase(zh: "上级“\(parent)”不在名录里", en: "the parent \"\(parent)\" is not in the roster"),
                why: closest.map { Phrase(zh: "是否想写“\($0)”？", en: "Did you mean \"\($0)\"?") },
                remedy: Phrase(
                    zh: "填上级单位的编码，或把上级单位加进名录。", en: "Give the parent's code, or add the parent to the roster."))
        case .parentCircle(let codes):
            RosterProblemText(
                "parent-circle",
                what: Phrase(
                    zh: "上下级关系成了圈：\(Self.chain(codes))", en: "the parents form a circle: \(Self.chain(codes))"),
                why: Phrase(zh: "单位不能是自己的上级。", en: "No unit can stand above itself."),
                remedy: Phrase(zh: "改正其中一个单位的上级。", en: "Correct the parent of one of them."))
        default: RosterProblemText("roster", what: Phrase(zh: "名录有误", en: "the roster is faulty"))
        }
    }

    private static func chain(_ codes: [String]) -> String {
        guard codes.count > 8 else { return codes.joined(separator: " → ") }
        return (codes.prefix(4) + ["…"] + codes.suffix(3)).joined(separator: " → ")
    }
}
