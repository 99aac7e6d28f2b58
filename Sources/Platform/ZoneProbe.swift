/// Finds a zone's changes of offset by asking the C library for the offset at chosen moments.

import Deadlines
import Glibc

/// Valid only while `TZ` names the zone: `Zones` calls it under its lock.
enum ZoneProbe {
    /// Shorter than any time between two changes from 1990 on (Brazil tried summer time for a week in 2000, Gaza plans
    /// such weeks; a Ramadan in Morocco is four), so none is missed.
    private static let step: Int64 = 6 * 86_400
    /// 28 years of the Julian cycle, after which dates fall on the same weekdays; no century year breaks it before 2100.
    private static let cycle: Int64 = 10_227 * 86_400

    /// The years whose changes are found: dues and events lie in them. Outside of them the nearest offset holds.
    private static let first = start(of: 1990)
    /// From here on a zone has either one yearly rule or, for lunar calendars, a list.
    private static let ruled = start(of: 2038)
    private static let last = start(of: 2100)

    private static func start(of year: Int) -> Int64 {
        Day(year: year, month: 1, day: 1).map { Int64($0.number) * 86_400 } ?? 0
    }

    /// - Parameter file: the zone's own file, which says where to ask; without it, or where a yearly rule goes on for
    ///   ever, the offset is asked for every few days.
    static func zone(_ name: String, file: [UInt8] = []) -> Zone {
        let initial = offset(at: first)
        if let moments = ZoneFile.changes(in: file, from: first, to: last) {
            return Zone(identifier: name, initialOffset: initial, transitions: ask(moments, from: initial))
        }
        var transitions = probe(first, ruled, from: initial)
        let repeated = repeating(transitions)
        let current = transitions.last?.offset ?? initial
        transitions += isConfirmed(repeated, from: current) ? repeated : probe(ruled, last, from: current)
        return Zone(identifier: name, initialOffset: initial, transitions: transitions)
    }

    /// The changes among the moments at which there may be one.
    private static func ask(_ moments: [Int64], from offset: Int) -> [Zone.Transition] {
        var current = offset
        return moments.compactMap { moment in
            let next = self.offset(at: moment)
            defer { current = next }
            return next == current ? nil : Zone.Transition(at: Instant(seconds: moment), offset: next)
        }
    }

    /// The changes after `start` up to `end`, by looking every few days.
    private static func probe(_ start: Int64, _ end: Int64, from offset: Int) -> [Zone.Transition] {
        var transitions: [Zone.Transition] = []
        var low = start
        var current = offset
        while low < end {
            let high = min(low + step, end)
            let next = self.offset(at: high)
            if next != current {
                let moment = Instant(seconds: change(from: current, low, high))
                transitions.append(Zone.Transition(at: moment, offset: next))
                current = next
            }
            low = high
        }
        return transitions
    }

    /// What a yearly rule gives after the last years probed: their changes again, every 28 years.
    private static func repeating(_ transitions: [Zone.Transition]) -> [Zone.Transition] {
        let recent = transitions.filter { $0.at.seconds > ruled - cycle }
        var found: [Zone.Transition] = []
        var shift = cycle
        while ruled - cycle + shift < last {
            found += recent.map { Zone.Transition(at: $0.at.adding(seconds: shift), offset: $0.offset) }
            shift += cycle
        }
        // A change that was made once leads nowhere new when it comes again.
        var current = transitions.last?.offset
        return found.filter { change in
            defer { current = change.offset }
            return change.at.seconds <= last && change.offset != current
        }
    }

    /// Whether the C library agrees: at every change to the second, and four times in every year.
    ///
    /// It asks a tenth of what probing does, and beyond 2037 each answer is slow.
    private static func isConfirmed(_ transitions: [Zone.Transition], from offset: Int) -> Bool {
        var current = offset
        var next = transitions.startIndex
        var sample = ruled
        while sample <= last {
            while next < transitions.endIndex, transitions[next].at.seconds <= sample {
                let change = transitions[next]
                guard self.offset(at: change.at.seconds - 1) == current,
                    self.offset(at: change.at.seconds) == change.offset
                else { return false }
                current = change.offset
                next += 1
            }
            guard self.offset(at: sample) == current else { return false }
            sample += 91 * 86_400
        }
        return true
    }

    /// The first second within (low, high] whose offset is no longer the given one. Nearly all changes fall on a
    /// quarter of an hour, so those are bisected first.
    private static func change(from offset: Int, _ low: Int64, _ high: Int64) -> Int64 {
        let quarter = bisect(from: offset, low / 900, (high + 899) / 900, unit: 900)
        return bisect(from: offset, quarter * 900 - 900, quarter * 900, unit: 1)
    }

    /// The least n within (low, high] such that the offset at n × unit is no longer the given one.
    private static func bisect(from offset: Int, _ low: Int64, _ high: Int64, unit: Int64) -> Int64 {
        if unit == 1, self.offset(at: high - 1) == offset { return high }
        var (low, high) = (low, high)
        while high - low > 1 {
            let middle = low + (high - low) / 2
            if self.offset(at: middle * unit) == offset { low = middle } else { high = middle }
        }
        return high
    }

    /// Seconds east of UTC under the present `TZ`.
    private static func offset(at seconds: Int64) -> Int {
        var time = time_t(seconds)
        var local = tm()
        return localtime_r(&time, &local) == nil ? 0 : local.tm_gmtoff
    }
}
