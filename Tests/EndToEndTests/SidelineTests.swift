import Foundation
import Storage
import Testing

/// A run reads the next drop while it loads one, and writes receipts beside it.
@Suite("What is done beside the loading changes nothing")
struct SidelineTests {
    private static let sheets = [(1, "02-05"), (2, "03-04"), (3, "04-05"), (4, "05-06")]

    private func path(_ index: Int) -> String {
        MonthlySheet.sample(month: Self.sheets[index].0).path(Self.sheets[index].1)
    }

    /// - Parameter isNamed: Whether the drop's name says its period; else its rows alone do.
    private func path(_ sheet: MonthlySheet, _ day: String, _ isNamed: Bool) -> String {
        isNamed ? sheet.path(day) : "ctk/ktxh-2024-\(day).csv"
    }

    private func lab(_ isNamed: Bool) async throws -> Lab {
        let lab = try await Lab()
        guard !isNamed else { return lab }
        let path = lab.pipelines + "/ctk/kinh-te-xa-hoi/contract.yml"
        let text = try String(contentsOfFile: path, encoding: .utf8)
        let free = text.replacing("ktxh-{period:month}-", with: "ktxh-")
        try #require(free != text)
        try free.write(toFile: path, atomically: true, encoding: .utf8)
        return lab
    }

    private func deliver(_ index: Int, to lab: Lab) throws {
        try lab.deliver(month: Self.sheets[index].0, edition: 0, Self.sheets[index].1)
    }

    @Test(
        "one run over five drops, two with bad records and one that mends, does what five runs do",
        arguments: [true, false])
    func together(isNamed: Bool) async throws {
        var sheets = Self.sheets.map { MonthlySheet.sample(month: $0.0, edition: 0) }
        sheets[0].lines[2].value = "119,,301"
        sheets[2].lines[5].value = "6,,000"
        var drops = zip(sheets, Self.sheets).map { (path($0, $1.1, isNamed), $0.text) }
        let revision = MonthlySheet.sample(month: 1, edition: 1)
        drops.insert((path(revision, "02-20", isNamed), revision.text), at: 1)
        let (one, five) = (try await lab(isNamed), try await lab(isNamed))
        for (path, text) in drops {
            try one.write(path, text)
            try five.write(path, text)
            #expect(try await five.run().total.drops.loaded == 1)
        }
        let report = try await one.run()
        #expect(report.files.map(\.path) == drops.map(\.0))
        #expect(report.files.allSatisfy { $0.state == "loaded" })
        #expect(try one.scopes() == five.scopes())
        let ledger = """
            select path, sha256, event_key, violations::text, cells_loaded, cells_excluded
            from ledger.drop d join ledger.event e using (event_id) order by drop_id
            """
        #expect(try one.rows(ledger) == five.rows(ledger))
        let quarantine =
            "select drop_id, line, state, state_reason from ledger.quarantine order by 1, 2"
        let records = try one.rows(quarantine)
        #expect(try records == five.rows(quarantine))
        #expect(records.map { $0[2] } == ["fixed", "open"])
        #expect(try one.receipts() == five.receipts())
        #expect(try one.receipts().count == 10)
    }

    @Test("a drop that cannot be archived fails in its turn, and those around it are loaded")
    func unarchivable() async throws {
        let lab = try await Lab()
        for index in Self.sheets.indices { try deliver(index, to: lab) }
        let bytes = try Data(contentsOf: URL(fileURLWithPath: lab.drops + "/" + path(2)))
        let sha256 = contentHash(bytes)
        // A folder where the object should stand.
        let place = "\(lab.archive)/objects/\(sha256.prefix(2))/\(sha256)"
        try FileManager.default.createDirectory(
            atPath: place + "/x", withIntermediateDirectories: true)
        let output = try await lab.phusa("run", "--json")
        #expect(output.status != 0)
        let report: RunReport = try output.decode()
        #expect(report.files.map(\.state) == ["loaded", "loaded", "failed", "loaded"])
        #expect(try lab.receipts().count == 6)
        try FileManager.default.removeItem(atPath: place)
        let counts = try await lab.run().total.drops
        #expect(counts.loaded == 1 && counts.known == 3)
        #expect(try lab.receipts().count == 8)
    }

    @Test(
        "a kill between two drops leaves the first whole, the next one without an event, and no receipt for good",
        arguments: ["after-commit:3", "before-archive:3", "after-archive:3", "before-begin:4"])
    func between(place: String) async throws {
        let lab = try await Lab()
        for index in Self.sheets.indices { try deliver(index, to: lab) }
        let killed = try await lab.phusa("run", environment: ["PHUSA_FAULT": place])
        #expect(killed.isKilled, "\(place) was not reached")
        let loaded = try lab.rows("select path from ledger.drop order by drop_id").map { $0[0] }
        #expect(loaded == Self.sheets.indices.map(path).prefix(loaded.count).map { $0 })
        let events = try lab.rows("select count(*) from ledger.event where kind = 'drop'")
        #expect(events == [["\(loaded.count)"]])
        let report = try await lab.run()
        #expect(report.total.drops.known == loaded.count)
        #expect(report.total.drops.loaded == Self.sheets.count - loaded.count)
        #expect(try lab.receipts().count == 8)
        #expect(lab.temporaryFiles() == [])
    }
}

extension Lab {
    /// Paths of all receipts, below the folder of receipts, sorted.
    fileprivate func receipts() throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: state + "/receipts")
            .filter { $0.hasSuffix(".html") || $0.hasSuffix(".json") }.sorted()
    }
}
