import Warehouse

extension RunSetting {
    /// Runs work that may be begun again, and does begin it again in a new session where the old one
    /// broke: ended by an administrator, a server that was restarted, a network that was cut.
    ///
    /// What was committed stays, so the work asks the ledger first what there is. A dry run is one
    /// transaction, which a broken session takes with it: it ends.
    ///
    /// - Parameter body: Told whether the session has broken since the work began.
    /// - Throws: The error that broke the session, where no new one comes about.
    func resuming<Value>(_ body: (_ isResumed: Bool) throws -> Value) throws -> Value {
        for index in 0..<Retry.countMax {
            do {
                return try body(index > 0)
            } catch let error as WarehouseError where isBroken(by: error) {
                try reconnect(after: error)
            }
        }
        return try body(true)
    }

    private func isBroken(by error: WarehouseError) -> Bool {
        !isDryRun && !connection.isOpen && error.kind != .interrupted
    }

    private func reconnect(after cause: WarehouseError) throws {
        dimensions.forgetAdded()
        for index in 0..<Retry.countMax {
            Retry.pause(before: index)
            do {
                try connection.reopen()
                if let run { try ledger.resumeRun(run) }
                return
            } catch {
                guard error.isRetryable else { throw error }
            }
        }
        throw cause
    }
}
