/// A clock that only runs forward and that nobody sets; no time of day.

import Glibc

/// Time since some moment before the program's start, on CLOCK_MONOTONIC, as poll(2) and systemd use it.
public enum Monotonic {
    public static var microseconds: Int {
        var time = timespec()
        // This clock exists on every Linux: the call cannot fail with a valid pointer.
        clock_gettime(CLOCK_MONOTONIC, &time)
        return time.tv_sec * 1_000_000 + time.tv_nsec / 1000
    }

    public static var milliseconds: Int { microseconds / 1000 }

    public static var seconds: Int { milliseconds / 1000 }
}
