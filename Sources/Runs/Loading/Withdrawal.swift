import History
package import PhusaModel
import Storage
import Warehouse

/// Takes a loaded drop out of history from now on, by an event of its own: what was known until
/// now stays readable as of any earlier moment.
package struct Withdrawal {
    private let setting: RunSetting

    package init(setting: RunSetting) { self.setting = setting }

    /// - Parameters:
    ///   - drop: Number of the drop in the ledger.
    ///   - reason: Why, in a person's words; kept with the event.
    /// - Returns: Rows written or taken away.
    /// - Throws: `DecisionError` when there is no such drop, or it is not loaded.
    package func withdraw(drop id: Int, reason: String) throws -> Int {
        guard let drop = try setting.reader.drop(id) else { throw DecisionError.noSuchDrop(id) }
        guard drop.drop.outcome == .loaded, let target = drop.drop.eventID,
            let event = try setting.reader.event(target)?.event
        else {
            throw DecisionError.wrongOutcome(id, outcome: drop.drop.outcome.rawValue)
        }
        let record = ArchivedEvent(
            kind: EventKind.withdrawal.rawValue, dataset: drop.dataset, scope: event.scope,
            knownAt: setting.startedAt, sequence: 0, recordedAt: setting.startedAt,
            definitions: event.definitions, content: event.key, path: drop.drop.path,
            isVintageDeclared: true, reason: reason, actor: setting.actor)
        try setting.archive.store(record)
        return try apply(record)
    }

    /// Brings the warehouse in line with a recorded withdrawal; also one that a kill interrupted.
    func apply(_ record: ArchivedEvent) throws -> Int {
        guard let dataset = setting.site.workspace.dataset(record.dataset),
            let target = try setting.reader.event(key: record.content),
            let fact = setting.site.workspace.schema.fact(named: dataset.pipeline.load.fact)
        else { throw DecisionError.unknownDataset(record.dataset) }
        let datasetID = try setting.ledger.datasetID(
            code: dataset.code, agency: dataset.contracts[0].owner.agency)
        return try setting.locked(datasetID) {
            try setting.unit.perform {
                let id = try setting.ledger.insertEvent(
                    record.newEvent(datasetID: datasetID, target: target.id, run: setting.run)
                ).id
                let load = FactLoad(
                    setting: setting, dataset: dataset, fact: fact,
                    periods: fact.scope == nil
                        ? [0] : Set(record.scope.compactMap { Period(naturalKey: $0)?.id }))
                let event = HistoryEvent(
                    id: id, order: record.order, kind: .withdrawal(of: target.id))
                let (changes, tables, outcome) = try HistoryFold(
                    setting: setting, dataset: dataset, datasetID: datasetID
                ).fold(load, adding: event, scope: record.scope)
                try load.write(
                    changes, tables: tables,
                    mayRestTriggers: try ForeignKeyCheck.maySuspend(setting.connection))
                try markWithdrawn(target.id)
                return outcome.rowCount
            }
        }
    }

    private func markWithdrawn(_ event: Int) throws {
        for drop in try setting.reader.drops(DropFilter(eventID: event)) {
            try setting.ledger.updateDrop(
                drop.id, outcome: .withdrawn, eventID: event, records: drop.drop.records,
                cells: drop.drop.cells)
        }
    }
}

/// A decision that cannot be carried out.
package enum DecisionError: Error, Hashable {
    case noSuchDrop(Int)
    case wrongOutcome(Int, outcome: String)
    case unknownDataset(String)
    case locked(by: String)
    case notYetKnown(CalendarDay)
}
