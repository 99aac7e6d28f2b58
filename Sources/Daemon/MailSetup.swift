/// From the mail settings to a transport that takes letters.

import Mail
import Platform
import Terminal
import Texts

extension MailSettings {
    /// The transport these settings stand for; the password is fetched now. Opens no connection.
    /// - Parameter store: the ledger's file; without a transport letters go into a maildir `mail` beside it.
    public func makeTransport(store: String, _ environment: Environment) throws(Failure) -> any Transport {
        guard var server = transport?.smtpSettings else {
            return MaildirTransport(path: maildir(store: store))
        }
        if startTLS == .off, server.encryption == .startTLS { server.encryption = .none }
        server.caFile = ca
        server.heloName = helo
        server.username = username
        server.password = try password?.read(environment)
        server.connections = connections
        server.connectTimeout = timeouts.connect * 1000
        server.responseTimeout = timeouts.reply
        server.messageTimeout = timeouts.letter * 1000
        do throws(MailProblem) {
            return try SMTPTransport(server)
        } catch {
            throw Failure(.badConfiguration, error.what, remedy: error.remedy)
        }
    }

    /// The sender; `duban@localhost` when letters go into a maildir and none is configured.
    public func sender() throws(Failure) -> Mail.Mailbox {
        if let from { return from }
        do throws(MailProblem) {
            return Mail.Mailbox(try Address("duban@localhost"), name: "督办 Duban")
        } catch {
            throw Failure(.internalError, error.what, remedy: error.remedy)
        }
    }

    /// Where letters go, for the log: without user names.
    public func place(store: String) -> String {
        switch transport {
        case .smtp(let host, let port): "smtp://\(host):\(port)"
        case .smtps(let host, let port): "smtps://\(host):\(port)"
        case .maildir, nil: "maildir:" + maildir(store: store)
        }
    }

    private func maildir(store: String) -> String {
        if case .maildir(let path) = transport { return path }
        let folder = Files.folder(of: store)
        return folder == "/" ? "/mail" : folder + "/mail"
    }
}
