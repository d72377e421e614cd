/// From any version of an area to the versions in force on a day.
///
/// Forwards the weights of one change after another are multiplied, exactly. Backwards only where
/// that is exact: a version all of which lay in one predecessor is a part of it, a merged one
/// cannot be taken apart.
package struct AreaBridge: Sendable {
    /// One version on the day, and the share of the version asked for that lies in it.
    package struct Part: Hashable, Sendable {
        package let area: Area
        /// Above 0, at most 1.
        package let weight: ExactDecimal
        /// What partial weights on the way are shares of; empty where all went whole.
        package let bases: Set<AreaBasis>

        package init(area: Area, weight: ExactDecimal, bases: Set<AreaBasis>) {
            self.area = area
            self.weight = weight
            self.bases = bases
        }
    }

    /// Why there is no answer.
    package enum Obstacle: Error, Hashable, Sendable {
        /// It ended, and no change says what became of it.
        case ended(Area)
        /// Its level was abolished.
        case abolished(AreaChange)
        /// It was divided, and the weights known are of other bases.
        case noWeights(Area, basis: AreaBasis, known: [AreaBasis])
        /// It was made of several; taking it apart would need its own weights.
        case merged(Area, predecessors: [Area])
        /// It began after the day, and no change says what it was before.
        case began(Area)
        /// A product of weights has more than 38 digits.
        case tooLong(Area)
    }

    private let changesByPredecessor: [Area: [AreaChange]]
    private let changesBySuccessor: [Area: [AreaChange]]

    package init(_ changes: [AreaChange]) {
        changesByPredecessor = Dictionary(grouping: changes, by: \.from)
        var changesBySuccessor: [Area: [AreaChange]] = [:]
        for change in changes {
            if let to = change.to { changesBySuccessor[to, default: []].append(change) }
        }
        self.changesBySuccessor = changesBySuccessor
    }

    /// The changes that ended a version, in the order of the list.
    package func successions(of area: Area) -> [AreaChange] { changesByPredecessor[area] ?? [] }

    /// The changes that a version came from, in the order of the list.
    package func origins(of area: Area) -> [AreaChange] { changesBySuccessor[area] ?? [] }

    /// The versions in force on `day` that hold what the version `area` held.
    ///
    /// - Parameter basis: What the weights of a divided area are to be shares of; weights of `all`
    ///   serve every basis.
    /// - Returns: Parts by code, whose weights sum to exactly 1.
    package func parts(
        of area: Area, on day: CalendarDay, basis: AreaBasis = .all
    ) throws(Obstacle) -> [Part] {
        var shares: [Area: Part] = [:]
        try collect(
            Part(area: area, weight: ExactDecimal(1), bases: []), on: day, basis: basis, &shares)
        return shares.values.filter { !$0.weight.isZero }.sorted {
            ($0.area.code, $0.area.naturalKey) < ($1.area.code, $1.area.naturalKey)
        }
    }

    private func collect(
        _ part: Part, on day: CalendarDay, basis: AreaBasis, _ shares: inout [Area: Part]
    ) throws(Obstacle) {
        let area = part.area
        if let from = area.validFrom, from > day {
            let before = Part(
                area: try predecessor(of: area), weight: part.weight, bases: part.bases)
            return try collect(before, on: day, basis: basis, &shares)
        }
        if area.isValid(on: day) {
            let present = shares[area]
            let share = present?.weight ?? .zero
            guard let sum = share.adding(part.weight) else { throw .tooLong(area) }
            shares[area] = Part(
                area: area, weight: sum, bases: part.bases.union(present?.bases ?? []))
            return
        }
        for change in try successions(of: area, basis: basis) {
            guard let successor = change.to else { throw .abolished(change) }
            guard let weight = part.weight.multiplied(by: change.weight) else {
                throw .tooLong(area)
            }
            let isWhole = change.weight == ExactDecimal(1)
            let bases = isWhole ? part.bases : part.bases.union([change.basis])
            try collect(
                Part(area: successor, weight: weight, bases: bases), on: day, basis: basis, &shares)
        }
    }

    /// The changes of the basis, else those of the whole unit.
    private func successions(of area: Area, basis: AreaBasis) throws(Obstacle) -> [AreaChange] {
        let changes = successions(of: area)
        if changes.isEmpty { throw .ended(area) }
        for candidate in [basis, .all] {
            let chosen = changes.filter { $0.basis == candidate }
            if !chosen.isEmpty { return chosen }
        }
        let known = AreaBasis.allCases.filter { known in changes.contains { $0.basis == known } }
        throw .noWeights(area, basis: basis, known: known)
    }

    /// The one version that all of `area` lay in before.
    private func predecessor(of area: Area) throws(Obstacle) -> Area {
        var predecessors: [Area] = []
        for change in origins(of: area) where !predecessors.contains(change.from) {
            predecessors.append(change.from)
        }
        guard let first = predecessors.first else { throw .began(area) }
        if predecessors.count > 1 { throw .merged(area, predecessors: predecessors) }
        return first
    }
}
