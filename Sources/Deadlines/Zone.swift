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
}
