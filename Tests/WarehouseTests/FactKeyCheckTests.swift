import PhusaModel
import PhusaTestSupport
import Testing

@testable import Warehouse

private typealias Version = FactVersions.Version

@Suite("ForeignKeyCheck")
struct FactKeyCheckTests {
    private let bench: FactBench

    init() async throws { bench = try await FactBench() }

    private var check: ForeignKeyCheck {
        ForeignKeyCheck(fact: bench.fact, schema: bench.schema, connection: bench.connection)
    }

    /// Writes a row in the transaction under way.
    private func write(_ period: Int32, _ area: Int32, _ breakdown: Int32) throws(WarehouseError) {
        var tables = FactTables()
        var changes = FactChanges()
        changes.inserted = [
            Version(tables.cell(period, area, breakdown), tables.payload(1), event: 1)
        ]
        let writer = FactWriter(fact: bench.fact, connection: bench.connection)
        try writer.write(changes, tables: tables)
    }

    @Test("lets rows pass whose members are there")
    func passes() throws {
        try bench.connection.transaction { () throws(WarehouseError) in
            try ForeignKeyCheck.suspendTriggers(bench.connection)
            try write(11, 2, 1)
            try ForeignKeyCheck.resumeTriggers(bench.connection)
            try check.check(event: 1, periods: [11])
        }
        #expect(try bench.rows("area_id") == ["2"])
    }

    @Test(
        "tells the members of a range, a list and nothing from all other numbers",
        arguments: [[3, 4, 5, 6], [6, 4, 3, 5, 4], [1, 3], [2, 9, 5], [7], []] as [[Int32]])
    func members(_ ids: [Int32]) throws {
        let condition = ForeignKeyCheck.isNone(of: ids, "id")
        let strays = try bench.connection.query(
            "select id from generate_series(0, 10) as t (id) where \(condition) order by id")
        let expected = (0...10).filter { !ids.contains(Int32($0)) }
        #expect((0..<strays.rowCount).map { strays.int($0, 0) } == expected)
    }

    @Test(
        "reads a small range of blocks in one part and a large one in two, each block once",
        arguments: [(0, 1), (0, 2), (150, 2), (800, 1)])
    func parts(_ first: Int, _ count: Int) throws {
        // A row for each block of 8 KiB.
        try bench.connection.execute(
            """
            create temporary table wide (id int, filling text);
            alter table wide alter filling set storage plain;
            insert into wide select n, repeat('x', 7000) from generate_series(0, 1199) n
            """)
        let parts = ForeignKeyCheck.parts(from: first, to: first == 0 && count == 1 ? 900 : 1_199)
        #expect(parts.count == count)
        let found = try bench.connection.query(
            parts.map { "select id from wide where \($0)" }.joined(separator: " union all ")
                + " order by id")
        #expect((0..<found.rowCount).map { found.int($0, 0) } == Array(first...1_199))
    }

    @Test(
        "refuses a broken reference by table, column and id",
        arguments: [
            ("period_id", [99, 1, 1]), ("area_id", [11, 999, 1]), ("breakdown_id", [11, 1, 77]),
        ])
    func broken(_ column: String, _ ids: [Int32]) throws {
        let error = try failure {
            try bench.connection.transaction { () throws(WarehouseError) in
                try ForeignKeyCheck.suspendTriggers(bench.connection)
                try write(ids[0], ids[1], ids[2])
                try ForeignKeyCheck.resumeTriggers(bench.connection)
                try check.check(event: 1, periods: nil)
            }
        }
        let id = ids.first { $0 > 50 } ?? 0
        #expect(error.kind == .constraint && error.table == "fact_observation")
        #expect(error.column == column)
        #expect(error.message == "fact_observation.\(column) refers to \(id), which does not exist")
        #expect(try bench.rows("*") == [])
    }

    @Test("looks at the rows of the event and the periods alone")
    func scope() throws {
        try bench.connection.transaction { () throws(WarehouseError) in
            try ForeignKeyCheck.suspendTriggers(bench.connection)
            try write(11, 999, 1)
            try check.check(event: 2, periods: [11])
            try check.check(event: 1, periods: [12])
        }
        #expect(throws: WarehouseError.self) { try check.check(event: nil, periods: [11]) }
    }

    @Test("holds the members in place until the commit")
    func locks() throws {
        let other = try bench.warehouse.connect()
        try bench.connection.begin()
        defer { bench.connection.rollback() }
        try ForeignKeyCheck.suspendTriggers(bench.connection)
        try write(11, 2, 1)
        try check.check(event: 1, periods: [11])
        try other.execute("set lock_timeout = '100ms'")
        let delete = "delete from warehouse.dim_area where area_id ="
        #expect(try failure { try other.execute("\(delete) 2") }.kind == .lockTimeout)
        try other.execute("\(delete) 4")
    }

    @Test("triggers rest, resume in the same transaction, and never rest beyond it")
    func restAndResume() throws {
        let connection = bench.connection
        let insert = """
            insert into warehouse.fact_observation (period_id, area_id, breakdown_id, event_id,
                status, value) values (11, 999, 1, 1, 'A', 1)
            """
        try connection.begin()
        try ForeignKeyCheck.suspendTriggers(connection)
        try connection.execute(insert)
        try connection.execute("delete from warehouse.fact_observation")
        try ForeignKeyCheck.resumeTriggers(connection)
        #expect(try failure { try connection.execute(insert) }.sqlState == "23503")
        connection.rollback()
        try connection.transaction { () throws(WarehouseError) in
            try ForeignKeyCheck.suspendTriggers(connection)
        }
        #expect(try failure { try connection.execute(insert) }.sqlState == "23503")
    }

    @Test("without the right, triggers cannot rest, and fire on what is written")
    func withoutRight() throws {
        let connection = bench.connection
        #expect(try ForeignKeyCheck.maySuspend(connection))
        try connection.execute("set role phusa_loader")
        #expect(try ForeignKeyCheck.maySuspend(connection), "through the ledger's function")
        try connection.execute(
            """
            reset role;
            revoke execute on function ledger.disable_row_triggers() from phusa_loader;
            set role phusa_loader
            """)
        #expect(try !ForeignKeyCheck.maySuspend(connection))
        let refused = try failure {
            try connection.transaction { () throws(WarehouseError) in
                try ForeignKeyCheck.suspendTriggers(connection)
            }
        }
        #expect(refused.kind == .permission)
        let error = try failure {
            try connection.transaction { () throws(WarehouseError) in try write(11, 999, 1) }
        }
        #expect(error.kind == .constraint && error.sqlState == "23503")
        #expect(error.constraint == "fact_observation_area_id_fkey")
        try connection.transaction { () throws(WarehouseError) in try write(11, 1, 1) }
        #expect(try bench.rows("area_id") == ["1"])
    }
}

@Suite("SubmissionWriter")
struct FactSubmissionTests {
    private let bench: FactBench
    private let fact: FactTable

    init() async throws {
        bench = try await FactBench()
        let column = { (name: String, kind: ColumnKind, dimension: String?, isNullable: Bool) in
            FactColumn(name: name, kind: kind, dimension: dimension, isNullable: isNullable)
        }
        fact = FactTable(
            name: "fact_submission", about: TestSchema.words("Nộp"),
            columns: [
                column("period_id", .reference, "dim_period", false),
                column("agency_id", .reference, "dim_agency", false),
                column("dataset", .text, nil, false), column("due_on", .date, nil, false),
                column("received_at", .moment, nil, true), column("state", .text, nil, false),
                column("file_count", .integer, nil, false),
            ], keyColumnCount: 3, scope: "period_id", history: .current, distributeBy: "agency_id")
        try SchemaPlan.apply(TestSchema.schema(facts: [bench.fact, fact]), on: bench.connection)
        try bench.connection.execute(
            """
            insert into warehouse.dim_agency (code, name) values ('syt', 'Sở Y tế');
            insert into ledger.event (event_key, kind, known_at, definitions, content, actor)
            select 'd' || n, 'definition', timestamptz '2024-01-01 00:00Z', 'd', 'c', 'an'
            from generate_series(1, 2) n
            """)
    }

    private func row(
        _ period: Int32, dataset: String = "syt.y-te.thang", state: String = "missing",
        receivedAt: Moment? = nil, fileCount: Int = 0, event: Int? = nil
    ) throws -> SubmissionRow {
        SubmissionRow(
            period: period, agency: 1, dataset: dataset,
            dueOn: try #require(CalendarDay("2024-04-05")), receivedAt: receivedAt, state: state,
            fileCount: fileCount, event: event)
    }

    private func write(_ rows: SubmissionRow...) throws -> Int {
        try SubmissionWriter(connection: bench.connection).write(rows, fact: fact)
    }

    private func rows(_ columns: String) throws -> [String] {
        let result = try bench.connection.query(
            "select \(columns) from warehouse.fact_submission order by period_id, dataset")
        return (0..<result.rowCount).map { row in
            (0..<result.columnNames.count).map { result.text(row, $0) ?? "∅" }
                .joined(separator: "|")
        }
    }

    @Test("writes what came, and what did not by the latest event that brought definitions")
    func writes() throws {
        let received = try #require(Moment("2024-04-04T17:00:00.5Z"))
        let came = try row(11, state: "on-time", receivedAt: received, fileCount: 2, event: 3)
        #expect(try write(came, row(12, dataset: "tỉnh 'A'\\B")) == 2)
        #expect(
            try rows("period_id, agency_id, dataset, due_on, state, file_count, event_id") == [
                "11|1|syt.y-te.thang|2024-04-05|on-time|2|3",
                "12|1|tỉnh 'A'\\B|2024-04-05|missing|0|11",
            ])
        #expect(try rows("received_at at time zone 'UTC'") == ["2024-04-04 17:00:00.5", "∅"])
    }

    @Test("changes what changed and touches no equal row")
    func upsert() throws {
        #expect(try write(row(11), row(12)) == 2)
        let before = try rows("xmin, ctid")
        #expect(try write(row(11), row(12)) == 0)
        #expect(try rows("xmin, ctid") == before)
        let received = try #require(Moment("2024-04-09T01:00:00Z"))
        let late = try row(12, state: "late", receivedAt: received, fileCount: 1, event: 5)
        #expect(try write(row(11), late) == 1)
        #expect(try rows("xmin, ctid")[0] == before[0])
        #expect(try rows("state, file_count, event_id") == ["missing|0|11", "late|1|5"])
    }

    @Test("takes back what was withdrawn: received_at becomes null again")
    func withdrawn() throws {
        let received = try #require(Moment("2024-04-04T01:00:00Z"))
        _ = try write(row(11, state: "on-time", receivedAt: received, fileCount: 1, event: 5))
        #expect(try write(row(11)) == 1)
        #expect(try rows("received_at, state, event_id") == ["∅|missing|11"])
    }
}
