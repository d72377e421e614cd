import PhusaModel
import PhusaTestSupport
import Testing

@testable import Warehouse

private typealias Version = FactVersions.Version

@Suite("FactWriter and FactReader")
struct FactWriterTests {
    private let bench: FactBench

    init() async throws { bench = try await FactBench() }

    @Test("rows come back with the same bytes and the same lineage")
    func comesBack() throws {
        var tables = FactTables()
        let notes = [
            "", "a\nb\r\n", "\"hai\" 'một'", "\\N \\. \t", "Trà Vinh – ấp Đầu Bờ", nil,
            String(repeating: "phù sa ", count: 12_000), "{a,NULL}",
        ]
        let values = [
            "0", "-1", "12345678901234567890123456789012345678",
            "0.00000000000000000000000000000000000001", "-0.5", "10000", "99999999.0001",
            "4.7",
        ]
        var changes = FactChanges()
        for (index, (note, value)) in zip(notes, values).enumerated() {
            let cell = tables.cell(11, Int32(index % 4 + 1), Int32(index / 4 + 1))
            let decimal: ExactDecimal = try #require(ExactDecimal(value))
            let payload = tables.payload(decimal, note: note)
            changes.inserted.append(Version(cell, payload, event: 2, line: Int32(index)))
        }
        let marked = tables.payload(nil, note: "chưa có số liệu")
        changes.inserted.append(
            Version(tables.cell(12, 1), marked, event: 3, origin: 1, line: 2_147_483_647))
        #expect(try bench.write(changes, tables) == 9)
        var read = tables
        #expect(try bench.held(&read) == (Set(changes.inserted), []))
        #expect(read.keys.count == tables.keys.count)
        #expect(read.payloads.count == tables.payloads.count, "no payload has other bytes")
        #expect(try bench.rows("value").prefix(2) == ["0", "-0.5"])
    }

    @Test("is what SQL sees: keys, lineage with nulls, payload")
    func inSQL() throws {
        var tables = FactTables()
        var changes = FactChanges()
        changes.inserted = [
            Version(tables.cell(12, 2), tables.payload(7, note: "x"), event: 4, line: 118),
            Version(tables.cell(11, 1, 2), tables.payload(nil), event: 5, origin: 3),
        ]
        changes.closedInserted = [
            Version(tables.cell(11, 3), tables.payload(8), event: 1, line: 2, closedBy: 6)
        ]
        try bench.write(changes, tables)
        let columns =
            "period_id, area_id, breakdown_id, event_id, origin_id, line, status, value, mark, note"
        #expect(
            try bench.rows(columns + ", definition_id") == [
                "11|1|2|5|3|∅|A|∅|m|∅|∅", "12|2|1|4|∅|118|A|7|∅|x|∅",
            ])
        #expect(
            try bench.rows(columns + ", closed_by", of: "fact_observation_closed")
                == ["11|3|1|1|∅|2|A|8|∅|∅|6"])
    }

    @Test("writes nothing for no changes")
    func nothing() throws {
        #expect(try bench.write(FactChanges(), FactTables()) == 0)
        #expect(try bench.rows("*") == [])
    }

    @Test("updates changed rows in place, takes vanished ones away and touches no other")
    func inPlace() throws {
        var tables = FactTables()
        let cells = (1...3).map { tables.cell(11, $0) }
        var first = FactChanges()
        first.inserted = cells.map { Version($0, tables.payload(1), event: 1, line: 5) }
        try bench.write(first, tables)
        let untouched = try bench.rows("xmin, ctid, value")[0]
        var second = FactChanges()
        second.updated = [Version(cells[1], tables.payload(2, note: "sửa"), event: 2, line: 6)]
        second.removed = [cells[2]]
        second.closedInserted = [
            Version(cells[1], tables.payload(1), event: 1, line: 5, closedBy: 2),
            Version(cells[2], tables.payload(1), event: 1, line: 5, closedBy: 2),
        ]
        #expect(try bench.write(second, tables) == 4)
        #expect(try bench.rows("xmin, ctid, value")[0] == untouched)
        let rows = try bench.rows("area_id, event_id, line, value, note")
        #expect(rows == ["1|1|5|1|∅", "2|2|6|2|sửa"])
        var read = tables
        #expect(try bench.held(&read).closed == Set(second.closedInserted))
    }

    @Test("reopens what a withdrawal brings back: its closed row goes, the cell stands again")
    func reopens() throws {
        var tables = FactTables()
        let cell = tables.cell(11, 1)
        let payload = tables.payload(1)
        let closed = Version(cell, payload, event: 1, line: 5, closedBy: 2)
        let other = Version(cell, payload, event: 3, line: 5, closedBy: 4)
        var first = FactChanges()
        first.closedInserted = [closed, other]
        try bench.write(first, tables)
        var second = FactChanges()
        second.closedRemoved = [closed]
        second.inserted = [Version(cell, payload, event: 1, line: 5)]
        #expect(try bench.write(second, tables) == 2)
        var read = tables
        #expect(try bench.held(&read) == ([Version(cell, payload, event: 1, line: 5)], [other]))
    }

    @Test("a second writing of the same rows is refused by the key, and leaves the first")
    func twice() throws {
        var tables = FactTables()
        var changes = FactChanges()
        changes.inserted = [Version(tables.cell(11, 1), tables.payload(1), event: 1)]
        try bench.write(changes, tables)
        let error = try failure { try bench.write(changes, tables) }
        #expect(error.kind == .constraint && error.sqlState == "23505")
        #expect(try bench.rows("value") == ["1"])
    }

    @Test("writes changes of both tables in one transaction, or none")
    func allOrNothing() throws {
        var tables = FactTables()
        var changes = FactChanges()
        changes.closedInserted = [
            Version(tables.cell(11, 1), tables.payload(1), event: 1, closedBy: 2)
        ]
        // A row needs a value or a mark.
        var encoder = FactRowEncoder()
        encoder.append(character: UInt8(ascii: "A"))
        for _ in 0..<3 { encoder.appendNull() }
        let bare = tables.payloads.number(of: encoder.bytes[...])
        changes.inserted = [Version(tables.cell(11, 1), bare, event: 2)]
        let error = try failure { try bench.write(changes, tables) }
        #expect(error.kind == .constraint && error.sqlState == "23514")
        #expect(try bench.rows("*", of: "fact_observation_closed") == [])
    }

    @Test("a fact of current rows alone is written and read without a closed table")
    func currentOnly() async throws {
        let bench = try await FactBench(history: .current)
        var tables = FactTables()
        var changes = FactChanges()
        changes.inserted = [Version(tables.cell(11, 1), tables.payload(1), event: 1)]
        try bench.write(changes, tables)
        changes = FactChanges()
        changes.updated = [Version(tables.cell(11, 1), tables.payload(2), event: 2)]
        try bench.write(changes, tables)
        var read = tables
        #expect(try bench.held(&read) == (Set(changes.updated), []))
    }
}

@Suite("FactScope")
struct FactScopeTests {
    private let bench: FactBench

    init() async throws {
        bench = try await FactBench()
        var tables = FactTables()
        var changes = FactChanges()
        for period in FactBench.periods {
            for area in FactBench.areas {
                let cell = tables.cell(period, area)
                let payload = tables.payload(Int(period) * 10 + Int(area))
                changes.inserted.append(Version(cell, payload, event: 1))
                changes.closedInserted.append(Version(cell, payload, event: 2, closedBy: 3))
            }
        }
        try bench.write(changes, tables)
    }

    private func cells(_ scope: FactScope) throws -> (current: [String], closed: [String]) {
        let names = { (versions: FactVersions, tables: FactTables) in
            versions.versions.map { version in
                let key = tables.keys.bytes(version.cell)
                return "\(tables.periods[version.cell]).\(key[key.startIndex + 15])"
            }.sorted()
        }
        var tables = FactTables()
        let current = try bench.reader.current(scope, tables: &tables)
        let closed = try bench.reader.closed(scope, tables: &tables)
        return (names(current, tables), names(closed, tables))
    }

    @Test("of all periods and no covered column is everything, current and closed")
    func all() throws {
        let (current, closed) = try cells(bench.scope())
        #expect(current.count == 12 && closed == current)
    }

    @Test("reads the periods that it names, and what the contract covers in them")
    func filters() throws {
        let some = try cells(bench.scope([11, 13], areas: [2]))
        #expect(some == (["11.2", "13.2"], ["11.2", "13.2"]))
        #expect(try cells(bench.scope([12])).current == ["12.1", "12.2", "12.3", "12.4"])
        #expect(try cells(bench.scope(areas: [4, 1])).closed.count == 6)
    }

    @Test("of no period, or of a column that covers nothing, is nothing")
    func nothing() throws {
        #expect(try cells(bench.scope([])) == ([], []))
        #expect(try cells(bench.scope(areas: [])) == ([], []))
        #expect(try cells(bench.scope([99])) == ([], []))
    }

    @Test("joins several covered columns by and")
    func several() throws {
        let scope = FactScope(
            periods: [11],
            covered: [
                CoveredColumn(column: "area_id", ids: [1, 2]),
                CoveredColumn(column: "breakdown_id", ids: [2]),
            ])
        #expect(try cells(scope) == ([], []))
    }

    @Test("leaves derived rows alone")
    func derived() throws {
        try bench.connection.execute(
            "update warehouse.fact_observation set definition_id = 1 where area_id = 1")
        #expect(try cells(bench.scope([11])).current == ["11.2", "11.3", "11.4"])
    }
}
