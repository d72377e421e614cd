import PhusaModel
import PhusaTestSupport
import Testing

@testable import Warehouse

private typealias Version = FactVersions.Version

/// Rows of one moment, over all the cells of the bench.
private struct State {
    var current: [Version] = []
    var closed: [Version] = []

    init(_ tables: inout FactTables, _ random: inout SplitMix64) {
        for period in FactBench.periods {
            for area in FactBench.areas {
                for breakdown in FactBench.breakdowns {
                    add(tables.cell(period, area, breakdown), &tables, &random)
                }
            }
        }
        current.shuffle(using: &random)
        closed.shuffle(using: &random)
    }

    /// Few payloads, events and lines, so that two states have much in common.
    private mutating func add(
        _ cell: Int, _ tables: inout FactTables, _ random: inout SplitMix64
    ) {
        for event in Int32(1)...5 where Int.random(in: 0..<5, using: &random) == 0 {
            let closedBy = Int32.random(in: 6...7, using: &random)
            closed.append(version(cell, event, closedBy, &tables, &random))
        }
        if Int.random(in: 0..<3, using: &random) > 0 {
            let event = Int32.random(in: 8...9, using: &random)
            current.append(version(cell, event, nil, &tables, &random))
        }
    }

    private func version(
        _ cell: Int, _ event: Int32, _ closedBy: Int32?, _ tables: inout FactTables,
        _ random: inout SplitMix64
    ) -> Version {
        let value = ExactDecimal(
            mantissa: Int128(Int.random(in: -1...1, using: &random)),
            scale: Int.random(in: 0...1, using: &random))
        let note = Bool.random(using: &random) ? "ghi chú" : nil
        return Version(
            cell, tables.payload(value, note: note), event: event,
            origin: Bool.random(using: &random) ? event : 1,
            line: Int32.random(in: 0...1, using: &random), closedBy: closedBy)
    }
}

@Suite("FactWriter: properties")
struct FactWriterPropertyTests {
    @Test("whatever was held, what is to be held is there after writing the difference")
    func difference() async throws {
        let bench = try await FactBench()
        var random = SplitMix64(seed: 20_240_405)
        var tables = FactTables()
        for round in 0..<40 {
            let wanted = State(&tables, &random)
            let held = try bench.held(&tables)
            let changes = FactChanges(
                heldCurrent: Array(held.current), heldClosed: Array(held.closed),
                current: wanted.current, closed: wanted.closed, keepsVintages: true)
            #expect(try bench.write(changes, tables) == changes.rowCount)
            let now = try bench.held(&tables)
            #expect(now == (Set(wanted.current), Set(wanted.closed)), "round \(round)")
        }
    }

    @Test("writing the difference of one period leaves the rows of the others")
    func scoped() async throws {
        let bench = try await FactBench()
        var random = SplitMix64(seed: 1)
        var tables = FactTables()
        for round in 0..<20 {
            let period = FactBench.periods[round % 3]
            let state = State(&tables, &random)
            let wanted = state.current.filter { tables.periods[$0.cell] == period }
            let before = try bench.held(&tables).current
            let scope = bench.scope([period])
            let held = try bench.held(&tables, scope).current
            let changes = FactChanges(
                heldCurrent: Array(held), heldClosed: [], current: wanted, closed: [],
                keepsVintages: true)
            try bench.write(changes, tables)
            let others = before.filter { tables.periods[$0.cell] != period }
            #expect(try bench.held(&tables).current == others.union(wanted), "round \(round)")
        }
    }
}
