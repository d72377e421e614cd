import History
import PhusaModel

/// Days count from 0; each is a vintage.
func moment(_ day: Int) -> Moment { Moment(microseconds: Int64(day) * 86_400_000_000) }

/// A drop that asserts payloads by cell.
///
/// The line of a cell is 10 times the event's number plus the
/// cell, so that a version shows which drop's line it cites.
func drop(
    _ id: Int, day: Int, _ payloads: [Int: Int], replaces scope: Set<Int32> = [],
    spares: Set<Int> = [], closesNothing: Bool = false, sequence: Int = 0, content: String? = nil
) -> HistoryEvent {
    let assertions = payloads.sorted { $0.key < $1.key }.map {
        Reading.Assertion(cell: $0.key, payload: $0.value, line: Int32(id * 10 + $0.key))
    }
    let reading = Reading(
        assertions: assertions, scope: closesNothing ? [] : scope, spared: spares)
    let order = EventOrder(
        knownAt: moment(day), rank: .drop, sequence: sequence, content: content ?? "drop \(id)")
    return HistoryEvent(id: id, order: order, kind: .drop(reading))
}

func withdrawal(_ id: Int, of target: Int, day: Int) -> HistoryEvent {
    let order = EventOrder(
        knownAt: moment(day), rank: .withdrawal, sequence: 0, content: "withdrawal \(id)")
    return HistoryEvent(id: id, order: order, kind: .withdrawal(of: target))
}

/// An event from which on a drop says other payloads.
func rereading(
    _ id: Int, of target: HistoryEvent, day: Int, _ payloads: [Int: Int],
    rank: EventOrder.Rank = .restatement, spares: Set<Int> = []
) -> HistoryEvent {
    guard case .drop(let before) = target.kind else { preconditionFailure("rereads a drop") }
    let assertions = payloads.sorted { $0.key < $1.key }.map {
        Reading.Assertion(cell: $0.key, payload: $0.value, line: Int32(target.id * 10 + $0.key))
    }
    let reading = Reading(assertions: assertions, scope: before.scope, spared: spares)
    let order = EventOrder(
        knownAt: moment(day), rank: rank, sequence: 0, content: "rereading \(id)")
    return HistoryEvent(id: id, order: order, kind: .rereading([target.id: reading]))
}

func standing(_ payload: Int, cell: Int, event: Int, origin: Int? = nil) -> Standing {
    let origin = origin ?? event
    return Standing(
        payload: payload, event: event, origin: origin, line: Int32(origin * 10 + cell))
}

/// Cells that say nothing yet.
func nothing(_ count: Int) -> [Standing?] { Array(repeating: nil, count: count) }

/// Steele, Lea and Flood's generator: the same numbers on every machine.
struct SplitMix64: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }
}
