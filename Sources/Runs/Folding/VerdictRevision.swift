import History
import PhusaModel
import Warehouse

/// Brings what the ledger says of drops in line after an event has read them again: their balances,
/// and what became of their quarantined records.
///
/// A drop that the event reads again only in part keeps its verdict.
struct VerdictRevision {
    let setting: RunSetting
    let prepared: FactLoad.Prepared
    let readings: DropReadings
    /// Ids of the periods that were folded.
    let periods: Set<Int32>

    /// - Parameters:
    ///   - event: The one that read drops again.
    ///   - state: What becomes of records that are no longer quarantined.
    func revise(_ event: EventRecord, state: QuarantineRecord.State) throws {
        for drop in (prepared.told.reread[event.id] ?? []).sorted() {
            try revise(drop: drop, state: state, by: event.event.actor, reason: event.event.reason)
        }
    }

    /// - Parameter drop: Number of the drop's event.
    func revise(
        drop: Int, state: QuarantineRecord.State, by actor: String, reason: String?
    ) throws {
        guard let telling = prepared.told.tellings[drop], let effect = prepared.retold[drop] else {
            return
        }
        let stated = HistoryFold.periods(telling.drop.event.scope)
        guard stated.isSubset(of: periods), let source = telling.commonSource(of: stated),
            let record = try setting.reader.drops(DropFilter(eventID: drop)).first,
            record.drop.outcome == .loaded
        else { return }
        let reading = try reading(telling, telling.sources[source])
        let counts = reading.counts(effect)
        try setting.ledger.updateDrop(
            record.id, outcome: .loaded, eventID: drop, records: counts.records,
            cells: counts.cells)
        try settle(reading.quarantine, of: record.id, state: state, by: actor, reason: reason)
        try setting.ledger.deleteExclusionsAndCorrections(dropID: record.id)
        try setting.ledger.insertExclusions(reading.verdict.exclusions, dropID: record.id)
        try setting.ledger.insertCorrections(reading.verdict.corrections, dropID: record.id)
    }

    /// Closes open records that are sound now, and records those that have come to break a rule.
    private func settle(
        _ quarantine: [QuarantinedRecord], of drop: Int, state: QuarantineRecord.State,
        by actor: String, reason: String?
    ) throws {
        let known = try setting.reader.quarantine(QuarantineFilter(dropID: drop))
        let broken = Set(quarantine.map(\.violation.position.line))
        let mended = known.filter {
            $0.state == .open && !broken.contains($0.record.violation.position.line)
        }
        _ = try setting.ledger.closeQuarantine(
            mended.map(\.id), state: state, actor: actor, reason: reason)
        // What a replay had let in breaks a rule again.
        try setting.ledger.reopenQuarantine(
            known.filter {
                $0.state == .replayed && broken.contains($0.record.violation.position.line)
            }.map(\.id))
        let lines = Set(known.map(\.record.violation.position.line))
        try setting.ledger.insertQuarantine(
            quarantine.filter { !lines.contains($0.violation.position.line) }, dropID: drop)
    }

    private func reading(
        _ telling: DropTelling, _ source: DropTelling.Source
    ) throws -> RevisedReading {
        let reading = try readings.reading(of: telling, by: source).released()
        var revised = RevisedReading(
            verdict: reading.verdict, quarantine: reading.verdict.quarantine)
        var quarantined = Set(reading.quarantinedRecords)
        for replay in telling.replays(after: source) {
            let other = try readings.reading(of: telling, by: replay)
            let admitted = quarantined.subtracting(other.quarantinedRecords)
            revised.admittedRowCount += other.rows.rows.count { admitted.contains($0.record) }
            quarantined.subtract(admitted)
        }
        revised.quarantine = zip(reading.quarantinedRecords, reading.verdict.quarantine)
            .filter { quarantined.contains($0.0) }.map(\.1)
        return revised
    }
}

/// A verdict on a drop, less the records that replays have let in.
private struct RevisedReading {
    let verdict: Verdict
    var quarantine: [QuarantinedRecord]
    var admittedRowCount = 0

    /// Both balances, with what the drop does in history as it is told now.
    func counts(_ effect: EventEffect) -> (records: RecordCounts, cells: CellCounts) {
        var records = verdict.records
        records.quarantined = quarantine.count
        records.accepted = records.read - records.quarantined - records.excluded
        var cells = CellCounts()
        cells.quarantined = quarantine.reduce(0) { $0 + $1.cellCount }
        let offered = verdict.offeredCellCount + admittedRowCount
        let left = verdict.cells.read - cells.quarantined - offered
        cells.excluded = max(verdict.cells.excluded, left)
        cells.unchanged = min(effect.unchangedCount, offered)
        cells.loaded = offered - cells.unchanged
        cells.changed = min(effect.changedCount, cells.loaded)
        cells.closed = effect.vanishedCount
        cells.read = cells.loaded + cells.unchanged + cells.quarantined + cells.excluded
        return (records, cells)
    }
}
