/// Units that a notice can be loaded with when no roster comes with it.

import Ledger
import Notices

extension LedgerStore {
    /// The units that the notice was loaded with, as they are now; those taken out of the roster left out. Nil for a
    /// notice that is not loaded.
    public func units(knownTo notice: String) throws -> Roster? {
        guard try self.notice(notice) != nil else { return nil }
        let before = Set(try Dossier(notice, in: self).roster.units.map(\.code))
        return Roster(units: try units().filter { !$0.isRemoved && before.contains($0.unit.code) }.map(\.unit))
    }

    /// Every unit of the roster as it is now; nil for a ledger without one.
    public func unitsInForce() throws -> Roster? {
        let units = try units().filter { !$0.isRemoved }.map(\.unit)
        return units.isEmpty ? nil : Roster(units: units)
    }
}
