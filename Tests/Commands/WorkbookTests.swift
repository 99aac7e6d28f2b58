// Rosters, status exports and lists of records out of Excel workbooks: the same as out of CSV.
import Documents
import Glibc
import Platform
import Terminal
import TestSupport
import Testing
import Texts

@testable import Commands

@Suite struct WorkbookTests {
    /// A workbook with the rows of a CSV text.
    private func workbook(_ csv: String) throws -> [UInt8] {
        let sheet = try #require(CSVReader.read(csv, file: "a").sheet)
        return OfficeFile.xlsx(rows: sheet.rows.map { $0.cells.map(\.text) })
    }

    @Test func `a roster beside its notice may be a workbook`() throws {
        let sitting = try Sitting(loads: false)
        let fromCSV = sitting.does("load \(sitting.path("small.yaml")) --dry-run")
        let other = try Sitting(loads: false)
        try Files.write(try workbook(Sitting.roster), to: other.path("small.xlsx"))
        #expect(TemporaryFolder.names(in: other.folder.path).contains("small.csv"))
        remove(other.path("small.csv"))
        #expect(
            other.does("load \(other.path("small.yaml")) --dry-run").replacing("small.xlsx", with: "small.csv")
                == fromCSV)
    }

    @Test func `an import from a workbook shows the same difference, with the row's number`() throws {
        let sitting = try Sitting()
        let changed = Sitting.roster.replacing("m2@example.org", with: "new@example.org")
        try Files.write(changed, to: sitting.path("new.csv"))
        try Files.write(try workbook(changed), to: sitting.path("new.xlsx"))
        let fromCSV = sitting.run("units import \(sitting.path("new.csv")) --dry-run")
        let fromBook = sitting.run("units import \(sitting.path("new.xlsx")) --dry-run")
        #expect(fromBook.code == fromCSV.code)
        #expect(fromBook.output.contains("new@example.org") || fromBook.output.contains("M2"))
        #expect(fromBook.output.replacing("new.xlsx", with: "new.csv") == fromCSV.output)
        let faulty = changed.replacing("M3,西城区", with: "M2,西城区")
        try Files.write(try workbook(faulty), to: sitting.path("new.xlsx"))
        let refused = sitting.run("check \(sitting.path("new.xlsx"))")
        #expect(refused.code != .ok)
        #expect((refused.output + refused.errors).contains("new.xlsx:5:"), "\(refused.output)\(refused.errors)")
    }

    @Test func `a list of records may be a workbook`() throws {
        let sitting = try Sitting()
        try Files.write(try workbook("单位,任务,时间\nM1,survey,2025-03-10 08:00\n"), to: sitting.path("list.xlsx"))
        #expect(sitting.run("submit --from \(sitting.path("list.xlsx"))").code == .ok)
        #expect(sitting.does("why M1 survey").contains("2025-03-10"))
    }

    @Test func `a status export may be a workbook`() throws {
        let sitting = try Sitting()
        let mapping = """
            source: 统计系统
            notice: small-2025
            zone: Asia/Shanghai
            task: survey
            columns: {code: 编码, state: 状态, submitted: 上报时间}
            states: {submitted: 已上报}
            """
        try Files.write(mapping, to: sitting.path("status.yml"))
        try Files.write("编码,状态,上报时间\nM1,已上报,2025-03-10 08:00\n", to: sitting.path("status.csv"))
        let fromCSV = sitting.run("import-status \(sitting.path("status.csv")) --dry-run")
        // The moment as Excel keeps it: a number in a cell with a format of days and times.
        let cells = { (texts: [String]) in texts.map { "<c t=\"str\"><v>\($0)</v></c>" }.joined() }
        let sheet =
            "<row>\(cells(["编码", "状态", "上报时间"]))</row><row>\(cells(["M1", "已上报"]))<c s=\"0\"><v>45726.3333333333</v></c></row>"
        let book = OfficeFile.xlsx(
            sheets: ["<sheetData>\(sheet)</sheetData>"], styles: "<cellXfs><xf numFmtId=\"22\"/></cellXfs>")
        try Files.write(book, to: sitting.path("status.xlsx"))
        let fromBook = sitting.run("import-status \(sitting.path("status.xlsx")) --dry-run")
        #expect(fromCSV.code == .ok, "\(fromCSV.errors)")
        #expect(fromBook.code == .ok, "\(fromBook.errors)")
        #expect(fromBook.output.replacing("status.xlsx", with: "status.csv") == fromCSV.output)
    }
}
