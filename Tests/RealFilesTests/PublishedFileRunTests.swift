import PhusaModel
import Runs
import Testing
import Warehouse

/// The other publishers' files in PostgreSQL: what each drop brought, and what stands there after.
@Suite(.enabled(if: PublishedFile.arePresent, PublishedFile.absence))
struct PublishedFileRunTests {
    @Test("loads every file once, with both balances as counted", arguments: PublishedFile.all)
    func loadsFile(file: PublishedFile) async throws {
        let run = try await LoadedTables.published().first
        let drops = run.pipelines.flatMap(\.drops).filter { $0.path == file.drop }
        #expect(drops.count == 1)
        let drop = try #require(drops.first)
        #expect(drop.state == .loaded)
        // Two files of a day that are merged into one dataset are loaded in a fixed order, and told.
        #expect(drop.violations.allSatisfy { $0.rule == .dropSameVintage })
        #expect(drop.records == file.records)
        #expect(drop.records.isBalanced)
        #expect(drop.cells == file.cells)
        #expect(drop.cells.isBalanced)
    }

    @Test("loads nothing but these files")
    func loadsNothingElse() async throws {
        let run = try await LoadedTables.published().first
        #expect(run.count(.loaded) == PublishedFile.all.count)
        #expect(run.pipelines.flatMap(\.drops).count == PublishedFile.all.count)
        #expect(run.unclaimed.isEmpty)
    }

    @Test("keeps each faulty record in the ledger with its line, rule and bytes")
    func keepsQuarantine() async throws {
        let rows = try await LoadedTables.published().query(
            """
            select d.path, q.line, q.rule, q.column_name, q.found, length(q.raw) > 0, q.state
            from ledger.quarantine q join ledger.drop d using (drop_id) order by d.path, q.line
            """)
        let found = (0..<rows.rowCount).map { row in
            (0..<5).map { rows.text(row, $0) ?? "" }.joined(separator: "|")
        }
        let expected = PublishedFile.all.sorted { $0.drop < $1.drop }.flatMap { file in
            file.faults.flatMap { fault in
                fault.lines.map { line in
                    "\(file.drop)|\(line)|\(fault.rule.rawValue)|\(fault.column)|\(fault.found)"
                }
            }
        }
        #expect(found == expected)
        #expect((0..<rows.rowCount).allSatisfy { rows.bool($0, 5) == true })
        #expect((0..<rows.rowCount).allSatisfy { rows.text($0, 6) == "open" })
    }

    @Test(
        "keeps as many rows in each fact as its files have loaded cells",
        arguments: [
            ("fact_observation", ["mof", "wb", "papi", "pci", "bando", "gso"]),
            ("fact_survey_answer", ["sandiego", "somerville"]), ("fact_case", ["nyc"]),
        ])
    func keepsRows(fact: String, agencies: [String]) async throws {
        let loaded = PublishedFile.all.filter { file in
            agencies.contains { file.drop.hasPrefix($0 + "/") }
        }
        let count = try await LoadedTables.published().query(
            "select count(*) from warehouse.\(fact)"
        ).int(0, 0)
        #expect(count == loaded.reduce(0) { $0 + $1.cells.loaded })
        let closed = try await LoadedTables.published().query(
            "select 1 from warehouse.\(fact)_closed")
        #expect(closed.isEmpty)
    }

    @Test("writes nothing in a second run")
    func writesNothingAgain() async throws {
        let tables = try await LoadedTables.published()
        #expect(tables.second.count(.known) == PublishedFile.all.count)
        #expect(tables.second.cells == CellCounts())
        let events = try tables.query(
            "select count(*) from ledger.event where kind = 'drop' and run_id = $1",
            [.int(try #require(tables.second.run))])
        #expect(events.int(0, 0) == 0)
    }
}
