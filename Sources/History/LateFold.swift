/// History after a drop that arrives late, told from what is held and the drops that follow it.
///
/// A late drop is felt until every cell that it changed has been stated, or closed, by a later drop:
/// from there on the cells say what they said before. So neither the drops before it nor those behind
/// that point are read. Ends where a fold of all events ends, for which a test stands.
package struct LateFold {
    /// An event, as far as it decides whether this way may be gone.
    package struct Place: Sendable {
        let id: Int
        let rank: EventOrder.Rank
        let target: Int?

        /// - Parameter target: The drop that a withdrawal is about.
        package init(id: Int, rank: EventOrder.Rank, target: Int?) {
            self.id = id
            self.rank = rank
            self.target = target
        }
    }

    /// A version that is held, in force from one event on until another.
    package struct Held: Sendable {
        let cell: Int
        let standing: Standing
        /// `nil` for a current one.
        let closedBy: Int?

        package init(cell: Int, standing: Standing, closedBy: Int?) {
            self.cell = cell
            self.standing = standing
            self.closedBy = closedBy
        }
    }

    /// What is to be held.
    package struct Outcome: Sendable {
        package let current: [Standing?]
        package let closed: [ClosedVersion]
    }

    private let held: [Held]
    /// Place of each event in the order of history, from 0, by its number.
    private let places: [Int: Int]
    /// The places of the late drop and of the last drop applied.
    private let first: Int
    private var last: Int
    /// What each cell says after the last drop applied.
    private var current: [Standing?]
    private var closed: [ClosedVersion] = []
    /// Cells that the late drop changed and nothing has stated since.
    private var open: Set<Int> = []

    /// - Parameters:
    ///   - events: All events of the cells, the late drop among them, in the order of history.
    ///   - held: All versions of the cells, without the late drop.
    /// - Returns: `nil` where this way leads astray: an event after the drop looks back at drops, a
    ///   withdrawal of one that is to be applied comes before it, or a version cites another event.
    package init?(of drop: Int, among events: [Place], held: [Held]) {
        guard let first = events.firstIndex(where: { $0.id == drop }) else { return nil }
        let later = Set(events[first...].map(\.id))
        let isStraight = events[first...].allSatisfy {
            [.drop, .release, .definition].contains($0.rank)
        }
        guard isStraight, !events.contains(where: { $0.target.map(later.contains) ?? false })
        else { return nil }
        var places: [Int: Int] = [:]
        for (place, event) in events.enumerated() { places[event.id] = place }
        guard
            held.allSatisfy({
                places[$0.standing.event] != nil && ($0.closedBy.map { places[$0] != nil } ?? true)
            })
        else { return nil }
        self.held = held
        self.places = places
        (self.first, last) = (first, first)
        current = []
        for version in held where start(version) < first && end(version) > first {
            grow(to: version.cell + 1)
            current[version.cell] = version.standing
        }
    }

    private func start(_ version: Held) -> Int { places[version.standing.event] ?? 0 }
    private func end(_ version: Held) -> Int { version.closedBy.flatMap { places[$0] } ?? .max }

    private mutating func grow(to count: Int) {
        guard current.count < count else { return }
        current += Array(repeating: nil, count: count - current.count)
    }

    /// Applies the late drop, then one after the other those behind it.
    ///
    /// - Parameter periods: The period (id) of each cell, also of those held.
    package mutating func apply(
        _ reading: Reading, of drop: Int, periods: [Int32]
    ) -> EventEffect {
        grow(to: periods.count)
        let before = closed.count
        var timeline = Timeline(periods: periods, current: current)
        let effect = timeline.take(reading, by: drop)
        closed += timeline.closed
        last = places[drop] ?? last
        if last == first {
            open = Set(closed[before...].map(\.cell))
            for assertion in reading.assertions where current[assertion.cell] == nil {
                open.insert(assertion.cell)
            }
        } else if !open.isEmpty {
            for assertion in reading.assertions { open.remove(assertion.cell) }
            open = open.filter {
                !reading.scope.contains(periods[$0]) || reading.spared.contains($0)
            }
        }
        current = timeline.current
        return effect
    }

    /// Whether the drops that follow need not be applied.
    package var isSettled: Bool { open.isEmpty }

    /// What is to be held: what was, before and behind the drops applied, and what they say between.
    ///
    /// - Parameter isEnd: Whether no drop is left to apply.
    /// - Returns: `nil` where what is held behind them does not go on from what they say: then the
    ///   warehouse does not hold what its history says.
    package func finish(isEnd: Bool) -> Outcome? {
        var closed = closed
        if isEnd {
            closed += held.filter { end($0) < first }.compactMap(Self.closedVersion)
            return Outcome(current: current, closed: closed)
        }
        var standing = current
        var final: [Standing?] = Array(repeating: nil, count: current.count)
        for version in held where end(version) < first || end(version) > last {
            guard start(version) <= last, end(version) > last else {
                if let ended = Self.closedVersion(version) {
                    closed.append(ended)
                } else {
                    final[version.cell] = version.standing
                }
                continue
            }
            // In force behind the last drop applied: it goes on, perhaps from another event on.
            guard let said = standing[version.cell], said.payload == version.standing.payload
            else { return nil }
            standing[version.cell] = nil
            if let closedBy = version.closedBy {
                closed.append(
                    ClosedVersion(cell: version.cell, standing: said, closedBy: closedBy))
            } else {
                final[version.cell] = said
            }
        }
        return standing.contains { $0 != nil } ? nil : Outcome(current: final, closed: closed)
    }

    private static func closedVersion(_ version: Held) -> ClosedVersion? {
        version.closedBy.map {
            ClosedVersion(cell: version.cell, standing: version.standing, closedBy: $0)
        }
    }
}
