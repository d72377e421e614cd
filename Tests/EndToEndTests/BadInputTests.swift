import Foundation
import Testing

@Suite("Bad input gets a clear message, the right exit code, and no data on standard output")
struct BadInputTests {
    @Test("files that cannot be read: missing, a folder")
    func unreadable() async throws {
        let lab = try await Lab()
        for path in [lab.folder + "/ktxh-2024-M03-2024-04-05.csv", lab.drops] {
            let output = try await lab.phusa("validate", "--json", path)
            #expect(output.status == 74, "\(path)")
            #expect(try output.decode([JudgedFile].self).isEmpty)
            #expect(output.err.contains(path))
        }
    }

    @Test("files that are no drops: empty, a cut gzip, an unclaimed name")
    func refused() async throws {
        let lab = try await Lab()
        let rules = [
            ("csv/tep-rong", "file.empty"), ("gzip/nen-bi-cat", "file.compression"),
            ("kinds/xlsx", "file.kind"),
        ]
        for (name, rule) in rules {
            let theme = String(name.prefix { $0 != "/" })
            let item = try #require(try FixtureCase.all(theme).first { $0.name == name })
            let output = try await lab.phusa("validate", item.path)
            #expect(output.status == 1)
            #expect(output.out.contains(rule), "\(output.out)")
            #expect(output.out.contains(item.expected.drop))
        }
        let path = lab.folder + "/bao-cao.csv"
        try Data("a;b\n".utf8).write(to: URL(fileURLWithPath: path))
        let output = try await lab.phusa("validate", "--json", path)
        #expect(output.status == 1)
        let judged: [JudgedFile] = try output.decode()
        #expect(judged.first?.violations.map(\.rule) == ["drop.unclaimed"])
        #expect(judged.first?.dataset == nil)
    }

    @Test("misspelt usage ends with 64 and names what there is")
    func usage() async throws {
        let lab = try await Lab()
        let misspelt = try await lab.phusa("rnu")
        #expect(misspelt.status == 64)
        #expect(misspelt.out.isEmpty && misspelt.err.contains("rnu"))
        let option = try await lab.phusa("run", "--jsno")
        #expect(option.status == 64)
        #expect(option.err.contains("--json"))
        let pipeline = try await lab.phusa("run", "--pipeline", "ctk.kinh-te")
        #expect(pipeline.status == 64)
        #expect(pipeline.err.contains("ctk.kinh-te-xa-hoi.thang"))
        let day = try await lab.phusa("validate", "x.csv", "--received", "30/6/2025")
        #expect(day.status == 64)
        #expect(day.err.contains("30/6/2025") && day.err.contains("YYYY-MM-DD"))
    }

    @Test("a broken workspace ends with 65, each mistake with its place, all at once")
    func workspace() async throws {
        let lab = try await Lab()
        let pipeline = "ctk/kinh-te-xa-hoi/pipeline.yml"
        let contract = "skhdt/doanh-nghiep/contract.yml"
        try lab.replace("mode: replace", with: "mode: replcae", in: pipeline)
        try lab.replace("type: decimal", with: "type: decimel", in: contract)
        for command in [["lint"], ["run"], ["warehouse", "apply"]] {
            let output = try await lab.phusa(command)
            #expect(output.status == 65, "\(command)")
            #expect(output.out.isEmpty)
            let lines = output.err.split(separator: "\n")
            for (path, place) in [(pipeline, ":16:38"), (contract, ":17:")] {
                #expect(lines.contains { $0.contains(path + place) }, "\(path): \(output.err)")
            }
            #expect(output.err.contains("replcae") && output.err.contains("replace"))
            #expect(output.err.contains("decimel") && output.err.contains("decimal"))
        }
        let json = try await lab.phusa("lint", "--json")
        #expect(json.status == 65 && json.err.isEmpty)
        let object = try JSONSerialization.jsonObject(with: Data(json.out.utf8))
        let errors = (object as? [String: Any])?["errors"] as? [Any]
        #expect(errors?.count == 2)
    }

    @Test(
        "T68 YAML that cannot be read at all ends with 65 at its line and column",
        arguments: ["a: [1, 2", "pipeline: x\npipeline: y\n", "a: &x 1\nb: *x\n", "\u{1}"])
    func yaml(text: String) async throws {
        let lab = try await Lab()
        try Data(text.utf8).write(
            to: URL(fileURLWithPath: lab.pipelines + "/syt/y-te/pipeline.yml"))
        let output = try await lab.phusa("lint")
        #expect(output.status == 65)
        let place = try Regex(#"syt/y-te/pipeline\.yml:[0-9]+:[0-9]+"#)
        #expect(output.err.firstMatch(of: place) != nil, "\(output.err)")
    }

    @Test("a folder without a workspace ends with 65 and names what is missing")
    func noWorkspace() async throws {
        let lab = try await Lab()
        var program = Program(path: Program.phusa, arguments: ["lint", "-w", lab.drops])
        program.environment = Lab.environment
        let output = try await program.run()
        #expect(output.status == 65)
        #expect(output.err.contains("phusa.yml"))
    }

    @Test("T72 a database that does not answer ends with 69; no password is told")
    func unreachable() async throws {
        let lab = try await Lab()
        let url = "postgresql://lan:matkhau123@/phusa?host=/nonexistent"
        for command in ["run", "plan", "doctor"] {
            let output = try await lab.phusa(
                command, "--json", environment: ["PHUSA_DATABASE_URL": url])
            #expect(output.status == (command == "doctor" ? 1 : 69), "\(output.err)")
            #expect(!(output.out + output.err).contains("matkhau123"))
            #expect((output.out + output.err).contains("/nonexistent"))
        }
    }

    @Test("a database without the schema ends with 69 and says what to run")
    func notApplied() async throws {
        let lab = try await Lab(isApplied: false)
        let output = try await lab.phusa("run", "--json")
        #expect(output.status == 69)
        #expect(output.out.isEmpty)
        #expect(output.err.contains("phusa warehouse apply"))
    }

    @Test("T59 what cannot be written ends with 73")
    func unwritable() async throws {
        let lab = try await Lab()
        let full = try await lab.phusa("lint", outputPath: "/dev/full")
        #expect(full.status == 73)
        #expect(full.err.contains("No space left"))
        let path = lab.pipelines + "/phusa.yml/bang.csv"
        let sheet = try await lab.phusa("quarantine", "export", "--output", path)
        #expect(sheet.status == 73, "\(sheet.err)")
        #expect(sheet.err.contains(path))

        try lab.deliver(month: 1, edition: 0, "02-05")
        try lab.replace("archive: ../archive", with: "archive: phusa.yml/kho", in: "phusa.yml")
        let run = try await lab.phusa("run", "--json", "--lang", "vi")
        #expect(run.status == 73 && run.out.isEmpty)
        #expect(run.err.contains("không ghi được \(lab.pipelines)/phusa.yml/kho"))
        #expect(try lab.factRowCount() == 0)
    }

    @Test("T45 a drop zone that is not there ends with 74, and no run is left as running")
    func noDropZone() async throws {
        let lab = try await Lab()
        try FileManager.default.removeItem(atPath: lab.drops)
        let output = try await lab.phusa("run", "--json")
        #expect(output.status == 74)
        #expect(output.out.isEmpty)
        #expect(output.err.contains(lab.drops))
        #expect(try lab.rows("select state from ledger.run") == [["failed"]])
    }

    @Test("a damaged archive ends with 74 before a late drop is folded over it")
    func damagedArchive() async throws {
        let lab = try await Lab()
        try lab.deliver(month: 1, edition: 1, "03-05")
        let report = try await lab.run()
        #expect(report.total.drops.loaded == 1)
        let before = try lab.observations()
        let sha = try lab.value("select sha256 from ledger.drop")
        let object = "\(lab.archive)/objects/\(sha.prefix(2))/\(sha)"
        try FileManager.default.removeItem(atPath: object)
        try Data("khác".utf8).write(to: URL(fileURLWithPath: object))
        try lab.deliver(month: 1, edition: 0, "02-05")
        let output = try await lab.phusa("run", "--json")
        #expect(output.status != 0)
        #expect((output.out + output.err).contains(sha))
        #expect(try lab.observations() == before)
    }
}

extension Lab {
    /// Changes a definition of the workspace; the text must stand in it.
    func replace(_ text: String, with other: String, in path: String) throws {
        let place = pipelines + "/" + path
        let whole = try String(contentsOfFile: place, encoding: .utf8)
        try #require(whole.contains(text), "\(path) does not hold \(text)")
        try whole.replacingOccurrences(of: text, with: other)
            .write(toFile: place, atomically: true, encoding: .utf8)
    }

    /// Writes a definition of the workspace.
    func define(_ path: String, _ text: String) throws {
        let place = URL(fileURLWithPath: pipelines + "/" + path)
        try FileManager.default.createDirectory(
            at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: place)
    }
}
