package import Logging
import PhusaModel
import Storage
import Warehouse

/// One run: everything that is new in the drop zone, dataset by dataset, each drop in a transaction
/// of its own.
///
/// A fault in one dataset does not stop the others.
package struct RunEngine {
    private let setting: RunSetting
    private let logger: Logger
    private let mayRestTriggers: Bool
    private let selection: RunSelection
    private let rerun: RerunRequest?

    /// - Throws: When the warehouse does not answer or is not as the workspace declares it.
    package init(
        setting: RunSetting, selection: RunSelection = RunSelection(),
        rerun: RerunRequest? = nil, logger: Logger
    ) throws {
        self.setting = setting
        self.selection = selection
        self.rerun = rerun
        self.logger = logger
        try WarehouseReadiness.require(setting)
        mayRestTriggers = try ForeignKeyCheck.maySuspend(setting.connection)
    }

    /// Runs, or plans: a dry run does the same in one transaction and takes it back.
    ///
    /// - Throws: What stops the whole run: the drop zone or the archive cannot be read, the
    ///   connection is lost. What was committed before stays.
    package func run(command: String) throws -> RunSummary {
        if setting.isDryRun {
            try setting.connection.begin()
            defer { setting.connection.rollback() }
            var summary = try work(command)
            summary.movedReports = try ReportOutlook(setting: setting).moved(by: summary)
            return summary
        }
        setting.run = try setting.ledger.startRun(setting.newRun(command))
        FaultSite.afterRunStart.pass()
        do {
            setting.removeLeftovers()
            let summary = try work(command)
            try setting.resuming { _ in try setting.finish(summary) }
            return summary
        } catch {
            try? setting.fail()
            throw error
        }
    }

    private func work(_ command: String) throws -> RunSummary {
        try requireOwnHistory()
        let redefined = try setting.resuming { _ in
            if !setting.isDryRun { try setting.ledger.closeAbandonedRuns() }
            let changes = try DimensionUpkeep(setting: setting).bringInLine()
            try Recovery(setting: setting, logger: logger).finishInterruptedEvents()
            return changes
        }
        let sizes = try setting.resuming { _ in
            try setting.reader.dropSizes(from: FileReader.aheadByteCountMin)
        }
        let discovery = try Discovery(
            site: setting.site, archive: setting.archive, now: setting.startedAt,
            isDryRun: setting.isDryRun, knownSizes: sizes)
        var summary = RunSummary(
            run: setting.run, isDryRun: setting.isDryRun, startedAt: setting.startedAt)
        summary.redefined = redefined
        summary.unclaimed = discovery.unclaimed
        summary.underWay = discovery.underWay
        let sideline = Sideline(bytes: setting.bytes, workspace: setting.site.workspace)
        defer { sideline.finish() }
        let byDataset = Dictionary(
            grouping: discovery.drops.filter { selection.takes($0, seasons: seasons) },
            by: \.dataset.code)
        let datasets = setting.site.workspace.datasets.filter { selection.takes($0) }
        for (index, dataset) in datasets.enumerated() {
            let following = datasets[(index + 1)...].lazy.compactMap { byDataset[$0.code]?.first }
            summary.pipelines.append(
                try run(
                    dataset, drops: byDataset[dataset.code] ?? [],
                    following: following.first, sideline))
        }
        try setting.resuming { _ in try SubmissionTable(setting: setting).update() }
        summary.finishedAt = .now()
        return summary
    }

    /// An empty warehouse beside an archive with a history is to be rebuilt first.
    ///
    /// The drops of that history were read by the definitions of their time. A kill in the first run
    /// leaves one event.
    private func requireOwnHistory() throws {
        guard try setting.reader.eventKeys().isEmpty else { return }
        let count = try setting.archive.eventKeys().count
        guard count < 2 else {
            throw WarehouseError(
                kind: .drift,
                message: "the warehouse is empty and the archive has \(count) events:"
                    + " run `phusa warehouse rebuild`")
        }
    }

    private var seasons: [Season] { setting.site.workspace.catalogue.seasons }

    // MARK: One dataset

    /// What a run has done of a dataset, and what it has still to do.
    private struct Progress {
        var summary: PipelineSummary
        var waiting: ArraySlice<DiscoveredDrop>
        /// The first drop of the datasets that follow.
        let following: DiscoveredDrop?
        let sideline: Sideline
    }

    /// A session that breaks is opened again, and goes on with the drop at which it broke.
    private func run(
        _ dataset: DatasetDefinition, drops: [DiscoveredDrop], following: DiscoveredDrop?,
        _ sideline: Sideline
    ) throws -> PipelineSummary {
        var progress = Progress(
            summary: PipelineSummary(pipeline: dataset.code), waiting: drops[...],
            following: following, sideline: sideline)
        try setting.resuming { isResumed in
            try advance(&progress, dataset, isResumed: isResumed)
        }
        return progress.summary
    }

    private func advance(
        _ progress: inout Progress, _ dataset: DatasetDefinition, isResumed: Bool
    ) throws {
        let id = try setting.ledger.datasetID(
            code: dataset.code, agency: dataset.contracts[0].owner.agency)
        if let holder = try setting.lock(id, code: dataset.code) {
            progress.summary.lockedBy = holder
            return
        }
        defer { setting.unlock(id) }
        var loader = DropLoader(
            setting: setting, dataset: dataset, datasetID: id, mayRestTriggers: mayRestTriggers,
            known: try setting.knownDrops(of: dataset), sideline: progress.sideline)
        var mayBeCommitted = isResumed
        while let drop = progress.waiting.first {
            let upcoming = DropLoader.Upcoming(
                own: progress.waiting.dropFirst(), following: progress.following)
            let result = try load(
                drop, upcoming, with: &loader, isResumed: mayBeCommitted)
            progress.summary.drops.append(result)
            progress.waiting.removeFirst()
            mayBeCommitted = false
        }
        try decide(dataset, id, &progress.summary)
    }

    /// What is due after the drops: corrections that older drops have not met, and a rerun.
    private func decide(
        _ dataset: DatasetDefinition, _ id: Int, _ summary: inout PipelineSummary
    ) throws {
        summary.corrections += try CorrectionUpkeep(
            setting: setting, dataset: dataset, datasetID: id
        ).bringInLine()
        if let rerun, summary.restatement == nil {
            do {
                summary.restatement = try Restatement(setting: setting).restate(
                    dataset, within: rerun.span, reason: rerun.reason)
            } catch let error as DecisionError {
                summary.restatementError = error
            }
        }
        let stale = try DropSources(setting: setting, datasetID: id).stale(
            definitions: setting.definitionsHash(of: dataset))
        summary.stale = StaleFacts(stale.map(\.periods))
    }

    /// A fault of one drop is reported with it; a lost connection and an interruption are not.
    private func load(
        _ drop: DiscoveredDrop, _ upcoming: DropLoader.Upcoming, with loader: inout DropLoader,
        isResumed: Bool
    ) throws -> DropResult {
        do {
            let result = try loader.load(drop, upcoming: upcoming, isResumed: isResumed)
            if result.state != .known {
                logger.info(
                    "drop",
                    metadata: metadata(of: drop).merging([
                        "drop": "\(result.drop ?? 0)", "state": "\(result.state.rawValue)",
                        "read": "\(result.cells.read)", "loaded": "\(result.cells.loaded)",
                    ]) { $1 })
            }
            return result
        } catch let error as WarehouseError
            where !setting.connection.isOpen || error.kind == .interrupted
        {
            throw error
        } catch {
            logger.error(
                "drop failed", metadata: metadata(of: drop).merging(["reason": "\(error)"]) { $1 })
            if setting.fault == nil { setting.fault = error }
            var result = DropResult(drop.drop, state: .failed)
            result.error = "\(error)"
            return result
        }
    }

    /// What every line of the log says of a drop.
    private func metadata(of drop: DiscoveredDrop) -> Logger.Metadata {
        [
            "run": "\(setting.run ?? 0)", "dataset": "\(drop.dataset.code)",
            "path": "\(drop.drop.path)",
        ]
    }
}
