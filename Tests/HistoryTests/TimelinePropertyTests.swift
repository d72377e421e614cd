import History
import PhusaModel
import Testing

/// A random set of dated events over three periods of four cells each.
private struct Scenario {
    static let periods: [Int32] = (0..<12).map { Int32($0 / 4 + 1) }
    let seed: UInt64
    private(set) var events: [HistoryEvent] = []

    init(seed: UInt64) {
        self.seed = seed
        var random = SplitMix64(seed: seed)
        for id in 1...Int.random(in: 2...9, using: &random) {
            events.append(Self.drop(id, &random))
        }
        let dropCount = events.count
        for number in 0..<Int.random(in: 0...2, using: &random) {
            let target = Int.random(in: 1...dropCount, using: &random)
            let day = Int.random(in: 0...7, using: &random)
            events.append(withdrawal(100 + number, of: target, day: day))
        }
        for number in 0..<Int.random(in: 0...2, using: &random) {
            events.append(rereading(200 + number, &random, among: events.prefix(dropCount)))
        }
    }

    /// A replay, a correction or a restatement that comes after the drop that it reads again.
    private func rereading(
        _ id: Int, _ random: inout SplitMix64, among drops: ArraySlice<HistoryEvent>
    ) -> HistoryEvent {
        let target = drops[Int.random(in: drops.indices, using: &random)]
        let vintage = Int(target.order.knownAt.microseconds / 86_400_000_000)
        var payloads: [Int: Int] = [:]
        for cell in Self.periods.indices where Int.random(in: 0..<3, using: &random) > 0 {
            payloads[cell] = Int.random(in: 0..<3, using: &random)
        }
        let ranks: [EventOrder.Rank] = [.replay, .correction, .restatement]
        let rank = ranks[Int.random(in: 0..<3, using: &random)]
        return HistoryTests.rereading(
            id, of: target,
            day: rank == .replay ? vintage : Int.random(in: vintage...8, using: &random),
            payloads, rank: rank)
    }

    /// Few days, payloads and contents, so that ties, confirmations and reversions are common.
    private static func drop(_ id: Int, _ random: inout SplitMix64) -> HistoryEvent {
        let isMerge = Int.random(in: 0..<4, using: &random) == 0
        let scope = Set<Int32>((1...3).filter { _ in Bool.random(using: &random) })
        var payloads: [Int: Int] = [:]
        var spared: Set<Int> = []
        for cell in periods.indices where isMerge || scope.contains(periods[cell]) {
            switch Int.random(in: 0..<10, using: &random) {
            case 0..<(isMerge ? 2 : 7): payloads[cell] = Int.random(in: 0..<3, using: &random)
            case 9: spared.insert(cell)
            default: break
            }
        }
        return HistoryTests.drop(
            id, day: Int.random(in: 0...7, using: &random), payloads,
            replaces: isMerge ? [] : scope, spares: spared,
            closesNothing: Int.random(in: 0..<8, using: &random) == 0,
            sequence: Int.random(in: 0...1, using: &random),
            content: "\(UInt8.random(in: 0...9, using: &random)) \(id)")
    }

    /// The set in five orders, the first by number.
    var orders: [[HistoryEvent]] {
        var random = SplitMix64(seed: ~seed)
        return [events] + (0..<4).map { _ in events.shuffled(using: &random) }
    }
}

/// What a warehouse does that takes events as they come: the fast way where the event is the last
/// of its periods, a late drop as far as it is felt, else all again from the archive.
private struct Arrivals {
    private(set) var current = nothing(Scenario.periods.count)
    private(set) var closed: [ClosedVersion] = []
    private(set) var fastCount = 0
    private(set) var lateCount = 0
    /// Late drops that were told without the last drop of all.
    private(set) var settledCount = 0
    private var known: [HistoryEvent] = []

    mutating func receive(_ event: HistoryEvent) {
        let isFast = isFast(event)
        known.append(event)
        if isFast {
            fastCount += 1
            var timeline = Timeline(periods: Scenario.periods, current: current)
            timeline.apply(event)
            current = timeline.current
            closed += timeline.closed
        } else if let outcome = late(event) {
            current = outcome.current
            closed = outcome.closed
        } else {
            let (timeline, _) = Timeline.fold(known, periods: Scenario.periods)
            current = timeline.current
            closed = timeline.closed
        }
    }

    /// By the drops that come after a late drop, as far as it is felt in them.
    private mutating func late(_ event: HistoryEvent) -> LateFold.Outcome? {
        guard case .drop = event.kind else { return nil }
        let ordered = known.sorted { $0.order < $1.order }
        let held =
            closed.map {
                LateFold.Held(cell: $0.cell, standing: $0.standing, closedBy: $0.closedBy)
            }
            + current.enumerated().compactMap { cell, standing in
                standing.map { LateFold.Held(cell: cell, standing: $0, closedBy: nil) }
            }
        let places = ordered.map { event in
            var target: Int?
            if case .withdrawal(let drop) = event.kind { target = drop }
            return LateFold.Place(id: event.id, rank: event.order.rank, target: target)
        }
        guard var fold = LateFold(of: event.id, among: places, held: held) else { return nil }
        var rest = ordered.drop { $0.id != event.id }
        repeat {
            let drop = rest.removeFirst()
            guard case .drop(let reading) = drop.kind else { continue }
            _ = fold.apply(reading, of: drop.id, periods: Scenario.periods)
        } while !rest.isEmpty && !fold.isSettled
        let outcome = fold.finish(isEnd: rest.isEmpty)
        #expect(outcome != nil, "what is held is what history says")
        lateCount += 1
        if !rest.isEmpty { settledCount += 1 }
        return outcome
    }

    private func isFast(_ event: HistoryEvent) -> Bool {
        guard case .drop = event.kind else { return false }
        let touched = periods(of: event)
        return !known.contains { other in
            switch other.kind {
            case .withdrawal(of: event.id): return true
            case .rereading(let readings) where readings[event.id] != nil: return true
            default: break
            }
            return event.order < other.order && !touched.isDisjoint(with: periods(of: other))
        }
    }

    private func periods(of event: HistoryEvent) -> Set<Int32> {
        switch event.kind {
        case .drop(let reading):
            return reading.scope.union(reading.assertions.map { Scenario.periods[$0.cell] })
        case .withdrawal(let target):
            // What a drop says is also what it says when it is read again, in whatever periods.
            let isReread = known.contains {
                if case .rereading(let readings) = $0.kind {
                    readings[target] != nil
                } else {
                    false
                }
            }
            if isReread { return Set(Scenario.periods) }
            return known.first { $0.id == target }.map { periods(of: $0) } ?? []
        case .rereading:
            return Set(Scenario.periods)
        }
    }
}

@Suite("Timeline: properties")
struct TimelinePropertyTests {
    private static let scenarios = (0..<500).map { Scenario(seed: 2_024_0405 + UInt64($0)) }

    @Test("folding all at once gives the figures and the lineage of the slow and obvious twin")
    func twin() {
        for scenario in Self.scenarios {
            let twin = Twin(scenario.events, periods: Scenario.periods)
            for events in scenario.orders {
                let (timeline, _) = Timeline.fold(events, periods: Scenario.periods)
                #expect(timeline.current == twin.current, "seed \(scenario.seed)")
                #expect(Set(timeline.closed) == twin.closed, "seed \(scenario.seed)")
                #expect(timeline.closed.count == twin.closed.count, "seed \(scenario.seed)")
            }
        }
    }

    @Test("events taken as they come, in any order, end where folding all at once ends")
    func incremental() {
        var (fastCount, lateCount, settledCount) = (0, 0, 0)
        for scenario in Self.scenarios {
            let twin = Twin(scenario.events, periods: Scenario.periods)
            for events in scenario.orders {
                var arrivals = Arrivals()
                for event in events { arrivals.receive(event) }
                #expect(arrivals.current == twin.current, "seed \(scenario.seed)")
                #expect(Set(arrivals.closed) == twin.closed, "seed \(scenario.seed)")
                #expect(arrivals.closed.count == twin.closed.count, "seed \(scenario.seed)")
                fastCount += arrivals.fastCount
                lateCount += arrivals.lateCount
                settledCount += arrivals.settledCount
            }
        }
        #expect(fastCount > 2_000, "the fast way must be gone often enough to be tried")
        #expect(lateCount > 2_000 && settledCount > 200, "and so must that of a late drop")
    }

    @Test("as of any day, the versions say what a rebuild from the events known by then says")
    func asOf() {
        for scenario in Self.scenarios {
            let (timeline, _) = Timeline.fold(scenario.events, periods: Scenario.periods)
            let knownAt = Dictionary(
                uniqueKeysWithValues: scenario.events.map { ($0.id, $0.order.knownAt) })
            for day in 0...8 {
                let isKnown = { (event: Int) in knownAt[event].map { $0 <= moment(day) } ?? false }
                var read = timeline.current.map { $0.flatMap { isKnown($0.event) ? $0 : nil } }
                for version in timeline.closed
                where isKnown(version.standing.event) && !isKnown(version.closedBy) {
                    #expect(read[version.cell] == nil, "one version a day, seed \(scenario.seed)")
                    read[version.cell] = version.standing
                }
                let known = scenario.events.filter { $0.order.knownAt <= moment(day) }
                let rebuilt = Timeline.fold(known, periods: Scenario.periods).timeline.current
                #expect(read == rebuilt, "day \(day), seed \(scenario.seed)")
            }
        }
    }

    @Test("loaded, unchanged and vanished cells account for every assertion and every closing")
    func counts() {
        for scenario in Self.scenarios {
            let (timeline, effects) = Timeline.fold(scenario.events, periods: Scenario.periods)
            let withdrawn = Set(
                scenario.events.compactMap { event -> Int? in
                    if case .withdrawal(let target) = event.kind { target } else { nil }
                })
            for event in scenario.events where !withdrawn.contains(event.id) {
                guard case .drop(let reading) = event.kind, let effect = effects[event.id]
                else { continue }
                #expect(
                    effect.loadedCount + effect.unchangedCount == reading.assertions.count,
                    "seed \(scenario.seed)")
            }
            let keys = Set(timeline.closed.map { [$0.cell, $0.standing.event] })
            #expect(
                keys.count == timeline.closed.count, "key of a closed row, seed \(scenario.seed)")
            let loaded = effects.values.reduce(0) { $0 + $1.loadedCount }
            let standing = timeline.current.count { $0 != nil }
            #expect(
                loaded == standing + timeline.closed.count,
                "each version made is current or closed, seed \(scenario.seed)")
        }
    }
}
