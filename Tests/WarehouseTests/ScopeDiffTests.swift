import PhusaModel
import PhusaTestSupport
import Testing

@testable import Warehouse

/// Random rows of a drop over the cells of the bench.
private struct SampleDrop {
    var rows: FactRows
    /// What each cell is to say: period, area, breakdown → payload in COPY form.
    var stated: [[Int32]: [UInt8]] = [:]
    var lines: [[Int32]: Int32] = [:]
    var spared: Set<[Int32]> = []
    /// Payload columns that rows may fill, of four.
    private let filledCount: Int

    init(_ fact: FactTable, _ random: inout SplitMix64) {
        rows = FactRows(fact)
        filledCount = [2, 3, 4].randomElement(using: &random) ?? 4
        var line: Int32 = 1
        var cells: [[Int32]] = []
        for period in FactBench.periods {
            for area in FactBench.areas {
                for breakdown in FactBench.breakdowns { cells.append([period, area, breakdown]) }
            }
        }
        for cell in cells.shuffled(using: &random) {
            line += 1
            switch Int.random(in: 0..<6, using: &random) {
            case 0: continue
            case 1:
                spared.insert(cell)
                rows.spared.append(row(cell, [], line))
            default:
                let payload = Self.payload(&random, filledCount: filledCount)
                stated[cell] = payload
                lines[cell] = line
                rows.rows.append(row(cell, payload, line))
            }
        }
    }

    private mutating func row(_ cell: [Int32], _ payload: [UInt8], _ line: Int32) -> FactRows.Row {
        // Members are named by their surrogate keys, in whatever order they come.
        let numbers = zip(["period_id", "area_id", "breakdown_id"], cell).map { column, id in
            rows.member("\(id)", of: column, isScope: false)
        }
        let start = rows.append(keys: numbers, payloads: payload, filledColumnCount: filledCount)
        return FactRows.Row(
            payloadStart: start.payloadStart, payloadByteCount: Int32(payload.count),
            key: start.key, line: line, record: line)
    }

    /// Few different ones; nulls at the end left out.
    static func payload(_ random: inout SplitMix64, filledCount: Int = 4) -> [UInt8] {
        var encoder = FactRowEncoder()
        encoder.append(character: UInt8(ascii: "A"))
        encoder.append(decimal: ExactDecimal(Int.random(in: 0...1, using: &random)))
        guard filledCount > 3, Bool.random(using: &random) else { return encoder.bytes }
        encoder.appendNull()
        encoder.append(text: Array("ghi chú".utf8))
        return encoder.bytes
    }

    var ids: [String: [Int32]] {
        rows.members.mapValues { $0.keys.compactMap { Int32($0) } }
    }
}

/// What the fact must hold: the obvious way.
private struct Twin {
    struct Standing: Equatable {
        let payload: [UInt8]
        let event: Int32
        let line: Int32
    }

    struct Closed {
        let cell: [Int32]
        let standing: Standing
        let closedBy: Int32
    }

    var current: [[Int32]: Standing] = [:]
    var closed: [Closed] = []

    mutating func apply(_ drop: SampleDrop, event: Int32, closing: Set<Int32>) {
        for (cell, payload) in drop.stated where current[cell]?.payload != payload {
            close(cell, by: event)
            current[cell] = Standing(
                payload: payload, event: event, line: drop.lines[cell] ?? 0)
        }
        for cell in current.keys.sorted(by: { "\($0)" < "\($1)" })
        where closing.contains(cell[0]) && drop.stated[cell] == nil && !drop.spared.contains(cell) {
            close(cell, by: event)
            current[cell] = nil
        }
    }

    private mutating func close(_ cell: [Int32], by event: Int32) {
        guard let standing = current[cell] else { return }
        closed.append(Closed(cell: cell, standing: standing, closedBy: event))
    }
}

@Suite("ScopeDiff")
struct ScopeDiffTests {
    @Test("drops after drops leave what they say, whatever stood before", arguments: [false, true])
    func difference(isInKeyOrder: Bool) async throws {
        let bench = try await FactBench()
        var random = SplitMix64(seed: isInKeyOrder ? 7 : 20_261_123)
        for _ in 0..<12 {
            try bench.connection.execute(
                "truncate warehouse.fact_observation, warehouse.fact_observation_closed")
            var twin = Twin()
            for event in Int32(1)...4 {
                let drop = SampleDrop(bench.fact, &random)
                let closing = Set(
                    FactBench.periods.filter { _ in Bool.random(using: &random) })
                let changes = try apply(drop, to: bench, event: event, closing: closing)
                let before = twin.current
                twin.apply(drop, event: event, closing: closing)
                try expectEqual(bench, twin)
                let same = drop.stated.count { before[$0.key]?.payload == $0.value }
                #expect(changes.counts.unchanged == same)
                #expect(changes.assertionCount == drop.stated.count)
                #expect(
                    changes.insertedCount == drop.stated.count { before[$0.key] == nil })
            }
        }
    }

    private func apply(
        _ drop: SampleDrop, to bench: FactBench, event: Int32, closing: Set<Int32>
    ) throws -> ScopeChanges {
        try bench.connection.transaction { () throws(WarehouseError) in
            let rows = SortedRows(drop.rows, fact: bench.fact, ids: drop.ids, keeping: nil)
            var diff = ScopeDiff(rows, closing: closing, event: event)
            try bench.reader.pass(bench.scope(), by: &diff)
            let changes = diff.finish()
            let check = ForeignKeyCheck(
                fact: bench.fact, schema: bench.schema, connection: bench.connection)
            let block = try check.lastBlock()
            try FactWriter(fact: bench.fact, connection: bench.connection).write(changes)
            try check.check(changes, periods: nil, from: block)
            return changes
        }
    }

    private func expectEqual(_ bench: FactBench, _ twin: Twin) throws {
        var tables = FactTables()
        let held = try bench.held(&tables)
        #expect(held.current.count == twin.current.count)
        for (cell, standing) in twin.current {
            let number = tables.cell(cell[0], cell[1], cell[2])
            let version = try #require(held.current.first { $0.cell == number })
            expectEqual(version, standing, tables)
        }
        #expect(held.closed.count == twin.closed.count)
        for closed in twin.closed {
            let number = tables.cell(closed.cell[0], closed.cell[1], closed.cell[2])
            let version = try #require(
                held.closed.first { $0.cell == number && $0.closedBy == closed.closedBy })
            expectEqual(version, closed.standing, tables)
        }
    }

    private func expectEqual(
        _ version: FactVersions.Version, _ standing: Twin.Standing, _ tables: FactTables
    ) {
        #expect(version.event == standing.event)
        #expect(version.origin == standing.event)
        #expect(version.line == standing.line)
        let payload = Array(tables.payloads.bytes(version.payload))
        #expect(payload.starts(with: standing.payload))
        // What the drop does not fill is null.
        #expect(payload.dropFirst(standing.payload.count).allSatisfy { $0 == 0xff })
    }

    @Test("a row that refers to nobody is found, whoever wrote it")
    func stray() async throws {
        let bench = try await FactBench()
        var random = SplitMix64(seed: 5)
        let drop = SampleDrop(bench.fact, &random)
        let rows = SortedRows(drop.rows, fact: bench.fact, ids: drop.ids, keeping: nil)
        let changes = ScopeDiff(rows, closing: [], event: 1).finish()
        let check = ForeignKeyCheck(
            fact: bench.fact, schema: bench.schema, connection: bench.connection)
        let cases: [([Int32]?, Int?)] = [
            (nil, nil), (FactBench.periods, nil), (nil, 0), (nil, 1),
        ]
        for (periods, block) in cases {
            let error = #expect(throws: WarehouseError.self) {
                try bench.connection.transaction { () throws(WarehouseError) in
                    try ForeignKeyCheck.suspendTriggers(bench.connection)
                    try FactWriter(fact: bench.fact, connection: bench.connection).write(changes)
                    try bench.connection.execute(
                        """
                        update warehouse.fact_observation set area_id = 999
                        where ctid = (select ctid from warehouse.fact_observation limit 1)
                        """)
                    try check.check(changes, periods: periods, from: block)
                }
            }
            #expect(error?.kind == .constraint)
            #expect(error?.column == "area_id")
        }
    }

    @Test("a member that is not there is told before its rows are looked at")
    func missingMember() async throws {
        let bench = try await FactBench()
        var random = SplitMix64(seed: 6)
        let drop = SampleDrop(bench.fact, &random)
        var ids = drop.ids
        ids["area_id"]?[0] = 999
        let rows = SortedRows(drop.rows, fact: bench.fact, ids: ids, keeping: nil)
        let changes = ScopeDiff(rows, closing: [], event: 1).finish()
        let error = #expect(throws: WarehouseError.self) {
            try ForeignKeyCheck(
                fact: bench.fact, schema: bench.schema, connection: bench.connection
            ).check(changes, periods: nil)
        }
        #expect(error?.column == "area_id")
    }

    @Test("an empty fact gets its key back, in the same place, and refuses a key that comes twice")
    func keyRest() async throws {
        let bench = try await FactBench()
        let keys =
            "select conname, pg_get_constraintdef(oid) from pg_constraint "
            + "where conrelid = 'warehouse.fact_observation'::regclass order by conname"
        let before = try bench.connection.query(keys)
        var rows = FactRows(bench.fact)
        // Many rows of one cell: more than a key may hold.
        for line in Int32(1)...20_001 {
            let numbers = ["period_id", "area_id", "breakdown_id"].map {
                rows.member($0 == "period_id" ? "11" : "1", of: $0, isScope: false)
            }
            var random = SplitMix64(seed: 3)
            let start = rows.append(
                keys: numbers, payloads: SampleDrop.payload(&random), filledColumnCount: 4)
            rows.rows.append(
                FactRows.Row(
                    payloadStart: start.payloadStart,
                    payloadByteCount: Int32(rows.payloads.count - start.payloadStart),
                    key: start.key, line: line, record: line))
        }
        let ids = rows.members.mapValues { $0.keys.compactMap { Int32($0) } }
        let sorted = SortedRows(rows, fact: bench.fact, ids: ids, keeping: nil)
        let changes = ScopeDiff(sorted, closing: [], event: 1).finish()
        let error = #expect(throws: WarehouseError.self) {
            try bench.connection.transaction { () throws(WarehouseError) in
                try FactWriter(fact: bench.fact, connection: bench.connection).write(changes)
            }
        }
        #expect(error?.sqlState == "23505")
        let after = try bench.connection.query(keys)
        #expect(after.rowCount == before.rowCount)
        for row in 0..<before.rowCount {
            #expect(after.text(row, 1) == before.text(row, 1))
        }
    }
}
