// A letter as it goes on the wire: RFC 5322 headers, RFC 2045-2047 and 2231 encodings, plain ASCII, CRLF.
import Texts

extension Message {
    /// The whole message, plain ASCII with CRLF line ends; dots are not stuffed (the transport does that).
    /// The same message gives the same bytes. Throws when a header would carry a line break or another
    /// control character, or a field is malformed.
    public func encoded() throws(MailProblem) -> [UInt8] {
        try check()
        let text = plainText.utf8.count + (html?.utf8.count ?? 0)
        let files = attachments.reduce(0) { $0 + $1.bytes.count }
        var out = HeaderWriter(capacity: 1500 + (text + files) / 2 * 3)
        out.field("Date", MailDate.text(seconds: date, offset: offset))
        out.field("From", mailbox: from)
        out.field("To", mailbox: recipient)
        if let replyTo { out.field("Reply-To", mailbox: replyTo) }
        out.field("Subject", text: subject)
        out.field("Message-ID", bracketed: messageID)
        out.field("Auto-Submitted", "auto-generated")
        for header in extraHeaders { out.field(header.name, text: header.value, keepsLongWords: true) }
        out.field("Content-Language", language)
        out.field("MIME-Version", "1.0")
        content(to: &out)
        return out.bytes
    }

    /// With attachments `multipart/mixed` around the letter itself, else the letter alone.
    private func content(to out: inout HeaderWriter) {
        guard !attachments.isEmpty else { return letter(to: &out) }
        let boundary = boundary("m")
        open("multipart/mixed", boundary, to: &out)
        out.line("--", boundary)
        letter(to: &out)
        for attachment in attachments {
            out.line("--", boundary)
            attachment.write(to: &out)
        }
        out.line("--", boundary, "--")
    }

    /// The text, with its HTML form beside it if there is one.
    private func letter(to out: inout HeaderWriter) {
        guard let html else { return part("text/plain;", plainText, to: &out) }
        let boundary = boundary("a")
        open("multipart/alternative", boundary, to: &out)
        out.line("--", boundary)
        part("text/plain;", plainText, to: &out)
        out.line("--", boundary)
        part("text/html;", html, to: &out)
        out.line("--", boundary, "--")
    }

    private func open(_ type: String, _ boundary: String, to out: inout HeaderWriter) {
        out.field("Content-Type", type + ";", "boundary=\"" + boundary + "\"")
        out.blankLine()
    }

    private func part(_ type: String, _ text: String, to out: inout HeaderWriter) {
        var text = text
        text.withUTF8 { bytes in
            let encoding = TransferEncoding.suited(to: bytes)
            out.field("Content-Type", type, "charset=UTF-8")
            out.field("Content-Transfer-Encoding", encoding.rawValue)
            out.blankLine()
            out.body { encoding.append(text: bytes, to: &$0) }
        }
    }

    /// Derived from the Message-ID, so that a resend gives the same bytes. It cannot occur in a part:
    /// `=_` is in neither alphabet (base64 has no `_`, and in quoted-printable hex digits follow `=`).
    private func boundary(_ kind: String) -> String {
        "=_duban_" + kind + "_" + FNV1a(messageID.utf8).hex
    }
}

extension Message.Attachment {
    fileprivate func write(to out: inout HeaderWriter) {
        out.field("Content-Type", tokens: type.utf8.split(separator: 0x20).map { String(Substring($0)) })
        out.field("Content-Transfer-Encoding", TransferEncoding.base64.rawValue)
        out.field("Content-Disposition", tokens: ["attachment;"] + Self.fileName(name))
        out.blankLine()
        bytes.withUnsafeBufferPointer { bytes in
            out.body { BodyBase64.append(lines: bytes, to: &$0) }
        }
    }

    /// Letters, digits, `-`, `.` and `_` need no code anywhere.
    private static func isKept(_ byte: UInt8) -> Bool {
        ASCII.isLetterOrDigit(byte) || byte == 0x2D || byte == 0x2E || byte == 0x5F
    }

    /// The `filename` parameter as RFC 2231 has it: plain when it can be, else percent-encoded UTF-8,
    /// in numbered pieces when long.
    static func fileName(_ name: String) -> [String] {
        let plain = name.utf8.allSatisfy(isKept)
        if plain, name.utf8.count <= 60 { return ["filename=\"" + name + "\""] }
        var pieces: [String] = [""]
        for byte in name.utf8 {
            let shown = isKept(byte) ? String(UnicodeScalar(byte)) : "%" + ASCII.hex(byte)
            if pieces[pieces.count - 1].utf8.count + shown.utf8.count > 54 { pieces.append("") }
            pieces[pieces.count - 1] += shown
        }
        if pieces.count == 1 { return ["filename*=UTF-8''" + pieces[0]] }
        return pieces.enumerated().map { index, piece in
            let end = index + 1 < pieces.count ? ";" : ""
            return "filename*\(index)*=" + (index == 0 ? "UTF-8''" : "") + piece + end
        }
    }
}
