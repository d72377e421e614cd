import PhusaModel
import PhusaTestSupport
import Testing
import Warehouse

@Suite("Connection")
struct ConnectionTests {
    @Test("sends every kind of parameter and reads it back equal")
    func roundTrip() async throws {
        let connection = try await ScratchWarehouse(isMigrated: false).connect()
        let moment = try #require(Moment("2025-04-05T17:00:00.000001Z"))
        let decimal = try #require(ExactDecimal("-12345678901234567890.000000000000000001"))
        let texts = ["a", "", "NULL", "b\"c\\d,{}", "ộ\n"]
        let bytes = (0...255).map { UInt8($0) }
        let row = try connection.query(
            """
            SELECT $1::text, $2::bigint, $3::bytea, $4::timestamptz, $5::text[], $6::int[],
                $7::boolean, $8::numeric, $9::text, $10::date, $11::text[]
            """,
            [
                .text("Trà Vinh 'x' \\ $1"), .int(.min), .bytes(bytes), .moment(moment),
                .textArray(texts), .intArray([1, -2]), .boolean(true), .decimal(decimal), .null,
                .day(CalendarDay(number: 0)), .optionalTextArray(["x", nil]),
            ])
        #expect(row.text(0, 0) == "Trà Vinh 'x' \\ $1")
        #expect(row.int(0, 1) == .min)
        #expect(row.bytes(0, 2) == bytes)
        #expect(row.moment(0, 3) == moment)
        #expect(row.textArray(0, 4) == texts)
        #expect(row.text(0, 5) == "{1,-2}")
        #expect(row.bool(0, 6) == true)
        #expect(row.decimal(0, 7) == decimal)
        #expect(row.text(0, 8) == nil && row.isNull(0, 8))
        #expect(row.day(0, 9) == CalendarDay(number: 0))
        #expect(row.text(0, 10) == "{x,NULL}")
        #expect(row.textArray(0, 10) == ["x"])
    }

    @Test("returns nil for null and for a value of another type")
    func absentValues() async throws {
        let connection = try await ScratchWarehouse(isMigrated: false).connect()
        let row = try connection.query(
            "SELECT null, 'x', 'infinity'::timestamptz, 'NaN'::numeric, '{}'::text[] AS empty")
        #expect(row.rowCount == 1 && row.columnNames.last == "empty")
        #expect(row.int(0, 0) == nil && row.bytes(0, 0) == nil && row.textArray(0, 0) == nil)
        #expect(row.int(0, 1) == nil && row.bool(0, 1) == nil && row.bytes(0, 1) == nil)
        #expect(row.moment(0, 2) == nil && row.decimal(0, 3) == nil)
        #expect(row.textArray(0, 4) == [])
    }

    @Test("takes no zero byte, neither in text nor in a statement")
    func zeroByte() async throws {
        let connection = try await ScratchWarehouse(isMigrated: false).connect()
        let parameter = try failure { _ = try connection.query("SELECT $1::text", [.text("a\0b")]) }
        #expect(parameter.kind == .data && parameter.message.contains("$1"))
        #expect(try failure { try connection.execute("SELECT 1\0; DROP TABLE x") }.kind == .data)
    }

    @Test("has a search path in which no user table can stand in for another")
    func session() async throws {
        let connection = try await ScratchWarehouse(isMigrated: false).connect(
            applicationName: "phusa an@may 7 run")
        let settings = try connection.query(
            """
            SELECT current_setting('search_path'), current_setting('timezone'),
                current_setting('client_encoding'), current_setting('application_name'),
                pg_backend_pid()
            """)
        #expect(settings.text(0, 0) == "pg_catalog, pg_temp")
        #expect(settings.text(0, 1) == "UTC" && settings.text(0, 2) == "UTF8")
        #expect(settings.text(0, 3) == "phusa an@may 7 run")
        #expect(settings.int(0, 4) == Int(connection.backendProcessID))
        #expect(connection.serverVersion >= Connection.serverVersionMinimum)
    }

    @Test("collects notices and counts touched rows")
    func notices() async throws {
        let connection = try await ScratchWarehouse(isMigrated: false).connect()
        try connection.execute(
            "CREATE TEMP TABLE t (x int); DO $$ BEGIN RAISE NOTICE 'đã xong'; END $$")
        #expect(connection.takeNotices() == ["đã xong"])
        #expect(connection.takeNotices().isEmpty)
        let result = try connection.query("INSERT INTO t SELECT generate_series(1, 3)")
        #expect(result.affectedRowCount == 3 && result.isEmpty)
    }

    @Test(
        "quotes names and texts so that they are names and texts",
        arguments: [
            #"x"; DROP TABLE canary; --"#, "x'; DROP TABLE canary; --", #"\'; DROP TABLE canary;"#,
            "select", "Bảng Một", "$1", "a\nb", #""""#,
        ])
    func quoting(text: String) async throws {
        let connection = try await ScratchWarehouse(isMigrated: false).connect()
        try connection.execute("CREATE TEMP TABLE canary (x int)")
        let name = Connection.quoteIdentifier(text)
        let literal = Connection.quoteLiteral(text)
        try connection.execute("CREATE TEMP TABLE \(name) (\(name) text)")
        try connection.execute("INSERT INTO \(name) VALUES (\(literal))")
        let row = try connection.query("SELECT \(name), (SELECT count(*) FROM canary) FROM \(name)")
        #expect(row.text(0, 0) == text && row.columnNames[0] == text && row.int(0, 1) == 0)
    }

    @Test("undoes a transaction whose body throws, and goes on")
    func rollback() async throws {
        let connection = try await ScratchWarehouse(isMigrated: false).connect()
        try connection.execute("CREATE TEMP TABLE t (x int PRIMARY KEY)")
        let error = try failure {
            try connection.transaction { () throws(WarehouseError) in
                try connection.execute("INSERT INTO t VALUES (1)")
                try connection.execute("INSERT INTO t VALUES (1)")
            }
        }
        #expect(error.kind == .constraint)
        #expect(try connection.query("SELECT count(*) FROM t").int(0, 0) == 0)
        let value = try connection.transaction { () throws(WarehouseError) in
            try connection.query("INSERT INTO t VALUES (2) RETURNING x").int(0, 0)
        }
        #expect(value == 2)
    }

    @Test("does not take a ROLLBACK for a COMMIT")
    func swallowedError() async throws {
        let connection = try await ScratchWarehouse(isMigrated: false).connect()
        let error = try failure {
            try connection.transaction { () throws(WarehouseError) in
                try? connection.execute("SELECT 1 / 0")
            }
        }
        #expect(error.message.contains("had failed before its COMMIT"))
    }

    @Test("says that it does not know, when the connection breaks inside COMMIT")
    func lostCommit() async throws {
        let warehouse = try await ScratchWarehouse(isMigrated: false)
        let connection = try warehouse.connect()
        try connection.execute(
            """
            CREATE SCHEMA s;
            CREATE TABLE s.t (x int);
            CREATE FUNCTION s.die() RETURNS trigger LANGUAGE plpgsql AS
                'BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END';
            CREATE CONSTRAINT TRIGGER die AFTER INSERT ON s.t DEFERRABLE INITIALLY DEFERRED
                FOR EACH ROW EXECUTE FUNCTION s.die()
            """)
        let error = try failure {
            try connection.transaction { () throws(WarehouseError) in
                try connection.execute("INSERT INTO s.t VALUES (1)")
            }
        }
        #expect(error.kind == .commitUnknown && !error.isRetryable && !connection.isOpen)
        #expect(try warehouse.connect().query("SELECT count(*) FROM s.t").int(0, 0) == 0)
    }

    @Test("reads one state of the database in a snapshot, and writes nothing")
    func snapshot() async throws {
        let warehouse = try await ScratchWarehouse(isMigrated: false)
        let (reader, writer) = (try warehouse.connect(), try warehouse.connect())
        try writer.execute("CREATE SCHEMA s; CREATE TABLE s.t (x int)")
        try reader.snapshot { () throws(WarehouseError) in
            let count = "SELECT count(*) FROM s.t"
            #expect(try reader.query(count).int(0, 0) == 0)
            try writer.execute("INSERT INTO s.t VALUES (1)")
            #expect(try reader.query(count).int(0, 0) == 0)
        }
        let error = try failure {
            try reader.snapshot { () throws(WarehouseError) in
                try reader.execute("INSERT INTO s.t VALUES (2)")
            }
        }
        #expect(error.kind == .readOnly)
        #expect(try reader.query("SELECT count(*) FROM s.t").int(0, 0) == 1)
    }
}
