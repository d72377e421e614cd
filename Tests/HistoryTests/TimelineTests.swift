import PhusaModel
import Testing

@testable import History

/// Two periods, 1 and 2: cells 0 to 2 belong to the first, cell 3 to the second.
private let periods: [Int32] = [1, 1, 1, 2]

private func fold(_ events: HistoryEvent...) -> (timeline: Timeline, effects: [Int: EventEffect]) {
    Timeline.fold(events, periods: periods)
}

private func effect(
    loaded: Int = 0, changed: Int = 0, unchanged: Int = 0, vanished: Int = 0
) -> EventEffect {
    var effect = EventEffect()
    effect.loadedCount = loaded
    effect.changedCount = changed
    effect.unchangedCount = unchanged
    effect.vanishedCount = vanished
    return effect
}

@Suite("Timeline: drops")
struct TimelineDropTests {
    @Test("says nothing where nothing has happened")
    func empty() {
        let (timeline, effects) = fold()
        #expect(timeline.current == nothing(4))
        #expect(timeline.closed.isEmpty && effects.isEmpty)
    }

    @Test("a first drop makes a version of each of its cells, which cites event and line")
    func first() {
        let (timeline, effects) = fold(drop(1, day: 5, [0: 70, 3: 71], replaces: [1, 2]))
        #expect(
            timeline.current == [
                Standing(payload: 70, event: 1, origin: 1, line: 10), nil, nil,
                Standing(payload: 71, event: 1, origin: 1, line: 13),
            ])
        #expect(timeline.closed.isEmpty)
        #expect(effects[1] == effect(loaded: 2))
    }

    @Test("replace closes what vanished from its periods, and leaves other periods alone")
    func vanished() {
        let (timeline, effects) = fold(
            drop(1, day: 1, [0: 70, 1: 71, 3: 72], replaces: [1, 2]),
            drop(2, day: 2, [0: 70], replaces: [1]))
        #expect(
            timeline.current == [
                standing(70, cell: 0, event: 1), nil, nil, standing(72, cell: 3, event: 1),
            ])
        #expect(
            timeline.closed == [
                ClosedVersion(cell: 1, standing: standing(71, cell: 1, event: 1), closedBy: 2)
            ])
        #expect(effects[2] == effect(unchanged: 1, vanished: 1))
    }

    @Test("replace with no rows at all closes every cell of its periods")
    func vanishedAll() {
        let (timeline, effects) = fold(
            drop(1, day: 1, [0: 70, 1: 71, 3: 72], replaces: [1, 2]),
            drop(2, day: 2, [:], replaces: [1]))
        #expect(timeline.current.map { $0?.payload } == [nil, nil, nil, 72])
        #expect(effects[2] == effect(vanished: 2))
    }

    @Test("a changed value closes the version before it and is not counted as vanished")
    func changed() {
        let (timeline, effects) = fold(
            drop(1, day: 1, [0: 70], replaces: [1]), drop(2, day: 2, [0: 75], replaces: [1]))
        #expect(timeline.current[0] == standing(75, cell: 0, event: 2))
        #expect(
            timeline.closed == [
                ClosedVersion(cell: 0, standing: standing(70, cell: 0, event: 1), closedBy: 2)
            ])
        #expect(effects[2] == effect(loaded: 1, changed: 1))
    }

    @Test("replace never closes the cell of a quarantined record")
    func spared() {
        let (timeline, effects) = fold(
            drop(1, day: 1, [0: 70, 1: 71, 2: 72], replaces: [1]),
            drop(2, day: 2, [0: 70], replaces: [1], spares: [1]))
        #expect(timeline.current.map { $0?.payload } == [70, 71, nil, nil])
        #expect(timeline.current[1] == standing(71, cell: 1, event: 1))
        #expect(timeline.closed.map(\.cell) == [2])
        #expect(effects[2] == effect(unchanged: 1, vanished: 1))
    }

    @Test("a drop with an unreadable key closes nothing, and still loads what it can")
    func closesNothing() {
        let (timeline, effects) = fold(
            drop(1, day: 1, [0: 70, 1: 71, 2: 72], replaces: [1]),
            drop(2, day: 2, [0: 75], replaces: [1], closesNothing: true))
        #expect(timeline.current.map { $0?.payload } == [75, 71, 72, nil])
        #expect(timeline.closed.map(\.cell) == [0])
        #expect(effects[2] == effect(loaded: 1, changed: 1))
    }

    @Test("an unchanged value adds no version and keeps event and line of the first drop")
    func unchanged() {
        let (timeline, effects) = fold(
            drop(1, day: 1, [0: 70], replaces: [1]), drop(2, day: 2, [0: 70], replaces: [1]))
        #expect(timeline.current[0] == standing(70, cell: 0, event: 1))
        #expect(timeline.closed.isEmpty)
        #expect(effects[2] == effect(unchanged: 1))
    }

    @Test("A, then B, then A again are three versions: a reversion is real")
    func reversion() {
        let (timeline, effects) = fold(
            drop(1, day: 1, [0: 70], replaces: [1]), drop(2, day: 2, [0: 75], replaces: [1]),
            drop(3, day: 3, [0: 70], replaces: [1]))
        #expect(timeline.current[0] == standing(70, cell: 0, event: 3))
        #expect(
            timeline.closed == [
                ClosedVersion(cell: 0, standing: standing(70, cell: 0, event: 1), closedBy: 2),
                ClosedVersion(cell: 0, standing: standing(75, cell: 0, event: 2), closedBy: 3),
            ])
        #expect(effects[3] == effect(loaded: 1, changed: 1))
    }

    @Test("a cell that vanished and came back stands by the drop that brought it back")
    func cameBack() {
        let (timeline, _) = fold(
            drop(1, day: 1, [0: 70, 1: 71], replaces: [1]),
            drop(2, day: 2, [1: 71], replaces: [1]),
            drop(3, day: 3, [0: 70, 1: 71], replaces: [1]))
        #expect(timeline.current[0] == standing(70, cell: 0, event: 3))
        #expect(timeline.current[1] == standing(71, cell: 1, event: 1))
        #expect(timeline.closed.map(\.closedBy) == [2])
    }

    @Test("merge asserts the cells it lists and closes nothing else")
    func merge() {
        let (timeline, effects) = fold(
            drop(1, day: 1, [0: 70, 1: 71, 3: 72], replaces: [1, 2]), drop(2, day: 2, [1: 75]))
        #expect(timeline.current.map { $0?.payload } == [70, 75, nil, 72])
        #expect(timeline.closed.map(\.cell) == [1])
        #expect(effects[2] == effect(loaded: 1, changed: 1))
    }

    @Test("a backdated revision stands only until the vintage after it")
    func backdated() {
        let (timeline, _) = fold(
            drop(1, day: 1, [0: 70], replaces: [1]), drop(3, day: 3, [0: 70], replaces: [1]),
            drop(2, day: 2, [0: 75], replaces: [1]))
        #expect(timeline.current[0] == standing(70, cell: 0, event: 3))
        #expect(timeline.closed.map(\.standing.event) == [1, 2])
        #expect(timeline.closed.map(\.closedBy) == [2, 3])
    }
}

@Suite("Timeline: withdrawals")
struct TimelineWithdrawalTests {
    @Test("brings the older value back, by its own event, with the line of the older drop")
    func bringsBack() {
        let (timeline, effects) = fold(
            drop(1, day: 1, [0: 70], replaces: [1]), drop(2, day: 2, [0: 75], replaces: [1]),
            withdrawal(9, of: 2, day: 3))
        #expect(timeline.current[0] == standing(70, cell: 0, event: 9, origin: 1))
        #expect(
            timeline.closed == [
                ClosedVersion(cell: 0, standing: standing(70, cell: 0, event: 1), closedBy: 2),
                ClosedVersion(cell: 0, standing: standing(75, cell: 0, event: 2), closedBy: 9),
            ])
        #expect(effects[9] == effect(loaded: 1, changed: 1))
    }

    @Test("closes the cells that the withdrawn drop alone had brought")
    func closes() {
        let (timeline, effects) = fold(
            drop(1, day: 1, [0: 70], replaces: [1]),
            drop(2, day: 2, [0: 70, 1: 71], replaces: [1]), withdrawal(9, of: 2, day: 3))
        #expect(timeline.current == [standing(70, cell: 0, event: 1), nil, nil, nil])
        #expect(
            timeline.closed == [
                ClosedVersion(cell: 1, standing: standing(71, cell: 1, event: 2), closedBy: 9)
            ])
        #expect(effects[9] == effect(vanished: 1))
    }

    @Test("brings back what the withdrawn drop had closed")
    func reopens() {
        let (timeline, effects) = fold(
            drop(1, day: 1, [0: 70, 1: 71], replaces: [1]), drop(2, day: 2, [0: 70], replaces: [1]),
            withdrawal(9, of: 2, day: 3))
        #expect(timeline.current[0] == standing(70, cell: 0, event: 1))
        #expect(timeline.current[1] == standing(71, cell: 1, event: 9, origin: 1))
        #expect(effects[9] == effect(loaded: 1))
    }

    @Test("of a drop that only confirmed values writes nothing")
    func ofConfirmation() {
        let (timeline, effects) = fold(
            drop(1, day: 1, [0: 70], replaces: [1]), drop(2, day: 2, [0: 70], replaces: [1]),
            withdrawal(9, of: 2, day: 3))
        #expect(timeline.current[0] == standing(70, cell: 0, event: 1))
        #expect(timeline.closed.isEmpty)
        #expect(effects[9] == effect())
    }

    @Test("of a drop whose value a later one confirmed leaves the value, by the later one's line")
    func ofConfirmed() {
        let (timeline, _) = fold(
            drop(1, day: 1, [0: 70], replaces: [1]), drop(2, day: 2, [0: 70], replaces: [1]),
            withdrawal(9, of: 1, day: 3))
        #expect(timeline.current[0] == standing(70, cell: 0, event: 9, origin: 2))
        #expect(
            timeline.closed == [
                ClosedVersion(cell: 0, standing: standing(70, cell: 0, event: 1), closedBy: 9)
            ])
    }

    @Test("of a drop that a later one replaced changes nothing that is current")
    func ofReplaced() {
        let (timeline, effects) = fold(
            drop(1, day: 1, [0: 70], replaces: [1]), drop(2, day: 2, [0: 75], replaces: [1]),
            withdrawal(9, of: 1, day: 3))
        #expect(timeline.current[0] == standing(75, cell: 0, event: 2))
        #expect(timeline.closed.map(\.closedBy) == [2])
        #expect(effects[9] == effect())
    }

    @Test("holds from its own date on: before it, the drop's figures stay readable")
    func fromItsDate() {
        let events = [drop(1, day: 1, [0: 70], replaces: [1]), withdrawal(9, of: 1, day: 5)]
        let (timeline, _) = Timeline.fold(events, periods: periods)
        #expect(timeline.current == nothing(4))
        #expect(
            timeline.closed == [
                ClosedVersion(cell: 0, standing: standing(70, cell: 0, event: 1), closedBy: 9)
            ])
    }

    @Test("dated before its drop keeps the drop from ever taking effect")
    func beforeItsDrop() {
        let (timeline, effects) = fold(
            drop(1, day: 1, [0: 70], replaces: [1]),
            drop(2, day: 4, [0: 75, 1: 71], replaces: [1]), withdrawal(9, of: 2, day: 3))
        #expect(timeline.current == [standing(70, cell: 0, event: 1), nil, nil, nil])
        #expect(timeline.closed.isEmpty)
        #expect(effects[2] == effect())
    }

    @Test("two of them bring back the value before both drops")
    func two() {
        let (timeline, _) = fold(
            drop(1, day: 1, [0: 70], replaces: [1]), drop(2, day: 2, [0: 75], replaces: [1]),
            drop(3, day: 3, [0: 80], replaces: [1]), withdrawal(8, of: 2, day: 4),
            withdrawal(9, of: 3, day: 5))
        #expect(timeline.current[0] == standing(70, cell: 0, event: 9, origin: 1))
        #expect(timeline.closed.map(\.standing.payload) == [70, 75, 80])
    }
}

@Suite("EventOrder")
struct EventOrderTests {
    @Test("of one day, the higher sequence speaks last, in whatever order they come")
    func sequence() {
        let first = drop(1, day: 1, [0: 70], replaces: [1], sequence: 1, content: "zz")
        let second = drop(2, day: 1, [0: 75], replaces: [1], sequence: 2, content: "aa")
        #expect(fold(first, second).timeline.current[0]?.payload == 75)
        #expect(fold(second, first).timeline.current[0]?.payload == 75)
    }

    @Test("of one day and sequence, the greater content hash speaks last")
    func content() {
        let first = drop(1, day: 1, [0: 70], replaces: [1], content: "bb")
        let second = drop(2, day: 1, [0: 75], replaces: [1], content: "aa")
        #expect(fold(first, second).timeline.current[0]?.payload == 70)
        #expect(fold(second, first).timeline.current[0]?.payload == 70)
    }

    @Test("compares date, then kind, then sequence, then content")
    func ladder() {
        func order(_ day: Int, _ rank: EventOrder.Rank, _ sequence: Int, _ content: String)
            -> EventOrder
        {
            EventOrder(
                knownAt: moment(day), rank: rank, sequence: sequence, content: content)
        }
        let sorted = [
            order(1, .withdrawal, 9, "z"), order(2, .drop, 0, "b"), order(2, .drop, 0, "c"),
            order(2, .drop, 1, "a"), order(2, .withdrawal, 0, "a"), order(3, .drop, 0, "a"),
        ]
        #expect(sorted.reversed().sorted() == sorted)
        #expect(sorted.shuffled().sorted() == sorted)
    }

    @Test("of one day, a withdrawal comes after the drops")
    func withdrawalLast() {
        let (timeline, _) = fold(
            withdrawal(9, of: 1, day: 1), drop(1, day: 1, [0: 70], replaces: [1]))
        #expect(timeline.current == nothing(4))
        #expect(timeline.closed.map(\.closedBy) == [9])
    }
}

@Suite("Timeline: the fast path")
struct TimelineFastPathTests {
    @Test("goes on from the current rows with their lineage, and lists only what it closed itself")
    func goesOn() {
        let held = [standing(70, cell: 0, event: 4, origin: 2), standing(71, cell: 1, event: 3)]
        var timeline = Timeline(periods: [1, 1], current: held)
        let done = timeline.apply(drop(7, day: 9, [0: 70, 1: 75], replaces: [1]))
        #expect(done == effect(loaded: 1, changed: 1, unchanged: 1))
        #expect(timeline.current == [held[0], standing(75, cell: 1, event: 7)])
        #expect(
            timeline.closed == [
                ClosedVersion(cell: 1, standing: held[1], closedBy: 7)
            ])
    }

    @Test("the same drop again changes nothing")
    func twice() {
        let event = drop(1, day: 1, [0: 70, 3: 71], replaces: [1, 2])
        var timeline = Timeline(periods: periods, current: nothing(4))
        timeline.apply(event)
        let before = timeline.current
        #expect(timeline.apply(event) == effect(unchanged: 2))
        #expect(timeline.current == before && timeline.closed.isEmpty)
    }
}
