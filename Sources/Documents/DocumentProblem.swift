/// Why a document cannot be read, in words for people.
import Platform
import Texts

enum DocumentProblem: Error, Hashable {
    /// The loader's words and the Debian package that has the library.
    case noLibrary(String, package: String)
    case noProgram(String, package: String)
    /// Why, as far as it said.
    case programFailed(String, Phrase?)
    case programTooSlow(String, seconds: Int)
    case damaged(Form, String)
    case encrypted(Form)
    /// More unpacked than any notice has.
    case unpacksTooLarge(limit: Int)
    case tooManyEntries(limit: Int)
    case tooMuchText(limit: Int)
    case tooDeep
    case tooManyTags(limit: Int)
    case tooManyAttributes
    /// The part declares a document type, with which entities could be defined: no office program writes one.
    case declaresType(String)
    /// An archive or OLE file of another kind.
    case notDocument(Phrase)
    /// A table where a text is expected, or the other way round.
    case isSheet
    case isNotSheet(Phrase)
    case oldSpreadsheet
    case noConverter
    case notConverted(Phrase?)
    /// A PDF whose pages are pictures.
    case noText
    case foreignCharset(String)

    /// What the user calls the file.
    enum Form: Hashable {
        case word, excel, zip, pdf

        var name: Phrase {
            switch self {
            case .word: Phrase(zh: "Word 文档", en: "Word document")
            case .excel: Phrase(zh: "Excel 表格", en: "Excel workbook")
            case .zip: Phrase(zh: "压缩包", en: "archive")
            case .pdf: Phrase(zh: "PDF 文件", en: "PDF file")
            }
        }
    }

    func diagnostic(file: String) -> Diagnostic {
        let (code, what, why, remedy) = words
        return Diagnostic(.error, code, file: file, at: nil, what: what, why: why, remedy: remedy)
    }

    private typealias Words = (code: String, what: Phrase, why: Phrase?, remedy: Phrase)

    private var words: Words {
        switch self {
        case .noLibrary, .noProgram, .programFailed, .programTooSlow, .noConverter, .notConverted: aboutPrograms
        case .unpacksTooLarge, .tooManyEntries, .tooMuchText, .tooDeep, .tooManyTags, .tooManyAttributes, .declaresType:
            aboutSize
        default: aboutContent
        }
    }
}

extension DocumentProblem {
    private var aboutPrograms: Words {
        switch self {
        case .noLibrary(let why, let package):
            (
                "library-missing", Phrase(zh: "无法加载系统库（\(why)）", en: "cannot load a system library (\(why))"), nil,
                Self.install(package)
            )
        case .noProgram(let name, let package):
            (
                "program-missing",
                Phrase(zh: "读这种文件要用 \(name)，本机没有", en: "this kind of file is read by \(name), which is not installed"),
                nil, Self.install(package)
            )
        case .programTooSlow(let name, let seconds):
            (
                "program-too-slow",
                Phrase(zh: "\(name) 在 \(seconds) 秒内没有读完", en: "\(name) did not finish within \(seconds) seconds"),
                nil,
                Phrase(
                    zh: "把需要的几页另存为一个文件，或另存为 .txt", en: "save the pages that matter as a file of their own, or as .txt")
            )
        case .programFailed(let name, let complaint):
            (
                "program-failed", Phrase(zh: "\(name) 读不了这个文件", en: "\(name) cannot read the file"),
                complaint,
                Phrase(zh: "重新下载，或在原来的程序里另存一份", en: "download it again, or save it anew in the program it comes from")
            )
        case .notConverted(let complaint):
            (
                "not-converted", Phrase(zh: "LibreOffice 没能转换这个文件", en: "LibreOffice could not convert the file"),
                complaint ?? Phrase(zh: "它可能已损坏或有密码", en: "it may be damaged or have a password"),
                Self.saveAsDocx
            )
        default:
            (
                "old-format",
                Phrase(
                    zh: "这是旧版文档（.doc、.wps 或 .rtf），本机没有能转换它的 LibreOffice",
                    en: "this is an old document (.doc, .wps or .rtf), and there is no LibreOffice here to convert it"),
                nil,
                Phrase(
                    zh: "用 Word 或 WPS 打开，另存为 .docx；或安装：apt-get install libreoffice-writer",
                    en: "open it in Word or WPS and save it as .docx, or install: apt-get install libreoffice-writer")
            )
        }
    }

    private var aboutSize: Words {
        let why = Phrase(
            zh: "正常的公文不会这样，可能是损坏或恶意构造的文件",
            en: "no official notice is like this; the file may be damaged or made to do harm")
        let remedy = Phrase(
            zh: "核对来源；确认无误时，另存为 .txt 再读", en: "check where it comes from; if it is right, save it as .txt")
        return switch self {
        case .unpacksTooLarge(let limit):
            (
                "unpacks-too-large",
                Phrase(zh: "解压后超过 \(limit >> 20) MB", en: "it unpacks to more than \(limit >> 20) MB"), why,
                remedy
            )
        case .tooManyEntries(let limit):
            (
                "too-many-entries", Phrase(zh: "里面的文件超过 \(limit) 个", en: "there are more than \(limit) files in it"),
                why, remedy
            )
        case .tooMuchText(let limit):
            (
                "too-much-text", Phrase(zh: "文字超过 \(limit >> 20) MB", en: "it has more than \(limit >> 20) MB of text"),
                why, remedy
            )
        case .declaresType(let part):
            (
                "declares-type", Phrase(zh: "“\(part)”里有文档类型声明", en: "\"\(part)\" declares a document type"), why,
                remedy
            )
        case .tooManyTags(let limit):
            ("too-many-tags", Phrase(zh: "标签超过 \(limit) 个", en: "it has more than \(limit) tags"), why, remedy)
        case .tooManyAttributes:
            ("too-many-attributes", Phrase(zh: "标签里的属性过多", en: "a tag has too many attributes"), why, remedy)
        default: ("nested-too-deep", Phrase(zh: "嵌套过深", en: "it is nested too deep"), why, remedy)
        }
    }

    private var aboutContent: Words {
        switch self {
        case .damaged(let form, let detail):
            (
                "damaged-file",
                Phrase(
                    zh: "\(form.name.zh)已损坏或不完整（\(detail)）",
                    en: "the \(form.name.en) is damaged or incomplete (\(detail))"),
                nil,
                Phrase(
                    zh: "重新下载，或在原来的程序里打开并另存一份",
                    en: "download it again, or open it in the program it comes from and save it anew")
            )
        case .encrypted(let form):
            (
                "encrypted-file", Phrase(zh: "\(form.name.zh)有密码", en: "the \(form.name.en) has a password"), nil,
                Phrase(zh: "用密码打开，去掉密码后另存一份", en: "open it with the password and save a copy without one")
            )
        case .isSheet:
            (
                "is-sheet", Phrase(zh: "这是 Excel 表格，不是通知原文", en: "this is an Excel workbook, not a notice's text"), nil,
                Phrase(
                    zh: "选择通知正文的文件（.docx、.pdf、.html、.txt）",
                    en: "name the file of the notice itself (.docx, .pdf, .html, .txt)")
            )
        case .isNotSheet(let kind):
            (
                "is-not-sheet", Phrase(zh: "这是\(kind.zh)，不是表格", en: "this is \(kind.en), not a table"), nil,
                Phrase(zh: "把表格另存为 .xlsx 或“CSV UTF-8”", en: "save the table as .xlsx or \"CSV UTF-8\"")
            )
        case .oldSpreadsheet:
            (
                "old-spreadsheet", Phrase(zh: "这是旧版 Excel 文件（.xls）", en: "this is an old Excel file (.xls)"), nil,
                Phrase(zh: "打开后另存为 .xlsx 或“CSV UTF-8”", en: "open it and save it as .xlsx or \"CSV UTF-8\"")
            )
        case .noText:
            (
                "no-text", Phrase(zh: "PDF 里没有文字，只有图像", en: "the PDF has no text, only pictures"),
                Phrase(zh: "可能是扫描件", en: "it may be a scan"),
                Phrase(
                    zh: "先做文字识别（例如 ocrmypdf -l chi_sim 原文.pdf 识别后.pdf），或向发文单位要 Word 版",
                    en:
                        "recognise its text first (for example ocrmypdf -l chi_sim IN.pdf OUT.pdf), or ask for the Word file"
                )
            )
        case .foreignCharset(let name):
            (
                "unknown-charset",
                Phrase(zh: "网页的编码 \(name) 读不了", en: "the page is encoded in \(name), which cannot be read"), nil,
                Phrase(zh: "用浏览器打开，另存为 UTF-8 网页或 .txt", en: "open it in a browser and save it as UTF-8 or .txt")
            )
        case .notDocument(let kind):
            (
                "not-document", Phrase(zh: "这是\(kind.zh)，读不了", en: "this is \(kind.en), which cannot be read"), nil,
                Phrase(zh: "另存为 .docx、.pdf 或 .txt", en: "save it as .docx, .pdf or .txt")
            )
        default: preconditionFailure("said elsewhere")
        }
    }

    private static func install(_ package: String) -> Phrase {
        Phrase(zh: "请安装：apt-get install \(package)", en: "install it: apt-get install \(package)")
    }

    private static let saveAsDocx = Phrase(
        zh: "用 Word 或 WPS 打开，另存为 .docx", en: "open it in Word or WPS and save it as .docx")
}

extension DocumentProblem {
    /// Why a program ended as it did: its own first line, cleaned, or the system's reason.
    static func complaint(_ outcome: ChildProcess.Outcome) -> Phrase? {
        switch outcome.ending {
        case .notStarted(let code): return Phrase(zh: "启动不了（代码 \(code)）", en: "it could not be started (code \(code))")
        case .signalled(let signal): return Phrase(zh: "被信号 \(signal) 终止", en: "it was ended by signal \(signal)")
        default: break
        }
        guard let line = outcome.complaint.split(whereSeparator: \.isNewline).first else { return nil }
        let words = String(String(line).terminalSafe.prefix(200))
        return Phrase(zh: "它说：\(words)", en: "it says: \(words)")
    }
}
