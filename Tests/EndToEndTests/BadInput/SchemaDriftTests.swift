import Foundation
import Testing

@Suite("A warehouse that somebody has changed by hand")
struct SchemaDriftTests {
    /// What was done to the database, and what both `status` and `run` must name.
    static let changes = [
        (
            "alter table warehouse.dim_area alter column name type varchar(300)",
            "dim_area: column name has type character varying(300), declared is text"
        ),
        (
            "alter table warehouse.dim_unit add column note text",
            "dim_unit: column note is in the database but not declared"
        ),
        ("drop table warehouse.fact_target cascade", "CREATE TABLE warehouse.\"fact_target\""),
        ("alter table warehouse.fact_case drop column event_id", "fact_case"),
        ("delete from ledger.migration", "0001_ledger"),
        ("insert into ledger.migration values ('0099_later', 'x')", "0099_later is not known"),
        ("drop table ledger.quarantine cascade", "ledger.quarantine is not there any more"),
    ]

    @Test(
        "T52 status names the difference, a run refuses with 69 and says what to do",
        arguments: changes)
    func refused(change: String, name: String) async throws {
        let lab = try await Lab()
        try lab.deliver(month: 1, edition: 0, "02-05")
        _ = try lab.rows("select 1 from (values (1)) x")
        try lab.execute(change)
        let status = try await lab.phusa("warehouse", "status")
        #expect(status.status == 69)
        #expect((status.out + status.err).contains(name), "\(status.out) \(status.err)")
        let json = try await lab.phusa("warehouse", "status", "--json")
        #expect(json.status == 69)
        #expect(try !json.decode([String: Loose].self).isEmpty)
        let run = try await lab.phusa("run")
        #expect(run.status == 69 && run.out.isEmpty)
        #expect(run.err.contains(name), "\(run.err)")
        if !change.contains("ledger") {
            #expect(run.err.contains("phusa warehouse "), "\(run.err)")
        }
        #expect(try lab.value("select count(*) from warehouse.fact_observation") == "0")
    }

    /// Any JSON value.
    private struct Loose: Decodable {
        init(from decoder: any Decoder) throws {}
    }
}
