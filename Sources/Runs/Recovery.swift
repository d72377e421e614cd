import Logging
import PhusaModel
import Storage
import Warehouse

/// Events that the archive holds and the ledger does not: a run was killed between its record and
/// its commit.
///
/// A drop still in the drop zone is met again by the run itself and gets the same event. Where the
/// agency has taken the file away since, the drop is loaded from the archive here, and a decision is
/// carried out.
struct Recovery {
    let setting: RunSetting
    let logger: Logger

    func finishInterruptedEvents() throws {
        guard !setting.isDryRun else { return }
        FaultSite.beforeRecovery.pass()
        defer { FaultSite.afterRecovery.pass() }
        let known = try setting.reader.eventKeys()
        for key in try setting.archive.eventKeys() where !known.contains(key) {
            let record = try setting.archive.event(key)
            guard let dataset = setting.site.workspace.dataset(record.dataset) else { continue }
            if record.kind == EventKind.drop.rawValue {
                if let held = try heldDrop(record) {
                    try decide(record) {
                        try DropRelease(setting: setting).finish(record, drop: held, dataset)
                    }
                } else if !isInDropZone(record) {
                    try finish(record, dataset)
                }
            } else {
                try decide(record) {
                    _ = try DecisionRecord(setting: setting).carryOut(record)
                }
            }
        }
    }

    /// The held drop that an event lets in: then the event is a release.
    ///
    /// Only a release has a person's reason. An event without one was loading when it was killed; if
    /// the same drop is held since, it waits for a person like any other.
    private func heldDrop(_ record: ArchivedEvent) throws -> DropRecord? {
        guard !record.reason.isEmpty else { return nil }
        let filter = DropFilter(
            dataset: record.dataset, outcome: .held, sha256: record.content)
        return try setting.reader.drops(filter).first {
            $0.drop.vintage.moment == record.knownAt
                && $0.drop.vintage.sequence == record.sequence
        }
    }

    private func isInDropZone(_ record: ArchivedEvent) -> Bool {
        DurableFile.exists(setting.site.dropZone.folder + "/" + record.path)
    }

    /// Carries out a person's decision; what stands in its way is told, and tried again next time.
    private func decide(_ record: ArchivedEvent, _ body: () throws -> Void) throws {
        do {
            try body()
        } catch let error as DecisionError {
            logger.warning(
                "an interrupted decision waits",
                metadata: ["path": "\(record.path)", "reason": "\(error)"])
        }
    }

    private func finish(_ record: ArchivedEvent, _ dataset: DatasetDefinition) throws {
        let object = try setting.archive.verifiedObjectPath(record.content)
        guard let receipt = try setting.archive.knownReceipt(record.content),
            let slash = record.path.firstIndex(of: "/")
        else { return }
        let claims = Claim.all(
            on: String(record.path[record.path.index(after: slash)...]),
            agency: String(record.path[..<slash]), receivedAt: receipt.receivedAt,
            workspace: setting.site.workspace)
        guard let claim = claims.first(where: { $0.dataset.code == dataset.code }) else { return }
        let id = try setting.ledger.datasetID(
            code: dataset.code, agency: claim.contract.owner.agency)
        // Another run that loads the dataset will meet the record itself.
        guard try AdvisoryLock.tryLock(dataset: id, on: setting.connection) else { return }
        defer { setting.unlock(id) }
        var loader = DropLoader(
            setting: setting, dataset: dataset, datasetID: id,
            mayRestTriggers: try ForeignKeyCheck.maySuspend(setting.connection),
            known: try setting.knownDrops(of: dataset))
        let result = try loader.load(
            DiscoveredDrop(
                drop: DropFile(
                    path: record.path, sha256: record.content, byteCount: receipt.byteCount,
                    captures: claim.captures, vintage: claim.vintage, dataset: dataset.code),
                fullPath: object, dataset: dataset, contract: claim.contract, receipt: receipt))
        logger.notice(
            "finished an interrupted event",
            metadata: ["path": "\(record.path)", "state": "\(result.state.rawValue)"])
    }
}
