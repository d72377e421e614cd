import History
import PhusaModel
import Storage
import Warehouse

/// Brings a decision about drops into the warehouse: its event, what history says since then, and
/// what the ledger says of the drops that it is about.
///
/// All in one transaction; the event is in the archive before it commits.
struct DecisionLoad {
    let setting: RunSetting
    let dataset: DatasetDefinition

    /// - Parameters:
    ///   - target: Number of the drop's event that the decision is about, where it is about one.
    ///   - state: What becomes of quarantined records that are sound now.
    ///   - afterwards: Further work in the same transaction.
    /// - Returns: What came of it; nothing where the event is recorded already.
    /// - Throws: `DecisionError.locked` where another session loads the dataset.
    func carryOut(
        _ record: ArchivedEvent, target: Int?, state: QuarantineRecord.State,
        afterwards: () throws -> Void = {}
    ) throws -> FactLoad.Outcome? {
        guard let fact = setting.site.workspace.schema.fact(named: dataset.pipeline.load.fact)
        else { throw DecisionError.unknownDataset(dataset.code) }
        let datasetID = try setting.ledger.datasetID(
            code: dataset.code, agency: dataset.contracts[0].owner.agency)
        return try setting.locked(datasetID) {
            try setting.unit.perform {
                setting.eventsUnderWay[record.key] = record
                let event = record.newEvent(
                    datasetID: datasetID, target: target, run: setting.run)
                let (id, isNew) = try setting.ledger.insertEvent(event)
                guard isNew else { return nil }
                guard !record.scope.isEmpty else {
                    try setting.keep(record)
                    return FactLoad.Outcome.nothing
                }
                let load = FactLoad(
                    setting: setting, dataset: dataset, fact: fact,
                    periods: HistoryFold.periods(record.scope))
                let outcome = try fold(
                    load, EventRecord(id: id, event: event), record, datasetID: datasetID,
                    state: state)
                try afterwards()
                return outcome
            }
        }
    }

    private func fold(
        _ load: FactLoad, _ event: EventRecord, _ record: ArchivedEvent, datasetID: Int,
        state: QuarantineRecord.State
    ) throws -> FactLoad.Outcome {
        let readings = DropReadings(setting: setting, dataset: dataset.code)
        var prepared = try load.loadFolded(
            readings, datasetID: datasetID, scope: record.scope, cause: event.id)
        try setting.derived.requireAgreed(for: prepared.changes, of: load.fact)
        try setting.keep(record)
        try load.write(
            prepared, mayRestTriggers: try ForeignKeyCheck.maySuspend(setting.connection))
        prepared.outcome.derived = try setting.derived.follow(prepared.changes, of: load.fact)
        try VerdictRevision(
            setting: setting, prepared: prepared, readings: readings, periods: load.periods
        ).revise(event, state: state)
        return prepared.outcome
    }
}
