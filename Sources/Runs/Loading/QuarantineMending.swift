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
    /// What open records are about; `nil` where the ledger is asked for every drop.
    var open: OpenWords?

    /// A drop that may mend others, and what it says.
    private struct Mender {
        let place: DropPlace
        let rows: FactRows
        /// Natural keys of the periods that it states in full.
        let periods: Set<String>
    }

    /// What becomes of the records in quarantine once a drop is loaded: it mends those of drops
    /// before it, and later ones mend its own.
    ///
    /// The drop's rows are many and open records few: rows are looked at for these alone, and the
    /// ledger is asked for no more than could be mended.
    ///
    /// - Parameters:
    ///   - drop: Number of the drop just loaded, in the ledger.
    func settle(drop: Int, _ event: ArchivedEvent, _ reading: DropReading) throws {
        let own = DropPlace(
            id: drop, path: event.path, vintage: event.knownAt, sequence: event.sequence,
            sha256: event.content, period: nil, eventID: nil)
        let words = periodWords(reading.rows)
        if try open?.mayBe(in: event.scope, words: words) ?? true {
            let former = try setting.reader.openRecords(
                before: own, periods: event.scope, words: words)
            try fix(former, by: mender(own, reading, mode: dataset.pipeline.load.mode))
        }
        let later = try setting.reader.loadedDrops(
            from: own, touching: event.scope
        ).filter { Self.order(own) < Self.order($0) }
        guard !later.isEmpty else { return }
        let scope = Set(event.scope)
        var broken = try setting.reader.openRecords(of: drop)
            .filter { $0.drop.period.map(scope.contains) ?? true }
        for place in later where !broken.isEmpty {
            guard let mender = try mender(place) else { continue }
            let mended = try fix(broken, by: mender)
            broken.removeAll { mended.contains($0.id) }
        }
    }

    /// Parts of the text of each key that the rows have: one of them must stand in a record's cell,
    /// or the rows do not state it; `nil` where that cannot be said in advance.
    private func periodWords(_ rows: FactRows) -> CellWords? {
        guard let scope = fact.scope, fact.keyColumns.contains(where: { $0.name == scope }),
            let keys = rows.members[scope]?.keys
        else { return nil }
        let words = keys.map { Period(naturalKey: $0)?.description ?? $0 }
        let areSafe = words.allSatisfy { word in
            !word.isEmpty && word.utf8.allSatisfy { $0 < 0x80 }
                && !word.contains(FactRows.keyTextSeparator)
        }
        // A part that says nothing is left out of a cell's text, and moves those behind it.
        return areSafe
            ? CellWords(texts: words, areFirst: fact.keyColumns.first?.name == scope) : nil
    }

    /// - Returns: Numbers of the records that are mended.
    @discardableResult
    private func fix(_ records: [OpenRecord], by mender: Mender) throws -> Set<Int> {
        let earlier = records.filter { Self.order($0.drop) < Self.order(mender.place) }
        guard !earlier.isEmpty else { return [] }
        let wanted = Set(earlier.flatMap(\.keys))
        let keys = StatedKeys(wanted, in: mender.rows, of: fact)
        let stated = keys.find(among: mender.rows.rows)
        let broken = keys.find(among: mender.rows.spared)
        let mended = earlier.filter { record in
            let isCovered =
                record.drop.period.map(mender.periods.contains) ?? false
                && !mender.rows.hasUnreadableKey
            if record.keys.isEmpty { return isCovered }
            if record.keys.allSatisfy(stated.contains) { return true }
            return isCovered && broken.isDisjoint(with: record.keys)
        }
        guard !mended.isEmpty else { return [] }
        _ = try setting.ledger.closeQuarantine(
            mended.map(\.id), state: .fixed, actor: setting.actor, reason: mender.place.path)
        return Set(mended.map(\.id))
    }

    /// A loaded drop, read again.
    private func mender(_ place: DropPlace) throws -> Mender? {
        guard let event = try place.eventID.flatMap({ try setting.reader.event($0) }) else {
            return nil
        }
        let definitions = event.event.definitions
        let mode = try setting.readings.workspace(definitions, dataset: dataset.code)
            .dataset(dataset.code)?.pipeline.load.mode
        let reading = try DropReadings.read(
            try setting.archivedEvent(event.event.key), by: definitions, corrections: [], setting)
        return mender(place, reading, mode: mode ?? .merge)
    }

    private func mender(_ place: DropPlace, _ reading: DropReading, mode: LoadMode) -> Mender {
        Mender(
            place: place, rows: reading.rows,
            periods: mode == .replace ? Set(reading.verdict.periods.map(\.naturalKey)) : [])
    }

    private static func order(_ drop: DropPlace) -> EventOrder {
        EventOrder(
            knownAt: drop.vintage, rank: .drop, sequence: drop.sequence, content: drop.sha256)
    }
}
