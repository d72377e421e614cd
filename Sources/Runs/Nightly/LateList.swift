package import PhusaModel
package import Reporting
package import Warehouse

/// Who owes what, judged on a day: the one place where the calendar of today counts.
package struct LateList {
    private let workspace: WorkspaceDefinition
    private let reader: LedgerReader

    package init(_ workspace: WorkspaceDefinition, _ reader: LedgerReader) {
        self.workspace = workspace
        self.reader = reader
    }

    /// Deliveries that were due before `day` and have not come, were refused or are held, or came with
    /// records that are still in quarantine; the longest overdue first.
    ///
    /// A dataset owes from the first period that it ever sent; one that never sent anything, from the
    /// first period of its length that any other sent, or from its contract's beginning where that is
    /// later.
    package func items(on day: CalendarDay) throws -> [LateSubmission] {
        let deliveries = try Deliveries(workspace, reader)
        let open = try reader.openQuarantineCounts()
        let oldest = deliveries.oldestByLength
        var items: [LateSubmission] = []
        for feed in deliveries.feeds {
            let delivered = feed.firstBySystem
            let firsts =
                delivered.isEmpty ? [firstOwed(feed, oldest)].compactMap { $0 } : delivered
            let owed = firsts.flatMap { deliveries.owed(feed, from: $0, while: { $1 < day }) }
            for obligation in owed {
                if let state = shortfall(obligation, open) {
                    items.append(item(obligation, state, on: day))
                }
            }
        }
        return items.sorted {
            ($0.dueOn, $0.agency, $0.dataset, $0.period) < (
                $1.dueOn, $1.agency, $1.dataset, $1.period
            )
        }
    }

    private func firstOwed(
        _ feed: Deliveries.Feed, _ oldest: [PeriodLength: Period]
    ) -> Period? {
        let contract = feed.dataset.contracts[0]
        let monthCount: Int
        switch contract.file.name.kind(of: "period") {
        case .month: monthCount = 1
        case .quarter: monthCount = 3
        case .half: monthCount = 6
        case .year: monthCount = 12
        default: return nil
        }
        // A name's month, quarter, half or year is one of the statistical system.
        let length = PeriodLength(system: .statistical, monthCount: monthCount)
        guard var period = oldest[length] else { return nil }
        while let start = contract.appliesFrom, period.start < start,
            let next = period.shifted(months: monthCount)
        {
            period = next
        }
        return period
    }

    /// What came instead of a whole delivery; `nil` where nothing is missing.
    private func shortfall(_ obligation: Obligation, _ open: [Int: Int]) -> String? {
        let loaded = obligation.loaded
        guard loaded.isEmpty else {
            return loaded.allSatisfy { open[$0.id] != nil } ? "partial" : nil
        }
        return obligation.state
    }

    private func item(
        _ obligation: Obligation, _ state: String, on day: CalendarDay
    ) -> LateSubmission {
        let owner = obligation.contract.owner
        return LateSubmission(
            agency: owner.agency,
            agencyName: obligation.agency(of: workspace.catalogue)?.name ?? owner.agency,
            dataset: obligation.dataset.code, period: obligation.period,
            dueOn: obligation.dueOn,
            workingDaysLate: workspace.centre.workingDayCount(
                after: obligation.dueOn, through: day),
            state: state, path: obligation.deliveries.last?.drop.path, contact: owner.contact)
    }
}
