import PhusaModel
import Warehouse

/// What the ledger knows of a dataset's drops, to tell a drop that came before from a new one.
struct KnownDrops {
    /// What is remembered of one drop.
    private struct Known {
        let path: String
        let sha256: String
        let period: String?
        let vintage: Moment
        let outcome: String
        let definitions: String
    }

    private let seasons: [Season]
    private var byIdentity: [Identity: [Known]] = [:]
    private var byContent: [String: [Known]] = [:]
    private var byScope: [Scope: [Known]] = [:]

    /// What two files must not both state without saying which is the later one.
    private struct Scope: Hashable {
        let period: String?
        let vintage: Moment
        let sequence: Int
    }

    /// Dataset, scope, vintage and bytes: the definitions it was read by are no part of it.
    private struct Identity: Hashable {
        let sha256: String
        let vintage: Moment
        let sequence: Int

        init(sha256: String, vintage: Moment, sequence: Int) {
            self.sha256 = sha256
            self.vintage = vintage
            self.sequence = sequence
        }

        init(_ drop: DropFile) {
            self.init(
                sha256: drop.sha256, vintage: drop.vintage.moment,
                sequence: drop.vintage.sequence)
        }
    }

    init(_ drops: [DropRecord], seasons: [Season]) {
        self.seasons = seasons
        for drop in drops.map(\.drop) {
            add(
                Known(
                    path: drop.path, sha256: drop.sha256, period: drop.period,
                    vintage: drop.vintage.moment,
                    outcome: drop.outcome.rawValue, definitions: drop.definitions),
                Identity(
                    sha256: drop.sha256, vintage: drop.vintage.moment,
                    sequence: drop.vintage.sequence))
        }
    }

    /// Remembers a drop of this run.
    mutating func add(_ drop: DropFile, outcome: String, definitions: String) {
        add(
            Known(
                path: drop.path, sha256: drop.sha256, period: period(drop),
                vintage: drop.vintage.moment,
                outcome: outcome, definitions: definitions),
            Identity(drop))
    }

    private mutating func add(_ known: Known, _ identity: Identity) {
        byIdentity[identity, default: []].append(known)
        byContent[identity.sha256, default: []].append(known)
        let scope = Scope(
            period: known.period, vintage: identity.vintage, sequence: identity.sequence)
        byScope[scope, default: []].append(known)
    }

    /// Natural key of the period in the drop's name.
    private func period(_ drop: DropFile) -> String? {
        drop.period(seasons: seasons)?.naturalKey
    }

    /// Whether nothing is to be done: loaded, held or withdrawn before, or refused by these very
    /// definitions.
    func isSettled(_ drop: DropFile, definitions: String) -> Bool {
        matches(drop).contains { $0.outcome != "refused" || $0.definitions == definitions }
    }

    private func matches(_ drop: DropFile) -> [Known] {
        (byIdentity[Identity(drop)] ?? []).filter { $0.period == period(drop) }
    }

    /// Whether these bytes were refused before, so that a new judgement of them takes the place of an
    /// old one.
    func hasRefused(_ drop: DropFile) -> Bool {
        byContent[drop.sha256]?.contains { $0.outcome == "refused" } ?? false
    }

    /// The same bytes stated for another period by an earlier drop: a copy of last month.
    func sameBytes(_ drop: DropFile, contract: ContractDefinition) -> Violation? {
        guard !contract.allowsSameBytes, let period = period(drop) else { return nil }
        let other = byContent[drop.sha256]?.first {
            $0.period != nil && $0.period != period && $0.outcome == "loaded"
                && $0.vintage <= drop.vintage.moment
        }
        guard let other else { return nil }
        return Violation(
            rule: .dropSameBytes, position: FilePosition(path: drop.path, line: 0, column: 0),
            found: period, expected: .message(other.path))
    }

    /// Another drop of the same scope and vintage with other bytes, whose name does not say which is
    /// the later one: both are loaded, ordered by their hashes, and a person is told.
    func sameVintage(_ drop: DropFile) -> Violation? {
        let scope = Scope(
            period: period(drop), vintage: drop.vintage.moment, sequence: drop.vintage.sequence)
        let other = byScope[scope]?.first {
            $0.outcome == "loaded" && $0.sha256 != drop.sha256
        }
        guard let other else { return nil }
        return Violation(
            rule: .dropSameVintage, position: FilePosition(path: drop.path, line: 0, column: 0),
            found: "\(other.path) (\(other.sha256.prefix(12)))", expected: .ruleKept)
    }
}
