/// The state of a set of cells, moved on event by event.
///
/// The same code serves both ways of loading: the fast one begins with the warehouse's current rows
/// and applies one event, the slow one begins empty and applies all. Cells are numbers from 0.
package struct Timeline: Sendable {
    /// The period (id) of each cell.
    private let periods: [Int32]
    /// What each cell says now; `nil` for nothing.
    package private(set) var current: [Standing?]
    package private(set) var closed: [ClosedVersion] = []
    private let cellsByPeriod: [Int32: [Int]]
    /// Drops applied so far, for the events that look back.
    private var drops: [(id: Int, reading: Reading)] = []
    private var withdrawn: Set<Int> = []
    /// By cell the number of the last reading that asserted it, and the number of the one at hand.
    private var stamps: [Int32]
    private var stamp: Int32 = 0

    /// - Parameter current: One entry per cell, as the events before have left it.
    package init(periods: [Int32], current: [Standing?]) {
        precondition(periods.count == current.count, "one standing per cell")
        self.periods = periods
        self.current = current
        stamps = Array(repeating: 0, count: periods.count)
        cellsByPeriod = Dictionary(grouping: periods.indices) { periods[$0] }
    }

    /// What each drop does in history as it is told after the last event that looked back.
    package private(set) var retold: [Int: EventEffect] = [:]

    /// Applies an event that comes after all applied before.
    ///
    /// A withdrawal and a rereading look back at the drops that this timeline has applied, so they
    /// need one that began empty.
    @discardableResult
    package mutating func apply(_ event: HistoryEvent) -> EventEffect {
        switch event.kind {
        case .drop(let reading):
            drops.append((event.id, reading))
            return withdrawn.contains(event.id) ? EventEffect() : take(reading, by: event.id)
        case .withdrawal(let id):
            withdrawn.insert(id)
            return adopt(retoldState(), by: event.id)
        case .rereading(let readings):
            for index in drops.indices {
                if let reading = readings[drops[index].id] { drops[index].reading = reading }
            }
            return adopt(retoldState(), by: event.id)
        }
    }

    mutating func take(_ reading: Reading, by event: Int) -> EventEffect {
        var effect = EventEffect()
        stamp += 1
        for assertion in reading.assertions {
            stamps[assertion.cell] = stamp
            if current[assertion.cell]?.payload == assertion.payload {
                effect.unchangedCount += 1
                continue
            }
            let standing = Standing(
                payload: assertion.payload, event: event, origin: event, line: assertion.line)
            if current[assertion.cell] != nil { effect.changedCount += 1 }
            replace(assertion.cell, with: standing, by: event)
            effect.loadedCount += 1
        }
        for period in reading.scope {
            for cell in cellsByPeriod[period] ?? []
            where current[cell] != nil && stamps[cell] != stamp
                && !reading.spared.contains(cell)
            {
                replace(cell, with: nil, by: event)
                effect.vanishedCount += 1
            }
        }
        return effect
    }

    /// Makes another state the current one, as of an event: only what differs gets a version.
    private mutating func adopt(_ state: [Standing?], by event: Int) -> EventEffect {
        var effect = EventEffect()
        for cell in current.indices {
            let old = current[cell]
            let new = state[cell]
            guard old?.payload != new?.payload || old?.origin != new?.origin else { continue }
            let standing = new.map {
                Standing(payload: $0.payload, event: event, origin: $0.origin, line: $0.line)
            }
            replace(cell, with: standing, by: event)
            if standing == nil {
                effect.vanishedCount += 1
            } else {
                effect.loadedCount += 1
                if old != nil { effect.changedCount += 1 }
            }
        }
        return effect
    }

    /// The state after the drops as they read now, without those withdrawn.
    private mutating func retoldState() -> [Standing?] {
        var other = Timeline(periods: periods, current: Array(repeating: nil, count: periods.count))
        for drop in drops where !withdrawn.contains(drop.id) {
            retold[drop.id] = other.take(drop.reading, by: drop.id)
        }
        return other.current
    }

    private mutating func replace(_ cell: Int, with standing: Standing?, by event: Int) {
        if let old = current[cell] {
            closed.append(ClosedVersion(cell: cell, standing: old, closedBy: event))
        }
        current[cell] = standing
    }
}

extension Timeline {
    /// The whole history of some cells: all their events, in any order, from nothing.
    ///
    /// - Returns: The timeline after the last event, and what each event did, by its id.
    package static func fold(
        _ events: [HistoryEvent], periods: [Int32]
    ) -> (timeline: Timeline, effects: [Int: EventEffect]) {
        var timeline = Timeline(
            periods: periods, current: Array(repeating: nil, count: periods.count))
        var effects: [Int: EventEffect] = [:]
        for event in events.sorted(by: { $0.order < $1.order }) {
            effects[event.id] = timeline.apply(event)
        }
        return (timeline, effects)
    }
}
