/// A PDF → text, through poppler's pdftotext, which says where on the page each word stands.
import Platform

enum PDFReader {
    /// Seconds for the whole file.
    static let seconds = 60
    /// Pages for which the program is started once, so that memory does not grow with the file.
    private static let stride = 200
    private static let memory = 1 << 30
    private static let output = 64 << 20

    static func text(_ bytes: [UInt8], _ programs: DocumentReader.Programs) throws(DocumentProblem) -> String {
        guard let program = programs.find(["pdftotext"]) else {
            throw .noProgram("pdftotext", package: "poppler-utils poppler-data")
        }
        var lines: [PDFLine] = []
        var pages = 0
        let end = Monotonic.seconds + seconds
        while true {
            let left = max(1, end - Monotonic.seconds)
            let part = try run(program, bytes, from: pages + 1, seconds: left)
            let found = part.isEmpty ? 0 : try PDFLine.read(part, firstPage: pages, into: &lines)
            pages += found
            if found < stride { break }
            if Monotonic.seconds >= end { throw .programTooSlow("pdftotext", seconds: seconds) }
        }
        guard pages > 0 else { throw .damaged(.pdf, "pdftotext") }
        guard !lines.isEmpty else { throw .noText }
        var outline = Outline()
        for line in PDFLayout.paragraphs(lines) { try outline.add(line) }
        return try outline.text()
    }

    /// The words of some pages as XHTML; empty when there are no such pages.
    private static func run(
        _ program: String, _ bytes: [UInt8], from first: Int, seconds: Int
    ) throws(DocumentProblem) -> [UInt8] {
        let outcome = ChildProcess.run(
            program,
            ["-bbox-layout", "-enc", "UTF-8", "-f", "\(first)", "-l", "\(first + stride - 1)", "-", "-"], input: bytes,
            limits: ChildProcess.Limits(seconds: seconds, output: output, memory: memory))
        switch outcome.ending {
        case .exited(0): return outcome.output
        case .tooSlow: throw .programTooSlow("pdftotext", seconds: Self.seconds)
        case .tooMuchOutput: throw .tooMuchText(limit: output)
        // A password is needed (xpdf's errEncrypted is 4, but poppler's program ends with 1 as for any other fault).
        case .exited where outcome.complaint.contains("Incorrect password"): throw .encrypted(.pdf)
        case .exited where first > 1 && outcome.complaint.contains("page range"): return []
        case .exited, .signalled, .notStarted:
            throw .programFailed("pdftotext", DocumentProblem.complaint(outcome))
        }
    }
}
