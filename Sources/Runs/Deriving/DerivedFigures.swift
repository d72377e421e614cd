import PhusaModel
import Storage
import Warehouse

/// Figures that are computed from others, kept in line with them in the transaction that changes
/// those: in the order in which they read each other, and only where something that they read changed.
final class DerivedFigures {
    private unowned let setting: RunSetting
    private let maps: DerivationMaps
    private let order: [Indicator]
    private let fact: FactTable?
    /// Versions that the ledger knows, by indicator; read once for each state of the definitions.
    private var recorded: [IndicatorKey: [DerivedQuery.Version]]?
    /// How many recorded versions there were when they were all seen to be those of this workspace.
    private var agreedCount: Int?

    init(setting: RunSetting) {
        self.setting = setting
        let workspace = setting.site.workspace
        order = workspace.catalogue.derivationOrder
        fact = workspace.schema.fact(named: FactTable.observation)
        maps = DerivationMaps(setting.dimensions, workspace.catalogue, workspace.schema)
    }

    /// To be called where versions of formulas may have been recorded or taken back.
    func forget() {
        recorded = nil
        agreedCount = nil
    }

    /// That all recorded versions of formulas are those of this workspace, for as long as the
    /// transaction goes on; to be asked before the archive is told of a change.
    ///
    /// Another session may have recorded one since this one began, and a decision may be carried out
    /// by definitions that were edited: either would bring back figures by another formula.
    ///
    /// - Throws: ``DefinitionRefusal`` where one was edited or is not there.
    func requireAgreed(for changes: FactLoad.Prepared.Changes, of fact: FactTable) throws {
        guard fact == self.fact, !changes.isEmpty,
            let dimension = setting.site.workspace.schema.definitions
        else { return }
        try AdvisoryLock.shareDefinitions(on: setting.connection)
        let count = try DefinitionReads(dimension, setting.connection).count()
        guard count != agreedCount else { return }
        try DefinitionUpkeep(setting: setting).requireUnedited()
        recorded = nil
        agreedCount = count
    }

    /// Computes what follows from a change of loaded figures.
    ///
    /// Waits for others that do so: two that computed at once would each miss what the other loads.
    ///
    /// - Returns: What it changes in the current figures.
    func follow(
        _ changes: FactLoad.Prepared.Changes, of fact: FactTable
    ) throws -> CurrentChanges {
        guard !order.isEmpty, fact == self.fact, !changes.isEmpty else { return CurrentChanges() }
        let schema = setting.site.workspace.schema
        let inputs = Set(
            try indicators(Set(order.flatMap { $0.derivation?.inputs ?? [] })).values)
        let touched =
            switch changes {
            case .ofLast(let changes):
                TouchedFigures(changes, of: inputs, fact: fact, schema: schema)
            case .folded(let changes, let tables):
                TouchedFigures(changes, tables, fact: fact, schema: schema)
            }
        guard inputs.contains(where: { touched.cells[$0] != nil }) else { return CurrentChanges() }
        try AdvisoryLock.waitForPublishing(on: setting.connection)
        return try derive(touched, wholly: [])
    }

    /// Computes some indicators over all periods, and what follows from them.
    ///
    /// - Returns: What it changes in the current figures.
    func deriveWholly(_ keys: Set<IndicatorKey>) throws -> CurrentChanges {
        guard !keys.isEmpty else { return CurrentChanges() }
        try AdvisoryLock.waitForPublishing(on: setting.connection)
        return try derive(TouchedFigures(), wholly: keys)
    }

    /// Indicators whose figures are not those that their formulas give, each with the count of rows
    /// that differ; nothing is written.
    func differences() throws -> [(indicator: IndicatorKey, rowCount: Int)] {
        guard let derived = derivedFact() else { return [] }
        var found: [(IndicatorKey, Int)] = []
        for indicator in order {
            guard let query = try query(indicator, nil, derived) else { continue }
            let changes = try derived.changes(query).changes
            if !changes.isEmpty { found.append((indicator.key, changes.rowCount)) }
        }
        return found
    }

    // MARK: Computing

    private func derive(
        _ touched: TouchedFigures, wholly: Set<IndicatorKey>
    ) throws -> CurrentChanges {
        var total = CurrentChanges()
        guard let derived = derivedFact() else { return total }
        FaultSite.beforeDerive.pass()
        var touched = touched
        for indicator in order {
            let scope = wholly.contains(indicator.key) ? nil : touched
            guard let query = try query(indicator, scope, derived) else { continue }
            let (changes, tables) = try derived.changes(query)
            guard !changes.isEmpty else { continue }
            try addPeriods(changes, tables)
            let own = try derived.write(changes, tables: tables)
            touched.cells.merge(own.cells) { $1 }
            total = total + CurrentChanges(changes)
            FaultSite.afterDerive.pass()
        }
        return total
    }

    /// Periods of figures are members of their dimension before a row names them.
    private func addPeriods(_ changes: FactChanges, _ tables: FactTables) throws {
        let versions = changes.inserted + changes.updated + changes.closedInserted
        let periods = Set(versions.map { tables.periods[$0.cell] }).compactMap { Period(id: $0) }
        _ = try setting.dimensions.resolve(
            MemberList(periods.map(\.naturalKey)), dimension: maps.periodDimension)
    }

    private func derivedFact() -> DerivedFact? {
        guard let fact, !order.isEmpty else { return nil }
        return DerivedFact(
            fact: fact, schema: setting.site.workspace.schema, connection: setting.connection)
    }

    /// - Parameter touched: What changed; `nil` for all that there is.
    /// - Returns: `nil` where nothing of the indicator is to be computed.
    private func query(
        _ indicator: Indicator, _ touched: TouchedFigures?, _ derived: DerivedFact
    ) throws -> DerivedQuery? {
        guard let derivation = indicator.derivation,
            let versions = try recordedVersions()[indicator.key]
        else { return nil }
        let references = Self.references(versions)
        let ids = try indicators(Set(references.map(\.indicator) + [indicator.key]))
        guard let own = ids[indicator.key], !references.isEmpty else { return nil }
        let cells = try touched?.cells ?? all(Array(ids.values), derived)
        var outputs: Set<Period> = []
        var areas: Set<Int32>? = []
        for reference in references {
            guard let read = ids[reference.indicator].flatMap({ cells[$0] }) else { continue }
            for period in read.periods.compactMap({ Period(id: $0) }) {
                outputs.formUnion(reference.time.readers(of: period))
            }
            let reached = reference.place == .same ? read.areas : nil
            areas = areas.flatMap { known in reached.map { known.union($0) } }
        }
        if touched == nil {
            outputs.formUnion((cells[own]?.periods ?? []).compactMap { Period(id: $0) })
        }
        if !derivation.periods.isEmpty {
            outputs = outputs.filter { derivation.periods.contains($0.kind) }
        }
        guard !outputs.isEmpty else { return nil }
        return DerivedQuery(
            indicator: own, derivation: derivation, versions: versions,
            leaves: try references.map { reference in
                try maps.leaf(
                    reference, indicator: ids[reference.indicator] ?? 0,
                    versions: try recordedVersions()[reference.indicator] ?? [], outputs: outputs)
            },
            periods: outputs.sorted().map { ($0.id, $0.start) }, areas: areas?.sorted(),
            total: try maps.total())
    }

    private func all(
        _ indicators: [Int32], _ derived: DerivedFact
    ) throws -> [Int32: TouchedFigures.Cells] {
        try derived.periods(of: indicators).mapValues {
            TouchedFigures.Cells(periods: $0, areas: nil)
        }
    }

    private static func references(_ versions: [DerivedQuery.Version]) -> [FigureReference] {
        var found: [FigureReference] = []
        for version in versions {
            for reference in version.definition.formula?.references ?? []
            where !found.contains(reference) {
                found.append(reference)
            }
        }
        return found
    }

    private func indicators(_ keys: Set<IndicatorKey>) throws -> [IndicatorKey: Int32] {
        var ids: [IndicatorKey: Int32] = [:]
        for key in keys { ids[key] = try maps.indicator(key) }
        return ids
    }

    private func recordedVersions() throws -> [IndicatorKey: [DerivedQuery.Version]] {
        if let recorded { return recorded }
        let events = order.isEmpty ? [:] : try setting.reader.definitionEvents()
        var all: [IndicatorKey: [DerivedQuery.Version]] = [:]
        for indicator in order {
            for version in indicator.derivation?.versions ?? [] {
                let record = DefinitionRecord(indicator: indicator, version: version)
                guard let event = events[record.eventKey],
                    let id = try maps.definition(record.naturalKey)
                else { continue }
                all[indicator.key, default: []].append(
                    DerivedQuery.Version(definition: version, id: id, event: Int32(event)))
            }
        }
        recorded = all
        return all
    }
}
