/// A value that follows from others and that not everybody asks for: made once, when it is asked for first.

import Synchronization

final class OnDemand<Value: Sendable>: Sendable {
    private let made = Mutex<Value?>(nil)

    func value(_ make: () -> Value) -> Value {
        made.withLock { known in
            if let known { return known }
            let value = make()
            known = value
            return value
        }
    }
}
