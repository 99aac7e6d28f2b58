/// A named time zone as a table of its offsets: a value, so that pure code can use it.
///
/// Module Platform makes one from the system's zone data.
public struct Zone: Sendable, Hashable {
    /// A change of the offset from UTC.
    public struct Transition: Sendable, Hashable {
        public let at: Instant
        /// Seconds east of UTC from `at` on.
        public let offset: Int

        public init(at: Instant, offset: Int) {
            self.at = at
            self.offset = offset
        }
    }

    /// e.g. `Asia/Shanghai`.
    public let identifier: String
    /// Seconds east of UTC before the first transition.
    public let initialOffset: Int
    /// Ascending.
    public let transitions: [Transition]

    public init(identifier: String, initialOffset: Int, transitions: [Transition] = []) {
        self.identifier = identifier
        self.initialOffset = initialOffset
        self.transitions = transitions
    }

    public static let utc = Zone(identifier: "UTC", initialOffset: 0)

    /// Seconds east of UTC at the moment; at a transition the new offset holds.
    public func offset(at moment: Instant) -> Int {
        let index = firstTransition(after: moment)
        return index == 0 ? initialOffset : transitions[index - 1].offset
    }

    /// The index of the first transition later than the moment, by bisection.
    func firstTransition(after moment: Instant) -> Int {
        var low = 0
        var high = transitions.count
        while low < high {
            let middle = (low + high) / 2
            if transitions[middle].at <= moment { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
