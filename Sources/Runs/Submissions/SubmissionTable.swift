import PhusaModel
import Storage
import Warehouse

/// `fact_submission`: what each agency owed, and what came when; kept from the contracts' calendars
/// and the ledger, never from a clock.
///
/// An obligation is a dataset with a `due` and a period in its file names, for each period from its
/// first delivered one to the newest that any agency has delivered of the same kind.
struct SubmissionTable {
    let setting: RunSetting

    /// Brings the table in line; rows that are as they should be are not touched.
    ///
    /// One run at a time, and the ledger is asked under the lock: a run that asked before another one
    /// committed would write what no longer holds.
    func update() throws {
        guard let fact = setting.site.workspace.schema.fact(named: "fact_submission") else {
            return
        }
        FaultSite.beforeSubmissions.pass()
        defer { FaultSite.afterSubmissions.pass() }
        try setting.unit.perform {
            // What a dry run writes nobody sees.
            if !setting.isDryRun {
                try AdvisoryLock.waitForSubmissions(on: setting.connection)
            }
            let rows = try Deliveries(
                setting.site.workspace, on: setting.connection, quarantine: .ofDrop
            ).submissions()
                .compactMap { try row($0) }
            _ = try SubmissionWriter(connection: setting.connection).write(rows, fact: fact)
        }
    }

    private func row(_ obligation: Obligation) throws -> SubmissionRow? {
        guard let agency = obligation.agency(of: setting.site.workspace.catalogue) else {
            return nil
        }
        return SubmissionRow(
            period: try setting.dimensions.resolve(
                MemberList([obligation.period.naturalKey]), dimension: "dim_period")[0],
            agency: try setting.dimensions.resolve(
                MemberList([agency.naturalKey]), dimension: "dim_agency")[0],
            dataset: obligation.dataset.code, dueOn: obligation.dueOn,
            receivedAt: obligation.receivedAt, state: obligation.state(on: nil).rawValue,
            fileCount: obligation.deliveries.count,
            event: obligation.event)
    }
}
