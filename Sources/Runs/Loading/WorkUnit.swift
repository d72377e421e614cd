import Storage
import Warehouse

/// A piece of work that becomes visible at once or not at all.
///
/// In a run it is a transaction. In a dry run the whole run is one transaction that ends in a
/// rollback, and a piece of work is a savepoint in it: what `plan` counts is what `run` would do,
/// because it is done.
struct WorkUnit {
    let connection: Connection
    /// Forgets the members that a rollback takes away.
    let dimensions: DimensionMap
    let isDryRun: Bool

    /// Tries again, from the start and a few times, what another session stood in the way of.
    ///
    /// Such are a deadlock and a serialization failure. In a dry run the transaction's locks stay
    /// taken, so nothing would be gained.
    ///
    /// - Throws: What the body throws, after everything of it was taken back; `.commitUnknown` when
    ///   the connection broke before the answer to COMMIT.
    func perform<Value>(_ body: () throws -> Value) throws -> Value {
        if isDryRun { return try inSavepoint(body) }
        return try Retry.run(while: { $0.isRetryable && connection.isOpen }) {
            try inTransaction(body)
        }
    }

    private func inTransaction<Value>(_ body: () throws -> Value) throws -> Value {
        FaultSite.beforeBegin.pass()
        try connection.begin()
        do {
            FaultSite.afterBegin.pass()
            let value = try body()
            FaultSite.beforeCommit.pass()
            try connection.commit()
            FaultSite.afterCommit.pass()
            return value
        } catch {
            connection.rollback()
            dimensions.forgetAdded()
            throw error
        }
    }

    private func inSavepoint<Value>(_ body: () throws -> Value) throws -> Value {
        try connection.execute("savepoint work")
        do {
            let value = try body()
            try connection.execute("release savepoint work")
            return value
        } catch {
            try connection.execute("rollback to savepoint work; release savepoint work")
            dimensions.forgetAdded()
            throw error
        }
    }
}
