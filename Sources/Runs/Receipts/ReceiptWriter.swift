import Logging
import PhusaModel
package import Reporting
import Storage
package import Warehouse

/// Receipts of the drops that the ledger knows.
///
/// The receipt of a run is made of its verdict while the rows are loaded, one that a later run writes
/// because a kill or a full disk prevented it, and one that `phusa receipt` makes years later, of the
/// ledger: they are the same, as a receipt says nothing that the ledger does not keep.
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
            draft(record, try verdict(record), on: sideline).publish()
        }
    }

    /// Begins the receipt of a drop that the transaction under way has recorded; nothing of it is
    /// seen before ``ReceiptDraft/publish()``.
    ///
    /// - Parameter verdict: What was recorded of single records; the rest is the record's.
    func draft(_ record: DropRecord, _ verdict: Verdict, on sideline: Sideline) -> ReceiptDraft {
        let verdict = Self.verdict(
            record.drop, quarantine: verdict.quarantine, exclusions: verdict.exclusions,
            corrections: verdict.corrections)
        let (files, workspace) = (files(of: record), setting.site.workspace)
        return ReceiptDraft(on: sideline) {
            let receipt = Self.receipt(of: record, verdict, workspace)
            return try files.beside(
                receipt, centre: workspace.centre, language: workspace.centre.language)
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

    /// Does something whose fault is reported and takes nothing back.
    static func reporting(_ body: () throws -> Void) {
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
        Self.receipt(of: record, try verdict(record), setting.site.workspace)
    }

    private static func receipt(
        of record: DropRecord, _ verdict: Verdict, _ workspace: WorkspaceDefinition
    ) -> DropReceipt {
        let drop = record.drop
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
            verdict: verdict,
            centre: DropReceipt.Centre(
                drop: record.id, run: drop.runID, outcome: drop.outcome.rawValue,
                receivedAt: drop.receivedAt, cells: drop.cells))
    }

    private func verdict(_ record: DropRecord) throws -> Verdict {
        let reader = setting.reader
        return Self.verdict(
            record.drop,
            quarantine: try reader.quarantine(QuarantineFilter(dropID: record.id)).map(\.record),
            exclusions: try reader.exclusions(dataset: nil, drop: record.id).map(\.exclusion),
            corrections: try reader.corrections(drop: record.id))
    }

    /// The verdict that a drop is recorded with.
    private static func verdict(
        _ drop: NewDrop, quarantine: [QuarantinedRecord], exclusions: [Exclusion],
        corrections: [AppliedCorrection]
    ) -> Verdict {
        let outcome: Verdict.Outcome =
            switch drop.outcome {
            case .loaded, .withdrawn: .accepted
            case .held: .held
            case .refused: .refused
            }
        return Verdict(
            outcome: outcome, violations: drop.violations, records: drop.records,
            cells: drop.cells, quarantine: quarantine, exclusions: exclusions,
            corrections: corrections, periods: [])
    }
}
