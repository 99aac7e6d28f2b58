// What libcurl's callbacks read and write while one letter is on its way.
import CCurl
import Glibc
import Platform
import Synchronization

/// The state behind one transfer. Lives at a fixed address; only the thread in `curl_easy_perform` touches it.
struct Conversation {
    var body: UnsafeBufferPointer<UInt8> = UnsafeBufferPointer(start: nil, count: 0)
    var sent = 0
    /// The server's last reply, all of its lines.
    var reply: [UInt8] = []
    /// The last line seen ended a reply; the next begins another.
    var replyEnded = true
    /// The code of the last complete reply; nil when none has come for this letter.
    var code: Int?
    /// A reply line of this connection offered AUTH.
    var offersLogin = false
    /// A connection was there when this letter began.
    private var isKept = false
    /// A socket was made for this letter: the conversation began with a greeting.
    private var isNew = false
    /// The server answered the login with 235.
    private var isLoggedIn = false
    /// Replies of 2xx to EHLO, MAIL and RCPT so far: neither the greeting (220) nor the login (235) counts.
    private var consents = 0
    /// The server asked for the letter (354).
    private var isInvited = false
    /// The sockets that are open: the connection's, and one being tried.
    var sockets: [Int32] = []
    let halt: Halt

    init(halt: Halt) {
        self.halt = halt
        reply.reserveCapacity(1024)
    }

    mutating func begin(_ body: UnsafeBufferPointer<UInt8>) {
        self.body = body
        sent = 0
        code = nil
        isKept = !sockets.isEmpty
        isNew = false
        isLoggedIn = false
        consents = 0
        isInvited = false
        reply.removeAll(keepingCapacity: true)
        replyEnded = true
    }

    /// A connection is being made for this letter.
    mutating func open(_ socket: Int32) {
        sockets.append(socket)
        isNew = true
        consents = 0
    }

    /// What the last reply answered, or what no reply came to: told from how much was consented to before.
    /// - Parameters:
    ///   - hellos: how often EHLO is said on a new connection.
    ///   - hasLogin: a login is offered where the server takes one.
    func step(hellos: Int, hasLogin: Bool) -> SMTPStep {
        if isInvited { return .dot }
        if isNew ? consents == 0 && code == nil : !isKept { return .connect }
        let passed = isNew ? consents - hellos : consents
        let isAtLogin = isNew && passed == 0 && hasLogin && offersLogin && !isLoggedIn
        switch passed {
        case ..<0: return .greeting
        case 0: return isAtLogin ? .greeting : .mail
        case 1: return .rcpt
        default: return .data
        }
    }

    /// libcurl has taken the whole body. What it has not written yet it writes without asking, and the final
    /// dot after it, so from here on the server may have the letter.
    var isHandedOver: Bool { sent == body.count }

    /// From here on the server can say nothing more, so nobody waits for it; what we say still reaches it.
    func stopListening() {
        for socket in sockets { shutdown(socket, Int32(SHUT_RD)) }
    }

    /// Takes one line of a reply, e.g. `250-SIZE 10240000`. Replies to QUIT (221) are passed over: libcurl sends
    /// it after a refusal, and they would hide the reply that matters.
    mutating func take(line: UnsafeBufferPointer<UInt8>) {
        if line.starts(with: "221".utf8) { return }
        if replyEnded { reply.removeAll(keepingCapacity: true) }
        if reply.count < 900 { reply.append(contentsOf: line.prefix(500)) }
        replyEnded = line.count < 4 || line[3] != UInt8(ascii: "-")
        guard line.count >= 3, line[..<3].allSatisfy({ $0 &- 0x30 < 10 }) else { return }
        code = line[..<3].reduce(0) { $0 * 10 + Int($1 &- 0x30) }
        if replyEnded { note(code ?? 0) }
        if code == 250, line.count >= 8, line[4..<8].elementsEqual("AUTH".utf8) { offersLogin = true }
    }
}

extension Conversation {
    private mutating func note(_ code: Int) {
        if code == 354 { isInvited = true }
        if code == 235 { isLoggedIn = true }
        if code / 100 == 2, code != 220, code != 235 { consents += 1 }
    }
}

/// Tells every connection of a transport to give up, once a grace has passed.
final class Halt: Sendable {
    /// Monotonic milliseconds from which transfers are given up; `Int.max` while running.
    private let deadline = Atomic<Int>(Int.max)

    func call(after grace: Int) {
        deadline.store(Monotonic.milliseconds + grace, ordering: .relaxed)
    }

    var isDue: Bool {
        let deadline = deadline.load(ordering: .relaxed)
        return deadline != Int.max && Monotonic.milliseconds >= deadline
    }
}

/// libcurl asks for the next bytes of the body.
func feedBody(_ out: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int, _ user: UnsafeMutableRawPointer?) -> Int {
    guard let out, let talk = user?.assumingMemoryBound(to: Conversation.self) else { return 0 }
    let left = UnsafeBufferPointer(rebasing: talk.pointee.body[talk.pointee.sent...])
    let given = min(left.count, size * count)
    guard given > 0, let from = left.baseAddress else { return 0 }
    UnsafeMutableRawPointer(out).copyMemory(from: from, byteCount: given)
    talk.pointee.sent += given
    return given
}

/// libcurl passes on one line that the server said.
func takeReplyLine(
    _ line: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int, _ user: UnsafeMutableRawPointer?
) -> Int {
    guard let line, let talk = user?.assumingMemoryBound(to: Conversation.self) else { return size * count }
    let bytes = UnsafeRawBufferPointer(start: line, count: size * count)
    bytes.withMemoryRebound(to: UInt8.self) { talk.pointee.take(line: $0) }
    return size * count
}

/// libcurl asks, at least once a second, whether to go on; not 0 gives up.
func mayGoOn(
    _ user: UnsafeMutableRawPointer?, _: curl_off_t, _: curl_off_t, _: curl_off_t, _: curl_off_t
) -> Int32 {
    guard let talk = user?.assumingMemoryBound(to: Conversation.self) else { return 0 }
    guard talk.pointee.halt.isDue else { return 0 }
    talk.pointee.stopListening()
    return 1
}

/// libcurl has made a socket.
func noteSocket(_ user: UnsafeMutableRawPointer?, _ socket: curl_socket_t, _: curlsocktype) -> Int32 {
    user?.assumingMemoryBound(to: Conversation.self).pointee.open(socket)
    return Int32(CURL_SOCKOPT_OK)
}

/// libcurl is done with a socket.
func closeSocket(_ user: UnsafeMutableRawPointer?, _ socket: curl_socket_t) -> Int32 {
    user?.assumingMemoryBound(to: Conversation.self).pointee.sockets.removeAll { $0 == socket }
    return close(socket)
}
