import Foundation
import PhusaModel
import PhusaTestSupport
import Testing

/// What nobody may overlook: two files of one day, what was left out, what is no longer there.
@Suite("What a person must be told") struct NoticeTests {
    @Test(
        "two files of one period and day: both are read, the larger hash counts, a person is told")
    func sameVintage() async throws {
        let lab = try await Lab()
        try lab.deliver(month: 1, edition: 0, "02-05")
        #expect(try await lab.run().files.first?.violations.isEmpty == true)
        try lab.deliver(month: 1, edition: 1, "02-05")
        let output = try await lab.phusa("run", "--json")
        #expect(output.status == 0, "it loads")
        let file = try #require(try output.decode(RunReport.self).files.first)
        #expect(file.violations.map(\.rule) == ["drop.same-vintage"])
        let later = try lab.value(
            "select path || sha256 from ledger.drop order by sha256 collate \"C\" desc limit 1")
        let standing = try lab.value(
            """
            select d.path || d.sha256 from warehouse.fact_observation f
            join ledger.drop d using (event_id)
            join warehouse.dim_indicator i using (indicator_id) where i.code = 'KTXH.KDL'
            """)
        #expect(standing == later)
        let kept = try lab.value(
            "select count(*)::text from ledger.drop where violations::text like '%same-vintage%'")
        #expect(kept == "1", "the ledger keeps the notice")
    }

    @Test("what was left out is listed with its reason, by the checker and by the warehouse")
    func exclusions() async throws {
        let lab = try await Lab()
        var sheet = MonthlySheet.sample(month: 1)
        sheet.lines.append(sheet.lines[2])
        try lab.write(sheet.path("02-05"), sheet.text)
        let offline = try await lab.phusa("validate", lab.drops + "/" + sheet.path("02-05"))
        #expect(offline.out.contains("line 12, 1 cells: repeats an earlier line"), "\(offline.out)")
        #expect(try await lab.run().total.excluded == 1)
        let listed = try await lab.phusa("quarantine", "excluded")
        #expect(listed.out.contains("\(sheet.path("02-05")): line 12, 1 cells"), "\(listed.out)")
        let machine = try await lab.phusa("quarantine", "excluded", "--json")
        #expect(machine.out.contains("\"repeated\""))
    }

    @Test("a figure that vanished says which drop closed it")
    func vanished() async throws {
        let lab = try await Lab()
        try lab.deliver(month: 1, edition: 0, "02-05")
        _ = try await lab.run()
        var thin = MonthlySheet.sample(month: 1, edition: 1)
        thin.lines.remove(at: 2)
        try lab.write(thin.path("03-05"), thin.text)
        #expect(try await lab.run().total.closed == 1)
        let why = try await lab.phusa("why", "KTXH.KDL", "84", "2024-M01")
        #expect(why.out.contains("there is no current figure"), "\(why.out)")
        #expect(why.out.contains("closed by drop, \(thin.path("03-05"))"))
    }

    @Test("a report without a single figure is not built")
    func emptyReport() async throws {
        let lab = try await Lab()
        let none = try await lab.phusa("report", "build", "kpi-thang", "--period", "2030-M12")
        #expect(none.status == 1)
        #expect(none.err.contains("there is not one figure"), "\(none.err)")
        #expect(try lab.value("select count(*)::text from ledger.report_build") == "0")
        #expect(!FileManager.default.fileExists(atPath: lab.state + "/reports/kpi-thang"))
    }

    @Test("figures of surveys and cases name the files that they stand on")
    func surveySources() async throws {
        let lab = try await Lab()
        let paths = try ["snv", "ttth"].flatMap { folder in
            try FileManager.default.contentsOfDirectory(atPath: Repository.drops + "/" + folder)
                .filter { $0.contains("2024-M03") }.map { folder + "/" + $0 }
        }
        for path in paths { try lab.deliver(path) }
        _ = try await lab.run()
        let build = try await lab.phusa(
            "report", "build", "hai-long", "--period", "2024-M03", "--json")
        struct Built: Decodable { let html: String }
        let html = try String(
            contentsOfFile: try #require(try build.decode([Built].self).first).html, encoding: .utf8
        )
        for path in paths where !path.contains("nhatky") {
            #expect(html.contains(path), "\(path) is no source")
        }
    }

    @Test("a misspelt verb gets the nearest one, and a folder without a workspace says so at once")
    func misspelt() async throws {
        var program = Program(path: Program.phusa, arguments: ["vallidate"])
        program.environment = Lab.environment
        let verb = try await program.run()
        #expect(verb.status == 64)
        #expect(verb.err.contains("did you mean 'validate'?"), "\(verb.err)")
        let folder = try ScratchCluster.temporaryFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        program.arguments = ["lint", "--workspace", folder]
        let lint = try await program.run()
        #expect(lint.status == 65)
        #expect(lint.err.split(separator: "\n").count == 1, "\(lint.err.prefix(400))")
        #expect(lint.err.contains("there is no phusa.yml in '\(folder)'"))
    }

    @Test("a file that cannot be read does not keep the others from their verdict")
    func others() async throws {
        let lab = try await Lab()
        let sheet = MonthlySheet.sample(month: 1)
        try lab.write(sheet.path("02-05"), sheet.text)
        let good = lab.drops + "/" + sheet.path("02-05")
        let output = try await lab.phusa("validate", lab.folder + "/nope.csv", good)
        #expect(output.status == 74)
        #expect(output.out.contains("ACCEPTED"))
        #expect(output.err.contains("nope.csv"))
    }
}

@Suite("A mistake in one definition does not take the warehouse away") struct BrokenWorkspaceTests {
    @Test("psql still opens; a run does not begin")
    func opens() async throws {
        let lab = try await Lab()
        let path = lab.pipelines + "/catalogue/units.yml"
        let text = try String(contentsOfFile: path, encoding: .utf8)
        try (text + "- unit: [\n").write(toFile: path, atomically: true, encoding: .utf8)
        #expect(try await lab.phusa("run").status == 65)
        var program = Program(
            path: Program.phusa,
            arguments: [
                "warehouse", "psql", "--workspace", lab.pipelines, "--", "-Atc", "select 42",
            ])
        program.environment = Lab.environment.merging(["PHUSA_DATABASE_URL": lab.databaseURL]) {
            $1
        }
        let output = try await program.run()
        #expect(output.status == 0, "\(output.err)")
        #expect(output.out == "42\n")
    }
}
