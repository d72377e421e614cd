import PhusaModel
import Storage
package import Warehouse

/// What a run does where another one is loading a dataset.
package struct LockWait: Sendable {
    /// Called once per dataset, before the waiting begins, with its code and who holds it.
    package let willWait: @Sendable (_ dataset: String, _ holder: LockHolder?) -> Void

    package init(willWait: @escaping @Sendable (_ dataset: String, _ holder: LockHolder?) -> Void) {
        self.willWait = willWait
    }
}

extension LockHolder {
    /// Who, and since when its session stands, for people.
    package var words: String {
        let since = connectedAt.map { ", \($0.local)" } ?? ""
        return "\(applicationName)\(since)"
    }
}

extension RunSetting {
    /// Takes a dataset's lock: at once, or, where the setting says so, as soon as it is free.
    ///
    /// - Returns: Who holds it; `nil` where this session does now.
    func lock(_ datasetID: Int, code: String) throws -> String? {
        FaultSite.beforeLock.pass()
        if try !AdvisoryLock.tryLock(dataset: datasetID, on: connection) {
            let holder = try AdvisoryLock.holder(of: datasetID, on: connection)
            guard let lockWait else { return holder?.words ?? "?" }
            lockWait.willWait(code, holder)
            try AdvisoryLock.wait(dataset: datasetID, on: connection)
        }
        FaultSite.afterLock.pass()
        return nil
    }

    /// Lets go of the lock; the end of the session does so too.
    func unlock(_ datasetID: Int) {
        try? AdvisoryLock.unlock(dataset: datasetID, on: connection)
        FaultSite.afterUnlock.pass()
    }

    /// Runs the body while this session alone loads the dataset.
    ///
    /// - Throws: `DecisionError.locked` where another one does.
    func locked<Value>(_ datasetID: Int, _ body: () throws -> Value) throws -> Value {
        if let holder = try lock(datasetID, code: "\(datasetID)") {
            throw DecisionError.locked(by: holder)
        }
        defer { unlock(datasetID) }
        return try body()
    }
}
