import History
import PhusaModel
import Storage
import Warehouse

/// Reads all drops of some periods again from the archive and folds them.
struct HistoryFold {
    let setting: RunSetting
    let dataset: DatasetDefinition
    let datasetID: Int

    /// - Parameters:
    ///   - event: The drop on whose account the fold is made, not yet among the ledger's events.
    func fold(
        _ load: FactLoad, adding event: FactLoad.ReadEvent, record: ArchivedEvent
    ) throws -> (FactChanges, FactTables, FactLoad.Outcome) {
        var (events, withdrawals) = try history(touching: record.scope, except: event.id)
        events.append(event)
        return try load.loadFolded(events, withdrawals: withdrawals, cause: event.id)
    }

    /// - Parameters:
    ///   - withdrawal: The event that takes a drop out of history.
    func fold(
        _ load: FactLoad, adding withdrawal: HistoryEvent, scope: [String]
    ) throws -> (FactChanges, FactTables, FactLoad.Outcome) {
        let (events, withdrawals) = try history(touching: scope, except: withdrawal.id)
        return try load.loadFolded(
            events, withdrawals: withdrawals + [withdrawal], cause: withdrawal.id)
    }

    private func history(
        touching scope: [String], except own: Int
    ) throws -> (drops: [FactLoad.ReadEvent], withdrawals: [HistoryEvent]) {
        var drops: [FactLoad.ReadEvent] = []
        var withdrawals: [HistoryEvent] = []
        for event in try setting.reader.events(datasetID: datasetID, touching: scope)
        where event.id != own {
            switch event.event.kind {
            case .drop: drops.append(try read(event))
            case .withdrawal:
                guard let target = event.event.targetEventID else { continue }
                withdrawals.append(
                    HistoryEvent(id: event.id, order: event.order, kind: .withdrawal(of: target)))
            default: continue
            }
        }
        return (drops, withdrawals)
    }

    private func read(_ event: EventRecord) throws -> FactLoad.ReadEvent {
        let workspace = try setting.readings.workspace(
            event.event.definitions, dataset: dataset.code)
        let record = try archivedEvent(event.event.key)
        let reading = try archivedReading(record, workspace)
        return FactLoad.ReadEvent(
            id: event.id, order: event.order, rows: reading.rows,
            mode: workspace.dataset(dataset.code)?.pipeline.load.mode ?? .merge,
            scope: record.scope.compactMap { Period(naturalKey: $0) })
    }

    /// In a dry run the event may be one of this run, which the archive does not have.
    private func archivedEvent(_ key: String) throws -> ArchivedEvent {
        if let event = setting.plannedEvents[key] { return event }
        return try setting.archive.event(key)
    }

    /// A drop read again as its event read it.
    ///
    /// - Throws: `StorageError` of kind `.missing` or `.damaged` when the archive cannot answer: a
    ///   fold over less than all events would be wrong.
    func archivedReading(
        _ record: ArchivedEvent, _ workspace: WorkspaceDefinition
    ) throws -> DropReading {
        let receivedAt =
            try setting.archive.knownReceipt(record.content)?.receivedAt
            ?? record.recordedAt
        let slash = record.path.firstIndex(of: "/") ?? record.path.startIndex
        let claims = Claim.all(
            on: String(record.path[slash...].dropFirst()),
            agency: String(record.path[..<slash]), receivedAt: receivedAt, workspace: workspace)
        guard let claim = claims.first(where: { $0.dataset.code == record.dataset }) else {
            throw StorageError(kind: .damaged, path: record.path)
        }
        let drop = DropFile(
            path: record.path, sha256: record.content, byteCount: 0, captures: claim.captures,
            vintage: Vintage(
                moment: record.knownAt, sequence: record.sequence,
                isDeclared: record.isVintageDeclared),
            dataset: record.dataset)
        return DropReading.read(
            path: try setting.path(of: record.content), drop: drop, dataset: claim.dataset,
            contract: claim.contract, workspace: workspace, receivedOn: receivedAt.day)
    }
}
