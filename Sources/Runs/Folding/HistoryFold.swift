import History
import PhusaModel
import Storage
import Warehouse

/// All events of some periods, told again from nothing: what each drop says by which definitions
/// and corrections, and from which event on.
struct HistoryFold {
    let load: FactLoad
    let datasetID: Int
    let readings: DropReadings

    private var setting: RunSetting { load.setting }

    /// What history says, and by what each drop is read at its end.
    struct Told {
        var events: [HistoryEvent] = []
        /// By number of the drop's event.
        var tellings: [Int: DropTelling] = [:]
        /// Drops that an event has read again: by number of that event.
        var reread: [Int: Set<Int>] = [:]
        /// Assertions of each drop by its own event.
        var assertionCounts: [Int: Int] = [:]
    }

    /// - Parameter events: All that touch the load's periods, in the order of history.
    func tell(_ events: [EventRecord], tables: inout FactTables) throws -> Told {
        var told = Told()
        var corrections: [DropTelling.KnownCorrection] = []
        for event in events {
            switch event.event.kind {
            case .drop:
                let telling = DropTelling(drop: event, corrections: corrections)
                told.tellings[event.id] = telling
                let reading = try reading(telling, &tables)
                told.assertionCounts[event.id] = reading.assertions.count
                told.events.append(
                    HistoryEvent(id: event.id, order: event.order, kind: .drop(reading)))
            case .withdrawal:
                guard let target = event.event.targetEventID else { continue }
                told.events.append(
                    HistoryEvent(id: event.id, order: event.order, kind: .withdrawal(of: target)))
            case .replay:
                guard let target = event.event.targetEventID else { continue }
                try reread([target], by: event, &told, &tables) { $0.replay(by: event) }
            case .restatement:
                let periods = Self.periods(event.event.scope)
                try reread(Array(told.tellings.keys), by: event, &told, &tables) {
                    $0.restate(by: event, periods: periods)
                }
            case .correction:
                guard let known = try correction(event) else { continue }
                corrections.append(known)
                try reread(Array(told.tellings.keys), by: event, &told, &tables) {
                    $0.correct(by: known)
                }
            case .release, .definition: continue
            }
        }
        return told
    }

    static func periods(_ scope: [String]) -> Set<Int32> {
        Set(scope.map { Period(naturalKey: $0)?.id ?? 0 })
    }

    private func reread(
        _ drops: [Int], by event: EventRecord, _ told: inout Told, _ tables: inout FactTables,
        change: (inout DropTelling) -> Void
    ) throws {
        var readings: [Int: Reading] = [:]
        for drop in drops.sorted() {
            guard var telling = told.tellings[drop] else { continue }
            change(&telling)
            told.tellings[drop] = telling
            readings[drop] = try reading(telling, &tables)
        }
        told.reread[event.id] = Set(readings.keys)
        told.events.append(
            HistoryEvent(id: event.id, order: event.order, kind: .rereading(readings)))
    }

    func correction(_ event: EventRecord) throws -> DropTelling.KnownCorrection? {
        let record = try setting.archivedEvent(event.event.key)
        let definition = try readings.dataset(by: record.definitions)?.corrections.first {
            $0.id == record.correction
        }
        return definition.map {
            DropTelling.KnownCorrection(definition: $0, recordedAt: record.recordedAt)
        }
    }

    // MARK: One drop

    /// What a drop says by all that it is read by.
    ///
    /// Bad never replaces good: a record that was sound and breaks a rule by a later source goes on
    /// saying what it said, while its breach waits in quarantine.
    func reading(
        _ telling: DropTelling, _ tables: inout FactTables
    ) throws -> Reading {
        let stated = Self.periods(telling.drop.event.scope).intersection(load.periods)
        var whole = ReadingPart()
        for source in telling.sources {
            if let periods = source.periods, load.periods.isDisjoint(with: periods) { continue }
            var part = try part(telling, source, &tables)
            part.keep(whole)
            for replay in telling.replays(after: source) {
                part.admit(try self.part(telling, replay, &tables))
            }
            part.scope = part.closes ? stated : []
            if let periods = source.periods {
                whole = whole.keeping { !periods.contains($0) }
                    .joined(part.keeping { periods.contains($0) })
            } else {
                whole = part
            }
            whole.place(in: tables)
        }
        return Reading(
            assertions: whole.assertions, scope: whole.scope, spared: Set(whole.sparedCells))
    }

    private func part(
        _ telling: DropTelling, _ source: DropTelling.Source, _ tables: inout FactTables
    ) throws -> ReadingPart {
        let reading = try readings.reading(of: telling, by: source)
        let mode = try readings.dataset(by: source.definitions)?.pipeline.load.mode ?? .merge
        var part = ReadingPart(
            try load.map(reading.rows, &tables),
            closes: mode == .replace && !reading.rows.hasUnreadableKey,
            quarantined: Set(reading.quarantinedRecords))
        part.place(in: tables)
        return part
    }
}
