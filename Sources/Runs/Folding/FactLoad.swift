import History
import PhusaModel
import Storage
import Warehouse

/// Brings one fact in line with history after an event, in the transaction under way.
///
/// Two ways lead to the same rows. The fast one, for the last event of its periods, begins with the
/// current rows and applies the event. The slow one folds all events of these periods again from the
/// archive and writes the difference.
struct FactLoad {
    let setting: RunSetting
    let dataset: DatasetDefinition
    let fact: FactTable
    /// Ids of the periods that the event touches.
    let periods: Set<Int32>

    /// What came of it.
    struct Outcome {
        var effect: EventEffect
        /// Share of the cells stated before that vanished, in percent.
        var closedPercent: ExactDecimal
        /// Whether an `append` met a cell with another payload.
        var hasAppendConflict: Bool
        /// Rows written or taken away.
        var rowCount: Int
        var current: CurrentChanges
        /// What follows in the current figures that are computed from these.
        var derived = CurrentChanges()

        static let nothing = Outcome(
            effect: EventEffect(), closedPercent: .zero, hasAppendConflict: false, rowCount: 0,
            current: CurrentChanges())
    }

    /// A drop with its rows, as an event of the ledger.
    struct ReadEvent {
        let id: Int
        let order: EventOrder
        let rows: FactRows
        let mode: LoadMode
        let scope: [Period]
    }

    /// What is to be written, and what came of it.
    struct Prepared {
        enum Changes {
            case ofLast(ScopeChanges)
            case folded(FactChanges, FactTables)
        }

        let changes: Changes
        var outcome: Outcome
        /// What each drop does in history as it is told now, by its event; empty on the fast way.
        var retold: [Int: EventEffect] = [:]
        var told = HistoryFold.Told()
    }

    // MARK: The two ways

    /// The event is the last of its periods: its rows against the current ones.
    func loadLast(_ event: ReadEvent) throws -> Prepared {
        let rows = SortedRows(
            event.rows, fact: fact, ids: try ids(of: event.rows),
            keeping: fact.scope == nil ? nil : periods)
        let closes = event.mode == .replace && !event.rows.hasUnreadableKey
        var diff = ScopeDiff(
            rows, closing: closes ? Set(event.scope.map(\.id)).intersection(periods) : [],
            event: Int32(event.id))
        try reader.pass(scope, by: &diff)
        let changes = diff.finish()
        return Prepared(changes: .ofLast(changes), outcome: outcome(changes, event.mode))
    }

    private func outcome(_ changes: ScopeChanges, _ mode: LoadMode) -> Outcome {
        let counts = changes.counts
        var effect = EventEffect()
        effect.loadedCount = changes.insertedCount + counts.changed
        effect.changedCount = counts.changed
        effect.unchangedCount = counts.unchanged
        effect.vanishedCount = counts.vanished
        return outcome(
            effect, mode == .append && counts.changed > 0, changes.assertionCount,
            rowCount: changes.rowCount,
            CurrentChanges(
                added: changes.insertedCount, changed: counts.changed, closed: counts.vanished))
    }

    /// Folds all events of the periods from nothing; for a late drop only those that it is felt in.
    ///
    /// - Parameters:
    ///   - scope: Natural keys of the periods.
    ///   - cause: The event on whose account the fold is made.
    func loadFolded(
        _ readings: DropReadings, datasetID: Int, scope keys: [String], cause: Int
    ) throws -> Prepared {
        var tables = FactTables()
        let heldCurrent = try reader.current(scope, tables: &tables).versions
        let heldClosed = try reader.closed(scope, tables: &tables).versions
        let fold = HistoryFold(load: self, datasetID: datasetID, readings: readings)
        let events = try setting.reader.events(datasetID: datasetID, touching: keys)
        // Without closed versions nobody knows what the cells said when the drop was due.
        if keepsVintages,
            let late = try fold.tellLate(
                cause, among: events, held: heldCurrent + heldClosed, tables: &tables)
        {
            let changes = changes(
                from: (heldCurrent, heldClosed), to: late.outcome.current, late.outcome.closed)
            return Prepared(
                changes: .folded(changes, tables),
                outcome: outcome(late.effect, late.assertionCount, changes))
        }
        let told = try fold.tell(events, tables: &tables)
        let (timeline, effects) = Timeline.fold(told.events, periods: tables.periods)
        let changes = changes(
            from: (heldCurrent, heldClosed), to: timeline.current, timeline.closed)
        return Prepared(
            changes: .folded(changes, tables),
            outcome: outcome(
                effects[cause] ?? EventEffect(), told.assertionCounts[cause] ?? 0, changes),
            retold: timeline.retold, told: told)
    }

    private func changes(
        from held: (current: [FactVersions.Version], closed: [FactVersions.Version]),
        to current: [Standing?], _ closed: [ClosedVersion]
    ) -> FactChanges {
        FactChanges(
            heldCurrent: held.current, heldClosed: held.closed,
            current: current.enumerated().compactMap { cell, standing in
                standing.map { version(cell, $0, closedBy: nil) }
            },
            closed: closed.map { version($0.cell, $0.standing, closedBy: Int32($0.closedBy)) },
            keepsVintages: keepsVintages)
    }

    private func outcome(
        _ effect: EventEffect, _ assertionCount: Int, _ changes: FactChanges
    ) -> Outcome {
        outcome(
            effect, false, assertionCount, rowCount: changes.rowCount, CurrentChanges(changes))
    }

    /// Writes changes and proves that no row refers to a member that is not there.
    func write(_ prepared: Prepared, mayRestTriggers: Bool) throws {
        guard !prepared.changes.isEmpty else { return }
        let lastBlock = mayRestTriggers ? try lastBlock(before: prepared.changes) : nil
        if mayRestTriggers { try ForeignKeyCheck.suspendTriggers(setting.connection) }
        let writer = FactWriter(fact: fact, connection: setting.connection)
        var isAllNew = false
        switch prepared.changes {
        case .ofLast(let changes): isAllNew = try writer.write(changes)
        case .folded(let changes, let tables): try writer.write(changes, tables: tables)
        }
        FaultSite.afterCopy.pass()
        if mayRestTriggers {
            try ForeignKeyCheck.resumeTriggers(setting.connection)
            try check(prepared.changes, isAllNew: isAllNew, from: lastBlock)
        }
        FaultSite.afterCheck.pass()
    }

    private var keyCheck: ForeignKeyCheck {
        ForeignKeyCheck(
            fact: fact, schema: setting.site.workspace.schema, connection: setting.connection)
    }

    /// - Parameters:
    ///   - isAllNew: Whether the fact holds the event's rows alone: then no index leads to them.
    ///   - block: The last block of the table before.
    private func check(_ changes: Prepared.Changes, isAllNew: Bool, from block: Int?) throws {
        let periods = fact.scope == nil || isAllNew ? nil : periods.sorted()
        switch changes {
        case .ofLast(let changes):
            try keyCheck.check(changes, periods: periods, from: isAllNew ? nil : block)
        case .folded: try keyCheck.check(event: nil, periods: periods)
        }
    }

    /// Where the check of the last drop's rows may begin; a fold's rows are looked at by period.
    private func lastBlock(before changes: Prepared.Changes) throws -> Int? {
        guard case .ofLast = changes else { return nil }
        return try keyCheck.lastBlock()
    }

    // MARK: Between the warehouse's rows and the history's numbers

    private var reader: FactReader { FactReader(fact: fact, connection: setting.connection) }
    private var keepsVintages: Bool { fact.history == .vintages }

    private var scope: FactScope {
        get throws {
            FactScope(
                periods: fact.scope == nil ? nil : periods.sorted(),
                covered: try setting.cover(of: dataset, in: fact))
        }
    }

    /// Rows as numbers of cells and payloads, of the load's periods alone.
    func map(_ rows: FactRows, _ tables: inout FactTables) throws -> MappedRows {
        MappedRows(
            rows, fact: fact, ids: try ids(of: rows), keeping: fact.scope == nil ? nil : periods,
            tables: &tables)
    }

    /// Surrogate keys of the rows' members, by reference column.
    private func ids(of rows: FactRows) throws -> [String: [Int32]] {
        var ids: [String: [Int32]] = [:]
        for column in fact.columns {
            guard let dimension = column.dimension, let members = rows.members[column.name]
            else { continue }
            ids[column.name] = try setting.dimensions.resolve(members, dimension: dimension)
        }
        return ids
    }

    private func version(
        _ cell: Int, _ standing: Standing, closedBy: Int32?
    ) -> FactVersions.Version {
        FactVersions.Version(
            cell: cell, payload: standing.payload, event: Int32(standing.event),
            origin: Int32(standing.origin), line: standing.line, closedBy: closedBy)
    }

    private func outcome(
        _ effect: EventEffect, _ hasAppendConflict: Bool, _ assertionCount: Int, rowCount: Int,
        _ current: CurrentChanges
    ) -> Outcome {
        let stated = assertionCount + effect.vanishedCount
        let share = ExactDecimal(effect.vanishedCount * 100)
            .divided(by: ExactDecimal(max(stated, 1)), scale: 4)
        return Outcome(
            effect: effect, closedPercent: share ?? .zero, hasAppendConflict: hasAppendConflict,
            rowCount: rowCount, current: current)
    }
}

extension FactLoad.Prepared.Changes {
    var isEmpty: Bool {
        switch self {
        case .ofLast(let changes): changes.isEmpty
        case .folded(let changes, _): changes.isEmpty
        }
    }
}
