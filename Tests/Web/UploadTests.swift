/// Files that units hand in: what is taken, what is not, and what comes out again.

import Documents
import Glibc
import HTTP
import Ledger
import Office
import Platform
import TestSupport
import Testing

@Suite struct `uploaded files` {
    private let place: Place

    init() throws { place = try Place() }

    private func upload(
        _ bytes: [UInt8], _ name: String = "x.pdf", to task: String = "scan", item: String? = "sheet",
        _ guest: Guest = .unit
    ) throws -> WireAnswer {
        try place.post(
            guest, place.task(task) + "/upload", item.map { [("item", $0)] } ?? [], files: [.init("file", name, bytes)])
    }

    private func stored(_ task: String = "scan") throws -> [StoredDelivery] {
        try place.office().store.deliveries(for: try #require(place.town.ids[task]))
    }

    /// Nothing more than before in ledger and folder.
    private func refuses(_ bytes: [UInt8], _ name: String, to task: String = "scan", _ status: Int = 422) throws {
        let (head, files) = (try place.head(), kept(in: place.path + "/ledger.db.files"))
        #expect(try upload(bytes, name, to: task, item: task == "scan" ? "sheet" : nil).status == status, "\(name)")
        #expect(try place.head() == head, "\(name)")
        #expect(kept(in: place.path + "/ledger.db.files") == files, "\(name)")
    }

    private func kept(in folder: String) -> [String] {
        TemporaryFolder.names(in: folder).flatMap { name in
            Files.isFolder("\(folder)/\(name)") ? kept(in: "\(folder)/\(name)") : ["\(folder)/\(name)"]
        }
    }

    private static let scans: [(name: String, type: String, shown: Bool, bytes: [UInt8])] = [
        ("一.pdf", "application/pdf", true, Array("%PDF-1.7\n1 0 obj\n".utf8) + (0...255).map { UInt8($0) }),
        ("二.jpg", "image/jpeg", true, [0xFF, 0xD8, 0xFF, 0xE0, 0, 16] + Array("JFIF\r\n--x".utf8)),
        ("三.png", "image/png", true, [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13]),
        ("四.tif", "image/tiff", false, [0x49, 0x49, 0x2A, 0x00, 8, 0, 0, 0]),
        ("五.tif", "image/tiff", false, [0x4D, 0x4D, 0x00, 0x2A, 0, 0, 0, 8]),
    ]

    @Test(arguments: scans.indices) func `a scan is taken, and the reviewer gets its every byte`(index: Int) throws {
        let scan = Self.scans[index]
        let answer = try upload(scan.bytes, scan.name)
        #expect(answer.status == 303 && answer["location"] == place.task("scan") + "?done=uploaded")
        let delivery = try #require(try stored().last).delivery
        let digest = try SHA256().digest(of: scan.bytes).hex
        #expect(delivery.name == scan.name && delivery.size == scan.bytes.count && delivery.type == scan.type)
        #expect(delivery.digest == digest && delivery.item == "sheet")
        #expect(try place.get(.reviewer, place.task("scan")).text.contains(scan.name))
        let file = try place.get(.reviewer, place.task("scan") + "/files/\(delivery.digest)")
        #expect(file.status == 200 && file.body == scan.bytes && file["content-type"] == scan.type)
        let way = scan.shown ? "inline" : "attachment"
        #expect(file["content-disposition"]?.hasPrefix("\(way); filename*=UTF-8''%E") == true)
        #expect(file["x-content-type-options"] == "nosniff")
        #expect(file["content-security-policy"]?.contains("default-src 'none'") == true)
    }

    @Test func `a document is no scan, and is taken where none is asked for`() throws {
        var zip = ZipWriter()
        zip.add("[Content_Types].xml", "<Types/>")
        zip.add("word/document.xml", "<w/>")
        try refuses(zip.bytes, "盖章.docx")
        try refuses(zip.bytes, "盖章.pdf")
        #expect(try upload(zip.bytes, "总结.docx", to: "forms", item: nil).status == 303)
        let delivery = try #require(try stored("forms").last).delivery
        let file = try place.get(.unit, place.task("forms") + "/files/\(delivery.digest)")
        #expect(file.body == zip.bytes && file["content-disposition"]?.hasPrefix("attachment;") == true)
    }

    @Test func `what it says it is counts for nothing, what is in it counts`() throws {
        let html = Array("<!DOCTYPE html><script>alert(1)</script>".utf8)
        var plainZip = ZipWriter()
        plainZip.add("readme.txt", "x")
        let bomb = try Files.read(Checkout.root + "/Tests/Documents/Bombs/zeros.docx")
        let others: [(String, [UInt8])] = [
            ("a.pdf", html), ("a.svg", Array("<svg xmlns=\"http://www.w3.org/2000/svg\"><script/></svg>".utf8)),
            ("a.pdf", Array("MZ\u{90}\0".utf8)), ("a.pdf", [0x7F, 0x45, 0x4C, 0x46]),
            ("a.pdf", Array("#!/bin/sh\n".utf8)),
            // HTML before what a lenient reader of PDF would find.
            ("a.pdf", html + Array("\n%PDF-1.7\n".utf8)), ("a.pdf", Array("\n%PDF-1.7".utf8)),
            ("a.png", Array("GIF89a".utf8)),
            ("a.docx", plainZip.bytes), ("a.rtf", Array("{\\rtf1}".utf8)), ("a.txt", Array("文字".utf8)),
            ("bomb.docx", bomb),
            ("a.docx", Array("PK\u{3}\u{4}".utf8)),
        ]
        for (name, bytes) in others {
            try refuses(bytes, name)
            if name != "bomb.docx" { try refuses(bytes, name, to: "forms") }
        }
    }

    @Test func `a bomb stays packed`() throws {
        let bomb = try Files.read(Checkout.root + "/Tests/Documents/Bombs/zeros.docx")
        // Whether it is taken goes by its names; nothing of it is unpacked, and it comes out as it went in.
        let answer = try upload(bomb, "bomb.docx", to: "forms", item: nil)
        if answer.status == 303 {
            let delivery = try #require(try stored("forms").last).delivery
            let file = try place.get(.unit, place.task("forms") + "/files/\(delivery.digest)")
            #expect(file.body == bomb && file["content-disposition"]?.hasPrefix("attachment;") == true)
        } else {
            #expect(answer.status == 422)
        }
    }

    @Test func `an empty file, and none at all, are refused with a remedy`() throws {
        try refuses([], "empty.pdf")
        let none = try place.post(.unit, place.task("scan") + "/upload", [("item", "sheet")])
        #expect(none.status == 422 && none.text.contains("没有选择文件"))
    }

    @Test func `a name is one line without a path, of a bounded length`() throws {
        let names: [(String, (String) -> Bool)] = [
            ("../../etc/passwd.pdf", { $0 == "passwd.pdf" }), ("C:\\Users\\x\\扫描.pdf", { $0 == "扫描.pdf" }),
            ("/", { $0 == "pdf" }), ("..", { !$0.contains("/") && !$0.isEmpty }),
            (String(repeating: "长", count: 500) + ".pdf", { $0.utf8.count <= 200 && $0.hasPrefix("长长") }),
            ("a\u{202E}fdp.exe", { $0 == "afdp.exe" }), ("a\tb.pdf", { !$0.contains("\t") }),
        ]
        for (index, (name, isPlain)) in names.enumerated() {
            #expect(try upload(Town.pdf + [UInt8(index)], name).status == 303, "\(name.prefix(30))")
            let stored = try #require(try stored().last).delivery.name
            #expect(isPlain(stored), "\(name.prefix(30)) became \(stored)")
        }
        // Nothing came to lie anywhere but under its digest.
        #expect(
            kept(in: place.path + "/ledger.db.files").allSatisfy { path in
                path.split(separator: "/").last.map { $0.count == 64 && $0.allSatisfy(\.isHexDigit) } == true
            })
    }

    @Test func `a stored file that was damaged is not served`() throws {
        #expect(try upload(Self.scans[0].bytes).status == 303)
        let digest = try #require(try stored().last).delivery.digest
        let path = try #require(kept(in: place.path + "/ledger.db.files").first { $0.hasSuffix(digest) })
        var bytes = try Files.read(path)
        bytes[3] ^= 1
        chmod(path, 0o600)
        try Files.write(bytes, to: path)
        let answer = try place.get(.unit, place.task("scan") + "/files/\(digest)")
        #expect(answer.status == 500 && place.failures.value.count == 1 && !answer.text.contains("1 0 obj"))
        #expect(!answer.text.contains(place.path), "a visitor need not know where it lies")
        unlink(path)
        #expect(try place.get(.unit, place.task("scan") + "/files/\(digest)").status == 404)
    }

    @Test func `too large a file is refused before it is read`() throws {
        let place = try Place(uploadBytes: 1000)
        let wire = try Wire(port: place.port)
        let head = place.cookie(.unit).map { "\($0.0): \($0.1)\r\n" }.joined()
        wire.send(
            "POST \(place.task("scan"))/upload HTTP/1.1\r\nHost: localhost\r\n\(head)"
                + "Content-Type: \(FormBody.multipartType)\r\nContent-Length: 900000000\r\n\r\n")
        #expect(try wire.answer()?.status == 413)
        let nobody = try Wire(port: place.port)
        nobody.send(
            "POST \(place.task("scan"))/upload HTTP/1.1\r\nHost: localhost\r\nContent-Length: 900000000\r\n\r\n")
        #expect(try nobody.answer()?.status == 401, "nor is anything read from somebody who may not come in")
        // Around the file the form needs some room; the file itself is held to the limit.
        let fields = [("item", "sheet")]
        let over = try place.post(
            .unit, place.task("scan") + "/upload", fields,
            files: [.init("file", "x.pdf", Town.pdf + [UInt8](repeating: 1, count: 1000))])
        #expect(over.status == 413)
        #expect(try place.events("scan").count == 1)
    }

    @Test func `files are found by their task and number alone`() throws {
        let digest = place.town.digest
        #expect(try place.get(.unit, place.task("scan") + "/files/\(digest)").body == Town.pdf)
        for path in [
            place.task("forms") + "/files/\(digest)", place.task("scan") + "/files/\(digest.dropLast())0",
            place.task("scan") + "/files/..%2F..%2Fledger.db", place.task("scan") + "/files/../../ledger.db",
            place.task("scan") + "/files/%2e%2e", place.task("scan") + "/files/" + String(repeating: "a", count: 64),
        ] {
            #expect(try place.get(.unit, path).status == 404, "\(path)")
        }
    }

    @Test func `an item that is not asked for, and a task that is done, take no file`() throws {
        #expect(try upload(Town.pdf + [1], item: "nonsense").status >= 400)
        #expect(try stored().count == 1)
    }
}
