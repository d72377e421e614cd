import PhusaTestSupport
import Testing

@Suite("Drops, withdrawals and versions of formulas in any order give the same figures")
struct DerivedHistoryTests {
    @Test("and as of any day those that a computation of its own gives", arguments: 1...3)
    func history(seed: Int) async throws {
        let history = DerivedHistory(seed: seed)
        let straight = try await straight(history)
        let shuffled = try await shuffled(history, seed: seed)
        for day in DerivedHistory.days + [nil] {
            let expected = history.computed(asOf: day)
            #expect(day == DerivedHistory.days[0] || !expected.isEmpty)
            try straight.expectComputed(expected, asOf: day, "straight")
            try shuffled.expectComputed(expected, asOf: day, "shuffled")
        }
        #expect(try rows(shuffled, isClosed: false) == rows(straight, isClosed: false))
        #expect(try rows(shuffled, isClosed: true) == rows(straight, isClosed: true))
        try await straight.expectSound("straight")
        try await shuffled.expectSound("shuffled")
    }

    /// Everything known from the start, all drops in one run, then the withdrawals.
    private func straight(_ history: DerivedHistory) async throws -> Lab {
        let lab = try await Lab()
        try lab.define(DerivedHistory.indicators(history.versions))
        for drop in history.drops { try lab.health(drop.period, on: drop.day, drop.figures) }
        try await lab.loadAll()
        for number in history.withdrawn { try await lab.withdraw(path: path(history, number)) }
        return lab
    }

    private enum Step: Hashable {
        case drop(Int)
        case version(Int)
    }

    /// One thing after the other; a withdrawal as soon as it can be.
    private func shuffled(_ history: DerivedHistory, seed: Int) async throws -> Lab {
        var random = TortureDice("derived history, shuffled", round: seed)
        let lab = try await Lab()
        var versions: Set<Int> = [0]
        var loaded: Set<Int> = []
        var withdrawn = history.withdrawn[...]
        try lab.define(DerivedHistory.indicators([history.versions[0]]))
        let steps =
            history.drops.indices.map { Step.drop($0) }
            + history.versions.indices.dropFirst().map { Step.version($0) }
        for step in steps.shuffled(using: &random) {
            switch step {
            case .drop(let number):
                let drop = history.drops[number]
                try lab.health(drop.period, on: drop.day, drop.figures)
                loaded.insert(number)
                try await lab.loadAll()
            case .version(let number):
                versions.insert(number)
                try lab.define(
                    DerivedHistory.indicators(
                        versions.shuffled(using: &random).map { history.versions[$0] }))
                // Else it is recorded together with the next drop, or with other versions.
                if Bool.random(using: &random) { try await lab.loadAll() }
            }
            while let next = withdrawn.first, loaded.contains(next) {
                try await lab.withdraw(path: path(history, next))
                withdrawn.removeFirst()
            }
        }
        try await lab.loadAll()
        return lab
    }

    private func path(_ history: DerivedHistory, _ number: Int) -> String {
        "syt/yte-\(history.drops[number].period)-\(history.drops[number].day).json"
    }

    /// The moment of a withdrawal is that of the decision, so it differs between warehouses; their
    /// order does not.
    private func rows(_ lab: Lab, isClosed: Bool) throws -> [String] {
        let moments = try lab.rows(
            "select known_at from ledger.event where kind = 'withdrawal' order by known_at")
        return try lab.observations(isClosed: isClosed).map { row in
            moments.enumerated().reduce(row) { row, moment in
                row.replacing(moment.element[0], with: "(withdrawal \(moment.offset))")
            }
        }.sorted()
    }
}
