/// The one type that reads the wall clock: everything else is given `now`.

import Deadlines
import Glibc

public struct WallClock: Sendable {
    public init() {}

    /// The system's time, in whole seconds.
    public var now: Instant {
        var time = timespec()
        // CLOCK_REALTIME exists on every Linux: the call cannot fail with a valid pointer.
        clock_gettime(CLOCK_REALTIME, &time)
        return Instant(seconds: Int64(time.tv_sec))
    }
}
