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
}
