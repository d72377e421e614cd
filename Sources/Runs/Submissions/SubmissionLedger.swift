package import PhusaModel
package import Warehouse

/// What each agency owes, period by period, and how it stands: from the contracts' calendars and
/// what the files hold.
///
/// A dataset owes from the first period that it ever sent; one that never sent anything, from the
/// first period of its length that any other sent, or from its contract's beginning where that is
/// later.
package struct SubmissionLedger {
    private let workspace: WorkspaceDefinition
    private let connection: Connection

    package init(_ workspace: WorkspaceDefinition, on connection: Connection) {
        self.workspace = workspace
        self.connection = connection
    }

    /// All deliveries of periods that are over on a day, by agency, dataset and period.
    ///
    /// - Parameters:
    ///   - day: The day by which they are judged: the one place where the calendar of today counts.
    ///   - asOf: Only files that had come by then; `nil` for all.
    package func submissions(on day: CalendarDay, asOf: Moment? = nil) throws -> [Submission] {
        let deliveries = try Deliveries(
            workspace, on: connection, asOf: asOf, quarantine: .open)
        let oldest = deliveries.oldestByLength
        return deliveries.feeds.flatMap { feed -> [Submission] in
            let delivered = feed.firstPeriods
            let firsts =
                delivered.isEmpty
                ? [firstOwed(feed.dataset.contracts[0], oldest)].compactMap { $0 } : delivered
            return firsts.flatMap { deliveries.owed(feed, from: $0, while: { $0.end <= day }) }
                .map { submission($0, on: day) }
        }.sorted {
            ($0.agency, $0.dataset, $0.period) < ($1.agency, $1.dataset, $1.period)
        }
    }

    /// The same as they stood at the end of a moment's day, by what had come until the moment.
    package func submissions(asOf moment: Moment) throws -> [Submission] {
        try submissions(on: moment.day, asOf: moment)
    }

    private func firstOwed(
        _ contract: ContractDefinition, _ oldest: [PeriodLength: Period]
    ) -> Period? {
        // A name's month, quarter, half or year is one of the statistical system.
        guard let monthCount = contract.rhythm?.monthCount,
            var period = oldest[PeriodLength(system: .statistical, monthCount: monthCount)]
        else { return nil }
        while let start = contract.appliesFrom, period.start < start,
            let next = period.shifted(months: monthCount)
        {
            period = next
        }
        return period
    }

    private func submission(_ obligation: Obligation, on day: CalendarDay) -> Submission {
        let owner = obligation.contract.owner
        let state = obligation.state(on: day)
        let until = state.isReceived ? obligation.receivedAt?.day ?? day : day
        return Submission(
            agency: owner.agency,
            agencyName: obligation.agency(of: workspace.catalogue)?.name ?? owner.agency,
            dataset: obligation.dataset.code, period: obligation.period,
            dueOn: obligation.dueOn, receivedAt: obligation.receivedAt, state: state,
            workingDaysLate: state.isReceived || state.isShort
                ? workspace.centre.workingDayCount(after: obligation.dueOn, through: until) : 0,
            path: obligation.deliveries.last?.record.drop.path,
            answerable: owner.answerable, contact: owner.contact,
            exemption: obligation.exemption(by: day))
    }
}
