import History
import PhusaModel
import Warehouse

extension HistoryFold {
    /// What a late drop leaves behind.
    struct Late {
        let outcome: LateFold.Outcome
        let effect: EventEffect
        let assertionCount: Int
    }

    /// Tells a late drop and those behind it, as far as it is felt.
    ///
    /// - Parameters:
    ///   - drop: Number of its event.
    ///   - events: All that touch the load's periods, in the order of history.
    ///   - held: All versions that the fact holds of the load's cells.
    /// - Returns: `nil` where history must be told from its beginning.
    func tellLate(
        _ drop: Int, among events: [EventRecord], held: [FactVersions.Version],
        tables: inout FactTables
    ) throws -> Late? {
        let places = events.map {
            LateFold.Place(id: $0.id, rank: $0.event.kind.rank, target: $0.event.targetEventID)
        }
        guard let first = events.firstIndex(where: { $0.id == drop && $0.event.kind == .drop }),
            var late = LateFold(of: drop, among: places, held: held.map(\.held))
        else { return nil }
        let corrections = try events[..<first].filter { $0.event.kind == .correction }
            .compactMap { try correction($0) }
        func apply(_ event: EventRecord) throws -> (effect: EventEffect, assertionCount: Int) {
            let reading = try reading(
                DropTelling(drop: event, corrections: corrections), &tables)
            return (
                late.apply(reading, of: event.id, periods: tables.periods),
                reading.assertions.count
            )
        }
        let own = try apply(events[first])
        var rest = events[(first + 1)...].filter { $0.event.kind == .drop }[...]
        while !late.isSettled, let next = rest.popFirst() { _ = try apply(next) }
        guard let outcome = late.finish(isEnd: rest.isEmpty) else { return nil }
        return Late(
            outcome: outcome, effect: own.effect, assertionCount: own.assertionCount)
    }
}

extension FactVersions.Version {
    fileprivate var held: LateFold.Held {
        LateFold.Held(
            cell: cell,
            standing: Standing(
                payload: payload, event: Int(event), origin: Int(origin), line: line),
            closedBy: closedBy.map { Int($0) })
    }
}
