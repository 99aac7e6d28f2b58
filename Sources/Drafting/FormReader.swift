/// The forms that a notice lists, with who fills each in: 报表目录, whose columns are 表名 and 填报单位.

import Texts

/// One form of a table of forms.
public struct DraftForm: Sendable, Hashable {
    /// `KX02表`; nil where the table has no such column.
    public let code: String?
    public let title: String
    /// As the table names them; 同上 is the row above.
    public let who: String?
    public let position: Position
}

enum FormReader {
    private struct Columns {
        let code: Int?
        let title: Int
        let who: Int
    }

    static func forms(in text: SourceText, _ tables: TableReader) -> [DraftForm] {
        var forms: [DraftForm] = []
        var columns: Columns?
        var above: String?
        for line in 0..<text.lineCount where forms.count < most {
            let row = tables.row(line)
            guard row.count >= 2 else {
                columns = nil
                continue
            }
            if let found = Self.columns(row, text) {
                (columns, above) = (found, nil)
            } else if let columns, let form = form(row, columns, above, text) {
                forms.append(form)
                above = form.who
            }
        }
        return forms
    }

    /// More than any regime has.
    private static let most = 200

    private static func columns(_ row: [Range<Int>], _ text: SourceText) -> Columns? {
        let headings = row.map { text.tidy($0) }
        func column(_ words: [String]) -> Int? {
            headings.firstIndex { heading in words.contains(where: heading.contains) }
        }
        guard let title = column(["表名", "报表名称", "表格名称"]),
            let who = column(["填报单位", "报送单位", "填报范围", "填报对象", "统计范围"]), title != who
        else { return nil }
        return Columns(code: column(["表号", "报表编号"]), title: title, who: who)
    }

    private static func form(
        _ row: [Range<Int>], _ columns: Columns, _ above: String?, _ text: SourceText
    ) -> DraftForm? {
        func cell(_ column: Int?) -> String? {
            guard let column, row.indices.contains(column) else { return nil }
            let words = text.tidy(row[column])
            return words.isEmpty ? nil : words
        }
        guard let title = cell(columns.title) else { return nil }
        let who = cell(columns.who)
        return DraftForm(
            code: cell(columns.code), title: title, who: who == "同上" || who == "同前" ? above : who,
            position: text.position(of: row[columns.title].lowerBound))
    }
}
