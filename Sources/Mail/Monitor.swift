// A lock with conditions to wait for, on the monotonic clock.
import Glibc

/// A mutex and its conditions.
/// `@unchecked Sendable`: the pointers never change; what they point to is made for use by several threads.
final class Monitor: @unchecked Sendable {
    /// One thing to wait for.
    struct Condition: Sendable { fileprivate let index: Int }

    private let mutex: UnsafeMutablePointer<pthread_mutex_t>
    private let conditions: UnsafeMutablePointer<pthread_cond_t>
    private let count: Int

    init(conditions count: Int) {
        mutex = .allocate(capacity: 1)
        mutex.initialize(to: pthread_mutex_t())
        pthread_mutex_init(mutex, nil)
        conditions = .allocate(capacity: count)
        conditions.initialize(repeating: pthread_cond_t(), count: count)
        self.count = count
        var attributes = pthread_condattr_t()
        pthread_condattr_init(&attributes)
        pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
        for index in 0..<count { pthread_cond_init(conditions + index, &attributes) }
        pthread_condattr_destroy(&attributes)
    }

    deinit {
        for index in 0..<count { pthread_cond_destroy(conditions + index) }
        conditions.deallocate()
        pthread_mutex_destroy(mutex)
        mutex.deallocate()
    }

    func condition(_ index: Int) -> Condition { Condition(index: index) }

    func locked<Value>(_ body: () throws -> Value) rethrows -> Value {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        return try body()
    }

    /// Inside `locked`: lets others in until signalled. May also return without a signal.
    func wait(for condition: Condition) {
        pthread_cond_wait(conditions + condition.index, mutex)
    }

    /// The same, at most until `deadline` (monotonic milliseconds). False when that time has come.
    func wait(for condition: Condition, until deadline: Int) -> Bool {
        var time = timespec(tv_sec: deadline / 1000, tv_nsec: deadline % 1000 * 1_000_000)
        return pthread_cond_timedwait(conditions + condition.index, mutex, &time) != ETIMEDOUT
    }

    func signal(_ condition: Condition) { pthread_cond_signal(conditions + condition.index) }

    func broadcast(_ condition: Condition) { pthread_cond_broadcast(conditions + condition.index) }
}
