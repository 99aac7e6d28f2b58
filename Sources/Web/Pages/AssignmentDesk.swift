/// What can be done with one assignment, and the files that came in for it: a part of its page.

import Access
import Deadlines
import HTTP
import Ledger
import Markup
import Notices
import Office
import Texts
import Workflow

struct AssignmentDesk {
    private let stored: StoredAssignment
    private let task: Task?
    private let files: [StoredDelivery]
    private let contact: Unit?
    private let call: Call

    init(_ stored: StoredAssignment, _ call: Call, _ office: Office) throws {
        self.stored = stored
        self.call = call
        let almanac = try call.site.almanac.page(office.store)
        task = almanac.definitions[stored.assignment.notice]?.tasks.first { $0.id == stored.assignment.task }
        files = try office.store.deliveries(for: stored.id)
        let isOwn = call.permit.allows(.changeContact, on: .unit(stored.assignment.unit))
        contact = isOwn ? try office.store.unit(code: stored.assignment.unit)?.unit : nil
    }

    private var id: AssignmentID { stored.id }
    private var state: State { stored.status.state }
    private var target: AccessTarget { stored.assignment.target }
    private var isInHand: Bool { state == .open || state == .returned }

    private func say(_ phrase: Phrase) -> String { phrase(call.language) }
    private func may(_ action: Action) -> Bool { call.permit.allows(action, on: target) }

    func write(_ html: inout HTML) {
        if let done = call.query("done").flatMap(DoneWord.init) { html.done(say(done.phrase)) }
        if isInHand, task?.isDerived != true { writeReport(&html) }
        writeFiles(&html)
        if isInHand || state == .submitted, may(.upload) { writeUpload(&html) }
        if task?.kind == .directoryCheck, let contact { writeContact(contact, &html) }
    }

    // MARK: - Reporting

    private func writeReport(_ html: inout HTML) {
        let confirms = task?.kind == .directoryCheck
        guard may(confirms ? .confirm : .submit) else { return }
        form("report", &html) { html in
            html.element("div", .class("actions")) { html in
                if confirms {
                    button(.confirmed, Phrase(zh: "确认名录信息无误", en: "Confirm the directory entry"), &html)
                } else {
                    button(.submitted, Phrase(zh: "登记已报送", en: "Report as submitted"), &html)
                    if task?.nilAllowed == true {
                        button(.nil, Phrase(zh: "零报告", en: "Nothing to report"), second: true, &html)
                    }
                }
                if stored.status.acknowledgedAt == nil, may(.acknowledge) {
                    button(.acknowledged, Phrase(zh: "签收", en: "Acknowledge"), second: true, &html)
                }
            }
        }
    }

    private func form(_ step: StaticString, isFile: Bool = false, _ html: inout HTML, _ body: (inout HTML) -> Void) {
        html.element(
            "form", .named("method", "post"), .action("/t/\(id)/\(step)"),
            isFile ? .named("enctype", "multipart/form-data") : nil
        ) { html in
            if let visitor = call.visitor { html.formKey(visitor) }
            body(&html)
        }
    }

    private func button(_ word: DoneWord, _ title: Phrase, second: Bool = false, _ html: inout HTML) {
        html.element(
            "button", second ? .class("second") : nil, .named("name", "do"), .named("value", word.rawValue),
            text: say(title))
    }

    // MARK: - Files

    private func writeFiles(_ html: inout HTML) {
        guard !files.isEmpty else { return }
        html.element("h2", text: say(Phrase(zh: "上传的文件", en: "Uploaded files")))
        html.element("ul", .class("history")) { html in
            for file in files {
                html.element("li") { html in
                    html.element(
                        "a", .href("/t/\(id)/files/\(file.delivery.digest)"), text: file.delivery.name)
                    html.element(
                        "span", .class("muted"),
                        text:
                            "　\(title(of: file.delivery))\(Self.size(file.delivery.size))　SHA-256 \(file.delivery.digest.prefix(12))…"
                    )
                }
            }
        }
    }

    private func title(of delivery: Delivery) -> String {
        guard let item = delivery.item, let found = task?.deliver.first(where: { $0.id == item }) else { return "" }
        return found.title + "　"
    }

    static func size(_ bytes: Int) -> String {
        bytes < 1 << 20 ? "\(max(1, bytes >> 10)) KiB" : "\(bytes >> 20).\((bytes >> 10 & 1023) * 10 >> 10) MiB"
    }

    private func writeUpload(_ html: inout HTML) {
        let isScan = task?.kind == .sealedScan
        html.element("h2", text: say(Phrase(zh: "上传材料", en: "Upload a deliverable")))
        form("upload", isFile: true, &html) { html in
            let items = task?.deliver ?? []
            if items.count > 1 {
                html.labelled(say(Phrase(zh: "哪份材料", en: "Which deliverable")), id: "item") { html in
                    html.element("select", .named("name", "item"), .id("item")) { html in
                        for item in items { html.element("option", .named("value", item.id), text: item.title) }
                    }
                }
            } else if let only = items.first {
                html.hidden("item", only.id)
            }
            let hint =
                isScan
                ? Phrase(zh: "盖章扫描件：PDF、JPEG、PNG 或 TIFF", en: "A sealed scan: PDF, JPEG, PNG or TIFF")
                : Phrase(zh: "PDF、图片、Word 或 Excel", en: "PDF, a picture, Word or Excel")
            let limit = Phrase(
                zh: "，最大 \(call.site.settings.uploadBytes >> 20) MiB",
                en: ", at most \(call.site.settings.uploadBytes >> 20) MiB")
            html.labelled(say(Phrase(zh: "文件", en: "File")), id: "file", hint: say(hint + limit)) { html in
                html.void(
                    "input", .named("type", "file"), .named("name", "file"), .id("file"), .flag("required"),
                    .named("aria-describedby", "file-hint"))
            }
            html.element("button", text: say(Phrase(zh: "上传", en: "Upload")))
        }
        html.element(
            "p", .class("hint"),
            text: say(
                Phrase(zh: "上传只是存放材料；交齐后请再登记报送。", en: "Uploading keeps the file; report the submission when all is in.")
            ))
    }

    // MARK: - The directory entry

    private func writeContact(_ unit: Unit, _ html: inout HTML) {
        html.element("h2", text: say(Phrase(zh: "名录信息", en: "The directory entry")))
        html.element("dl") { html in
            for (label, value) in [
                (Phrase(zh: "编码", en: "Code"), unit.code), (Phrase(zh: "名称", en: "Name"), unit.name),
                (Phrase(zh: "统一社会信用代码", en: "Credit code"), unit.creditCode?.text ?? "—"),
                (Phrase(zh: "地区", en: "Region"), unit.region ?? "—"),
            ] {
                html.element("dt", text: say(label))
                html.element("dd", text: value)
            }
        }
        form("contact", &html) { html in
            html.labelled(
                say(Phrase(zh: "邮箱", en: "Mailboxes")), id: "mail",
                hint: say(Phrase(zh: "有几个时用空格分开", en: "several with blanks between them"))
            ) { html in
                html.void(
                    "input", .named("type", "text"), .named("name", "mail"), .id("mail"), .named("inputmode", "email"),
                    .named("value", unit.mailboxes.joined(separator: " ")), .named("aria-describedby", "mail-hint"))
            }
            html.labelled(say(Phrase(zh: "办公电话", en: "Office telephone")), id: "phone") { html in
                html.void(
                    "input", .named("type", "tel"), .named("name", "phone"), .id("phone"),
                    .named("value", unit.phone ?? ""))
            }
            html.element("button", text: say(Phrase(zh: "更正并确认", en: "Correct and confirm")))
        }
    }
}
