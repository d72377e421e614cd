import PhusaModel

/// The scores of a KPI set: of its groups, of the agencies that answer for its lines, of all.
struct Scoreboard {
    struct Entry {
        /// Code of the agency, or the heading of the group.
        let name: String
        let score: KPIScore
    }

    let groups: [Entry]
    /// By code of the agency.
    let agencies: [Entry]
    /// `nil` where no line is scored.
    let total: KPIScore?

    /// - Parameter rows: The lines of each group, in the order of the set.
    init(_ set: KPISet, rows: [(title: String, rows: [KPIRow])]) {
        groups = zip(set.groups, rows).compactMap { group, own in
            Self.score(own.rows, group.coverage).map { Entry(name: own.title, score: $0) }
        }
        let all = rows.flatMap(\.rows)
        agencies = Dictionary(grouping: all, by: \.line.agency).sorted { $0.key < $1.key }
            .compactMap { code, own in
                Self.score(own, set.coverage).map { Entry(name: code, score: $0) }
            }
        total = Self.score(all, set.coverage)
    }

    private static func score(_ rows: [KPIRow], _ coverage: ExactDecimal) -> KPIScore? {
        let parts = rows.filter(\.line.isScored).map { KPIScore.Part($0.line, points: $0.points) }
        return KPIScore(parts, leastCoverage: coverage)
    }
}

/// How far a sum since January is from its year's target, and what the rest of the year asks for.
struct TargetDistance: Hashable, Sendable {
    /// Target less sum: below zero where the target is passed.
    let remaining: ExactDecimal
    /// A month, from now to December, six decimals; `nil` where the year is over.
    let neededMonthly: ExactDecimal?
    /// A month, so far.
    let reachedMonthly: ExactDecimal?

    /// - Parameter elapsedMonths: Months of the year gone, 1 to 12.
    init?(sum: ExactDecimal, target: ExactDecimal, elapsedMonths: Int) {
        guard let remaining = target.subtracting(sum) else { return nil }
        self.remaining = remaining
        neededMonthly = remaining.divided(by: ExactDecimal(12 - elapsedMonths), scale: 6)
        reachedMonthly = sum.divided(by: ExactDecimal(elapsedMonths), scale: 6)
    }
}
