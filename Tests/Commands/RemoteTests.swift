/// What of a command line goes to a server, and how its answer is read.

import JSONTree
import Platform
import Terminal
import TestSupport
import Testing
import Texts

@testable import Commands

@Suite struct `commands on their way to a server` {
    @Test(arguments: [
        ("tasks --server x --unit U", "tasks --unit U"), ("--server=x tasks", "tasks"),
        ("tasks --token-file t --ca c --json", "tasks --json"), ("submit U T -- --server", "submit U T -- --server"),
        ("tasks --server", "tasks"), ("tasks --servers x", "tasks --servers x"),
    ])
    func `the words say no more which server`(_ line: String, _ rest: String) {
        #expect(Remote.words(line.split(separator: " ").map(String.init)).joined(separator: " ") == rest)
    }

    @Test func `a request is read as it was written`() throws {
        var request = RemoteRequest(["submit", "--note", "“引号”\n\"\\"])
        request.language = .english
        request.width = 100
        request.color = true
        request.terminal = true
        request.answers = ["y", ""]
        request.shown = "abc"
        request.files = ["a/b.csv": [0, 255, 10], "空": []]
        request.input = [1, 2, 3]
        let text = Array(request.json.utf8)
        #expect(try RemoteRequest(JSONTree.parse(text)) == request)
        let bare = RemoteRequest(["tasks"])
        #expect(try RemoteRequest(JSONTree.parse(Array(bare.json.utf8))) == bare)
    }

    @Test func `an answer is read as it was written, piece by piece`() throws {
        let console = Console.remote(Canvas(language: .english), answers: [])
        console.print("one")
        console.warn(Phrase(same: "two"))
        console.print("三")
        #expect(throws: Failure.self) { try console.confirm(Phrase(same: "go on?")) }
        let answer = RemoteAnswer(.refused, console, files: ["f": [9]])
        let read = try #require(RemoteAnswer(JSONTree.parse(Array(answer.json.utf8))))
        #expect(read == answer && read.asks == "go on? [y/N] " && read.answered == 0)
        #expect(read.pieces.map(\.isError) == [false, true, false, true])
        let texts = read.pieces.map { String(decoding: $0.bytes, as: UTF8.self) }
        #expect(texts == ["one\n", "warning: two\n", "三\n", "go on? [y/N] "])
    }

    @Test(arguments: ["0", "a", "zz.1", "-5.2"])
    func `a place in a list is read as it was written`(_ text: String) {
        #expect(ListPlace(text)?.text == text)
    }

    @Test(arguments: ["", ".", "1.2.3", "+1", "-1", "01", "a.", "é", "zzzzzzzzzzzzzzzz", "A"])
    func `what is no place is refused`(_ text: String) {
        #expect(ListPlace(text) == nil)
    }
}
