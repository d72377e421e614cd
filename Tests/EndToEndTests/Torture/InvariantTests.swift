import Foundation
import Testing

@Suite("The invariants of the torture notice what they are there for") struct InvariantTests {
    /// A damage to an unbroken warehouse, and the invariant that names it.
    static let damages: [(sql: String, invariant: String)] = [
        ("delete from warehouse.fact_observation where line = 4", "I1"),
        ("delete from warehouse.fact_case_closed", "I1"),
        ("delete from ledger.quarantine", "I2"),
        (
            "alter table warehouse.fact_target drop constraint if exists fact_target_event_id_fkey;"
                + "update warehouse.fact_target set event_id = 9999, origin_id = null", "I5"
        ),
        (
            "insert into ledger.drop (dataset_id, path, sha256, byte_count, vintage, is_declared,"
                + " received_at, outcome, definitions) select dataset_id, path, sha256, 1, vintage,"
                + " true, received_at, 'refused', '' from ledger.drop limit 1", "I6"
        ),
    ]

    @Test("half a drop, a lost record, a row without event, a file in two states", arguments: 0..<5)
    func damage(_ number: Int) async throws {
        let (sql, invariant) = Self.damages[number]
        let (lab, workload) = try await Self.loaded()
        #expect(try Invariants.afterFault(lab, workload) == [])
        try lab.execute("set session_replication_role = replica; \(sql)")
        let found = try Invariants.afterFault(lab, workload)
        #expect(found.contains { $0.hasPrefix(invariant) }, "\(found)")
    }

    @Test("a changed file, a figure that the next run does not mend, a table left behind")
    func recovery() async throws {
        let (lab, workload) = try await Self.loaded()
        #expect(try await Invariants.recovery(lab, workload) == [])
        try lab.execute("create table staging.left_behind ()")
        try lab.execute("update warehouse.fact_observation set value = value + 1 where line = 4")
        let found = try await Invariants.recovery(lab, workload)
        #expect(Set(found.map { $0.prefix(2) }) == ["I3", "I4"], "\(found)")
        let path = try #require(workload.files.keys.min())
        try lab.write(path, "x")
        #expect(try Invariants.afterFault(lab, workload).contains("I6: the drop zone changed"))
        let claim = ProgramOutput(status: 0, isKilled: false, ended: .now, out: "", err: "")
        #expect(try Invariants.claims(claim, lab, workload).first?.hasPrefix("I9") == true)
    }

    /// A warehouse that an unbroken run has made.
    private static func loaded() async throws -> (Lab, Workload) {
        let workload = try await Workload.shared()
        let lab = try await Lab(copying: workload.start)
        try #require(try await lab.phusa(Workload.arguments).status == workload.status)
        return (lab, workload)
    }
}
