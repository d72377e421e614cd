import Foundation
import PhusaModel
package import Warehouse

/// What the latest run left undone by a fault of a system, or because somebody else was loading.
package enum RetryScope {
    /// Nothing failed.
    case nothing
    /// These drops alone, and these pipelines whole.
    case parts(paths: Set<String>, pipelines: Set<String>)
    /// The run broke off before it could say.
    case all

    private static let commands: Set<String> = ["run", "nightly", "rerun", "retry"]
    /// Runs back that are looked at: reports and decisions stand between.
    private static let searchCount = 200

    package init(_ reader: LedgerReader) throws {
        let latest = try reader.runs(limit: Self.searchCount).first {
            Self.commands.contains($0.command) && $0.state != .running
        }
        guard let latest else {
            self = .nothing
            return
        }
        guard latest.state == .done, let summary = latest.summary,
            let told = try? JSONDecoder().decode(Told.self, from: Data(summary.utf8))
        else {
            self = .all
            return
        }
        let failed = told.pipelines.flatMap(\.files).filter { $0.state == "failed" }.map(\.path)
        let locked = told.pipelines.filter { $0.lockedBy != nil }.map(\.pipeline)
        self =
            failed.isEmpty && locked.isEmpty
            ? .nothing : .parts(paths: Set(failed), pipelines: Set(locked))
    }

    /// The parts of a stored summary that a retry goes by.
    private struct Told: Decodable {
        struct Pipeline: Decodable {
            let pipeline: String
            let files: [File]
            let lockedBy: String?

            enum CodingKeys: String, CodingKey { case pipeline, files, lockedBy = "locked_by" }
        }

        struct File: Decodable {
            let path: String
            let state: String
        }

        let pipelines: [Pipeline]
    }
}
