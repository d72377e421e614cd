import Foundation
import PhusaTestSupport
import Testing
import Warehouse

@Suite("WarehouseError")
struct WarehouseErrorTests {
    @Test(
        "classifies what the server refuses",
        arguments: [
            ("SELECT * FROM s.nothing", WarehouseError.Kind.unknownObject, "42P01"),
            ("SELECT 'x'::int", .data, "22P02"),
            ("INSERT INTO s.t VALUES (1)", .constraint, "23505"),
            ("INSERT INTO s.t VALUES (-1)", .constraint, "23514"),
            ("SET TRANSACTION READ ONLY; INSERT INTO s.t VALUES (2)", .readOnly, "25006"),
            ("SET LOCAL ROLE pg_monitor; SELECT * FROM s.t", .permission, "42501"),
            ("SET LOCAL statement_timeout = 20; SELECT pg_sleep(5)", .cancelled, "57014"),
            ("SELEC 1", .other, "42601"),
        ])
    func classification(sql: String, kind: WarehouseError.Kind, state: String) async throws {
        let connection = try await ScratchWarehouse(isMigrated: false).connect()
        try connection.execute(
            "CREATE SCHEMA s; CREATE TABLE s.t (x int PRIMARY KEY CHECK (x > 0)); INSERT INTO s.t VALUES (1)"
        )
        let error = try failure {
            try connection.transaction { () throws(WarehouseError) in try connection.execute(sql) }
        }
        #expect(error.kind == kind && error.sqlState == state && !error.isRetryable)
        #expect(error.statement == sql)
        if kind == .constraint { #expect(error.table == "t" && error.constraint != nil) }
        #expect(connection.isOpen)
    }

    @Test("keeps the first 200 characters of a statement, and no parameter")
    func statement() async throws {
        let connection = try await ScratchWarehouse(isMigrated: false).connect()
        let sql = "SELECT $1::text::int" + String(repeating: ", 1", count: 100)
        let error = try failure { _ = try connection.query(sql, [.text("bí mật")]) }
        #expect(error.statement == String(sql.prefix(200)) + "…")
        #expect(error.description.contains("statement: SELECT $1::text::int"))
    }

    @Test("knows a lock that is not to be had in time")
    func lockTimeout() async throws {
        let warehouse = try await ScratchWarehouse(isMigrated: false)
        let (holder, waiter) = (try warehouse.connect(), try warehouse.connect())
        try holder.execute("CREATE SCHEMA s; CREATE TABLE s.t (x int)")
        try holder.begin()
        try holder.execute("LOCK TABLE s.t")
        let error = try failure {
            try waiter.execute("SET lock_timeout = 20; SELECT * FROM s.t")
        }
        #expect(error.kind == .lockTimeout && !error.isRetryable)
        holder.rollback()
    }

    @Test("knows a serialization failure, which may be tried again")
    func serialization() async throws {
        let warehouse = try await ScratchWarehouse(isMigrated: false)
        let (first, second) = (try warehouse.connect(), try warehouse.connect())
        try first.execute("CREATE SCHEMA s; CREATE TABLE s.t (x int); INSERT INTO s.t VALUES (1)")
        try first.execute("BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT * FROM s.t")
        try second.execute("UPDATE s.t SET x = 2")
        let error = try failure { try first.execute("UPDATE s.t SET x = 3") }
        #expect(error.kind == .serialization && error.isRetryable)
        first.rollback()
    }

    @Test("knows a deadlock, which ends one of the two sessions' work and may be tried again")
    func deadlock() async throws {
        let warehouse = try await ScratchWarehouse(isMigrated: false)
        try warehouse.connect().execute(
            "CREATE SCHEMA s; CREATE TABLE s.t (x int, y int); INSERT INTO s.t VALUES (1, 0), (2, 0)"
        )
        let crossing = { @Sendable (own: Int, other: Int) -> WarehouseError? in
            do {
                let connection = try warehouse.connect()
                try connection.transaction { () throws(WarehouseError) in
                    try connection.execute("SET LOCAL deadlock_timeout = '100ms'")
                    try connection.execute("UPDATE s.t SET y = 1 WHERE x = \(own)")
                    try connection.execute("SELECT pg_sleep(0.5)")
                    try connection.execute("UPDATE s.t SET y = 1 WHERE x = \(other)")
                }
                return nil
            } catch {
                return error as? WarehouseError
            }
        }
        async let first = onThread { crossing(1, 2) }
        async let second = onThread { crossing(2, 1) }
        let errors = await [first, second].compactMap { $0 }
        #expect(errors.count == 1)
        #expect(errors.first?.kind == .deadlock && errors.first?.isRetryable == true)
    }

    @Test("knows a session that was ended from outside, and that it is closed")
    func terminated() async throws {
        let warehouse = try await ScratchWarehouse(isMigrated: false)
        let (victim, other) = (try warehouse.connect(), try warehouse.connect())
        _ = try other.query(
            "SELECT pg_terminate_backend($1, 5000)", [.int(Int(victim.backendProcessID))])
        let error = try failure { _ = try victim.query("SELECT 1") }
        #expect(error.kind == .unreachable && error.isRetryable && !victim.isOpen)
        #expect(try failure { try victim.execute("SELECT 1") }.kind == .unreachable)
        victim.rollback()
    }

    @Test("ends a statement from another thread")
    func cancel() async throws {
        let warehouse = try await ScratchWarehouse(isMigrated: false)
        let connection = try warehouse.connect()
        let cancellation = connection.cancellation
        let processID = Int(connection.backendProcessID)
        Thread.detachNewThread {
            guard let other = try? warehouse.connect() else { return }
            let isAsleep = "SELECT wait_event = 'PgSleep' FROM pg_stat_activity WHERE pid = $1"
            while (try? other.query(isAsleep, [.int(processID)]).bool(0, 0)) != true {}
            cancellation.cancel()
        }
        let error = try failure { try connection.execute("SELECT pg_sleep(30)") }
        #expect(error.kind == .cancelled && connection.isOpen)
    }

    @Test("knows a database that is not there, whatever the server's language")
    func unknownDatabase() async throws {
        let cluster = try await ScratchCluster.shared.cluster()
        let error = try failure {
            _ = try Connection(cluster.connectionTarget(database: "khong-co"))
        }
        #expect(error.kind == .unknownDatabase && error.sqlState == "3D000" && !error.isRetryable)
        #expect(!error.message.contains("LOCATION"))
    }

    @Test("knows a user that may not connect")
    func authentication() async throws {
        let cluster = try await ScratchCluster.shared.cluster()
        let target = ConnectionTarget.parameters([
            "host": cluster.status().socketFolder, "port": "5432", "user": "ai_do",
            "dbname": "phusa",
        ])
        let error = try failure { _ = try Connection(target) }
        #expect(error.kind == .authentication && !error.isRetryable)
    }

    @Test(
        "knows a server that does not answer, and keeps the password to itself",
        arguments: [
            ConnectionTarget.url("postgresql://an:kín%40đáo@127.0.0.1:1/phusa"),
            .url("postgresql://an:s3cret@[bad/phusa"),
            .url("host=127.0.0.1 port=1 password='s3cret'"),
            .parameters(["host": "/nonexistent", "password": "s3cret", "dbname": "s3cret"]),
            .url("host=/nonexistent password=s3cret oops"),
        ])
    func unreachable(target: ConnectionTarget) throws {
        let error = try failure { _ = try Connection(target) }
        #expect(error.kind == .unreachable && error.isRetryable)
        for secret in ["s3cret", "kín@đáo", "kín%40đáo"] {
            #expect(!error.description.contains(secret))
            #expect(secret == "s3cret" || !target.description.contains(secret))
        }
    }

    @Test(
        "maps codes that no test can provoke",
        arguments: [
            ("53300", WarehouseError.Kind.tooManyConnections, true), ("53100", .diskFull, false),
            ("08006", .unreachable, true), ("57P03", .unreachable, true),
            ("28P01", .authentication, false), ("40003", .commitUnknown, false),
            ("XX000", .other, false),
        ])
    func codes(state: String, kind: WarehouseError.Kind, isRetryable: Bool) {
        let error = WarehouseError(kind: WarehouseError.Kind(sqlState: state), message: "")
        #expect(error.kind == kind && error.isRetryable == isRetryable)
    }

    @Test(
        "masks passwords in every text that an error holds",
        arguments: [
            ("at postgresql://an:bi-mat@may/db?x=1", "at postgresql://an:***@may/db?x=1"),
            ("postgres://an:a@b@may/db", "postgres://an:***@may/db"),
            ("postgres://may:5432/db", "postgres://may:5432/db"),
            ("host=may password=bi-mat user=an", "host=may password=*** user=an"),
            ("PASSWORD = 'bi mat' x", "PASSWORD = '***' x"),
            ("ALTER ROLE an PASSWORD 'bi mat'", "ALTER ROLE an PASSWORD '***'"),
            ("password authentication failed", "password authentication failed"),
        ])
    func redaction(text: String, masked: String) {
        let error = WarehouseError(kind: .other, message: text, detail: text, statement: text)
        #expect(error.message == masked && error.detail == masked && error.statement == masked)
    }
}
