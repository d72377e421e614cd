import PhusaModel

/// The verdict on a drop that was read: refused, held or accepted, with both balances.
struct VerdictJudge {
    let settings: ReadingSettings
    let scan: DropScan
    let receivedOn: CalendarDay
    /// Numbers of the quarantined records, in the order of lines.
    let quarantined: [Int]

    init(settings: ReadingSettings, scan: DropScan, receivedOn: CalendarDay) {
        self.settings = settings
        self.scan = scan
        self.receivedOn = receivedOn
        quarantined = scan.quarantine
            .map { (line: $0.value.violation.position.line, key: $0.key) }
            .sorted { ($0.line, $0.key) < ($1.line, $1.key) }.map(\.key)
    }

    func verdict() -> Verdict {
        let refusals = scan.fileViolations + shareViolations
        let holds = holdViolations(isRefused: !refusals.isEmpty)
        let outcome: Verdict.Outcome =
            !refusals.isEmpty ? .refused : holds.isEmpty ? .accepted : .held
        var verdict = Verdict(
            outcome: outcome, violations: refusals + holds + scan.reports,
            records: RecordCounts(read: scan.recordCount), cells: CellCounts(read: scan.cellCount),
            quarantine: quarantined.compactMap { scan.quarantine[$0] },
            exclusions: scan.exclusions.filter { scan.quarantine[$0.record] == nil }
                .map(\.exclusion),
            corrections: scan.corrections, periods: periods)
        count(&verdict)
        return verdict
    }

    // MARK: Counts

    /// Sound records and cells of a drop that is not accepted are excluded with it.
    private func count(_ verdict: inout Verdict) {
        verdict.records.quarantined = verdict.quarantine.count
        verdict.records.excluded = verdict.exclusions.count { $0.isWholeRecord }
        verdict.cells.quarantined = verdict.quarantine.reduce(0) { $0 + $1.cellCount }
        verdict.cells.excluded = verdict.exclusions.reduce(0) { $0 + $1.cellCount }
        let sound =
            verdict.records.read - verdict.records.quarantined - verdict.records.excluded
        guard verdict.outcome != .accepted else {
            verdict.records.accepted = sound
            return
        }
        let cause: Exclusion.Cause = verdict.outcome == .refused ? .refused : .held
        let cellCount = verdict.offeredCellCount
        verdict.records.excluded += sound
        verdict.cells.excluded += cellCount
        guard sound > 0 || cellCount > 0 else { return }
        verdict.exclusions.append(
            Exclusion(
                cause: cause, reason: "", line: 0, cellCount: cellCount, isWholeRecord: true))
    }

    // MARK: Refused

    /// More records quarantined than the contract accepts, or than are kept; none where a bad value
    /// refuses the file.
    private var shareViolations: [Violation] {
        let isStrict = settings.contract.drift.badValue == .refuseFile
        let allowed = isStrict ? .zero : settings.contract.accept.quarantinedPercent
        let count = scan.quarantine.count
        guard count > 0, scan.isGivenUp || isAbove(count, percent: allowed) else { return [] }
        let percent = ExactDecimal(count * 100).divided(
            by: ExactDecimal(scan.recordCount), scale: 2)
        return [
            violation(
                .fileLimit, found: "\(count)/\(scan.recordCount)",
                expected: .share(
                    percent: percent?.description ?? "", allowedPercent: allowed.description))
        ]
    }

    /// Whether so many of the records are more than a share of them; exactly.
    private func isAbove(_ count: Int, percent: ExactDecimal) -> Bool {
        guard let limit = percent.multiplied(by: ExactDecimal(scan.recordCount)) else {
            return false
        }
        return ExactDecimal(count * 100) > limit
    }

    // MARK: Held

    private func holdViolations(isRefused: Bool) -> [Violation] {
        var holds: [Violation] = []
        let vintage = settings.drop.vintage.day
        if !isRefused, isEmpty { holds.append(violation(.dropEmpty, found: "0", expected: .rows)) }
        if vintage > receivedOn {
            holds.append(
                violation(
                    .dropFutureVintage, found: vintage.description,
                    expected: .vintage(latest: receivedOn.description)))
        }
        if let last = lastDay, vintage > last {
            holds.append(
                violation(
                    .dropLocked, found: vintage.description,
                    expected: .vintage(latest: last.description)))
        }
        return holds
    }

    /// Nothing to load: under `replace`, whatever the reason, it would close all there is.
    private var isEmpty: Bool {
        guard !settings.contract.allowsEmpty else { return false }
        let replaces = settings.dataset.pipeline.load.mode == .replace
        return scan.recordCount == 0 || (replaces && scan.rows.rows.isEmpty)
    }

    /// The last day on which the drop's own period is open; `nil` where the name declares none or
    /// the contract locks nothing.
    private var lastDay: CalendarDay? {
        guard let count = settings.contract.due?.locksAfter, let period = declaredPeriod else {
            return nil
        }
        return settings.workspace.centre.workingDay(count, from: period.end)
    }

    private func violation(
        _ rule: Rule, found: String, expected: Expectation
    ) -> Violation {
        Violation(rule: rule, position: settings.start, found: found, expected: expected)
    }

    // MARK: Periods

    private var declaredPeriod: Period? {
        settings.drop.period(seasons: settings.workspace.catalogue.seasons)
    }

    private var periods: [Period] {
        guard let scope = settings.fact.scope else { return [] }
        if settings.dataset.pipeline.load.mode == .replace, let declaredPeriod {
            return CoveredPeriods.inside(
                declaredPeriod, kinds: settings.contract.covers.periods,
                seasons: settings.workspace.catalogue.seasons)
        }
        let stated = scan.rows.statedPeriods
        return (scan.rows.members[scope]?.keys ?? []).compactMap { Period(naturalKey: $0) }
            .filter { stated.contains($0.id) }.sorted()
    }
}
