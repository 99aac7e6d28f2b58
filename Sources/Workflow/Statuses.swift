/// The statuses of many assignments: one that many have is kept once.

public struct Statuses: Sendable {
    private var places: [AssignmentID: Int32] = [:]
    private var kept: [Status] = []

    public init() {}

    mutating func reserveCapacity(_ count: Int) { places.reserveCapacity(count) }

    public internal(set) subscript(id: AssignmentID) -> Status? {
        get { places[id].map { kept[Int($0)] } }
        set {
            guard let newValue else {
                places[id] = nil
                return
            }
            places[id] = Int32(kept.count)
            kept.append(newValue)
        }
    }

    /// Gives an assignment the status of another.
    mutating func share(_ id: AssignmentID, as other: AssignmentID) { places[id] = places[other] }

    /// Whether two assignments have the same status; quick where it is kept once for both.
    public func areSame(_ one: AssignmentID, _ other: AssignmentID) -> Bool {
        guard let one = places[one], let other = places[other] else { return places[one] == places[other] }
        return one == other || kept[Int(one)] == kept[Int(other)]
    }
}
