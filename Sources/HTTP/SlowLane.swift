/// Threads for answers that take long, so that the threads that serve connections never wait.

import Glibc
import Platform
import Synchronization

struct SlowLane: Sendable {
    typealias Work = @Sendable () -> Void

    private let queue: WorkQueue
    private let threads: [OSThread]

    /// - Parameter capacity: how much may wait before more is refused.
    /// Nil when the system has no threads left.
    init?(threads count: Int, capacity: Int) {
        let queue = WorkQueue(capacity: capacity)
        self.queue = queue
        threads = (0..<count).compactMap { _ in OSThread { queue.run() } }
        if threads.count < count {
            close()
            return nil
        }
    }

    /// False when too much waits already, or the lane is closed.
    func add(_ work: @escaping Work) -> Bool { queue.add(work) }

    /// Takes nothing more; returns when what was taken is done.
    func close() {
        queue.close(for: threads.count)
        for thread in threads { thread.join() }
    }
}

private final class WorkQueue: Sendable {
    private struct State {
        var waiting: [SlowLane.Work] = []
        var isClosed = false
    }

    private let state = Mutex(State())
    private let capacity: Int
    /// Counts what waits; posted once more for each thread when the queue closes.
    private let signal = Semaphore()

    init(capacity: Int) {
        self.capacity = capacity
    }

    func add(_ work: @escaping SlowLane.Work) -> Bool {
        let isAdded = state.withLock { state in
            guard !state.isClosed, state.waiting.count < capacity else { return false }
            state.waiting.append(work)
            return true
        }
        if isAdded { signal.post() }
        return isAdded
    }

    func close(for threads: Int) {
        state.withLock { $0.isClosed = true }
        for _ in 0..<threads { signal.post() }
    }

    /// A thread's life: work until the queue is closed and empty.
    func run() {
        while true {
            signal.wait()
            let work = state.withLock { $0.waiting.isEmpty ? nil : $0.waiting.removeFirst() }
            guard let work else { return }
            work()
        }
    }
}

/// A POSIX semaphore.
/// `@unchecked Sendable`: the pointer never changes; what it points to is made for use by several threads.
final class Semaphore: @unchecked Sendable {
    private let handle: UnsafeMutablePointer<sem_t>

    init() {
        handle = .allocate(capacity: 1)
        handle.initialize(to: sem_t())
        sem_init(handle, 0, 0)
    }

    deinit {
        sem_destroy(handle)
        handle.deallocate()
    }

    func post() { sem_post(handle) }

    func wait() { while sem_wait(handle) != 0, errno == EINTR {} }
}
