import CLibpq

extension Connection {
    /// Runs the body between BEGIN and COMMIT.
    ///
    /// When the body or the COMMIT throws, nothing of it stays, with one exception: kind
    /// `.commitUnknown` says that the connection broke before the answer came, and either may be.
    package func transaction<T>(_ body: () throws(WarehouseError) -> T) throws(WarehouseError) -> T
    {
        try begin()
        let value: T
        do {
            value = try body()
        } catch {
            rollback()
            throw error
        }
        try commit()
        return value
    }

    /// As ``transaction(_:)``, for a reader that must see one state and change nothing.
    package func snapshot<T>(_ body: () throws(WarehouseError) -> T) throws(WarehouseError) -> T {
        try beginSnapshot()
        defer { rollback() }
        return try body()
    }

    /// Begins a transaction that sees one state and changes nothing; ``rollback()`` ends it.
    package func beginSnapshot() throws(WarehouseError) {
        try execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
    }

    /// Begins a transaction that ``commit()`` or ``rollback()`` must end.
    package func begin() throws(WarehouseError) { try execute("BEGIN") }

    package func commit() throws(WarehouseError) {
        let result: QueryResult
        do {
            result = try run("COMMIT")
        } catch {
            guard PQstatus(handle) == CONNECTION_BAD else { throw error }
            var lost = error
            lost.kind = .commitUnknown
            throw lost
        }
        if result.commandTag != "COMMIT" {
            throw WarehouseError(
                kind: .other, message: "the transaction had failed before its COMMIT: nothing stays"
            )
        }
    }

    /// Ends a transaction without effect; a broken connection has done so already.
    package func rollback() {
        guard PQtransactionStatus(handle) != PQTRANS_IDLE else { return }
        PQclear(PQexec(handle, "ROLLBACK"))
    }
}
