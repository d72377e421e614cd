import PhusaModel
import Warehouse

/// `fact_submission` against calendar and ledger, computed again and compared, not written.
///
/// After a release, a withdrawal, an interrupted run or a change of definitions the next run brings
/// the table in line: until then a difference is no damage.
struct SubmissionCheck {
    let site: Site
    let connection: Connection

    func findings() throws -> [VerifyFinding] {
        let workspace = site.workspace
        guard let fact = workspace.schema.fact(named: FactTable.submission) else { return [] }
        let reader = LedgerReader(connection)
        let held = Set(try SubmissionEntry.all(fact, workspace.schema, on: connection))
        let deliveries = try Deliveries(workspace, on: connection, quarantine: .ofDrop)
        let owed = Set(entries(deliveries.submissions()))
        guard held != owed else { return [] }
        let rule: VerifyRule =
            try reader.isSettled(definitions: site.definitionsHash)
            ? .submission : .submissionBehind
        let differing = Set(held.symmetricDifference(owed).map(place))
        return VerifyFinding.merged([VerifyFinding(rule, places: Array(differing))])
    }

    private func entries(_ obligations: [Obligation]) -> [SubmissionEntry] {
        obligations.compactMap { obligation in
            guard let agency = obligation.agency(of: site.workspace.catalogue) else { return nil }
            return SubmissionEntry(
                period: obligation.period.naturalKey, agency: agency.naturalKey,
                dataset: obligation.dataset.code, dueOn: obligation.dueOn,
                receivedAt: obligation.receivedAt, state: obligation.state(on: nil).rawValue,
                fileCount: obligation.deliveries.count)
        }
    }

    private func place(_ entry: SubmissionEntry) -> String {
        "\(entry.dataset): \(entry.period), \(entry.agency)"
    }
}
