package import PhusaModel
import Storage
import Warehouse

/// Lets the drops of some periods be read by the definitions of today, from now on: what was known
/// until now stays readable as of any earlier moment.
package struct Restatement {
    private let setting: RunSetting

    package init(setting: RunSetting) { self.setting = setting }

    /// - Parameters:
    ///   - days: Periods that lie whole in these days are restated, and no other.
    ///   - reason: Why, in a person's words; kept with the event.
    /// - Returns: `nil` where all drops of the periods are read by these definitions already: then
    ///   nothing was written.
    /// - Throws: `DecisionError.refusedNow` where a drop would be refused: bad never replaces good.
    package func restate(
        _ dataset: DatasetDefinition, within days: PeriodSpan, reason: String
    ) throws -> RestatementResult? {
        let datasetID = try setting.ledger.datasetID(
            code: dataset.code, agency: dataset.contracts[0].owner.agency)
        let definitions = try setting.definitions(of: dataset)
        let stale = try DropSources(setting: setting, datasetID: datasetID).stale(
            definitions: definitions)
        let drops = stale.filter { drop in drop.periods.contains { days.contains(key: $0) } }
        guard !drops.isEmpty else { return nil }
        var scope: Set<String> = []
        for drop in drops {
            scope.formUnion(drop.periods.filter { days.contains(key: $0) })
            scope.formUnion(
                try periods(of: drop.event, by: definitions).filter { days.contains(key: $0) })
        }
        let before = try quarantinedCount(drops.map(\.event))
        let outcome = try apply(
            ArchivedEvent(
                kind: EventKind.restatement.rawValue, dataset: dataset.code,
                scope: scope.sorted(), knownAt: setting.startedAt, sequence: 0,
                recordedAt: setting.startedAt, definitions: definitions, content: definitions,
                path: "", isVintageDeclared: true, reason: reason, actor: setting.actor))
        guard let outcome else { return nil }
        return RestatementResult(
            dataset: dataset.code, dropCount: drops.count,
            periods: scope.compactMap { Period(naturalKey: $0) }.sorted().map(\.description),
            quarantined: try quarantinedCount(drops.map(\.event)) - before,
            changes: outcome.current, derived: outcome.derived)
    }

    /// Records in quarantine of some drops, as the ledger has them.
    private func quarantinedCount(_ events: [EventRecord]) throws -> Int {
        try events.reduce(0) { sum, event in
            let drops = try setting.reader.drops(DropFilter(eventID: event.id))
            return sum + drops.reduce(0) { $0 + $1.drop.records.quarantined }
        }
    }

    /// Brings the warehouse in line with a restatement; also one that a kill interrupted.
    func apply(_ record: ArchivedEvent) throws -> FactLoad.Outcome? {
        try DecisionLoad(setting: setting, dataset: try setting.dataset(of: record))
            .carryOut(record, target: nil, state: .replayed)
    }

    /// The periods that a drop states by other definitions.
    private func periods(of event: EventRecord, by definitions: String) throws -> [String] {
        let record = try setting.archivedEvent(event.event.key)
        let reading = try DropReadings.read(
            record, by: definitions, corrections: [], setting)
        guard reading.verdict.outcome != .refused else {
            throw DecisionError.refusedNow(path: record.path, reading.verdict.violations)
        }
        return record.scope == [ArchivedEvent.wholeFact]
            ? record.scope : reading.verdict.periods.map(\.naturalKey)
    }
}

/// What a rerun of one dataset's periods changed.
package struct RestatementResult: Encodable, Sendable {
    package let dataset: String
    /// Drops that are read by other definitions now.
    package let dropCount: Int
    package let periods: [String]
    /// How many more records are in quarantine; their figures stay as they were.
    package let quarantined: Int
    /// What changes in the current figures.
    package let changes: CurrentChanges
    /// What follows in the current figures that are computed from those.
    package let derived: CurrentChanges

    private enum CodingKeys: String, CodingKey {
        case dataset, dropCount = "drops", periods, quarantined, changes, derived
    }
}

/// From the first day of one period to the last day of another.
package struct PeriodSpan: Hashable, Sendable {
    package let first: Period
    package let last: Period

    /// - Returns: `nil` where the last ends before the first begins, and for two systems.
    package init?(_ first: Period, _ last: Period) {
        guard first.system == last.system, first.start < last.end else { return nil }
        self.first = first
        self.last = last
    }

    /// "2025-M03" or "2025-M03..2025-M06"; "admin:2025-03" for the administrative system, "DX-2025"
    /// or "DX-2021..DX-2025" for a season.
    package init?(_ text: String, seasons: [Season] = []) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: true).map(String.init)
        guard (1...2).contains(parts.count), text.split(separator: "..").count == parts.count,
            let first = Period(argument: parts[0], seasons: seasons),
            let last = Period(argument: parts[parts.count - 1], seasons: seasons)
        else { return nil }
        self.init(first, last)
    }

    package func contains(_ period: Period) -> Bool {
        period.system == first.system && period.start >= first.start && period.end <= last.end
    }

    /// Whether a period lies in it, by its natural key; a fact without periods lies in every span.
    func contains(key: String) -> Bool {
        guard let period = Period(naturalKey: key) else { return true }
        return contains(period)
    }

    package func overlaps(_ period: Period) -> Bool {
        period.system == first.system && period.start < last.end && first.start < period.end
    }
}
