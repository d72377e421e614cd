import History
import PhusaModel
import Storage
import Warehouse

/// Brings an accepted drop into its fact, in the transaction under way: its event, its rows, and
/// whatever of its periods history says otherwise now.
struct AcceptedLoad {
    let setting: RunSetting
    let dataset: DatasetDefinition
    let datasetID: Int
    let mayRestTriggers: Bool
    /// Waits until the drop's bytes are in the archive.
    var settleBytes: () throws -> Void = {}

    /// Finds out what would change; nothing but the event is written.
    ///
    /// - Returns: The event's number, and what is to be written.
    func prepare(
        _ event: ArchivedEvent, _ reading: DropReading
    ) throws -> (eventID: Int, prepared: FactLoad.Prepared) {
        let load = try factLoad(event)
        let newEvent = event.newEvent(datasetID: datasetID, target: nil, run: setting.run)
        setting.eventsUnderWay[event.key] = event
        let id = try setting.ledger.insertEvent(newEvent).id
        let isLast = try !setting.reader.hasLaterEvent(than: newEvent)
        // A fold reads its drops from the archive.
        if !isLast { try settleBytes() }
        let prepared =
            isLast
            ? try load.loadLast(
                FactLoad.ReadEvent(
                    id: id, order: event.order, rows: reading.rows,
                    mode: dataset.pipeline.load.mode, scope: event.periods))
            : try fold(load, event, id, reading)
        return (id, prepared)
    }

    /// Writes what was prepared, once it may go on.
    ///
    /// The archive holds no event of a drop that was held. Bytes and event are in it before the first
    /// row is sent, so that what a kill interrupts is finished even where the agency has taken its file
    /// away.
    ///
    /// - Returns: What follows in the current figures that are computed from these.
    func write(_ event: ArchivedEvent, _ prepared: FactLoad.Prepared) throws -> CurrentChanges {
        let load = try factLoad(event)
        try setting.derived.requireAgreed(for: prepared.changes, of: load.fact)
        try settleBytes()
        try setting.keep(event)
        try load.write(prepared, mayRestTriggers: mayRestTriggers)
        return try setting.derived.follow(prepared.changes, of: load.fact)
    }

    /// Sees to quarantined records that this drop mends, or that later events have mended in it.
    ///
    /// - Parameters:
    ///   - drop: Number of the drop in the ledger, recorded already.
    ///   - open: What open records are about, where it is kept from drop to drop.
    func settle(
        drop: Int, _ event: ArchivedEvent, _ eventID: Int, _ prepared: FactLoad.Prepared,
        _ reading: DropReading, open: OpenWords? = nil
    ) throws {
        let load = try factLoad(event)
        if prepared.told.reread.values.contains(where: { $0.contains(eventID) }) {
            try VerdictRevision(
                setting: setting, prepared: prepared,
                readings: DropReadings(setting: setting, dataset: dataset.code),
                periods: load.periods
            ).revise(drop: eventID, state: .fixed, by: event.actor, reason: nil)
            open?.forget()
        }
        try QuarantineMending(setting: setting, dataset: dataset, fact: load.fact, open: open)
            .settle(drop: drop, event, reading)
    }

    private func fold(
        _ load: FactLoad, _ event: ArchivedEvent, _ id: Int, _ reading: DropReading
    ) throws -> FactLoad.Prepared {
        let readings = DropReadings(setting: setting, dataset: dataset.code)
        readings.keep(reading, of: event.key, by: event.definitions)
        return try load.loadFolded(
            readings, datasetID: datasetID, scope: event.scope, cause: id)
    }

    private func factLoad(_ event: ArchivedEvent) throws -> FactLoad {
        let name = dataset.pipeline.load.fact
        guard let fact = setting.site.workspace.schema.fact(named: name) else {
            throw WarehouseError(kind: .unknownObject, message: "no fact is named \(name)")
        }
        return FactLoad(
            setting: setting, dataset: dataset, fact: fact,
            periods: fact.scope == nil ? [0] : Set(event.periods.map(\.id)))
    }
}
