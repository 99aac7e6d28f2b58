/// When reminders are owed, in working days.

public struct ReminderPolicy: Sendable, Hashable {
    /// Working days before the due day, descending; 0 is the morning of the due day itself.
    public var before: [Int]
    /// After the due day: every so many working days …
    public var every: Int
    /// … so many times, then weekly until the notice closes.
    public var times: Int
    /// The overdue step (counting from 1) from which the parent's digest lists it; nil: never.
    public var parentFrom: Int?
    /// The overdue step from which the coordinator's digest lists it; nil: never.
    public var coordinatorFrom: Int?
    /// An undated review: a letter on its age every so many working days.
    public var reviewAge: Int

    public static let standard = ReminderPolicy(
        before: [10, 5, 3, 1, 0], every: 2, times: 10, parentFrom: 1, coordinatorFrom: 3, reviewAge: 5)

    public init(
        before: [Int], every: Int, times: Int, parentFrom: Int?, coordinatorFrom: Int?, reviewAge: Int
    ) {
        self.before = before
        self.every = every
        self.times = times
        self.parentFrom = parentFrom
        self.coordinatorFrom = coordinatorFrom
        self.reviewAge = reviewAge
    }
}
