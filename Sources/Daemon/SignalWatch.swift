/// The signals that a service manager or a person sends: stop, stop at once, read the configuration again.

import Glibc
import Synchronization

/// SIGTERM and SIGINT stop, SIGHUP reloads, SIGPIPE is ignored. A handler writes the signal's number into a pipe; a
/// thread of its own reads it there, so that what follows may do anything, also while the main thread is busy.
public final class SignalWatch: Sendable {
    /// What each signal does. Called on the watch's thread, one at a time.
    public struct Actions: Sendable {
        public let stop: @Sendable (_ signal: Int32) -> Void
        public let reload: @Sendable () -> Void
        /// A second stop signal, or the time to stop has run out: the process ends when this returns.
        public let force: @Sendable (_ signal: Int32, _ isImpatient: Bool) -> Void

        public init(
            stop: @escaping @Sendable (_ signal: Int32) -> Void, reload: @escaping @Sendable () -> Void,
            force: @escaping @Sendable (_ signal: Int32, _ isImpatient: Bool) -> Void
        ) {
            self.stop = stop
            self.reload = reload
            self.force = force
        }
    }

    /// Milliseconds from the first stop signal to the end of the process, whatever happens. Letters get 3 seconds of it.
    static let grace: Int64 = 4_800

    private let pipe: WakePipe
    private let actions: Actions

    /// Begins to watch, for the rest of the process's life. Nil when the system gives no pipe or no thread.
    @discardableResult
    public static func begin(_ actions: Actions) -> Bool {
        signal(SIGPIPE, SIG_IGN)
        guard let pipe = WakePipe() else { return false }
        let watch = SignalWatch(pipe: pipe, actions: actions)
        signalInput.store(pipe.input, ordering: .sequentiallyConsistent)
        // Kept for ever: the handler writes into the pipe until the process ends.
        let box = Unmanaged.passRetained(watch)
        var thread = pthread_t()
        guard pthread_create(&thread, nil, runWatch, box.toOpaque()) == 0 else { return false }
        pthread_detach(thread)
        for number in watched { install(number) }
        // Here and in threads begun from here they are blocked, so that no system call of the work is interrupted;
        // the watch's own thread takes them.
        mask(SIG_BLOCK)
        return true
    }

    private static let watched = [SIGTERM, SIGINT, SIGHUP]

    /// Blocks or unblocks the watched signals in the calling thread.
    fileprivate static func mask(_ how: Int32) {
        var signals = sigset_t()
        sigemptyset(&signals)
        for number in watched { sigaddset(&signals, number) }
        pthread_sigmask(how, &signals, nil)
    }

    private init(pipe: WakePipe, actions: Actions) {
        self.pipe = pipe
        self.actions = actions
    }

    private static func install(_ number: Int32) {
        var action = sigaction()
        action.__sigaction_handler.sa_handler = noteSignal
        action.sa_flags = SA_RESTART
        sigemptyset(&action.sa_mask)
        sigaction(number, &action, nil)
    }

    fileprivate func run() {
        var deadline: (at: Int64, signal: Int32)?
        while true {
            let left = deadline.map { max(0, $0.at - SystemWaiting.uptime) } ?? -1
            let next = pipe.next(within: left).map(Int32.init)
            if let deadline, next != SIGHUP, next != nil || SystemWaiting.uptime >= deadline.at {
                actions.force(deadline.signal, next != nil)
                // Not exit(3): it would run what the busy main thread may stand in. The ledger's steps are
                // transactions, so nothing is half done.
                _exit(128 + (next ?? deadline.signal))
            }
            switch next {
            case SIGHUP where deadline == nil: actions.reload()
            case SIGTERM, SIGINT:
                let number = next ?? SIGTERM
                deadline = (SystemWaiting.uptime + Self.grace, number)
                actions.stop(number)
            default: break
            }
        }
    }
}

/// Where the handler writes; set before the handler is installed.
private let signalInput = Atomic<Int32>(-1)

/// The handler itself: nothing but one write(2), which is async-signal-safe (signal-safety(7)).
private func noteSignal(_ number: Int32) {
    WakePipe.put(UInt8(truncatingIfNeeded: number), into: signalInput.load(ordering: .relaxed))
}

private func runWatch(_ box: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    // The signals must find a thread that takes them, whatever mask the process was started with.
    SignalWatch.mask(SIG_UNBLOCK)
    if let box { Unmanaged<SignalWatch>.fromOpaque(box).takeUnretainedValue().run() }
    return nil
}
