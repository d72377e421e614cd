import PhusaModel
import Runs
import Testing
import Warehouse

@Suite(.enabled(if: RealFiles.arePresent, RealFiles.absence))
struct RealFileRunTests {
    @Test("loads every table, every cell once, and quarantines none")
    func loadsEveryTable() async throws {
        let run = try await LoadedTables.shared().first
        #expect(run.count(.loaded) == RealFiles.names.count)
        #expect(run.unclaimed.isEmpty)
        let tables = try RealFiles.names.map(RealTable.init)
        #expect(run.cells.read == tables.reduce(0) { $0 + $1.cellCount })
        #expect(run.cells.isBalanced)
        #expect(run.cells.quarantined == 0)
        #expect(run.cells.unchanged == 0)
        #expect(run.cells.closed == 0)
        #expect(run.records.read == tables.reduce(0) { $0 + $1.rows.count })
    }

    @Test("keeps as many observations as it has loaded cells")
    func keepsEveryCell() async throws {
        let tables = try await LoadedTables.shared()
        let count = try tables.query("select count(*) from o").int(0, 0)
        #expect(count == tables.first.cells.loaded)
        #expect(try tables.query("select * from warehouse.fact_observation_closed").isEmpty)
    }

    @Test("writes nothing in a second run")
    func writesNothingAgain() async throws {
        let tables = try await LoadedTables.shared()
        #expect(tables.second.count(.known) == RealFiles.names.count)
        #expect(tables.second.cells.loaded == 0)
        #expect(tables.second.cells.closed == 0)
        let events = try tables.query("select count(*) from ledger.event").int(0, 0)
        #expect(events == RealFiles.names.count)
    }

    @Test("keeps a mark and no value for every `..` but Ha Tay's from 2008 on")
    func keepsMarks() async throws {
        let tables = try await LoadedTables.shared()
        let printed = try RealFiles.names.map(RealTable.init).reduce(0) { count, table in
            count + table.rows.reduce(0) { $0 + $1.cells.count { $0 == ".." } }
                - (table.line(of: "Ha Tay") == nil ? 0 : table.headersAfterHaTay.count)
        }
        let marked = try tables.query(
            "select count(*) from o where mark = '.' and status = 'L' and value is null"
        ).int(0, 0)
        #expect(marked == printed)
        let others = try tables.query("select count(*) from o where value is null or mark <> '.'")
        #expect(others.int(0, 0) == printed)
    }

    @Test("marks the years that are headed Prel. or Pre. as provisional, and no others")
    func marksProvisional() async throws {
        let rows = try await LoadedTables.shared().query(
            """
            select indicator, min(year), max(year) from o where status = 'P'
            group by indicator order by indicator
            """)
        let found = (0..<rows.rowCount).map { row in
            [rows.text(row, 0), rows.text(row, 1), rows.text(row, 2)]
        }
        let expected = ["DS.TB", "LUA.DT", "LUA.NS", "LUA.SL", "TS.DT", "TS.TOM"]
        #expect(found == expected.map { [$0, "2016", "2016"] })
        let final = try await LoadedTables.shared().query(
            "select count(*) from o where status = 'A' and year = 2016 and indicator <> 'YT.GB'")
        #expect(final.int(0, 0) == 0)
    }

    @Test("gives Ha Noi of 2007 and of 2008 to the two versions of the province")
    func followsMergerOfHaTay() async throws {
        let rows = try await LoadedTables.shared().query(
            """
            select year, valid_from::text, value from o
            where area = '01' and indicator = 'DS.TB' and breakdown = '' and year in (2007, 2008)
            order by year
            """)
        #expect(rows.rowCount == 2)
        #expect(rows.isNull(0, 1) || rows.text(0, 1) == "-infinity")
        #expect(rows.text(1, 1) == "2008-08-01")
        #expect([rows.decimal(0, 2), rows.decimal(1, 2)] == [.init(3_228_500), .init(6_381_800)])
        let last = try await LoadedTables.shared().query(
            "select max(year) from o where area = '28'")
        #expect(last.int(0, 0) == 2007)
    }
}
