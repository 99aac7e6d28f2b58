/// What the forms on an assignment's page do: report, upload, correct the directory entry; and the files themselves.

import Access
import Documents
import HTTP
import Ledger
import Notices
import Office
import Texts
import Workflow

enum DeskPages {
    static func routes(_ settings: SiteSettings) -> [Route] {
        [
            Route("POST", "/t/{assignment}/report", .session, report),
            Route("POST", "/t/{assignment}/contact", .session, contact),
            // The form around the file takes a little, too.
            Route(
                "POST", "/t/{assignment}/upload", .session, lane: .slow, limit: settings.uploadBytes + (64 << 10),
                upload),
            Route("GET", "/t/{assignment}/files/{digest}", .session, lane: .slow, file),
        ]
    }

    private static func report(_ call: Call) throws -> Response {
        let (word, what) = try DoneWord.pressed(call)
        return try done(word, call) { id, office in
            _ = try office.record([StepRequest(id, what, at: call.now)], now: call.now)
        }
    }

    private static func contact(_ call: Call) throws -> Response {
        // A form without the field changes nothing; an emptied one empties it.
        let mailboxes = call.request.form.text("mail")?.split { " ,;，；、\n".contains($0) }.map(String.init)
        return try done(.contact, call) { id, office in
            guard let stored = try office.store.assignment(id) else { throw Problem(404) }
            let update = ContactUpdate(
                unit: stored.assignment.unit, mailboxes: mailboxes, phone: call.field("phone"))
            let isOpen = stored.status.state == .open || stored.status.state == .returned
            let requests = isOpen ? [StepRequest(id, .submitted(Submission(confirms: true)), at: call.now)] : []
            _ = try office.confirm(requests, contacts: [update], now: call.now)
        }
    }

    private static func upload(_ call: Call) throws -> Response {
        guard let file = call.request.form.file("file") else {
            throw Problem(
                422, what: Phrase(zh: "没有选择文件，或文件是空的", en: "No file was chosen, or it is empty"),
                remedy: Phrase(zh: "返回上一页选择文件", en: "Go back and choose one."))
        }
        guard file.bytes.count <= call.site.settings.uploadBytes else { throw Problem(413) }
        return try done(.uploaded, call) { id, office in
            _ = try office.deliver(
                file.bytes, name: file.fileName ?? "", for: id, item: call.field("item"), now: call.now)
        }
    }

    private static func done(
        _ word: DoneWord, _ call: Call, _ act: (AssignmentID, Office) throws -> Void
    ) throws -> Response {
        let id = try call.assignment(call.part("assignment"))
        try call.write { office in
            _ = try AssignmentDoor.visible(id, office)
            try act(id, office)
        }
        return call.redirect("/t/\(id)?done=\(word.rawValue)")
    }

    /// A damaged file is the operator's matter: its place is told to the log, not to the visitor.
    private static func contents(_ digest: String, _ call: Call, _ office: Office) throws -> [UInt8]? {
        do {
            return try FileCabinet(beside: office.store.path).get(digest)
        } catch let damaged as Refusal {
            call.site.settings.report(damaged, call.route.name)
            throw Problem(
                500, what: damaged.what,
                remedy: Phrase(zh: "请协调人从备份恢复，或请单位重新上传", en: "Have the coordinator restore it, or ask for it again."))
        }
    }

    /// As it came in. Only what browsers show without running anything is shown, the rest is saved.
    private static func file(_ call: Call) throws -> Response {
        let id = try call.assignment(call.part("assignment"))
        let digest = call.part("digest")
        return try call.read { office in
            _ = try AssignmentDoor.visible(id, office)
            guard let found = try office.store.deliveries(for: id).first(where: { $0.delivery.digest == digest }),
                let kind = UploadKind.allCases.first(where: { $0.type == found.delivery.type }),
                let bytes = try contents(digest, call, office)
            else { throw Problem(404) }
            var response = Response(200, kind.type, bytes)
            let way = kind.isShown ? "inline" : "attachment"
            response.set(
                "Content-Disposition", "\(way); filename*=UTF-8''\(found.delivery.name.percentEncoded)")
            return response
        }
    }
}
