import PhusaModel

/// The rates of Decision 766/QĐ-TTg over the cases received in a period; `nil` without cases.
extension CaseTally {
    /// Closed in time of received, in percent.
    var onTimeRate: ExactDecimal? { .percent(closedInTimeCount, of: receivedCount) }

    /// (received − late or dissatisfied) of received, in percent: silence counts as satisfied.
    var satisfaction: ExactDecimal? {
        .percent(receivedCount - lateOrDissatisfiedCount, of: receivedCount)
    }

    /// Cases without a rating of received, in percent.
    var silence: ExactDecimal? { .percent(receivedCount - ratedCount, of: receivedCount) }

    /// Whether in time, late and open make up what was received.
    var isBalanced: Bool { closedInTimeCount + closedLateCount + openCount == receivedCount }

    static func total(of tallies: [CaseTally], name: String) -> CaseTally {
        func sum(_ count: KeyPath<CaseTally, Int>) -> Int {
            tallies.reduce(0) { $0 + $1[keyPath: count] }
        }
        return CaseTally(
            agencyCode: "", agencyName: name, receivedCount: sum(\.receivedCount),
            closedInTimeCount: sum(\.closedInTimeCount), closedLateCount: sum(\.closedLateCount),
            openCount: sum(\.openCount), openOverdueCount: sum(\.openOverdueCount),
            lateOrDissatisfiedCount: sum(\.lateOrDissatisfiedCount), ratedCount: sum(\.ratedCount),
            dissatisfiedCount: sum(\.dissatisfiedCount))
    }
}
