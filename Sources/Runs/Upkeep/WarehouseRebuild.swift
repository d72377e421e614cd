import PhusaModel
import Storage
import Warehouse

/// Fills an empty warehouse from the archive alone: every event in the order in which it was
/// recorded, each by the definitions that it names.
///
/// Each event is a transaction of its own. A rebuild that breaks off is gone on with by the next one.
/// Files that were refused or are held have no event: the next run judges those that still lie in the
/// drop zone. Waivers of quarantined records are decisions of the ledger, which a backup keeps.
package struct WarehouseRebuild {
    private let setting: RunSetting

    /// What a rebuild did.
    package struct Result: Encodable, Sendable {
        package let events: Int
        package let drops: Int
        /// Received files of which no event speaks: refused, held or never judged.
        package let withoutEvent: Int
    }

    package init(setting: RunSetting) { self.setting = setting }

    /// - Throws: `RebuildError.notEmpty` where the ledger has events that are not the archive's, and
    ///   what the archive cannot answer: then the events before stand.
    package func rebuild(_ progress: (Int, Int) -> Void = { _, _ in }) throws -> Result {
        let records = try setting.archive.eventKeys().map { try setting.archive.event($0) }
            .sorted { ($0.recordedAt, $0.key) < ($1.recordedAt, $1.key) }
        let known = try setting.reader.eventKeys()
        try requireOwn(known, Set(records.map(\.key)))
        try bringDimensionsInLine(records)
        for (index, record) in records.enumerated() {
            try Interruption.check()
            if !known.contains(record.key) { try carryOut(record) }
            progress(index + 1, records.count)
        }
        try SubmissionTable(setting: setting).update()
        let drops = records.filter { $0.kind == EventKind.drop.rawValue }
        let spoken = Set(drops.map(\.content))
        return Result(
            events: records.count, drops: drops.count,
            withoutEvent: try setting.archive.receivedHashes().count { !spoken.contains($0) })
    }

    /// A warehouse that has events of its own is no place to rebuild another one.
    private func requireOwn(_ known: Set<String>, _ archived: Set<String>) throws {
        let own = try setting.reader.allEvents().filter { $0.event.kind != .definition }
            .map(\.event.key)
        guard own.allSatisfy(archived.contains), known.isSuperset(of: own) else {
            throw RebuildError.notEmpty
        }
    }

    /// Members of all catalogues that drops were read by, the oldest first, and of today's.
    private func bringDimensionsInLine(_ records: [ArchivedEvent]) throws {
        var seen: Set<String> = []
        for record in records where seen.insert(record.definitions).inserted {
            let then = try setting.readings.workspace(
                record.definitions, dataset: record.dataset)
            _ = try setting.unit.perform {
                try DimensionSync.syncInTransaction(
                    setting.site.workspace.schema.withoutBridges, then.catalogue,
                    on: setting.connection)
            }
        }
        _ = try DimensionUpkeep(setting: setting).bringInLine()
    }

    private func carryOut(_ record: ArchivedEvent) throws {
        if try DecisionRecord(setting: setting).carryOut(record) { return }
        guard record.kind == EventKind.drop.rawValue else { return }
        try load(record)
    }

    private func load(_ record: ArchivedEvent) throws {
        let archived = try ArchivedDrop(record, by: record.definitions, setting)
        let reading = try DropReadings.read(
            record, by: record.definitions, corrections: [], setting
        ).released()
        let datasetID = try setting.ledger.datasetID(
            code: record.dataset, agency: archived.claim.contract.owner.agency)
        let load = AcceptedLoad(
            setting: setting, dataset: archived.claim.dataset, datasetID: datasetID,
            mayRestTriggers: try ForeignKeyCheck.maySuspend(setting.connection))
        try setting.locked(datasetID) {
            try setting.unit.perform {
                let (event, prepared) = try load.prepare(record, reading)
                _ = try load.write(record, prepared)
                var cells = reading.verdict.cells
                cells.take(prepared.outcome.effect)
                let seasons = archived.workspace.catalogue.seasons
                let drop = try setting.record(
                    NewDrop(
                        datasetID: datasetID, path: record.path, sha256: record.content,
                        byteCount: archived.drop.byteCount, vintage: archived.drop.vintage,
                        receivedAt: archived.receivedAt,
                        period: archived.drop.period(seasons: seasons)?.naturalKey,
                        outcome: .loaded, definitions: record.definitions, eventID: event,
                        runID: setting.run, records: reading.verdict.records, cells: cells,
                        violations: reading.verdict.violations), reading.verdict)
                try load.settle(drop: drop, record, event, prepared, reading)
            }
        }
    }
}

/// A rebuild that cannot begin.
package enum RebuildError: Error, Hashable {
    /// The warehouse holds what the archive does not know.
    case notEmpty
}
