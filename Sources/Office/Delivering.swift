/// Files that units hand in: checked, kept under their digests beside the ledger, recorded.

import Access
import Deadlines
import Documents
import Ledger
import Notices
import Platform
import Texts
import Workflow

/// The folder of files beside a ledger: each under the SHA-256 of its contents, written once.
public struct FileCabinet: Sendable {
    private let folder: String

    /// - Parameter ledger: the ledger's file.
    public init(beside ledger: String) {
        folder = ledger + ".files"
    }

    /// - Parameter digest: 64 hexadecimal digits; anything else is no place.
    private func path(_ digest: String) -> String? {
        guard SHA256.Digest(hex: digest) != nil else { return nil }
        let digest = digest.lowercased()
        return "\(folder)/\(digest.prefix(2))/\(digest)"
    }

    /// Returns the digest. What is there already is there for good.
    func put(_ bytes: [UInt8]) throws -> String {
        let digest = try SHA256().digest(of: bytes).hex
        guard let path = path(digest) else { return digest }
        if Files.isFile(path) { return digest }
        try Files.makeFolder(Files.folder(of: path), mode: 0o750)
        // Under another name first: half a file must never have a whole one's name.
        try Files.write(bytes, to: path, mode: 0o640)
        return digest
    }

    /// Nil when there is none. Throws when its contents are no longer those of its name.
    public func get(_ digest: String) throws -> [UInt8]? {
        guard let path = path(digest), Files.isFile(path) else { return nil }
        let bytes = try Files.read(path, limit: 1 << 30)
        guard try SHA256().digest(of: bytes).hex == digest.lowercased() else {
            throw Refusal(
                .badData,
                Phrase(zh: "保存的文件已损坏（\(digest.prefix(12))…）", en: "the stored file is damaged (\(digest.prefix(12))…)"),
                remedy: Phrase(zh: "从备份恢复 \(path)，或请单位重新上传", en: "restore \(path) from a backup, or ask for it again"))
        }
        return bytes
    }
}

/// A file as it was recorded.
public struct StoredDelivery: Sendable, Hashable {
    public let event: Event
    public let delivery: Delivery
}

extension Office {
    /// Checks, keeps and records a file for an assignment.
    ///
    /// - Parameters:
    ///   - item: the deliverable that it is; nil: of the task as a whole.
    ///   - name: as the unit calls it.
    public func deliver(
        _ bytes: [UInt8], name: String, for id: AssignmentID, item: String?, now: Instant
    ) throws -> Recording {
        guard let stored = try store.assignment(id) else {
            throw Refusal(.notFound, Phrase(zh: "没有编号为 \(id) 的任务", en: "there is no assignment \(id)"))
        }
        try require(.upload, on: stored.assignment)
        let task = try Dossier(withoutUnits: stored.assignment.notice, in: store).board.task(stored.assignment.task)
        let kind = try Self.kind(of: bytes, for: task, item: item)
        let delivery = Delivery(
            item: item, digest: try FileCabinet(beside: store.path).put(bytes), name: Self.plainName(name, kind),
            type: kind.type, size: bytes.count)
        return try record([StepRequest(id, .delivered(delivery), at: now)], now: now)
    }

    private static func kind(of bytes: [UInt8], for task: Task?, item: String?) throws -> UploadKind {
        let isSealed =
            task?.kind == .sealedScan || (task?.deliver.first { $0.id == item }.map { $0.seal != .none } ?? false)
        let kind = UploadKind.of(bytes)
        if let kind, kind.isScan || !isSealed { return kind }
        throw Refusal(
            .badData,
            isSealed
                ? Phrase(zh: "这不是扫描件", en: "this is no scan")
                : Phrase(zh: "不接受这种文件", en: "this kind of file is not taken"),
            why: Phrase(zh: "按文件内容判断，不看文件名", en: "its contents tell, not its name"),
            remedy: isSealed
                ? Phrase(zh: "上传 PDF、JPEG、PNG 或 TIFF", en: "upload a PDF, JPEG, PNG or TIFF")
                : Phrase(zh: "上传 PDF、图片、Word 或 Excel 文件", en: "upload a PDF, a picture, or a Word or Excel file"))
    }

    /// One line without a path, of at most 200 bytes.
    private static func plainName(_ name: String, _ kind: UploadKind) -> String {
        let last = name.split { $0 == "/" || $0 == "\\" }.last.map(String.init) ?? ""
        var plain = ""
        for scalar in last.unicodeScalars where !scalar.isHidden {
            guard plain.utf8.count + UTF8.width(scalar) <= 200 else { break }
            plain.unicodeScalars.append(scalar)
        }
        return plain.trimmed.isEmpty ? kind.rawValue : plain.trimmed
    }
}

extension LedgerStore {
    /// The files that came in for an assignment, oldest first; those whose record was taken back are left out.
    public func deliveries(for id: AssignmentID) throws -> [StoredDelivery] {
        try events(.assignment(id)).compactMap { event in
            if case .delivered(let delivery) = event.what {
                StoredDelivery(event: event, delivery: delivery)
            } else {
                nil
            }
        }
    }
}
