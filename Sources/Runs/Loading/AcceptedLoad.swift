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

    /// The event is in the archive before the transaction commits, and only if it may go on: the
    /// archive holds no event of a drop that was held.
    ///
    /// - Parameter mayGoOn: Sees what would change before anything is written; what it throws ends
    ///   the load.
    /// - Returns: The event's number, and what came of it.
    func load(
        _ event: ArchivedEvent, _ reading: DropReading,
        mayGoOn: (FactLoad.Outcome) throws -> Void
    ) throws -> (eventID: Int, outcome: FactLoad.Outcome) {
        let load = try factLoad(event)
        let newEvent = event.newEvent(datasetID: datasetID, target: nil, run: setting.run)
        let id = try setting.ledger.insertEvent(newEvent).id
        let readEvent = FactLoad.ReadEvent(
            id: id, order: event.order, rows: reading.rows, mode: dataset.pipeline.load.mode,
            scope: event.periods)
        let isLast = try !setting.reader.hasLaterEvent(than: newEvent)
        let (changes, tables, outcome) =
            isLast
            ? try load.loadLast(readEvent)
            : try HistoryFold(setting: setting, dataset: dataset, datasetID: datasetID)
                .fold(load, adding: readEvent, record: event)
        try mayGoOn(outcome)
        try setting.keep(event)
        try load.write(changes, tables: tables, mayRestTriggers: mayRestTriggers)
        return (id, outcome)
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
