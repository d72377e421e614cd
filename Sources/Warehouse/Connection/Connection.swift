import CLibpq

/// One session with PostgreSQL, with one owner; synchronous.
///
/// Advice to the next editor: all SQL of this target names its schema. The session's search path
/// holds the catalogue and temporary tables alone, so nobody's table can stand in for another.
package final class Connection {
    /// The oldest server that has what the schema needs: `UNIQUE NULLS NOT DISTINCT`.
    package static let serverVersionMinimum = 150_000

    let handle: OpaquePointer
    private let notices = NoticeList()
    private let canceller: Canceller
    private let opener: ConnectionOpener
    /// Whether statements may still be sent after an ``Interruption``: those that end the work.
    package var mayFinish = false

    /// Opens a session.
    ///
    /// - Parameter applicationName: What `pg_stat_activity` shows, cut by the server at 63 bytes.
    package init(_ target: ConnectionTarget, applicationName: String = "phusa")
        throws(WarehouseError)
    {
        opener = ConnectionOpener(target, applicationName: applicationName)
        handle = try opener.open()
        canceller = Canceller(handle)
        Interruption.register(canceller)
        let context = Unmanaged.passUnretained(notices).toOpaque()
        PQsetNoticeReceiver(handle, collectNotice, context)
        // All properties are set: where this throws, `deinit` closes the session.
        try prepareSession()
    }

    deinit {
        Interruption.forget(canceller)
        PQfinish(handle)
    }

    /// Opens the session again after it broke, with its settings; locks, temporary tables and an
    /// open transaction are gone.
    ///
    /// What the server still holds for the former session ends first: it may not have noticed that
    /// nobody is there any more, and its locks would stand in the new session's way.
    ///
    /// - Throws: After a failure the session is closed, and this may be called again.
    package func reopen() throws(WarehouseError) {
        let former = backendProcessID
        try opener.reopen(handle)
        canceller.renew(handle)
        try prepareSession()
        _ = try query(
            """
            SELECT pg_terminate_backend(pid, $2::int) FROM pg_stat_activity
            WHERE pid = $1::int AND pid <> pg_backend_pid()
                AND application_name = current_setting('application_name')
                AND usename = current_user
            """, [.int(Int(former)), .int(Self.formerSessionMillisecondsMax)])
    }

    /// How long the server gets to end a former session.
    private static let formerSessionMillisecondsMax = 5_000

    private func prepareSession() throws(WarehouseError) {
        guard serverVersion >= Self.serverVersionMinimum else {
            throw WarehouseError(
                kind: .version,
                message: "the server is PostgreSQL \(serverVersion / 10_000); 15 or later is needed"
            )
        }
        try execute(
            """
            SET SESSION search_path = pg_catalog, pg_temp;
            SET SESSION timezone = 'UTC';
            SET SESSION datestyle = 'ISO, YMD';
            SET SESSION bytea_output = 'hex';
            SET SESSION extra_float_digits = 1;
            SET SESSION standard_conforming_strings = on
            """)
    }

    package var backendProcessID: Int32 { PQbackendPID(handle) }

    /// As `150018` for 15.18.
    package var serverVersion: Int { Int(PQserverVersion(handle)) }

    package var databaseName: String { PQdb(handle).map { String(cString: $0) } ?? "" }

    /// Whether the session still stands, as far as the last statement showed.
    package var isOpen: Bool { PQstatus(handle) == CONNECTION_OK }

    /// Messages of the server since the last call, which are not errors.
    package func takeNotices() -> [String] { notices.take() }

    /// Asks the server to end what this session is doing; may be handed to another thread.
    package var cancellation: Canceller { canceller }

    package func cancel() { canceller.cancel() }

    /// Runs statements, separated by semicolons, whose rows nobody wants.
    ///
    /// Several of them outside a transaction are one transaction: after an error none of them stays.
    package func execute(_ sql: String) throws(WarehouseError) {
        _ = try run(sql)
    }

    /// Runs one statement, with parameters that stand in it as `$1`, `$2` and so on.
    package func query(_ sql: String, _ parameters: [SQLParameter] = []) throws(WarehouseError)
        -> QueryResult
    {
        try Self.refuseZeroByte(sql)
        try checkInterruption()
        let encoded = try EncodedParameters(parameters)
        let result = encoded.withPointers { count, types, values, lengths, formats in
            PQexecParams(handle, sql, count, types, values, lengths, formats, 0)
        }
        return try checked(result, sql)
    }

    /// Simple protocol.
    func run(_ sql: String) throws(WarehouseError) -> QueryResult {
        try Self.refuseZeroByte(sql)
        try checkInterruption()
        return try checked(PQexec(handle, sql), sql)
    }

    /// Sends nothing more once the process has been told to end.
    func checkInterruption() throws(WarehouseError) {
        if !mayFinish { try Interruption.check() }
    }

    private func checked(_ result: OpaquePointer?, _ sql: String) throws(WarehouseError)
        -> QueryResult
    {
        let status = PQresultStatus(result)
        if let result, status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK {
            return QueryResult(result)
        }
        defer { PQclear(result) }
        if status == PGRES_COPY_IN || status == PGRES_COPY_OUT {
            endStrayCopy(isIn: status == PGRES_COPY_IN)
            throw WarehouseError(kind: .other, message: "COPY outside copyIn and copyOut")
        }
        throw WarehouseError(connection: handle, result: result, statement: sql)
    }

    private static func refuseZeroByte(_ sql: String) throws(WarehouseError) {
        if sql.utf8.contains(0) {
            throw WarehouseError(kind: .data, message: "a statement holds a zero byte")
        }
    }
}

// MARK: Text for statements

extension Connection {
    /// A name in double quotes; 63 bytes at most, since PostgreSQL cuts longer ones in silence.
    package static func quoteIdentifier(_ name: String) -> String {
        precondition(!name.utf8.contains(0) && !name.isEmpty && name.utf8.count <= 63)
        return "\""
            + name.split(separator: "\"", omittingEmptySubsequences: false)
            .joined(separator: "\"\"") + "\""
    }

    /// Text in single quotes, with `E` where it holds a backslash.
    package static func quoteLiteral(_ text: String) -> String {
        precondition(!text.utf8.contains(0))
        var quoted = text.utf8.contains(UInt8(ascii: "\\")) ? "E'" : "'"
        for scalar in text.unicodeScalars {
            if scalar == "'" || scalar == "\\" { quoted.unicodeScalars.append(scalar) }
            quoted.unicodeScalars.append(scalar)
        }
        return quoted + "'"
    }
}
