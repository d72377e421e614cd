import Foundation
import PhusaTestSupport
import Testing
import Warehouse

@Suite("An empty database and the archive give the same warehouse")
struct RebuildTests {
    /// Revisions, a late drop, a withdrawal, a correction, a replay and a rerun.
    private func livedLab() async throws -> Lab {
        let lab = try await Lab()
        var unknown = MonthlySheet.sample(month: 1)
        unknown.lines[2] = MonthlySheet.Line("Tên lạ", "lượt người", "119.555")
        try lab.write(unknown.path("02-05"), unknown.text)
        try lab.deliver(month: 2, edition: 0, "03-05")
        try lab.deliver(month: 2, edition: 1, "04-05")
        _ = try await lab.run()
        try lab.deliver(month: 2, edition: 2, "03-20")
        try lab.deliver(month: 3, edition: 0, "04-06")
        _ = try await lab.run()
        let second = try lab.value(
            "select drop_id from ledger.drop where path like '%M02-2024-04-05%'")
        _ = try await lab.phusa("withdraw", second, "--reason", "gửi nhầm")
        let table = lab.pipelines + "/ctk/kinh-te-xa-hoi/chi-tieu.csv"
        try (String(contentsOfFile: table, encoding: .utf8) + "Tên lạ,KTXH.KDL,,,\n")
            .write(toFile: table, atomically: true, encoding: .utf8)
        let replay = try await lab.phusa("quarantine", "replay", "--drop", "1", "--reason", "thêm")
        #expect(replay.status == 0, "\(replay.err)")
        try """
        - correction: 2024-001
          decided: 2024-05-01
          by: Trưởng phòng
          reason: Sai dấu thập phân
          match: {chi_tieu: Số lượt khách du lịch}
          change: {column: gia_tri, expect: '119.300', value: '119.999'}
        """.write(
            toFile: lab.pipelines + "/ctk/kinh-te-xa-hoi/corrections.yml", atomically: true,
            encoding: .utf8)
        let rerun = try await lab.phusa("rerun", "--period", "2024-M02", "--reason", "đọc lại")
        #expect(rerun.status == 0, "\(rerun.err)")
        _ = try await lab.run()
        return lab
    }

    @Test("figures, former versions, lineage, events, verdicts and quarantine by natural keys")
    func rebuild() async throws {
        let lab = try await livedLab()
        let other = try await Lab(isApplied: false)
        let rebuilt = try await rebuild(lab, into: other)
        #expect(rebuilt.status == 0, "\(rebuilt.err)")
        #expect(try other.observations() == lab.observations())
        #expect(try other.observations(isClosed: true) == lab.observations(isClosed: true))
        for query in [Self.events, Self.drops, Self.quarantine] {
            #expect(try other.rows(query) == lab.rows(query))
        }
        #expect(try lab.figure("KTXH.KDL", "84", "2024-M03") == "119999")
        let verify = try await lab.phusa(
            ["warehouse", "verify"], environment: ["PHUSA_DATABASE_URL": other.databaseURL])
        #expect(verify.status == 0, "\(verify.out)")
        let sums = try other.checksums()
        #expect(try await rebuild(lab, into: other).status == 0, "a second one does nothing")
        #expect(try other.checksums() == sums)
    }

    @Test(
        "a rebuild that a kill interrupts is gone on with by the next one",
        arguments: [
            "after-commit:3", "before-commit:5", "after-copy:2",
        ])
    func killed(place: String) async throws {
        let lab = try await livedLab()
        let other = try await Lab(isApplied: false)
        let killed = try await rebuild(lab, into: other, environment: ["PHUSA_FAULT": place])
        #expect(killed.isKilled)
        #expect(try await rebuild(lab, into: other).status == 0)
        #expect(try other.observations() == lab.observations())
        #expect(try other.observations(isClosed: true) == lab.observations(isClosed: true))
    }

    @Test("refuses a warehouse with events of another archive; a run refuses to be a rebuild")
    func refused() async throws {
        let lab = try await Lab()
        try lab.deliver(month: 1, edition: 0, "02-05")
        try lab.deliver(month: 2, edition: 0, "03-05")
        _ = try await lab.run()
        let other = try await Lab()
        try other.deliver(month: 1, edition: 0, "02-06")
        _ = try await other.run()
        let refused = try await rebuild(lab, into: other)
        #expect(refused.status == 1 && refused.err.contains("empty"), "\(refused.err)")

        let empty = try await Lab()
        let run = try await lab.phusa(
            ["run"], environment: ["PHUSA_DATABASE_URL": empty.databaseURL])
        #expect(run.status == 69 && run.err.contains("warehouse rebuild"), "\(run.err)")
        #expect(try empty.value("select count(*) from ledger.drop") == "0")
    }

    private func rebuild(
        _ lab: Lab, into other: Lab, environment: [String: String] = [:]
    ) async throws -> ProgramOutput {
        try await lab.phusa(
            ["warehouse", "rebuild"],
            environment: environment.merging(["PHUSA_DATABASE_URL": other.databaseURL]) { $1 })
    }

    private static let events = """
        select kind, scope, known_at, sequence, recorded_at, definitions, content, reason, actor
        from ledger.event where kind <> 'definition' order by recorded_at, event_key
        """
    private static let drops = """
        select path, sha256, vintage, outcome, records_read, records_accepted,
            records_quarantined, records_excluded, cells_read, cells_quarantined
        from ledger.drop order by path
        """
    private static let quarantine = """
        select d.path, q.line, q.rule, q.state, q.keys from ledger.quarantine q
        join ledger.drop d using (drop_id) order by 1, 2, 3
        """
}
