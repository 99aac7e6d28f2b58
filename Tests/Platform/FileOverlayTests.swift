/// Files in memory instead of the disk.

import TestSupport
import Testing

@testable import Platform

@Suite struct `files in memory` {
    private func overlay(_ folder: TemporaryFolder) throws -> FileOverlay {
        try Files.makeFolder(folder.path + "/data/Calendars")
        try Files.makeFolder(folder.path + "/data/Notices")
        try Files.write("shipped", to: folder.path + "/data/Notices/a.yaml")
        try Files.write("secret", to: folder.path + "/secret")
        try Files.write("secret", to: folder.path + "/data/secret")
        return FileOverlay(
            files: ["given.csv": Array("given".utf8), "sub/b.csv": [1]], input: Array("typed".utf8),
            data: DataFolders(root: folder.path + "/data"))
    }

    @Test func `what was given, what ships and the input can be read`() throws {
        let folder = try TemporaryFolder()
        try FileOverlay.$current.withValue(try overlay(folder)) { () throws -> Void in
            #expect(try Files.read("given.csv") == Array("given".utf8))
            #expect(try Files.read("-") == Array("typed".utf8))
            #expect(try Files.read(folder.path + "/data/Notices/a.yaml") == Array("shipped".utf8))
            #expect(try Files.list(folder.path + "/data/Notices") == ["a.yaml"])
            #expect(try Files.list(".") == ["given.csv"] && Files.list("sub") == ["b.csv"])
            #expect(Files.isFile("given.csv") && Files.isFolder(folder.path + "/data/Calendars"))
            #expect(throws: FileProblem.self) { try Files.read("given.csv", limit: 2) }
        }
    }

    @Test(arguments: [
        "/secret", "/data/secret", "/data/Notices/../secret", "/data/Notices/../../secret",
        "/data/Notices/a.yaml/../../secret",
        "/data/Noticesx", "/data/Notices/./../secret", "",
    ])
    func `nothing else of the disk is there`(_ path: String) throws {
        let folder = try TemporaryFolder()
        let path = folder.path + path
        try FileOverlay.$current.withValue(try overlay(folder)) { () throws -> Void in
            #expect(throws: FileProblem.self) { try Files.read(path) }
            #expect(!Files.isFile(path) && !Files.isFolder(path))
            #expect((try? Files.list(path)) ?? [] == [])
        }
    }

    @Test func `what is written is handed back and not on the disk`() throws {
        let folder = try TemporaryFolder()
        let overlay = try overlay(folder)
        try FileOverlay.$current.withValue(overlay) { () throws -> Void in
            try Files.write("new", to: folder.path + "/data/Notices/a.yaml")
            try Files.makeFolder(folder.path + "/made")
            try Files.write("x", to: folder.path + "/made/file")
            #expect(try Files.read(folder.path + "/made/file") == Array("x".utf8))
        }
        #expect(overlay.written.count == 2)
        #expect(try Files.read(folder.path + "/data/Notices/a.yaml") == Array("shipped".utf8))
        #expect(!Files.isFolder(folder.path + "/made"))
    }
}
