import PhusaModel
import Storage
import Warehouse

/// Records new versions of formulas, each as an event at the date since which it is known, and
/// computes what they say.
///
/// What was recorded once is never another formula later.
struct DefinitionUpkeep {
    let setting: RunSetting

    private var records: [DefinitionRecord] {
        setting.site.workspace.catalogue.derivationOrder.flatMap { indicator in
            (indicator.derivation?.versions ?? []).map {
                DefinitionRecord(indicator: indicator, version: $0)
            }
        }
    }

    /// - Throws: ``DefinitionRefusal`` where a recorded version was edited or taken away.
    func requireUnedited() throws {
        let records = records
        guard let dimension = setting.site.workspace.schema.definitions else {
            guard records.isEmpty else { throw DefinitionRefusal(faults: [.noDimension]) }
            return
        }
        let declared = Dictionary(
            records.map { ($0.naturalKey, $0) }, uniquingKeysWith: { first, _ in first })
        var faults: [DefinitionRefusal.Fault] = []
        for stored in try DefinitionReads(dimension, setting.connection).recorded() {
            guard let record = declared[stored.key] else {
                faults.append(.removed(version: stored.key, was: stored.statement))
                continue
            }
            if record.statement != stored.statement {
                faults.append(
                    .edited(
                        record.version.position, was: stored.statement, isNow: record.statement))
            }
        }
        guard faults.isEmpty else { throw DefinitionRefusal(faults: faults) }
    }

    /// Records what is new and known by today, and computes what it says; also what reads over a list
    /// of the catalogue that is another one now.
    ///
    /// - Parameter changes: What dimensions were brought in line with their lists just now.
    /// - Throws: ``DefinitionRefusal`` where a new version reaches into periods that have figures by
    ///   another one and does not say that it restates them.
    /// - Returns: What it changes in the current figures.
    func bringInLine(_ changes: [DimensionChange]) throws -> CurrentChanges {
        guard let dimension = setting.site.workspace.schema.definitions else {
            return CurrentChanges()
        }
        let changed = try recordNew(dimension).union(readersOfLists(changes))
        guard !changed.isEmpty else { return CurrentChanges() }
        setting.derived.forget()
        return try setting.derived.deriveWholly(changed)
    }

    /// - Returns: Indicators that have new versions.
    private func recordNew(_ dimension: DimensionTable) throws -> Set<IndicatorKey> {
        let reads = DefinitionReads(dimension, setting.connection)
        let records = records.filter { $0.version.knownAt <= setting.startedAt.day }
        var known = records.isEmpty ? [:] : try setting.reader.definitionEvents()
        guard records.contains(where: { known[$0.eventKey] == nil }) else { return [] }
        try AdvisoryLock.waitForDefinitions(on: setting.connection)
        known = try setting.reader.definitionEvents()
        var changed: Set<IndicatorKey> = []
        var faults: [DefinitionRefusal.Fault] = []
        for record in records where known[record.eventKey] == nil {
            changed.insert(record.indicator.key)
            if record.version.restates == nil {
                let count = try reads.periodCount(
                    of: record.indicator.key, from: record.version.effectiveFrom)
                if count > 0 {
                    faults.append(.restates(record.version.position, periodCount: count))
                }
            }
            try insert(record)
        }
        guard faults.isEmpty else { throw DefinitionRefusal(faults: faults) }
        return changed
    }

    /// Indicators that read all areas of a level where the list of areas changed, or all members of an
    /// axis where the definitions are not those of the last run: axes have no table that would tell.
    private func readersOfLists(_ changes: [DimensionChange]) throws -> Set<IndicatorKey> {
        let workspace = setting.site.workspace
        let areas = workspace.schema.dimensions.filter { $0.members == .catalogue(.areas) }
        let areasChanged = changes.contains { change in
            areas.contains { $0.name == change.dimension }
        }
        var readers: (areas: Set<IndicatorKey>, axes: Set<IndicatorKey>) = ([], [])
        for record in records {
            for reference in record.version.formula?.references ?? [] {
                if case .within = reference.place { readers.areas.insert(record.indicator.key) }
                if case .members = reference.breakdown {
                    readers.axes.insert(record.indicator.key)
                }
            }
        }
        if try readers.axes.isEmpty
            || setting.reader.lastDefinitions() == setting.site.definitionsHash
        {
            readers.axes = []
        }
        return areasChanged ? readers.areas.union(readers.axes) : readers.axes
    }

    private func insert(_ record: DefinitionRecord) throws {
        _ = try setting.ledger.insertEvent(
            NewEvent(
                key: record.eventKey, kind: .definition, datasetID: nil, scope: [],
                knownAt: Moment(startOf: record.version.knownAt), recordedAt: setting.startedAt,
                definitions: setting.site.definitionsHash, content: record.content,
                reason: record.version.restates, actor: setting.actor, runID: setting.run))
    }
}
