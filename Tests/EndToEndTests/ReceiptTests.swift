import Foundation
import Testing

@Suite("Every drop gets a receipt")
struct ReceiptTests {
    private static let themes = ["codes", "corrections", "csv", "encodings", "json", "vintages"]

    @Test("the sender's check and the centre's run write the same one", arguments: themes)
    func same(theme: String) async throws {
        for batch in FixtureCase.batches(try FixtureCase.all(theme)) {
            let lab = try await Lab()
            for item in batch {
                try lab.write(item.dropPath, item.bytes)
                try lab.plantReceipt(item)
            }
            for item in batch {
                _ = try await lab.phusa(
                    "validate", item.path, "--received", item.expected.received, "--lang", "vi",
                    "--receipt", lab.folder + "/offline")
            }
            _ = try await lab.run()
            for item in batch {
                let offline = "\(lab.folder)/offline/\(item.expected.drop).receipt"
                let centre = try #require(try lab.receipts(item.dropPath).first, "\(item.name)")
                try expectSame(offline, centre, item.name)
            }
        }
    }

    private func expectSame(_ offline: String, _ centre: String, _ name: String) throws {
        let pages = try [offline, centre].map { try Self.lines($0 + ".html") }
        #expect(pages[0].shared == pages[1].shared, "\(name)")
        #expect(pages[0].origin != pages[1].origin)
        #expect(pages[1].origin.contains("Trung tâm đã ghi nhận: tệp số"))
        var facts = try [offline, centre].map { try Self.facts($0 + ".json") }
        #expect(facts[0]["centre"] == nil)
        #expect(facts[1].removeValue(forKey: "centre") != nil)
        #expect(NSDictionary(dictionary: facts[0]) == NSDictionary(dictionary: facts[1]), "\(name)")
    }

    /// The lines of a page without the one on which only the centre says more.
    private static func lines(_ path: String) throws -> (shared: [Substring], origin: Substring) {
        let lines = try String(contentsOfFile: path, encoding: .utf8)
            .split(separator: "\n", omittingEmptySubsequences: false)
        let own = lines.filter { $0.hasPrefix("<p class=\"origin\">") }
        return (lines.filter { !own.contains($0) }, try #require(own.first))
    }

    private static func facts(_ path: String) throws -> [String: Any] {
        let data = try Data(contentsOf: URL(fileURLWithPath: path))
        return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    }

    @Test("a receipt that cannot be written undoes nothing, and the next run writes it")
    func unwritable() async throws {
        let lab = try await Lab()
        let place = lab.state + "/receipts"
        try FileManager.default.createDirectory(
            atPath: lab.state, withIntermediateDirectories: true)
        try Data().write(to: URL(fileURLWithPath: place))
        try lab.deliver(month: 1, edition: 0, "02-05")
        let first = try await lab.phusa("run", "--json")
        #expect(first.status == 0)
        #expect(first.err.contains("a receipt was not written"), "\(first.err)")
        #expect(try first.decode(RunReport.self).total.drops.loaded == 1)
        let rows = try lab.observations()
        #expect(rows.count == 10)

        try FileManager.default.removeItem(atPath: place)
        let sums = try lab.checksums()
        let second = try await lab.phusa("run", "--json")
        #expect(try second.decode(RunReport.self).total.drops.known == 1)
        #expect(!second.err.contains("receipt"), "\(second.err)")
        #expect(try lab.receipts(MonthlySheet.sample(month: 1).path("02-05")).count == 1)
        #expect(try lab.checksums() == sums, "a receipt writes no row")
    }

    @Test("a run killed after the commit leaves no receipt; the next one writes it")
    func killed() async throws {
        let lab = try await Lab()
        try lab.deliver(month: 1, edition: 0, "02-05")
        let path = MonthlySheet.sample(month: 1).path("02-05")
        _ = try await lab.phusa("plan")
        #expect(try lab.receipts(path).isEmpty, "a dry run writes none")
        // The first commit is that of the dimensions, where they have to change.
        for passage in 1...3 where try lab.value("select count(*)::text from ledger.drop") == "0" {
            _ = try await lab.phusa(
                "run", environment: ["PHUSA_FAULT": "after-commit:\(passage)"])
        }
        #expect(try lab.value("select count(*)::text from ledger.drop") == "1")
        #expect(try lab.receipts(path).isEmpty)
        #expect(try await lab.run().total.drops.known == 1)
        let receipt = try #require(try lab.receipts(path).first)
        #expect(try Self.facts(receipt + ".json")["verdict"] as? String == "accepted")
    }

    @Test("a load that its commit refuses takes its receipt along, though it was made by then")
    func takenBack() async throws {
        let lab = try await Lab()
        try lab.deliver(month: 1, edition: 0, "02-05")
        let path = MonthlySheet.sample(month: 1).path("02-05")
        let trap = try Trap(Trap.raise("23514"), when: "n = 1", at: .commit, in: lab)
        #expect(try await lab.phusa("run").status == 70)
        #expect(try trap.passageCount() == 1)
        #expect(try lab.receipts(path).isEmpty)
        #expect(lab.temporaryFiles() == [])
        #expect(try await lab.run().total.drops.loaded == 1)
        let receipt = try #require(try lab.receipts(path).first)
        let again = try await lab.phusa("receipt", path, "--json")
        #expect(again.out == (try String(contentsOfFile: receipt + ".json", encoding: .utf8)))
    }

    @Test("phusa receipt shows it, makes it again from the ledger, and follows decisions")
    func command() async throws {
        let lab = try await Lab()
        try lab.deliver(month: 1, edition: 0, "02-05")
        var revision = MonthlySheet.sample(month: 1, edition: 1)
        revision.lines[2].value = "119,,301"
        try lab.write(revision.path("03-05"), revision.text)
        let file = try #require(try await lab.run().files.last)
        let drop = try #require(file.drop)
        let written = try #require(try lab.receipts(file.path).first)

        let text = try await lab.phusa("receipt", "\(drop)")
        #expect(text.status == 0, "\(text.err)")
        #expect(text.out.contains("ACCEPTED BUT FOR 1 RECORDS IN QUARANTINE"), "\(text.out)")
        #expect(text.out.contains("1 rows: "))
        #expect(text.out.hasSuffix("\(written).html\n\(written).json\n"))
        let machine = try await lab.phusa("receipt", file.path, "--json")
        #expect(machine.out == (try String(contentsOfFile: written + ".json", encoding: .utf8)))
        let own = lab.folder + "/own.html"
        let page = try await lab.phusa("receipt", "\(drop)", "--lang", "vi", "--html", own)
        #expect(page.status == 0 && page.out.isEmpty)
        #expect(FileManager.default.contentsEqual(atPath: own, andPath: written + ".html"))
        #expect(try await lab.phusa("receipt", "999").status == 64)

        #expect(try await lab.phusa("withdraw", "\(drop)", "--reason", "gửi nhầm").status == 0)
        let after = try Self.facts(written + ".json")
        #expect((after["centre"] as? [String: Any])?["outcome"] as? String == "withdrawn")
    }
}

extension Lab {
    /// Receipts of a drop in the state folder, without their endings; each is a page and a JSON.
    fileprivate func receipts(_ drop: String) throws -> [String] {
        let parts = drop.split(separator: "/").map(String.init)
        let folder = "\(state)/receipts/\(parts[0])"
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
            return []
        }
        return names.filter { $0.hasPrefix(parts[1] + "-") && $0.hasSuffix(".html") }.map {
            let base = "\(folder)/\($0.dropLast(5))"
            #expect(FileManager.default.fileExists(atPath: base + ".json"))
            return base
        }.sorted()
    }
}
