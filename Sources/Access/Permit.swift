/// Who is asking, and what that one may do.

import Texts

/// One role with what it is over.
public struct Grant: Sendable, Hashable {
    public let role: Role
    /// The unit that a reviewer, unit or link stands for; nil for the others.
    public let unit: String?
    /// The notices of a coordinator or auditor; nil: all there are and will be.
    public let notices: Set<String>?

    public init(_ role: Role, unit: String) {
        self.role = role
        self.unit = unit
        notices = nil
    }

    public init(_ role: Role, notices: Set<String>? = nil) {
        self.role = role
        unit = nil
        self.notices = notices
    }
}

/// What an action is done to.
public enum AccessTarget: Sendable, Hashable {
    /// The ledger as a whole, its roster, its mail.
    case ledger
    case notice(String)
    case unit(String)
    /// - Parameter reviewers: the units that review it, level by level.
    case assignment(notice: String, unit: String, reviewers: [String])
}

/// All that somebody may do.
public struct Permit: Sendable, Hashable {
    /// As records name the author.
    public let author: String
    public let grants: [Grant]

    public init(author: String, grants: [Grant]) {
        self.author = author
        self.grants = grants
    }

    /// Whoever may open the ledger's file may do everything: the command line on the ledger's own machine.
    public static func local(_ author: String) -> Permit { Permit(author: author, grants: [Grant(.coordinator)]) }

    public func allows(_ action: Action, on target: AccessTarget) -> Bool {
        grants.contains { $0.allows(action, on: target) }
    }

    /// Whether the action is allowed on anything at all: what a menu shows.
    public func mayEver(_ action: Action) -> Bool {
        grants.contains { $0.role.reach(action) != .nothing }
    }

    /// Whether it may be done to whatever there is.
    public func isOverAll(_ action: Action) -> Bool { allows(action, on: .ledger) }

    /// The units that it stands for in a role.
    public func units(_ role: Role) -> [String] { grants.filter { $0.role == role }.compactMap(\.unit) }

    /// The notices over which an action is allowed; nil: all of them. Empty: by no notice as a whole.
    public func notices(_ action: Action) -> Set<String>? {
        var found: Set<String> = []
        for grant in grants where grant.role.reach(action) == .notices || grant.role.reach(action) == .ledger {
            guard let notices = grant.notices else { return nil }
            found.formUnion(notices)
        }
        return found
    }

    /// What is told to somebody who may not.
    public func denial(_ action: Action) -> Phrase {
        let roles = Set(grants.map(\.role)).sorted { $0.rawValue < $1.rawValue }
        guard !roles.isEmpty else { return Phrase(zh: "需要先登录", en: "sign in first") }
        let names = Phrase(
            zh: roles.map(\.name.zh).joined(separator: "、"), en: roles.map(\.name.en).joined(separator: ", "))
        return Phrase(
            zh: "“\(names.zh)”的权限不包括：\(action.name.zh)，或对象不在权限范围内",
            en: "as \(names.en) you may not \(action.name.en), or not for this one")
    }
}

extension Grant {
    func allows(_ action: Action, on target: AccessTarget) -> Bool {
        switch role.reach(action) {
        case .nothing: false
        case .own: unit.map { target.isOf(unit: $0) } ?? false
        case .below: unit.map { target.isReviewed(by: $0) } ?? false
        case .notices: covers(target)
        case .ledger: notices == nil
        }
    }

    private func covers(_ target: AccessTarget) -> Bool {
        guard let notices else { return true }
        switch target {
        case .notice(let id), .assignment(let id, _, _): return notices.contains(id)
        case .ledger, .unit: return false
        }
    }
}

extension AccessTarget {
    fileprivate func isOf(unit code: String) -> Bool {
        switch self {
        case .unit(let unit), .assignment(_, let unit, _): unit == code
        case .ledger, .notice: false
        }
    }

    fileprivate func isReviewed(by code: String) -> Bool {
        if case .assignment(_, _, let reviewers) = self { return reviewers.contains(code) }
        return false
    }
}
