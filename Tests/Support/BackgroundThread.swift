/// Threads for work that blocks.
import Glibc

/// A thread that runs `body`; join it once.
public struct BackgroundThread {
    private let id: pthread_t

    public init(_ body: @escaping @Sendable () -> Void) {
        var id = pthread_t()
        let code = pthread_create(&id, nil, runBackgroundThread, Unmanaged.passRetained(Box(body)).toOpaque())
        // Whoever waits for it would wait forever.
        guard code == 0 else { fatalError("no thread is left: \(String(cString: strerror(code)))") }
        self.id = id
    }

    public func join() { pthread_join(id, nil) }

    public func detach() { pthread_detach(id) }

    fileprivate final class Box: Sendable {
        let body: @Sendable () -> Void
        init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }
}

private func runBackgroundThread(_ box: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    if let box { Unmanaged<BackgroundThread.Box>.fromOpaque(box).takeRetainedValue().body() }
    return nil
}

/// Runs blocking work on a thread of its own, so that tests do not hold the few pool threads.
public func onOwnThread<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
        BackgroundThread { continuation.resume(with: Result(catching: body)) }.detach()
    }
}
