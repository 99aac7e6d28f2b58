/// What a tick has to look at, cut into pieces of bounded size.

import Ledger
import Workflow

/// Pieces in which a unit's assignments stay together where they can: what one event tells a unit is one letter, and the
/// units' digests are whole at once. Those of reviewers, units above and the coordinator take lines of many pieces.
struct AwakeSlices: Sequence {
    struct Slice: Equatable {
        let ids: [AssignmentID]
        /// It begins with the unit that the one before ended with: that alone has more than a piece holds.
        let continuesUnit: Bool
    }

    private let awake: [Awake]
    private let stride: Int

    /// - Parameters:
    ///   - awake: in the order of time, which is kept when one piece holds all.
    ///   - stride: assignments of one piece at most, at least 1.
    init(_ awake: [Awake], stride: Int) {
        self.stride = Swift.max(1, stride)
        self.awake = awake.count <= self.stride ? awake : awake.sorted { ($0.unit, $0.id) < ($1.unit, $1.id) }
    }

    func makeIterator() -> AnyIterator<Slice> {
        var start = 0
        return AnyIterator {
            guard start < awake.count else { return nil }
            let end = end(of: start)
            defer { start = end }
            return Slice(
                ids: awake[start..<end].map(\.id),
                continuesUnit: start > 0 && awake[start - 1].unit == awake[start].unit)
        }
    }

    /// After the last unit that fits whole; in the middle of one that is larger than a piece.
    private func end(of start: Int) -> Int {
        let most = start + stride
        guard most < awake.count else { return awake.count }
        let next = awake[most].unit
        let cut = awake[start..<most].lastIndex { $0.unit != next }
        return cut.map { $0 + 1 } ?? most
    }
}
