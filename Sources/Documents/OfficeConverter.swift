/// Documents of formats before 2007 (.doc, .wps) and RTF, converted to .docx by LibreOffice when that is installed.
import Platform

enum OfficeConverter {
    /// A conversion takes some seconds, and it makes a profile each time: one of its own, so that a LibreOffice that
    /// somebody works in is not disturbed and does not answer instead.
    static let seconds = 90

    /// - Parameter ending: of the name that LibreOffice gets, by which it knows the format.
    static func docx(
        _ bytes: [UInt8], ending: String, _ programs: DocumentReader.Programs
    ) throws(DocumentProblem) -> [UInt8] {
        guard let program = programs.find(["soffice", "libreoffice"]) else { throw .noConverter }
        let converted: (outcome: ChildProcess.Outcome, docx: [UInt8]?)
        do throws(FileProblem) {
            let folder = try ScratchFolder()
            try Files.write(bytes, to: "\(folder.path)/notice.\(ending)", mode: 0o600)
            let outcome = convert("notice.\(ending)", by: program, in: folder.path)
            let made = "\(folder.path)/out/notice.docx"
            converted = (outcome, Files.isFile(made) ? try Files.read(made) : nil)
        } catch {
            throw .notConverted(error.what)
        }
        if converted.outcome.ending == .tooSlow { throw .programTooSlow("LibreOffice", seconds: seconds) }
        guard converted.outcome.ending == .exited(0), let docx = converted.docx else {
            throw .notConverted(DocumentProblem.complaint(converted.outcome))
        }
        return docx
    }

    private static func convert(_ name: String, by program: String, in folder: String) -> ChildProcess.Outcome {
        ChildProcess.run(
            program,
            [
                "-env:UserInstallation=file://\(folder)/profile", "--headless", "--norestore", "--convert-to", "docx",
                "--outdir", "\(folder)/out", "\(folder)/\(name)",
            ],
            limits: ChildProcess.Limits(seconds: seconds, output: 1 << 20))
    }
}
