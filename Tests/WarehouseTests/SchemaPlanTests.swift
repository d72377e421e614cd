import PhusaModel
import PhusaTestSupport
import Testing
import Warehouse

@Suite("SchemaPlan")
struct SchemaPlanTests {
    private let connection: Connection

    init() async throws { connection = try await ScratchWarehouse().connect() }

    private func column(
        _ name: String, _ kind: ColumnKind, isNullable: Bool = true, dimension: String? = nil
    ) -> FactColumn {
        FactColumn(name: name, kind: kind, dimension: dimension, isNullable: isNullable)
    }

    private func sql(_ sql: String) throws -> [[String?]] {
        let rows = try connection.query(sql)
        return (0..<rows.rowCount).map { row in
            rows.columnNames.indices.map { rows.text(row, $0) }
        }
    }

    /// Two events, a cell with a closed version, and a cell of today.
    private func insertVersions() throws {
        try DimensionSync.sync(TestSchema.schema(), TestSchema.catalogue(), on: connection)
        try connection.execute(
            """
            INSERT INTO ledger.dataset (code, agency) VALUES ('a.b.c', 'a');
            INSERT INTO ledger.event (event_key, kind, dataset_id, known_at, definitions, content, actor)
                VALUES ('1', 'drop', 1, '2025-01-01', '', '', ''),
                    ('2', 'drop', 1, '2025-02-01', '', '', '');
            INSERT INTO warehouse.dim_period VALUES
                (2025010101, 'statistical', 'month', '2025-01-01', '2025-02-01', '2025-M01', '');
            INSERT INTO warehouse.dim_breakdown (code, is_total) VALUES ('', true);
            INSERT INTO warehouse.fact_observation
                (period_id, area_id, breakdown_id, event_id, status, value)
                VALUES (2025010101, 1, 1, 2, 'A', 2), (2025010101, 2, 1, 2, 'A', 7);
            INSERT INTO warehouse.fact_observation_closed
                (period_id, area_id, breakdown_id, event_id, status, value, closed_by)
                VALUES (2025010101, 1, 1, 1, 'A', 1, 2)
            """)
    }

    @Test("makes everything on an empty database, and then has nothing to do")
    func emptyDatabase() throws {
        let schema = TestSchema.schema()
        let plan = try SchemaPlan(schema, on: connection)
        #expect(plan.differences.isEmpty)
        #expect(try sql("SELECT to_regclass('warehouse.dim_area')") == [[nil]])
        #expect(try SchemaPlan.apply(schema, on: connection) == plan.statements)
        let again = try SchemaPlan(schema, on: connection)
        #expect(again.isEmpty, "\(again.statements)")
        #expect(try SchemaPlan.apply(schema, on: connection).isEmpty)
    }

    @Test("gives a fact its key, lineage, checks and foreign keys")
    func factShape() throws {
        try SchemaPlan.apply(TestSchema.schema(), on: connection)
        let columns = try sql(
            """
            SELECT string_agg(attname, ' ' ORDER BY attnum) FROM pg_attribute
            WHERE attrelid = 'warehouse.fact_observation_closed'::regclass AND attnum > 0
            """)
        #expect(
            columns == [
                [
                    "period_id area_id breakdown_id event_id origin_id line status value mark "
                        + "definition_id closed_by"
                ]
            ])
        let keys = try sql(
            """
            SELECT pg_get_constraintdef(oid) FROM pg_constraint
            WHERE conrelid = 'warehouse.fact_observation'::regclass ORDER BY 1
            """
        ).compactMap { $0[0] }
        #expect(
            keys == [
                "CHECK (((value IS NOT NULL) OR (mark IS NOT NULL)))",
                "FOREIGN KEY (area_id) REFERENCES warehouse.dim_area(area_id)",
                "FOREIGN KEY (breakdown_id) REFERENCES warehouse.dim_breakdown(breakdown_id)",
                "FOREIGN KEY (event_id) REFERENCES ledger.event(event_id)",
                "FOREIGN KEY (origin_id) REFERENCES ledger.event(event_id)",
                "FOREIGN KEY (period_id) REFERENCES warehouse.dim_period(period_id)",
                "PRIMARY KEY (period_id, area_id, breakdown_id)",
            ])
        let storage =
            "SELECT reloptions FROM pg_class WHERE oid = 'warehouse.fact_observation'::regclass"
        #expect(try sql(storage) == [["{fillfactor=90}"]])
        let closedKey = try sql(
            """
            SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE contype = 'p'
                AND conrelid = 'warehouse.fact_observation_closed'::regclass
            """)
        #expect(closedKey == [["PRIMARY KEY (period_id, area_id, breakdown_id, event_id)"]])
    }

    @Test(
        "returns the rows that were in force at a moment",
        arguments: [
            ("2024-12-31", []), ("2025-01-01", ["1"]), ("2025-01-31", ["1"]),
            ("2025-02-01", ["2", "7"]),
        ] as [(String, [String])])
    func asOf(day: String, values: [String]) throws {
        try SchemaPlan.apply(TestSchema.schema(), on: connection)
        try insertVersions()
        let rows = try connection.query(
            "SELECT value FROM warehouse.fact_observation_as_of($1::timestamptz) ORDER BY value",
            [.text(day)])
        #expect((0..<rows.rowCount).compactMap { rows.text($0, 0) } == values)
    }

    @Test("returns them through a function that the planner takes apart")
    func asOfInlined() throws {
        try SchemaPlan.apply(TestSchema.schema(), on: connection)
        let plan = try sql("EXPLAIN SELECT * FROM warehouse.fact_observation_as_of(now())")
            .compactMap { $0[0] }.joined(separator: "\n")
        #expect(!plan.contains("Function Scan") && plan.contains("fact_observation_closed"))
    }

    @Test("adds tables, nullable columns and comments to what is there")
    func additive() throws {
        try SchemaPlan.apply(TestSchema.schema(), on: connection)
        try insertVersions()
        let fact = TestSchema.fact(extra: [
            column("conf", .character), column("unit_id", .reference, dimension: "dim_unit"),
        ])
        let schema = TestSchema.schema(
            facts: [fact, TestSchema.fact(name: "fact_target", history: .current)])
        let statements = try SchemaPlan.apply(schema, on: connection)
        #expect(
            statements.contains {
                $0
                    == "ALTER TABLE warehouse.\"fact_observation_closed\" ADD COLUMN \"conf\" \"char\""
            })
        #expect(try SchemaPlan(schema, on: connection).isEmpty)
        #expect(try sql("SELECT to_regclass('warehouse.fact_target_closed')") == [[nil]])
        #expect(
            try sql("SELECT value, conf FROM warehouse.fact_observation_as_of('2025-01-15')")
                == [["1", nil]])
    }

    @Test("T52 lists everything that only a person may change, and changes nothing")
    func refused() throws {
        try SchemaPlan.apply(TestSchema.schema(), on: connection)
        try connection.execute(
            """
            ALTER TABLE warehouse.dim_area ALTER COLUMN name TYPE varchar(10);
            ALTER TABLE warehouse.dim_area ALTER COLUMN parent SET NOT NULL;
            ALTER TABLE warehouse.dim_unit ADD COLUMN note text;
            ALTER TABLE warehouse.dim_unit DROP CONSTRAINT dim_unit_code_key;
            ALTER TABLE warehouse.dim_unit ALTER COLUMN unit_id DROP IDENTITY;
            ALTER TABLE warehouse.fact_observation DROP CONSTRAINT fact_observation_pkey;
            ALTER TABLE warehouse.fact_observation DROP CONSTRAINT fact_observation_area_id_fkey;
            CREATE TABLE warehouse.fact_old (x int)
            """)
        let schema = TestSchema.schema(facts: [
            TestSchema.fact(extra: [column("must", .text, isNullable: false)]),
            TestSchema.fact(name: "fact_target"),
        ])
        let plan = try SchemaPlan(schema, on: connection)
        let found = plan.differences.map { "\($0.message(.en))" }
        #expect(
            found == [
                "dim_area: column name has type character varying(10), declared is text",
                "dim_area: column parent takes no nulls, declared is that it does",
                "dim_unit: column note is in the database but not declared",
                "dim_unit: column unit_id makes no numbers itself",
                "dim_unit: the natural key (code) has no unique constraint",
                "fact_observation: column area_id refers to no table, declared is warehouse.dim_area",
                "fact_observation: new column must takes no null, but the table already exists",
                "fact_observation: the primary key is (), declared is (period_id, area_id, breakdown_id)",
                "fact_observation_closed: new column must takes no null, but the table already exists",
                "fact_old: the table is not declared",
            ])
        #expect(plan.differences.allSatisfy { !$0.message(.vi).isEmpty && !$0.migration.isEmpty })
        let error = try failure { try SchemaPlan.apply(schema, on: connection) }
        #expect(error.kind == .drift)
        for line in found { #expect(error.detail?.contains(line) == true) }
        #expect(error.detail?.contains("ALTER COLUMN \"name\" TYPE text") == true)
        #expect(try sql("SELECT to_regclass('warehouse.fact_target')") == [[nil]])
    }

    @Test("T69 takes names as names, whatever is in them")
    func names() throws {
        let name = #"x"; DROP TABLE ledger.event; --"#
        let dimension = TestSchema.dimension(
            "dim_" + name, key: [name], [(name, .text, false)], .rows([["'; DROP TABLE x"]]))
        let fact = FactTable(
            name: "fact_" + name, about: TestSchema.words(name),
            columns: [column(name, .reference, isNullable: false, dimension: "dim_" + name)],
            keyColumnCount: 1, scope: nil, history: .vintages, distributeBy: name)
        let schema = StarSchema(dimensions: [dimension], facts: [fact])
        try SchemaPlan.apply(schema, on: connection)
        #expect(try SchemaPlan(schema, on: connection).isEmpty)
        try DimensionSync.sync(schema, TestSchema.catalogue(), on: connection)
        #expect(try sql("SELECT to_regclass('ledger.event')") == [["ledger.event"]])
    }

    @Test(
        "T69 refuses names that would be cut or are none",
        arguments: [
            "fact_" + String(repeating: "x", count: 52),
            "fact_" + String(repeating: "ạ", count: 18),
            "a\0b",
        ])
    func badNames(name: String) throws {
        let schema = TestSchema.schema(facts: [TestSchema.fact(name: name)])
        let error = try failure { _ = try SchemaPlan(schema, on: connection) }
        #expect(error.kind == .data && error.message.contains("1 to 63 bytes"))
        let dimension = TestSchema.dimension(name, key: [""], [("", .text, false)], .rows([]))
        let other = TestSchema.schema(dimensions: [dimension], facts: [])
        #expect(try failure { try SchemaPlan.apply(other, on: connection) }.kind == .data)
    }

    @Test("refuses a reference to a dimension that nobody declares")
    func lostReference() throws {
        let fact = TestSchema.fact(extra: [column("a", .reference, dimension: "dim_none")])
        let schema = TestSchema.schema(facts: [fact])
        let error = try failure { _ = try SchemaPlan(schema, on: connection) }
        #expect(error.message.contains("dim_none"))
    }

    @Test("lets the report role read the warehouse and nothing more, and the loader write")
    func rights() throws {
        try SchemaPlan.apply(TestSchema.schema(), on: connection)
        try insertVersions()
        try connection.execute("SET ROLE phusa_report")
        #expect(try sql("SELECT count(*) FROM warehouse.fact_observation_as_of(now())") == [["2"]])
        for sql in [
            "DELETE FROM warehouse.fact_observation", "SELECT * FROM ledger.quarantine",
            "SELECT ledger.disable_row_triggers()",
        ] {
            #expect(try failure { try connection.execute(sql) }.kind == .permission)
        }
        try connection.execute("SET ROLE phusa_loader")
        try connection.begin()
        try connection.execute("SELECT ledger.disable_row_triggers()")
        #expect(try sql("SHOW session_replication_role") == [["replica"]])
        try connection.execute("DELETE FROM warehouse.fact_observation")
        connection.rollback()
        #expect(try sql("SHOW session_replication_role") == [["origin"]])
    }
}
