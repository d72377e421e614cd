import PhusaModel
import Storage
import Warehouse

/// Keeps `fact_submission` as ``SubmissionCalendar`` says.
struct SubmissionTable {
    let setting: RunSetting

    /// Brings the table in line; rows that are as they should be are not touched.
    func update() throws {
        let workspace = setting.site.workspace
        guard let fact = workspace.schema.fact(named: FactTable.submission) else { return }
        let calendar = SubmissionCalendar(workspace: workspace, reader: setting.reader)
        let rows = try calendar.obligations().compactMap { try row($0, calendar) }
        guard !rows.isEmpty else { return }
        FaultSite.beforeSubmissions.pass()
        defer { FaultSite.afterSubmissions.pass() }
        _ = try setting.unit.perform {
            try SubmissionWriter(connection: setting.connection).write(rows, fact: fact)
        }
    }

    private func row(
        _ obligation: SubmissionCalendar.Obligation, _ calendar: SubmissionCalendar
    ) throws -> SubmissionRow? {
        guard let agency = calendar.agency(of: obligation) else { return nil }
        return SubmissionRow(
            period: try setting.dimensions.resolve(
                MemberList([obligation.period.naturalKey]), dimension: "dim_period")[0],
            agency: try setting.dimensions.resolve(
                MemberList([agency.naturalKey]), dimension: "dim_agency")[0],
            dataset: obligation.dataset.code, dueOn: obligation.dueOn,
            receivedAt: obligation.receivedAt, state: obligation.state,
            fileCount: obligation.deliveries.count, event: obligation.event)
    }
}
