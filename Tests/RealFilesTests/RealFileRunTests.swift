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
        let events = try tables.query(
            "select count(*) from ledger.event where kind = 'drop' and run_id = $1",
            [.int(try #require(tables.second.run))])
        #expect(events.int(0, 0) == 0)
        let rows = try tables.query(
            """
            select count(*) from warehouse.fact_observation f
            join ledger.event e using (event_id) where e.run_id = $1
            """, [.int(try #require(tables.first.run))])
        #expect(rows.int(0, 0) == tables.first.cells.loaded)
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

    @Test(
        "gives the years before and after a change of bounds to two versions of the province",
        arguments: [
            ChangedProvince(code: "01", lastYear: 2007, before: "3228.5", after: "6381.8"),
            ChangedProvince(code: "12", lastYear: 2003, before: "684.7", after: "351.3"),
            ChangedProvince(code: "92", lastYear: 2003, before: "1873.5", after: "1138.1"),
        ])
    func followsChangedBounds(province: ChangedProvince) async throws {
        let rows = try await LoadedTables.shared().query(
            """
            select valid_from is null, valid_from <= make_date(year, 12, 31), value / 1000 from o
            where area = $1 and indicator = 'DS.TB' and breakdown = '' and year in ($2, $2 + 1)
            order by year
            """, [.text(province.code), .int(province.lastYear)])
        #expect(rows.rowCount == 2)
        #expect(rows.bool(0, 0) == true)
        #expect(rows.bool(1, 1) == true)
        let values = [rows.decimal(0, 2), rows.decimal(1, 2)]
        #expect(values == [ExactDecimal(province.before), ExactDecimal(province.after)])
    }

    /// Population in thousands, of the last year with the old bounds and of the first with the new.
    struct ChangedProvince: Sendable {
        let code: String
        let lastYear: Int
        let before: String
        let after: String
    }

    @Test("ends Ha Tay with 2007")
    func endsHaTay() async throws {
        let last = try await LoadedTables.shared().query(
            "select max(year) from o where area = '28'")
        #expect(last.int(0, 0) == 2007)
    }
}
