package import PhusaModel
import Storage
package import Warehouse

/// Lets quarantined records of loaded drops in, at the drops' own vintage, after a mapping, a
/// contract or a correction was mended.
package struct Replay {
    private let setting: RunSetting

    package init(setting: RunSetting) { self.setting = setting }

    /// What a replay of one drop did.
    package struct Result: Encodable, Sendable {
        package let drop: Int
        package let path: String
        /// Records let in, and those that break rules as before.
        package let admitted: Int
        package let remaining: Int
        package let cells: CellCounts
    }

    /// Numbers of the loaded drops that have open records, in order.
    package func drops(_ filter: QuarantineFilter) throws -> [Int] {
        var filter = filter
        filter.state = .open
        let ids = Set(try setting.reader.quarantine(filter).map(\.dropID))
        return try ids.sorted().filter { try setting.reader.drop($0)?.drop.outcome == .loaded }
    }

    /// - Parameters:
    ///   - drop: Number of the drop in the ledger.
    ///   - reason: Why, in a person's words; kept with the event.
    /// - Throws: `DecisionError`, among them `.nothingToReplay`; then nothing was written.
    package func replay(drop id: Int, reason: String) throws -> Result {
        let (drop, event) = try setting.loadedDrop(id)
        guard let dataset = setting.site.workspace.dataset(drop.dataset) else {
            throw DecisionError.unknownDataset(drop.dataset)
        }
        let definitions = try setting.definitions(of: dataset)
        let reading = try DropReadings.read(
            try setting.archivedEvent(event.event.key), by: definitions, corrections: [], setting)
        guard reading.verdict.outcome != .refused else {
            throw DecisionError.refusedNow(path: drop.drop.path, reading.verdict.violations)
        }
        let open = try openLines(id)
        let broken = Set(reading.verdict.quarantine.map(\.violation.position.line))
        guard !open.subtracting(broken).isEmpty else { throw DecisionError.nothingToReplay(id) }
        let periods = Set(event.event.scope + reading.verdict.periods.map(\.naturalKey))
        let before = drop.drop.cells
        try apply(
            ArchivedEvent(
                kind: EventKind.replay.rawValue, dataset: drop.dataset,
                scope: event.event.scope == [ArchivedEvent.wholeFact]
                    ? event.event.scope : periods.sorted(),
                knownAt: event.event.knownAt, sequence: event.event.sequence,
                recordedAt: setting.startedAt, definitions: definitions,
                content: event.event.key, path: drop.drop.path, isVintageDeclared: true,
                reason: reason, actor: setting.actor))
        let remaining = try openLines(id).count
        let after = try setting.reader.drop(id)?.drop.cells ?? before
        return Result(
            drop: id, path: drop.drop.path, admitted: open.count - remaining,
            remaining: remaining, cells: after)
    }

    private func openLines(_ drop: Int) throws -> Set<Int> {
        Set(
            try setting.reader.quarantine(QuarantineFilter(dropID: drop, state: .open))
                .map(\.record.violation.position.line))
    }

    /// Brings the warehouse in line with a replay; also one that a kill interrupted.
    func apply(_ record: ArchivedEvent) throws {
        guard let target = try setting.reader.event(key: record.content) else {
            throw DecisionError.unknownDataset(record.dataset)
        }
        let dataset = try setting.dataset(of: record)
        _ = try DecisionLoad(setting: setting, dataset: dataset)
            .carryOut(record, target: target.id, state: .replayed)
    }
}
