import PhusaModel
import Warehouse

/// What each agency owes, and what came: from the contracts' calendars and the ledger, never from a
/// clock.
///
/// An obligation is a dataset with a `due` and a period in its file names, for each period from its
/// first delivered one to the newest that any agency has delivered of the same kind.
struct SubmissionCalendar {
    let workspace: WorkspaceDefinition
    let reader: LedgerReader

    /// One thing owed.
    struct Obligation {
        let dataset: DatasetDefinition
        let period: Period
        let dueOn: CalendarDay
        let deliveries: [NewDrop]

        /// on-time, late, partial (some records quarantined), refused, held or missing.
        var state: String {
            let loaded = deliveries.filter { $0.outcome == .loaded }
            if let first = loaded.map(\.vintage.day).min() {
                if loaded.contains(where: { $0.records.quarantined == 0 }) {
                    return first <= dueOn ? "on-time" : "late"
                }
                return "partial"
            }
            return deliveries.last?.outcome.rawValue ?? "missing"
        }

        var receivedAt: Moment? {
            deliveries.filter { $0.outcome == .loaded }.map(\.vintage.moment).min()
        }

        var event: Int? { deliveries.compactMap(\.eventID).min() }
    }

    func obligations() throws -> [Obligation] {
        var delivered: [(DatasetDefinition, [Period: [NewDrop]])] = []
        for dataset in workspace.datasets
        where dataset.contracts.contains(where: { $0.due != nil }) {
            let drops = try reader.drops(DropFilter(dataset: dataset.code)).map(\.drop)
            let byPeriod = Dictionary(grouping: drops) {
                $0.period.flatMap { Period(naturalKey: $0) }
            }
            var known: [Period: [NewDrop]] = [:]
            for case (let period?, let drops) in byPeriod { known[period] = drops }
            delivered.append((dataset, known))
        }
        let newest = newestByLength(delivered.flatMap(\.1.keys))
        return delivered.flatMap { dataset, known in
            owed(dataset, known, until: newest)
        }
    }

    private func newestByLength(_ periods: [Period]) -> [Int: Period] {
        Dictionary(grouping: periods, by: \.monthCount).compactMapValues { $0.max() }
    }

    private func owed(
        _ dataset: DatasetDefinition, _ known: [Period: [NewDrop]], until newest: [Int: Period]
    ) -> [Obligation] {
        guard var period = known.keys.min(), let last = newest[period.monthCount] else { return [] }
        var obligations: [Obligation] = []
        while period <= last {
            let contract = dataset.contract(on: period.end) ?? dataset.contracts[0]
            if let due = contract.due {
                obligations.append(
                    Obligation(
                        dataset: dataset, period: period,
                        dueOn: workspace.centre.workingDay(due.dueAfter, from: period.end),
                        deliveries: known[period] ?? []))
            }
            guard let next = period.shifted(months: period.monthCount), next > period else { break }
            period = next
        }
        return obligations
    }

    /// The agency that owes; `nil` where the catalogue has none of its code.
    func agency(of obligation: Obligation) -> Agency? {
        let owner =
            (obligation.dataset.contract(on: obligation.period.end)
            ?? obligation.dataset.contracts[0]).owner.agency
        let agencies = workspace.catalogue.agencies
        return agencies.first {
            $0.code == owner && $0.isValid(on: obligation.period.start)
        } ?? agencies.last { $0.code == owner }
    }
}
