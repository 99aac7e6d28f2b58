import Glibc
import Platform
import TestSupport
import Testing

private func kind(_ body: () throws -> Void) -> FileProblem.Kind? {
    do {
        try body()
        return nil
    } catch {
        return (error as? FileProblem)?.kind
    }
}

@Test func `what is written is read back, and writing again replaces it`() throws {
    let folder = try TemporaryFolder()
    let file = folder.path + "/a/b/c.txt"
    try Files.makeFolder(folder.path + "/a/b/")
    try Files.makeFolder(folder.path + "/a/b")
    try Files.write("第一稿", to: file, mode: 0o600)
    try Files.write("第二稿，较长", to: file)
    #expect(String(decoding: try Files.read(file), as: UTF8.self) == "第二稿，较长")
    #expect(try Files.list(folder.path + "/a/b") == ["c.txt"], "no temporary file is left")
    var status = stat()
    #expect(stat(file, &status) == 0 && status.st_mode & 0o777 == 0o600, "an existing file keeps its permissions")
}

@Test func `writing through a link keeps the link`() throws {
    let folder = try TemporaryFolder()
    try Files.write("old", to: folder.path + "/target")
    #expect(symlink("target", folder.path + "/link") == 0)
    try Files.write("new", to: folder.path + "/link")
    #expect(String(decoding: try Files.read(folder.path + "/target"), as: UTF8.self) == "new")
    var status = stat()
    #expect(lstat(folder.path + "/link", &status) == 0 && status.st_mode & S_IFMT == S_IFLNK)
}

/// `-o /dev/null` must not put a file in the place of the device; a pipe behaves alike and needs no rights.
@Test func `what is no file takes the bytes and stays what it is`() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/pipe"
    try #require(mkfifo(path, 0o600) == 0)
    let reader = open(path, O_RDONLY | O_NONBLOCK)
    try #require(reader >= 0)
    defer { close(reader) }
    try Files.write("内容", to: path)
    var bytes = [UInt8](repeating: 0, count: 100)
    let count = read(reader, &bytes, bytes.count)
    #expect(count > 0 && String(decoding: bytes.prefix(max(0, count)), as: UTF8.self) == "内容")
    var status = stat()
    #expect(stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFIFO)
    #expect(try Files.list(folder.path) == ["pipe"])
}

@Test func `a large file and an empty one are read whole`() throws {
    let folder = try TemporaryFolder()
    let bytes = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
    try Files.write(bytes, to: folder.path + "/large")
    try Files.write([], to: folder.path + "/empty")
    #expect(try Files.read(folder.path + "/large") == bytes)
    #expect(try Files.read(folder.path + "/large", limit: 300_000) == bytes)
    #expect(try Files.read(folder.path + "/empty") == [])
    #expect(try !Files.read("/proc/self/status").isEmpty, "a file whose size is not known beforehand")
}

@Test func `each problem is told apart`() throws {
    let folder = try TemporaryFolder()
    try Files.write("12345", to: folder.path + "/five")
    #expect(kind { _ = try Files.read(folder.path + "/none") } == .notFound)
    #expect(kind { _ = try Files.read("") } == .notFound)
    #expect(kind { _ = try Files.read(folder.path + "/five\0.txt") } == .notFound)
    #expect(kind { _ = try Files.read(folder.path) } == .isFolder)
    #expect(kind { _ = try Files.read(folder.path + "/five/x") } == .notFolder)
    #expect(kind { _ = try Files.read(folder.path + "/five", limit: 4) } == .tooLarge)
    #expect(kind { _ = try Files.read("/dev/zero", limit: 100_000) } == .tooLarge)
    #expect(kind { try Files.write("x", to: folder.path + "/none/x") } == .notFound)
    #expect(kind { try Files.write("x", to: folder.path) } == .isFolder)
    #expect(kind { try Files.makeFolder(folder.path + "/five") } == .notFolder)
    #expect(kind { try Files.makeFolder(folder.path + "/five/x") } == .notFolder)
    #expect(kind { _ = try Files.list(folder.path + "/none") } == .notFound)
}

@Test func `a problem says what was tried, why it failed and what to do`() throws {
    let problem = try #require(throws: FileProblem.self) { try Files.read("no/such.yaml") }
    #expect(problem.what.en == "cannot read \"no/such.yaml\": it does not exist")
    #expect(problem.what.zh == "无法读取“no/such.yaml”：不存在")
    #expect(problem.remedy != nil)
}

@Test(arguments: [("a/b", "a"), ("/a", "/"), ("a", "."), ("a/b/", "a"), ("/", "/"), ("/a//b", "/a"), ("", ".")])
func `the folder of a path`(path: String, folder: String) {
    #expect(Files.folder(of: path) == folder)
}
