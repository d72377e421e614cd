import PhusaModel
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
        let (drop, event) = try setting.loadedDrop(id)
        return try apply(
            ArchivedEvent(
                kind: EventKind.withdrawal.rawValue, dataset: drop.dataset,
                scope: try scope(of: event), knownAt: setting.startedAt, sequence: 0,
                recordedAt: setting.startedAt, definitions: event.event.definitions,
                content: event.event.key, path: drop.drop.path, isVintageDeclared: true,
                reason: reason, actor: setting.actor))
    }

    /// The periods in which the drop may say something: its own, and those of events that have read it
    /// again.
    private func scope(of drop: EventRecord) throws -> [String] {
        let own = Set(drop.event.scope)
        let events = try setting.reader.events(
            datasetID: drop.event.datasetID ?? 0, touching: drop.event.scope)
        let others = events.filter {
            [.replay, .restatement].contains($0.event.kind) && !own.isDisjoint(with: $0.event.scope)
        }
        return others.reduce(into: own) { $0.formUnion($1.event.scope) }.sorted()
    }

    /// Brings the warehouse in line with a withdrawal; also one that a kill interrupted.
    func apply(_ record: ArchivedEvent) throws -> Int {
        guard let target = try setting.reader.event(key: record.content) else {
            throw DecisionError.unknownDataset(record.dataset)
        }
        let dataset = try setting.dataset(of: record)
        let outcome = try DecisionLoad(setting: setting, dataset: dataset)
            .carryOut(record, target: target.id, state: .waived) { try markWithdrawn(target.id) }
        return outcome?.rowCount ?? 0
    }

    private func markWithdrawn(_ event: Int) throws {
        for drop in try setting.reader.drops(DropFilter(eventID: event)) {
            try setting.ledger.updateDrop(
                drop.id, outcome: .withdrawn, eventID: event, records: drop.drop.records,
                cells: drop.drop.cells)
        }
    }
}

extension RunSetting {
    /// A loaded drop with its event.
    ///
    /// - Throws: `DecisionError` when there is no such drop, or it is not loaded.
    func loadedDrop(_ id: Int) throws -> (DropRecord, EventRecord) {
        guard let drop = try reader.drop(id) else { throw DecisionError.noSuchDrop(id) }
        guard drop.drop.outcome == .loaded, let number = drop.drop.eventID,
            let event = try reader.event(number)
        else { throw DecisionError.wrongOutcome(id, outcome: drop.drop.outcome.rawValue) }
        return (drop, event)
    }
}
