package import PhusaModel

/// Locks by number, which the server frees when the session ends, however it ends.
///
/// The first key says what is locked, the second which one.
package enum AdvisoryLock {
    /// "phus" as bytes: a first key that no other program of the database uses by chance.
    private static let base: Int32 = 0x7068_7573

    private static let dataset = base
    private static let publish = base + 1
    private static let schema = base + 2
    static let run = base + 3
    private static let definitions = base + 4
    private static let submissions = base + 5

    /// Takes the lock of a dataset for the session, without waiting.
    ///
    /// - Returns: Whether it was free; see ``holder(of:on:)``.
    package static func tryLock(dataset datasetID: Int, on connection: Connection)
        throws(WarehouseError) -> Bool
    {
        try connection.query(
            "SELECT pg_try_advisory_lock($1::int, $2::int)",
            [.int(Int(dataset)), .int(datasetID)]
        ).bool(0, 0) ?? false
    }

    /// Takes the lock of a dataset for the session as soon as it is free.
    package static func wait(dataset datasetID: Int, on connection: Connection)
        throws(WarehouseError)
    {
        _ = try connection.query(
            "SELECT pg_advisory_lock($1::int, $2::int)", [.int(Int(dataset)), .int(datasetID)])
    }

    package static func unlock(dataset datasetID: Int, on connection: Connection)
        throws(WarehouseError)
    {
        _ = try connection.query(
            "SELECT pg_advisory_unlock($1::int, $2::int)",
            [.int(Int(dataset)), .int(datasetID)])
    }

    /// Waits for the lock under which derived figures are computed; held until the transaction ends.
    package static func waitForPublishing(on connection: Connection) throws(WarehouseError) {
        try wait(publish, on: connection)
    }

    /// Waits for the lock under which `fact_submission` is brought in line; held until the transaction
    /// ends.
    package static func waitForSubmissions(on connection: Connection) throws(WarehouseError) {
        try wait(submissions, on: connection)
    }

    /// Waits for the lock under which versions of formulas are recorded; held until the transaction
    /// ends.
    package static func waitForDefinitions(on connection: Connection) throws(WarehouseError) {
        try wait(definitions, on: connection)
    }

    /// Keeps others from recording versions of formulas until the transaction ends.
    package static func shareDefinitions(on connection: Connection) throws(WarehouseError) {
        _ = try connection.query(
            "SELECT pg_advisory_xact_lock_shared($1::int, 0)", [.int(Int(definitions))])
    }

    /// Waits for the lock under which tables change; held until the transaction ends.
    static func waitForSchema(on connection: Connection) throws(WarehouseError) {
        try wait(schema, on: connection)
    }

    private static func wait(_ key: Int32, on connection: Connection) throws(WarehouseError) {
        _ = try connection.query("SELECT pg_advisory_xact_lock($1::int, 0)", [.int(Int(key))])
    }

    /// Holds a run's lock for the session: the sign that the run is alive.
    static func holdRun(_ id: Int, on connection: Connection) throws(WarehouseError) {
        _ = try connection.query(
            "SELECT pg_advisory_lock($1::int, $2::int)", [.int(Int(run)), .int(id)])
    }

    /// As ``holdRun(_:on:)`` in a new session, without waiting for what is left of the former one.
    static func holdRunAgain(_ id: Int, on connection: Connection) throws(WarehouseError) {
        _ = try connection.query(
            "SELECT pg_try_advisory_lock($1::int, $2::int)", [.int(Int(run)), .int(id)])
    }

    static func releaseRun(_ id: Int, on connection: Connection) throws(WarehouseError) {
        _ = try connection.query(
            "SELECT pg_advisory_unlock($1::int, $2::int)", [.int(Int(run)), .int(id)])
    }

    /// The lock of run `r`, with the lock's first key as `$1`.
    static let runIsHeld = """
        SELECT FROM pg_locks l WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 2
            AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
            AND l.classid = $1::int::oid AND l.objid = r.run_id::oid
        """

    /// Who holds the lock of a dataset; `nil` where it is free.
    package static func holder(of datasetID: Int, on connection: Connection)
        throws(WarehouseError) -> LockHolder?
    {
        let rows = try connection.query(
            """
            SELECT a.application_name, l.pid, a.backend_start
            FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
            WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 2
                AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
                AND l.classid = $1::int::oid AND l.objid = $2::int::oid
            """, [.int(Int(dataset)), .int(datasetID)])
        guard rows.rowCount > 0 else { return nil }
        return LockHolder(
            applicationName: rows.text(0, 0) ?? "", backendProcessID: rows.int(0, 1) ?? 0,
            connectedAt: rows.moment(0, 2))
    }
}

/// The session that holds a lock.
package struct LockHolder: Hashable, Sendable {
    /// `phusa user@host pid command`, as the session named itself.
    package let applicationName: String
    package let backendProcessID: Int
    /// Since when its session stands; `nil` where the reader may not see it.
    package let connectedAt: Moment?
}
