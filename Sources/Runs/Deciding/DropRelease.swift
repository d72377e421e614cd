package import PhusaModel
import Storage
import Warehouse

/// Lets a held drop in at its own vintage, by a person's decision that is recorded with it.
package struct DropRelease {
    private let setting: RunSetting

    package init(setting: RunSetting) { self.setting = setting }

    /// - Parameters:
    ///   - drop: Number of the drop in the ledger.
    ///   - reason: Why, in a person's words; kept with the event.
    /// - Throws: `DecisionError` when there is no such drop, when it is not held, or when its vintage
    ///   is still to come.
    package func release(drop id: Int, reason: String) throws -> CellCounts {
        guard let drop = try setting.reader.drop(id) else { throw DecisionError.noSuchDrop(id) }
        guard drop.drop.outcome == .held else {
            throw DecisionError.wrongOutcome(id, outcome: drop.drop.outcome.rawValue)
        }
        guard drop.drop.vintage.moment <= setting.startedAt else {
            throw DecisionError.notYetKnown(drop.drop.vintage.day)
        }
        guard let dataset = setting.site.workspace.dataset(drop.dataset) else {
            throw DecisionError.unknownDataset(drop.dataset)
        }
        let reading = try reading(drop, dataset).released()
        let event = event(drop, reading, dataset, reason: reason)
        return try carryOut(drop, reading, event, dataset)
    }

    /// Carries out a release that a kill interrupted between its record and its commit.
    func finish(_ event: ArchivedEvent, drop: DropRecord, _ dataset: DatasetDefinition) throws {
        _ = try carryOut(drop, try reading(drop, dataset).released(), event, dataset)
    }

    private func carryOut(
        _ drop: DropRecord, _ reading: DropReading, _ event: ArchivedEvent,
        _ dataset: DatasetDefinition
    ) throws -> CellCounts {
        try setting.locked(drop.drop.datasetID) {
            try setting.unit.perform { try load(drop, reading, event, dataset) }
        }
    }

    /// The drop read again by the definitions that judged it.
    private func reading(_ drop: DropRecord, _ dataset: DatasetDefinition) throws -> DropReading {
        try DropReadings.read(
            event(drop, nil, dataset, reason: ""), by: drop.drop.definitions, corrections: [],
            setting)
    }

    private func event(
        _ drop: DropRecord, _ reading: DropReading?, _ dataset: DatasetDefinition, reason: String
    ) -> ArchivedEvent {
        let fact = setting.site.workspace.schema.fact(named: dataset.pipeline.load.fact)
        let periods = reading?.verdict.periods.sorted().map(\.naturalKey) ?? []
        return ArchivedEvent(
            kind: EventKind.drop.rawValue, dataset: drop.dataset,
            scope: fact?.scope == nil ? [ArchivedEvent.wholeFact] : periods,
            knownAt: drop.drop.vintage.moment, sequence: drop.drop.vintage.sequence,
            recordedAt: setting.startedAt, definitions: drop.drop.definitions,
            content: drop.drop.sha256, path: drop.drop.path,
            isVintageDeclared: drop.drop.vintage.isDeclared, reason: reason, actor: setting.actor)
    }

    private func load(
        _ drop: DropRecord, _ reading: DropReading, _ event: ArchivedEvent,
        _ dataset: DatasetDefinition
    ) throws -> CellCounts {
        let load = AcceptedLoad(
            setting: setting, dataset: dataset, datasetID: drop.drop.datasetID,
            mayRestTriggers: try ForeignKeyCheck.maySuspend(setting.connection))
        let (eventID, prepared) = try load.prepare(event, reading)
        _ = try load.write(event, prepared)
        var cells = reading.verdict.cells
        cells.take(prepared.outcome.effect)
        try setting.ledger.updateDrop(
            drop.id, outcome: .loaded, eventID: eventID, records: reading.verdict.records,
            cells: cells)
        try setting.ledger.deleteExclusionsAndCorrections(dropID: drop.id)
        try setting.ledger.insertExclusions(reading.verdict.exclusions, dropID: drop.id)
        try setting.ledger.insertCorrections(reading.verdict.corrections, dropID: drop.id)
        try load.settle(drop: drop.id, event, eventID, prepared, reading)
        return cells
    }
}
