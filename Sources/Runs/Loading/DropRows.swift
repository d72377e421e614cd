import PhusaModel
import Storage
import Warehouse

extension DropResult {
    init(_ drop: DropFile, state: State) {
        self.init(
            dataset: drop.dataset, path: drop.path, state: state, vintage: drop.vintage.moment)
    }

    /// A drop that was read, with the counts of its verdict.
    init(_ drop: DropFile, state: State, reading: DropReading) {
        self.init(drop, state: state)
        records = reading.verdict.records
        cells = reading.verdict.cells
        violations = reading.verdict.violations
        quarantined = reading.verdict.quarantine.prefix(Self.quarantinedCountMax)
            .map(\.violation)
    }
}

extension DiscoveredDrop {
    /// Natural key of the period in the drop's name.
    func period(_ setting: RunSetting) -> String? {
        drop.period(seasons: setting.site.workspace.catalogue.seasons)?.naturalKey
    }

    /// The drop as the ledger records it.
    func newDrop(
        _ result: DropResult, outcome: NewDrop.Outcome, _ event: ArchivedEvent, datasetID: Int,
        eventID: Int?, _ setting: RunSetting
    ) -> NewDrop {
        NewDrop(
            datasetID: datasetID, path: drop.path, sha256: drop.sha256, byteCount: drop.byteCount,
            vintage: drop.vintage, receivedAt: receipt.receivedAt,
            period: period(setting), outcome: outcome,
            definitions: event.definitions, eventID: eventID, runID: setting.run,
            records: result.records, cells: result.cells, violations: result.violations)
    }
}
