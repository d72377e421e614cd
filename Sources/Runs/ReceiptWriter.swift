import Logging
import PhusaModel
package import Reporting
import Storage
package import Warehouse

/// Receipts of the drops that the ledger knows.
///
/// Made from the ledger alone, after the drop's transaction: so the receipt of a run, one that a
/// later run writes because a kill or a full disk prevented it, and one that `phusa receipt` makes
/// years later are the same.
package struct ReceiptWriter {
    private let setting: RunSetting

    package init(setting: RunSetting) { self.setting = setting }

    // MARK: After a decision of the run or of a person

    /// Writes the receipt of a drop that was just recorded or decided on; one that cannot be written is reported,
    /// takes nothing back, and is written by the next run.
    ///
    /// - Parameter drop: Number in the ledger; `nil` in a dry run, which writes nothing.
    package func write(drop: Int?) { write(drop: drop, on: nil) }

    /// As ``write(drop:)``; the files are made on the sideline, where there is one.
    func write(drop: Int?, on sideline: Sideline?) {
        guard let drop else { return }
        Self.reporting {
            guard let record = try setting.reader.drop(drop) else { return }
            guard let sideline else { return try write(record) }
            let files = files(of: record)
            let receipt = try receipt(of: record)
            let centre = setting.site.workspace.centre
            sideline.perform {
                Self.reporting {
                    try files.write(receipt, centre: centre, language: centre.language)
                }
            }
        }
    }

    /// Writes the receipt of a drop that was judged before, where it is missing.
    func writeMissing(_ discovered: DiscoveredDrop) {
        let file = discovered.drop
        guard !setting.isDryRun, !files(file.path, file.vintage, file.sha256).exist else { return }
        Self.reporting {
            let known = try setting.reader.drops(
                DropFilter(dataset: file.dataset, sha256: file.sha256))
            guard let record = known.last(where: { $0.drop.vintage == file.vintage }),
                !files(of: record).exist
            else { return }
            try write(record)
        }
    }

    private static func reporting(_ body: () throws -> Void) {
        do {
            try body()
        } catch {
            let logger = Logger(label: "phusa") { StreamLogHandler.standardError(label: $0) }
            logger.warning(
                "a receipt was not written; the next run writes it",
                metadata: ["reason": "\(error)"])
        }
    }

    // MARK: Files

    private func files(_ path: String, _ vintage: Vintage, _ sha256: String) -> ReceiptFiles {
        ReceiptFiles(
            stateFolder: setting.site.stateFolder, path: path, vintage: vintage.day,
            sha256: sha256)
    }

    /// Where the receipt of a drop stands, whether or not it is there.
    package func files(of record: DropRecord) -> ReceiptFiles {
        files(record.drop.path, record.drop.vintage, record.drop.sha256)
    }

    /// Writes both files in the language of the centre.
    package func write(_ record: DropRecord) throws {
        let centre = setting.site.workspace.centre
        try files(of: record).write(
            try receipt(of: record), centre: centre, language: centre.language)
    }

    // MARK: From the ledger

    /// The receipt of a drop as the ledger has it.
    package func receipt(of record: DropRecord) throws -> DropReceipt {
        let drop = record.drop
        let workspace = setting.site.workspace
        let contract = workspace.dataset(record.dataset)?.contract(on: drop.vintage.day)
        let agency = drop.path.split(separator: "/").first.map(String.init) ?? ""
        let owner =
            contract?.owner ?? ContractOwner(agency: agency, answerable: "–", contact: "–")
        return DropReceipt(
            file: DropReceipt.File(
                path: drop.path, sha256: drop.sha256, byteCount: drop.byteCount,
                dataset: record.dataset, period: drop.period.flatMap { Period(naturalKey: $0) },
                vintage: drop.vintage, receivedOn: drop.receivedAt.day,
                definitions: drop.definitions, format: contract?.file.format),
            sender: DropReceipt.Sender(
                owner, agencies: workspace.catalogue.agencies, on: drop.vintage.day),
            verdict: try verdict(record),
            centre: DropReceipt.Centre(
                drop: record.id, run: drop.runID, outcome: drop.outcome.rawValue,
                receivedAt: drop.receivedAt, cells: drop.cells))
    }

    private func verdict(_ record: DropRecord) throws -> Verdict {
        let drop = record.drop
        let outcome: Verdict.Outcome =
            switch drop.outcome {
            case .loaded, .withdrawn: .accepted
            case .held: .held
            case .refused: .refused
            }
        let reader = setting.reader
        return Verdict(
            outcome: outcome, violations: drop.violations, records: drop.records,
            cells: drop.cells,
            quarantine: try reader.quarantine(QuarantineFilter(dropID: record.id)).map(\.record),
            exclusions: try reader.exclusions(dataset: nil, drop: record.id).map(\.exclusion),
            corrections: try reader.corrections(drop: record.id), periods: [])
    }
}
