import Foundation
import Storage
import Warehouse

extension RunSetting {
    /// Takes away what a killed process has left beside archive, reports and receipts.
    func removeLeftovers() {
        archive.removeLeftovers()
        for folder in ["reports", "receipts", "cache"] {
            Leftovers.remove(below: "\(site.stateFolder)/\(folder)")
        }
    }

    /// Records the end of the run with its summary.
    func finish(_ summary: RunSummary) throws {
        guard let run else { return }
        FaultSite.beforeRunFinish.pass()
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let text = String(decoding: try encoder.encode(summary), as: UTF8.self)
        try ledger.finishRun(run, .done, summary: text)
        FaultSite.afterRunFinish.pass()
    }

    /// Records that the run broke off: by a fault, or because the process was told to end.
    func fail() throws {
        guard let run, connection.isOpen else { return }
        Interruption.notice()
        connection.mayFinish = true
        try ledger.finishRun(
            run, Interruption.isRequested ? .interrupted : .failed, summary: nil)
    }

    /// Does a piece of work that is no run over the drop zone, and records it as a run of its own: who
    /// decided, when, by which program.
    package func recorded<Value>(as command: String, _ body: () throws -> Value) throws -> Value {
        try WarehouseReadiness.require(self)
        let id = try ledger.startRun(newRun(command))
        run = id
        do {
            removeLeftovers()
            let value = try body()
            try ledger.finishRun(id, .done, summary: nil)
            return value
        } catch {
            try? fail()
            throw error
        }
    }
}
