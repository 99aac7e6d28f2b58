/// A thread of the operating system's own: blocking C calls must never hold one of Swift's few pool threads.
import Glibc

/// A running thread. Must be joined exactly once.
public struct OSThread: Sendable {
    private let id: pthread_t

    /// Starts a thread running `body`; nil when the system has no thread to give.
    /// All signals are blocked in it: they belong to the main thread, and a broken TLS connection's SIGPIPE
    /// must not end the program.
    public init?(_ body: @escaping @Sendable () -> Void) {
        let box = Unmanaged.passRetained(ThreadBody(body))
        var (all, before) = (sigset_t(), sigset_t())
        sigfillset(&all)
        pthread_sigmask(SIG_SETMASK, &all, &before)  // a new thread inherits the mask
        defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
        var id = pthread_t()
        guard pthread_create(&id, nil, runThreadBody, box.toOpaque()) == 0 else {
            box.release()
            return nil
        }
        self.id = id
    }

    public func join() { pthread_join(id, nil) }
}

private final class ThreadBody: Sendable {
    let run: @Sendable () -> Void
    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
}

private func runThreadBody(_ box: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    if let box { Unmanaged<ThreadBody>.fromOpaque(box).takeRetainedValue().run() }
    return nil
}
