package import Logging
package import PhusaModel
package import Reporting
import Warehouse

/// Everything that is new or due: the run over the drop zone, the reports, who is late.
///
/// What breaks in one part is put on the page and does not stop the others.
package struct Nightly {
    private let setting: RunSetting
    private let language: Language
    private let logger: Logger
    private let describe: (any Error) -> NightlyFault

    /// - Parameter describe: Says what broke, in words for a person.
    package init(
        setting: RunSetting, language: Language, logger: Logger,
        describe: @escaping (any Error) -> NightlyFault
    ) {
        self.setting = setting
        self.language = language
        self.logger = logger
        self.describe = describe
    }

    /// Does the night's work and fills the page, all but its end and its exit.
    package func work(_ page: inout NightlyPage) {
        page.feeds = setting.site.workspace.datasets.map(feed)
        attempt(&page) { page in
            let engine = try RunEngine(setting: setting, logger: logger)
            let summary = try engine.run(command: "nightly")
            take(summary, into: &page)
        }
        page.run = setting.run
        attempt(&page) { try report(into: &$0) }
        attempt(&page) { page in
            page.late = try SubmissionLedger(setting.site.workspace, on: setting.connection)
                .submissions(on: page.day).short(on: page.day)
        }
        attempt(&page) { try stand(into: &$0) }
    }

    private func attempt(
        _ page: inout NightlyPage, _ body: (inout NightlyPage) throws -> Void
    ) {
        guard setting.connection.isOpen else { return }
        do {
            try body(&page)
        } catch {
            let fault = describe(error)
            logger.error("\(fault.message.en)")
            page.faults.append(fault)
        }
    }

    // MARK: The run

    private func feed(_ dataset: DatasetDefinition) -> NightlyFeed {
        let agency = dataset.contracts[dataset.contracts.count - 1].owner.agency
        return NightlyFeed(
            dataset: dataset.code, agency: agency,
            agencyName: setting.site.agencyNames[agency] ?? agency)
    }

    private func take(_ summary: RunSummary, into page: inout NightlyPage) {
        page.unclaimed = summary.unclaimed
        page.underWay = summary.underWay
        for pipeline in summary.pipelines {
            guard let place = page.feeds.firstIndex(where: { $0.dataset == pipeline.pipeline })
            else { continue }
            page.feeds[place].files = NightlyFiles(
                loaded: pipeline.count(.loaded), known: pipeline.count(.known),
                refused: pipeline.count(.refused), held: pipeline.count(.held),
                failed: pipeline.count(.failed))
            page.feeds[place].cells = pipeline.cells
            page.feeds[place].records = pipeline.records
            page.feeds[place].lockedBy = pipeline.lockedBy
            page.drops += pipeline.drops.filter { $0.state != .known }.map(Self.drop)
        }
        guard summary.staleCount > 0 else { return }
        let periods = summary.pipelines.flatMap(\.stale.periods).compactMap { Period($0) }
        page.decisions.append(.stale(summary.staleCount, periods))
    }

    private static func drop(_ result: DropResult) -> NightlyDrop {
        let isRefused = result.state == .refused
        return NightlyDrop(
            dataset: result.dataset, path: result.path, state: result.state.rawValue,
            drop: result.drop, records: result.records, cells: result.cells,
            reasons: result.violations + result.quarantined,
            moreCount: isRefused
                ? 0 : max(0, result.records.quarantined - result.quarantined.count),
            error: result.error)
    }

    // MARK: Reports

    /// Reports are of a moment after the run: a run that was over by then is in them.
    private func report(into page: inout NightlyPage) throws {
        let shelf = NightlyShelf(stateFolder: setting.site.stateFolder)
        let previous = shelf.previous()
        let later = RunSetting(
            site: setting.site, archive: setting.archive, connection: setting.connection,
            isDryRun: false, actor: setting.actor, programVersion: setting.programVersion,
            startedAt: try setting.reader.now() ?? .now())
        later.run = setting.run
        page.reportsAsOf = later.startedAt
        let publisher = ReportPublisher(setting: later, language: language)
        let reports = try setting.site.workspace.reports.flatMap {
            try ReportUpkeep.reports($0, later, publisher)
        }
        for report in reports {
            let results = try ReportUpkeep(
                setting: later, publisher: publisher, report: report, previous: previous,
                describe: describe
            ).bringUpToDate()
            for result in results {
                logger.info(
                    "report",
                    metadata: [
                        "report": "\(result.report)", "period": "\(result.period)",
                        "state": "\(result.state.rawValue)",
                    ])
            }
            page.reports += results
        }
    }

    // MARK: How it stands

    private func stand(into page: inout NightlyPage) throws {
        for standing in try setting.reader.standings() {
            guard let place = page.feeds.firstIndex(where: { $0.dataset == standing.dataset })
            else { continue }
            page.feeds[place].newestVintage = standing.newestVintage
            page.feeds[place].newestPeriodEnd = standing.newestPeriodEnd
            page.feeds[place].openQuarantineCount = standing.openQuarantineCount
            page.feeds[place].heldDropCount = standing.heldDropCount
        }
        let held = try setting.reader.drops(DropFilter(outcome: .held))
        page.decisions =
            held.map { .held($0.id, $0.drop.path) }
            + page.feeds.filter { $0.openQuarantineCount > 0 }.map {
                .quarantine($0.openQuarantineCount, $0.dataset)
            } + page.drops.filter { $0.state == "refused" }.map { .refused($0.path, setting.site) }
            + page.unclaimed.map { .unclaimed($0.position.path) }
            + page.reports.filter { $0.state == .wouldMove }.map {
                .wouldMove($0.report, $0.period, $0.movedCount)
            } + page.decisions
    }
}
