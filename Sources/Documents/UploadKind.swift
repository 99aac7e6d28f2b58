/// What an uploaded file really is, told by its contents: names and browsers' words for types may lie.

import Texts

public enum UploadKind: String, Sendable, Hashable, CaseIterable {
    case pdf, jpeg, png, tiff, word, excel, oldOffice

    /// For `Content-Type`.
    public var type: String {
        switch self {
        case .pdf: "application/pdf"
        case .jpeg: "image/jpeg"
        case .png: "image/png"
        case .tiff: "image/tiff"
        case .word: "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
        case .excel: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        case .oldOffice: "application/x-ole-storage"
        }
    }

    /// What may be a scan of a sealed page.
    public var isScan: Bool {
        switch self {
        case .pdf, .jpeg, .png, .tiff: true
        case .word, .excel, .oldOffice: false
        }
    }

    /// Browsers show these themselves, and they run nothing.
    public var isShown: Bool { self == .pdf || self == .jpeg || self == .png }

    /// Nil for anything else: text, scripts, archives, programs, what is damaged at its beginning.
    public static func of(_ bytes: [UInt8]) -> UploadKind? {
        if bytes.starts(with: [0xFF, 0xD8, 0xFF]) { return .jpeg }
        if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) { return .png }
        let tiff: [[UInt8]] = [[0x49, 0x49, 0x2A, 0x00], [0x4D, 0x4D, 0x00, 0x2A]]
        if tiff.contains(where: { bytes.starts(with: $0) }) { return .tiff }
        // At its very beginning: elsewhere a viewer would take it, and so would a browser that looks for HTML first.
        if bytes.starts(with: "%PDF-".utf8) { return .pdf }
        switch DocumentKind.of(bytes) {
        case .ole: return .oldOffice
        case .zip: return office(bytes)
        case .pdf, .rtf, .text: return nil
        }
    }

    /// The names of an archive's entries tell; nothing is unpacked, so a bomb stays packed.
    private static func office(_ bytes: [UInt8]) -> UploadKind? {
        guard let names = try? ZipArchive(bytes).names(), names.contains("[Content_Types].xml") else { return nil }
        if names.contains("word/document.xml") { return .word }
        return names.contains("xl/workbook.xml") ? .excel : nil
    }
}
