import History
import PhusaModel
import Storage
import Warehouse

/// Moves quarantined records to `fixed` once a later drop states what they should have stated.
///
/// A record is mended when the later drop states all its cells, or states its period in full and
/// has no broken record of the same cells. Whichever of the two drops is loaded first, the outcome
/// is the same.
struct QuarantineMending {
    let setting: RunSetting
    let dataset: DatasetDefinition
    let fact: FactTable

    /// What a drop says, as far as it can mend others.
    private struct Mender {
        let drop: Int
        let path: String
        let order: EventOrder
        let stated: Set<String>
        let broken: Set<String>
        /// Natural keys of the periods that it states in full.
        let periods: Set<String>
        let isReadable: Bool

        func mends(_ record: QuarantineRecord, of period: String?) -> Bool {
            let keys = record.record.keys
            let isCovered = period.map { periods.contains($0) } ?? false
            if keys.isEmpty { return isCovered && isReadable }
            if keys.allSatisfy({ stated.contains($0) }) { return true }
            return isCovered && isReadable && broken.isDisjoint(with: keys)
        }
    }

    /// - Parameters:
    ///   - drop: Number of the drop just loaded, in the ledger.
    func settle(drop: Int, _ event: ArchivedEvent, _ reading: DropReading) throws {
        let all = try setting.reader.quarantine(
            QuarantineFilter(dataset: dataset.code, state: .open))
        guard !all.isEmpty else { return }
        let drops = try setting.reader.drops(DropFilter(dataset: dataset.code))
        let byID = Dictionary(uniqueKeysWithValues: drops.map { ($0.id, $0) })
        let scope = Set(event.scope)
        let open = all.filter { record in
            guard let period = byID[record.dropID]?.drop.period else { return true }
            return scope.contains(period)
        }
        guard let own = byID[drop], !open.isEmpty else { return }
        let mender = mender(own, reading, mode: dataset.pipeline.load.mode)
        try fix(open.filter { $0.dropID != drop }, by: [mender], byID)
        let broken = open.filter { $0.dropID == drop }
        guard !broken.isEmpty else { return }
        try fix(broken, by: try later(than: own, touching: scope, drops), byID)
    }

    private func fix(
        _ records: [QuarantineRecord], by menders: [Mender], _ drops: [Int: DropRecord]
    ) throws {
        for mender in menders {
            let mended = records.filter { record in
                guard let drop = drops[record.dropID], drop.drop.outcome != .withdrawn,
                    Self.order(drop.drop) < mender.order
                else { return false }
                return mender.mends(record, of: drop.drop.period)
            }
            _ = try setting.ledger.closeQuarantine(
                mended.map(\.id), state: .fixed, actor: setting.actor, reason: mender.path)
        }
    }

    /// Loaded drops that come later in history and touch the same periods, read again.
    private func later(
        than own: DropRecord, touching scope: Set<String>, _ drops: [DropRecord]
    ) throws -> [Mender] {
        try drops.compactMap { drop in
            guard drop.id != own.id, drop.drop.outcome == .loaded, let id = drop.drop.eventID,
                Self.order(own.drop) < Self.order(drop.drop),
                let event = try setting.reader.event(id),
                !scope.isDisjoint(with: event.event.scope)
            else { return nil }
            let definitions = event.event.definitions
            let mode = try setting.readings.workspace(definitions, dataset: dataset.code)
                .dataset(dataset.code)?.pipeline.load.mode
            return mender(
                drop,
                try DropReadings.read(
                    try setting.archivedEvent(event.event.key), by: definitions, corrections: [],
                    setting), mode: mode ?? .merge)
        }
    }

    private func mender(
        _ drop: DropRecord, _ reading: DropReading, mode: LoadMode
    ) -> Mender {
        let rows = reading.rows
        return Mender(
            drop: drop.id, path: drop.drop.path, order: Self.order(drop.drop),
            stated: Set(rows.rows.map { rows.keyText($0, of: fact) }),
            broken: Set(rows.spared.map { rows.keyText($0, of: fact) }),
            periods: mode == .replace ? Set(reading.verdict.periods.map(\.naturalKey)) : [],
            isReadable: !rows.hasUnreadableKey)
    }

    private static func order(_ drop: NewDrop) -> EventOrder {
        EventOrder(
            knownAt: drop.vintage.moment, rank: .drop, sequence: drop.vintage.sequence,
            content: drop.sha256)
    }
}
