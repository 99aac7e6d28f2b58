/// The daemon's configuration file → a configuration, or every problem of the file.

import Documents
import Mail
import Notices
import Platform
import Texts

public enum ConfigurationFile {
    /// The file's configuration. With errors there is none; warnings leave it usable. Nothing is opened: whether a
    /// password can be fetched shows when the daemon starts.
    ///
    /// Relative paths in the file are relative to the file's own folder.
    public static func decode(
        _ node: Node, file: String
    ) -> (configuration: Configuration?, diagnostics: [Diagnostic]) {
        var decoder = ConfigurationDecoder(node, file: file)
        let configuration = decoder.configuration()
        let problems = decoder.problems
        return (problems.hasErrors ? nil : configuration, problems.inOrder)
    }

    /// Whether a YAML file is meant as a configuration: for `duban check`, which is given files of every kind.
    public static func isConfiguration(_ node: Node) -> Bool {
        guard case .mapping(let entries) = node.value else { return false }
        let keys = entries.compactMap { entry -> String? in
            guard case .scalar(let key, _) = entry.key.value else { return nil }
            return key
        }
        return keys.contains("mail") || keys.contains("store")
    }

    /// What was read from a file, with everything needed to say what is wrong with it.
    public struct Reading: Sendable {
        public let configuration: Configuration?
        public let diagnostics: [Diagnostic]
        /// For excerpts; what might be a secret is dotted out (see `masked`).
        public let source: SourceFile
    }

    /// Reads a whole file.
    public static func read(_ path: String) throws(FileProblem) -> Reading {
        decode(try Files.read(path, limit: 1 << 20), file: path)
    }

    public static func decode(_ bytes: [UInt8], file: String) -> Reading {
        let text: String
        switch TextDecoder.decode(bytes, file: file) {
        case .success(let decoded): text = decoded.text
        case .failure(let error):
            let empty = SourceFile(name: file, text: "")
            return Reading(configuration: nil, diagnostics: [error.diagnostic], source: empty)
        }
        let (node, problems) = YAMLReader.read(text, file: file)
        let source = SourceFile(name: file, text: masked(text, node))
        guard let node else { return Reading(configuration: nil, diagnostics: problems, source: source) }
        let (configuration, found) = decode(node, file: file)
        let isUsable = !problems.hasErrors
        return Reading(configuration: isUsable ? configuration : nil, diagnostics: problems + found, source: source)
    }
}

struct ConfigurationDecoder {
    let problems: DecodingProblems
    private var reader: MappingReader
    /// Where relative paths begin; empty for the working folder.
    let folder: String

    init(_ node: Node, file: String) {
        problems = DecodingProblems(file: file)
        reader = MappingReader(node, kind: Phrase(zh: "配置", en: "the configuration"), problems: problems)
        folder = file.contains("/") ? Files.folder(of: file) : ""
    }

    mutating func configuration() -> Configuration {
        var configuration = Configuration()
        configuration.store = path(reader.text("store"), "store")
        configuration.data = path(reader.text("data"), "data")
        configuration.language = reader.choice("language", Language.self)?.value
        if let node = reader.node("mail") {
            var decoder = MailSettingsDecoder(node, problems: problems, folder: folder)
            configuration.mail = decoder.settings()
        }
        configuration.coordinator = coordinator()
        if let node = reader.node("web") {
            var decoder = WebSettingsDecoder(node, problems: problems, folder: folder)
            configuration.web = decoder.settings()
        }
        configuration.tick = reader.integer("tick", in: 1...3600)?.value ?? configuration.tick
        configuration.log = reader.choice("log", Log.Level.self)?.value ?? configuration.log
        reader.finish()
        return configuration
    }

    private mutating func coordinator() -> Coordinator? {
        let kind = Phrase(zh: "协调人", en: "the coordinator")
        guard var reader = reader.mapping("coordinator", kind: kind) else { return nil }
        let name = reader.requiredText("name").flatMap { problems.plainText($0, "name") }
        let isThere = reader.required("mail") != nil
        let addresses = isThere ? reader.texts("mail") : []
        if isThere, addresses.isEmpty, let span = reader.keySpan("mail") {
            problems.error(
                "config-no-address", at: span, what: Phrase(zh: "“mail”里没有邮箱", en: "“mail” holds no address"),
                remedy: Phrase(zh: "至少写一个协调人邮箱", en: "write at least one address of the coordinator"))
        }
        let mail = addresses.compactMap { problems.address($0) }
        reader.finish()
        guard let name, !mail.isEmpty else { return nil }
        return Coordinator(name: name, mail: mail)
    }

    private func path(_ text: Located<String>?, _ key: String) -> String? {
        text.flatMap { problems.path($0, key, in: folder) }
    }
}

extension DecodingProblems {
    /// A path, taken from `folder` when it is relative.
    func path(_ text: Located<String>, _ key: String, in folder: String) -> String? {
        guard let path = plainText(text, key) else { return nil }
        return Self.absolute(path, in: folder)
    }

    static func absolute(_ path: String, in folder: String) -> String {
        if path.hasPrefix("/") || folder.isEmpty { return path }
        return folder == "/" ? "/" + path : folder + "/" + path
    }

    /// A text that is not empty and has no control characters, which would end a header or a line of the log.
    func plainText(_ text: Located<String>, _ key: String) -> String? {
        if text.value.trimmed.isEmpty {
            error(
                "config-empty", at: text.span, what: Phrase(zh: "“\(key)”是空的", en: "“\(key)” is empty"),
                remedy: Phrase(zh: "写上值，或删去这一行", en: "give a value, or leave the line out"))
            return nil
        }
        guard !text.value.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F }) else {
            error(
                "config-control-character", at: text.span,
                what: Phrase(zh: "“\(key)”含换行等控制字符", en: "“\(key)” has a control character such as a line break"),
                remedy: Phrase(zh: "删去它", en: "delete it"))
            return nil
        }
        return text.value
    }

    func address(_ text: Located<String>) -> Address? {
        do throws(MailProblem) {
            return try Address(text.value)
        } catch {
            report(error, at: text.span)
            return nil
        }
    }

    func report(_ problem: MailProblem, at span: Span?) {
        error(problem.code, at: span, what: problem.what, remedy: problem.remedy)
    }
}
