import Foundation
import Warehouse

extension RunSetting {
    /// Records the end of the run with its summary.
    func finish(_ summary: RunSummary) throws {
        guard let run else { return }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let text = String(decoding: try encoder.encode(summary), as: UTF8.self)
        try ledger.finishRun(run, .done, summary: text)
    }

    /// Records that the run broke off.
    func fail() throws {
        guard let run, connection.isOpen else { return }
        try ledger.finishRun(run, .failed, summary: nil)
    }

    /// Does a piece of work that is no run over the drop zone, and records it as a run of its own: who
    /// decided, when, by which program.
    package func recorded<Value>(as command: String, _ body: () throws -> Value) throws -> Value {
        try WarehouseReadiness.require(self)
        let id = try ledger.startRun(newRun(command))
        run = id
        do {
            let value = try body()
            try ledger.finishRun(id, .done, summary: nil)
            return value
        } catch {
            try? fail()
            throw error
        }
    }
}
