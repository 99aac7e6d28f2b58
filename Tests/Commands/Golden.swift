/// Runs a command line on a console in memory and compares what it prints with a file in Golden.

import Glibc
import Platform
import Terminal
import TestSupport
import Testing
import Texts

@testable import Commands

enum Golden {
    static let root = Checkout.root

    struct Run {
        let code: ExitCode
        let output: String
        let errors: String
    }

    /// - Parameter words: without the program's name. The checkout's data are used unless they say otherwise.
    static func run(
        _ words: [String], _ language: Language = .english, width: Int? = nil, color: ColorChoice = .auto
    ) -> Run {
        let console = Console.captured(language: language, width: width, color: color)
        let takesData = Program.table.command(named: words[0])?.spec.refusedGlobals.contains("data") == false
        let data = takesData && !words.contains("--data") ? ["--data", root] : []
        let code = Program.run(words + data, console)
        return Run(code: code, output: console.capturedOutput, errors: console.capturedErrors)
    }

    /// The same with columns and dashes drawn together, where their width would depend on the place of the checkout.
    static func tidied(_ run: Run) -> Run {
        let lines = run.output.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            guard !line.contains(" | ") else { return String(line) }
            let cells = line.split(separator: "  ").map { $0.drop { $0 == " " } }
            let isRule = !line.isEmpty && line.allSatisfy { $0 == "-" || $0 == " " }
            let margin = line.hasPrefix("  ") ? "  " : ""
            return margin + (isRule ? cells.map { _ in "----" } : cells.map(String.init)).joined(separator: "  ")
        }
        return Run(code: run.code, output: lines.joined(separator: "\n"), errors: run.errors)
    }

    /// Compares with `Golden/NAME.txt`; with DUBAN_UPDATE_GOLDEN set the file is written instead. The place of the
    /// checkout is written as `.` in it, a calendar's version as VERSION: next year's holidays change it.
    static func expect(
        _ name: String, _ run: Run, sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let text =
            (run.output + (run.errors.isEmpty ? "" : "== stderr\n" + run.errors) + "== exit \(run.code.rawValue)\n")
            .replacing(root, with: ".").withoutVersions
        let path = "\(root)/Tests/Commands/Golden/\(name).txt"
        let wanted = try #require(Checkout.golden(path, found: text), sourceLocation: sourceLocation)
        #expect(text == wanted, sourceLocation: sourceLocation)
    }
}

extension String {
    /// Eight hexadecimal digits after `@` or `"version": "`.
    fileprivate var withoutVersions: String {
        var text = self
        for mark in ["cn@", "weekdays@", "\"version\": \""] {
            let parts = text.split(separator: mark, omittingEmptySubsequences: false)
            let tails = parts.dropFirst().map { part in
                part.prefix(8).count { $0.isHexDigit } == 8 ? "VERSION" + part.dropFirst(8) : String(part)
            }
            text = ([String(parts.first ?? "")] + tails).joined(separator: mark)
        }
        return text
    }

    fileprivate func replacing(_ part: String, with other: String) -> String {
        split(separator: part, omittingEmptySubsequences: false).joined(separator: other)
    }
}
