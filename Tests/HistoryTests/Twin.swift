import History
import PhusaModel

/// History written slowly and obviously: the state of each cell after each event, computed anew
/// from all events known by then; versions are where two neighbouring states differ.
struct Twin {
    private(set) var current: [Standing?]
    private(set) var closed: Set<ClosedVersion> = []

    /// - Parameter events: In any order.
    init(_ events: [HistoryEvent], periods: [Int32]) {
        let events = events.sorted { $0.order < $1.order }
        current = nothing(periods.count)
        for count in events.indices.map({ $0 + 1 }) {
            let event = events[count - 1].id
            for cell in periods.indices {
                let value = Self.value(of: cell, in: periods[cell], events.prefix(count))
                let old = current[cell]
                if old?.payload == value?.payload, old?.origin == value?.origin { continue }
                if let old {
                    closed.insert(ClosedVersion(cell: cell, standing: old, closedBy: event))
                }
                current[cell] = value.map {
                    Standing(
                        payload: $0.payload, event: event, origin: $0.origin, line: $0.line)
                }
            }
        }
    }

    private typealias Value = (payload: Int, origin: Int, line: Int32)

    /// What one cell says when these events are known, the earliest first.
    private static func value(
        of cell: Int, in period: Int32, _ events: ArraySlice<HistoryEvent>
    ) -> Value? {
        var withdrawn: Set<Int> = []
        for event in events {
            if case .withdrawal(let target) = event.kind { withdrawn.insert(target) }
        }
        var value: Value?
        for event in events where !withdrawn.contains(event.id) {
            guard let reading = lastReading(of: event, events) else { continue }
            if let said = reading.assertions.first(where: { $0.cell == cell }) {
                if said.payload != value?.payload {
                    value = (said.payload, event.id, said.line)
                }
            } else if reading.scope.contains(period), !reading.spared.contains(cell) {
                value = nil
            }
        }
        return value
    }

    /// What a drop says by the last of the events that read it; `nil` for other events.
    private static func lastReading(
        of event: HistoryEvent, _ events: ArraySlice<HistoryEvent>
    ) -> Reading? {
        guard case .drop(var reading) = event.kind else { return nil }
        for later in events {
            if case .rereading(let readings) = later.kind, let other = readings[event.id] {
                reading = other
            }
        }
        return reading
    }
}
