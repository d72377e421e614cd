import PhusaModel

extension DropReading {
    /// Holds an accepted drop for reasons that the warehouse gave: its sound records wait with it,
    /// so both balances still hold.
    mutating func hold(_ violations: [Violation]) {
        guard verdict.outcome == .accepted, let first = violations.first else { return }
        var held = verdict
        held.outcome = .held
        held.violations += violations
        let exclusion = Exclusion(
            cause: .held, reason: first.rule.rawValue, line: 0,
            cellCount: verdict.offeredCellCount, isWholeRecord: true)
        held.exclusions.append(exclusion)
        held.cells.excluded += verdict.offeredCellCount
        held.records.excluded += verdict.records.accepted
        held.records.accepted = 0
        self = with(held)
    }

    /// Says something of an accepted drop that has no consequence.
    mutating func report(_ violation: Violation) {
        guard verdict.outcome == .accepted else { return }
        var noted = verdict
        noted.violations.append(violation)
        self = with(noted)
    }

    /// The reverse: what a release lets in.
    func released() -> DropReading {
        var accepted = verdict
        accepted.outcome = .accepted
        let waiting = verdict.exclusions.filter { $0.cause == .held }
        accepted.exclusions.removeAll { $0.cause == .held }
        accepted.cells.excluded -= waiting.reduce(0) { $0 + $1.cellCount }
        accepted.records.excluded = accepted.exclusions.count { $0.isWholeRecord }
        accepted.records.accepted =
            verdict.records.read - verdict.records.quarantined - accepted.records.excluded
        return with(accepted)
    }

    private func with(_ verdict: Verdict) -> DropReading {
        DropReading(verdict: verdict, rows: rows, quarantinedRecords: quarantinedRecords)
    }
}
