// One connection to the mail server: an easy handle of libcurl, kept open from letter to letter.
import CCurl
import Curl
import Texts

/// Wraps an easy handle; nothing raw leaves it. Made, used and ended on one worker thread.
final class SMTPConnection {
    private let library: CurlLibrary
    private let handle: UnsafeMutableRawPointer
    private let settings: SMTPSettings
    private let talk: UnsafeMutablePointer<Conversation>
    private let errorText: UnsafeMutablePointer<CChar>
    private var recipients: UnsafeMutablePointer<curl_slist>?

    init(library: CurlLibrary, settings: SMTPSettings, halt: Halt) throws(MailProblem) {
        guard let handle = library.table.pointee.easy_init() else { throw .outOfMemory }
        self.library = library
        self.handle = handle
        self.settings = settings
        talk = .allocate(capacity: 1)
        talk.initialize(to: Conversation(halt: halt))
        errorText = .allocate(capacity: Int(CURL_ERROR_SIZE))
        errorText.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
        try prepare()
    }

    /// Says QUIT and lets go of everything. libcurl would wait two minutes for a server that does not answer
    /// QUIT, whatever the timeouts set: its answer is not listened for.
    deinit {
        talk.pointee.stopListening()
        library.table.pointee.easy_cleanup(handle)
        library.table.pointee.slist_free_all(recipients)
        errorText.deallocate()
        talk.deinitialize(count: 1)
        talk.deallocate()
    }

    /// Sends one letter. A kept connection that the server has closed in the meantime, or closes with 421 for
    /// having served enough, says nothing about the letter: it is offered once more over a new one.
    func send(_ message: Message) -> Outcome {
        let bytes: [UInt8]
        do {
            bytes = try message.encoded()
        } catch {
            return .refused(code: nil, step: nil, text: error.phrase)
        }
        let (outcome, isStale) = attempt(message, bytes)
        return isStale ? attempt(message, bytes).outcome : outcome
    }

    private func attempt(_ message: Message, _ bytes: [UInt8]) -> (outcome: Outcome, isStale: Bool) {
        bytes.withUnsafeBufferPointer { body in
            talk.pointee.begin(body)
            errorText[0] = 0
            guard address(message, size: body.count) else { return (.deferred(.outOfMemory), false) }
            let result = library.table.pointee.easy_perform(handle)
            if result != CURLE_OK, isStale() { return (verdict(result, message), true) }
            return (verdict(result, message), false)
        }
    }

    /// The transfer used a kept connection and the server closed it before taking anything of this letter.
    private func isStale() -> Bool {
        let opened = library.get(handle, CURLINFO_NUM_CONNECTS)
        let code = talk.pointee.code
        return opened == 0 && talk.pointee.sent == 0 && (code == nil || code == 421) && !talk.pointee.halt.isDue
    }

    private func verdict(_ result: CURLcode, _ message: Message) -> Outcome {
        let said = result == CURLE_OK ? "" : errorText[0] == 0 ? library.text(of: result) : String(cString: errorText)
        let certificate = library.get(handle, CURLINFO_SSL_VERIFYRESULT)
        return SMTPVerdict(
            result: result, said: said, talk: talk.pointee, settings: settings, certificate: certificate,
            hidden: [message.recipient.address.local, message.sender.local]
        ).outcome
    }

    /// Sets envelope and size for the next transfer.
    private func address(_ message: Message, size: Int) -> Bool {
        library.table.pointee.slist_free_all(recipients)
        recipients = library.table.pointee.slist_append(nil, message.recipient.address.text)
        return recipients != nil
            && duban_curl_set_list(library.table, handle, CURLOPT_MAIL_RCPT, recipients) == CURLE_OK
            && set(CURLOPT_MAIL_FROM, message.sender.text)
            && duban_curl_set_size(library.table, handle, CURLOPT_INFILESIZE_LARGE, curl_off_t(size)) == CURLE_OK
    }
}

extension SMTPConnection {
    /// Everything that stays the same from letter to letter.
    private func prepare() throws(MailProblem) {
        let done =
            duban_curl_only_smtp(library.table, handle) == CURLE_OK
            && set(CURLOPT_URL, settings.url)
            && set(CURLOPT_PROXY, "")  // no proxy from the environment: mail goes where the settings say
            && set(CURLOPT_NOSIGNAL, 1)
            && set(CURLOPT_UPLOAD, 1)
            && set(CURLOPT_UPLOAD_BUFFERSIZE, 16384)
            && set(CURLOPT_CONNECTTIMEOUT_MS, settings.connectTimeout)
            && set(CURLOPT_SERVER_RESPONSE_TIMEOUT, settings.responseTimeout)
            && set(CURLOPT_TIMEOUT_MS, settings.messageTimeout)
            && prepareEncryption() && prepareLogin() && prepareCallbacks()
        duban_curl_quick_exit(library.table, handle)
        guard done else { throw .outOfMemory }
    }

    private func prepareEncryption() -> Bool {
        let use = settings.encryption == .none ? CURLUSESSL_NONE : CURLUSESSL_ALL
        guard set(CURLOPT_USE_SSL, Int(use.rawValue)), set(CURLOPT_SSL_VERIFYPEER, 1), set(CURLOPT_SSL_VERIFYHOST, 2),
            set(CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2)
        else { return false }
        guard let caFile = settings.caFile else { return true }
        return set(CURLOPT_CAINFO, caFile) && set(CURLOPT_CAPATH, nil)
    }

    private func prepareLogin() -> Bool {
        guard let username = settings.username, let password = settings.password else { return true }
        return set(CURLOPT_USERNAME, username) && set(CURLOPT_PASSWORD, password.reveal())
    }

    private func prepareCallbacks() -> Bool {
        let pointers = [
            (CURLOPT_READDATA, UnsafeMutableRawPointer(talk)), (CURLOPT_HEADERDATA, UnsafeMutableRawPointer(talk)),
            (CURLOPT_XFERINFODATA, UnsafeMutableRawPointer(talk)),
            (CURLOPT_SOCKOPTDATA, UnsafeMutableRawPointer(talk)),
            (CURLOPT_CLOSESOCKETDATA, UnsafeMutableRawPointer(talk)),
            (CURLOPT_ERRORBUFFER, UnsafeMutableRawPointer(errorText)),
        ]
        return pointers.allSatisfy { duban_curl_set_pointer(library.table, handle, $0, $1) == CURLE_OK }
            && duban_curl_set_bytes(library.table, handle, CURLOPT_READFUNCTION, feedBody) == CURLE_OK
            && duban_curl_set_bytes(library.table, handle, CURLOPT_HEADERFUNCTION, takeReplyLine) == CURLE_OK
            && duban_curl_set_sockets(library.table, handle, noteSocket, closeSocket) == CURLE_OK
            && duban_curl_set_progress(library.table, handle, mayGoOn) == CURLE_OK
            && set(CURLOPT_NOPROGRESS, 0)
    }

    private func set(_ option: CURLoption, _ value: Int) -> Bool {
        library.set(handle, option, value)
    }

    private func set(_ option: CURLoption, _ value: String?) -> Bool {
        library.set(handle, option, value)
    }
}

extension Deferral {
    static var outOfMemory: Deferral {
        Deferral(.local, text: Phrase(zh: "内存不足", en: "out of memory"))
    }
}

extension MailProblem {
    static var outOfMemory: MailProblem {
        MailProblem(
            "libcurl-setup",
            what: Phrase(zh: "libcurl 无法建立连接对象", en: "libcurl cannot set a connection up"),
            remedy: Phrase(
                zh: "请检查内存，并确认 libcurl 支持 SMTP 与 TLS", en: "check the memory, and that libcurl has SMTP and TLS"))
    }
}
