import PhusaTestSupport
import Testing

@testable import Warehouse

@Suite("Migrator")
struct MigratorTests {
    private let warehouse: ScratchWarehouse
    private let connection: Connection

    init() async throws {
        warehouse = try await ScratchWarehouse(isMigrated: false)
        connection = try warehouse.connect()
    }

    private func migration(_ name: String, _ sql: String) -> Migrator.Migration {
        Migrator.Migration(name: name, sql: Array(sql.utf8))
    }

    @Test("applies what is carried once")
    func once() throws {
        #expect(
            try Migrator.pending(on: connection) == [
                "0001_ledger", "0002_decisions", "0003_report_language", "0004_report_content",
                "0005_report_agency",
            ])
        #expect(
            try Migrator.apply(on: connection) == [
                "0001_ledger", "0002_decisions", "0003_report_language", "0004_report_content",
                "0005_report_agency",
            ])
        #expect(try Migrator.apply(on: connection).isEmpty)
        #expect(try Migrator.pending(on: connection).isEmpty)
        let tables = try connection.query(
            """
            SELECT count(*), count(obj_description(oid, 'pg_class')) FROM pg_class
            WHERE relnamespace = 'ledger'::regnamespace AND relkind = 'r'
            """)
        #expect(tables.int(0, 0) == 9 && tables.int(0, 1) == 9)
    }

    @Test("applies a later file to a database that has the earlier ones")
    func later() throws {
        try Migrator.apply(on: connection)
        let more = Migrator.carried + [migration("0002_more", "CREATE TABLE ledger.more (x int)")]
        #expect(try Migrator.apply(more, on: connection) == ["0002_more"])
    }

    @Test("lays the ledger under a plan that is taken back")
    func inTransaction() throws {
        try connection.begin()
        try Migrator.applyInTransaction(on: connection)
        #expect(try !SchemaPlan(TestSchema.schema(), on: connection).statements.isEmpty)
        connection.rollback()
        #expect(
            try Migrator.pending(on: connection) == [
                "0001_ledger", "0002_decisions", "0003_report_language", "0004_report_content",
                "0005_report_agency",
            ])
    }

    @Test("leaves nothing of a file that fails, and keeps the ones before")
    func fails() throws {
        let broken =
            Migrator.carried + [
                migration("0002_broken", "CREATE TABLE ledger.half (x int); SELECT 1 / 0")
            ]
        #expect(try failure { _ = try Migrator.apply(broken, on: connection) }.kind == .data)
        let half = try connection.query("SELECT to_regclass('ledger.half')")
        #expect(half.isNull(0, 0))
        #expect(try Migrator.pending(broken, on: connection).map(\.name) == ["0002_broken"])
    }

    @Test("refuses a file that was changed after it was applied, and one it does not know")
    func drift() throws {
        try Migrator.apply(on: connection)
        let changed =
            [migration("0001_ledger", "SELECT 1")] + Migrator.carried.dropFirst()
        let error = try failure { _ = try Migrator.apply(changed, on: connection) }
        #expect(error.kind == .drift && error.detail == "0001_ledger was changed since")
        try connection.execute("INSERT INTO ledger.migration VALUES ('0099_later', 'x')")
        let unknown = try failure { _ = try Migrator.pending(on: connection) }
        #expect(unknown.detail?.contains("0099_later is not known") == true)
    }

    @Test("applies a file once when two processes come at once")
    func twoAtOnce() async throws {
        let warehouse = warehouse
        let apply = { @Sendable in
            Result { try Migrator.apply(on: warehouse.connect()).count }
        }
        async let first = onThread(apply)
        async let second = onThread(apply)
        let counts = try await [first.get(), second.get()]
        #expect(counts.reduce(0, +) == Migrator.carried.count)
    }
}
