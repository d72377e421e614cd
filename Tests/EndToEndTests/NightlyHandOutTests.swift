import Foundation
import PhusaTestSupport
import Testing
import Warehouse

@Suite("What a night hands out")
struct NightlyHandOutTests {
    private static let hook =
        "hooks: {failure: [sh, -c, 'cat > ../hook.json; echo loud'], timeout: 20s}"

    private static func exitInHook(_ lab: Lab) throws -> Int {
        try lab.document("hook.json", NightReport.self).exit
    }

    @Test("the hook reads the page of a night that is not well, and of no other")
    func hook() async throws {
        let lab = try await Lab()
        try lab.configure(Self.hook)
        try lab.deliver(month: 1, edition: 0, "02-05")
        #expect(try await lab.nightly().output.status == 0)
        #expect(!FileManager.default.fileExists(atPath: lab.folder + "/hook.json"))
        try lab.write("ctk/ktxh-2024-M02-2024-03-05.csv", "a;b\n1;2\n")
        let (_, output) = try await lab.nightly()
        #expect(output.status == 1)
        #expect(try lab.text("hook.json") == output.out, "its own output is not ours")
        #expect(output.err.contains("loud"))
    }

    @Test("a hook that hangs or fails is ended and told, and changes no exit code")
    func hangingHook() async throws {
        let lab = try await Lab()
        try lab.configure("hooks: {failure: [sh, -c, 'sleep 600 & sleep 600'], timeout: 1s}")
        try lab.write("ctk/ktxh-2024-M02-2024-03-05.csv", "a;b\n1;2\n")
        let started = ContinuousClock.now
        let (_, output) = try await lab.nightly()
        #expect(output.status == 1)
        // The hook would sleep ten minutes; on a busy machine the run itself takes a few.
        #expect(output.ended - started < .seconds(400))
        #expect(output.err.contains("it took more than 1 s"), "\(output.err)")
        try lab.write("ctk/ktxh-2024-M03-2024-04-05.csv", "a;b\n1;2\n")
        let path = lab.pipelines + "/phusa.yml"
        let text = try String(contentsOfFile: path, encoding: .utf8)
        try text.replacing("[sh, -c, 'sleep 600 & sleep 600']", with: "[no-such-program]")
            .write(toFile: path, atomically: true, encoding: .utf8)
        let missing = try await lab.nightly()
        #expect(missing.output.status == 1)
        #expect(missing.output.err.contains("there is no program 'no-such-program'"))
    }

    @Test("nights that end before there is a page are told too: 65, 69, 75, 143")
    func exits() async throws {
        let lab = try await Lab()
        try lab.configure(Self.hook)
        try lab.configure("metrics: ../phusa.prom")
        try lab.deliver(month: 1, edition: 0, "02-05")
        #expect(try await lab.nightly().output.status == 0)
        let well = try Exposition(lab.text("phusa.prom"))
        let success = try #require(well.value("phusa_last_success_timestamp_seconds"))

        let url = "postgresql://ioc:s3cret-word@127.0.0.1:1/nowhere"
        let down = try await lab.nightly(environment: ["PHUSA_DATABASE_URL": url])
        #expect(down.output.status == 69 && down.report.faults.first?.kind == "warehouse")
        #expect(try Self.exitInHook(lab) == 69)
        let everything = down.output.out + down.output.err + (try lab.text("hook.json"))
        #expect(!everything.contains("s3cret-word"))
        let metrics = try Exposition(lab.text("phusa.prom"))
        #expect(metrics.value("phusa_last_exit_code") == "69")
        #expect(metrics.value("phusa_last_success_timestamp_seconds") == success)

        let id = try #require(Int(try lab.value("select min(dataset_id) from ledger.dataset")))
        try await locked(lab, id)

        let table = try Connection(lab.target)
        try table.execute("begin; lock table warehouse.dim_area in access exclusive mode")
        var program = Program(
            path: "/usr/bin/timeout",
            arguments: [
                "--preserve-status", "--signal=TERM", "4", Program.phusa, "nightly", "--workspace",
                lab.pipelines,
            ])
        program.environment = Lab.environment.merging(["PHUSA_DATABASE_URL": lab.databaseURL]) {
            $1
        }
        #expect(try await program.run().status == 143)
        #expect(try Self.exitInHook(lab) == 143)
        table.rollback()

        try lab.write("../Pipelines/catalogue/units.yml", "- unit: [\n")
        let wrong = try await lab.nightly()
        #expect(wrong.output.status == 65 && wrong.report.faults.first?.kind == "definition")
        #expect(wrong.output.err.contains("catalogue/units.yml"))
        #expect(try Self.exitInHook(lab) == 65)
    }

    private func locked(_ lab: Lab, _ dataset: Int) async throws {
        let holder = try Connection(lab.target, applicationName: "phusa lan@may 42 run")
        #expect(try AdvisoryLock.tryLock(dataset: dataset, on: holder))
        let (report, output) = try await lab.nightly()
        #expect(output.status == 75 && report.exit == 75)
        #expect(output.out.contains("phusa lan@may 42 run"))
        #expect(try Self.exitInHook(lab) == 75)
        try AdvisoryLock.unlock(dataset: dataset, on: holder)
    }

    @Test("metrics keep to the format, for every dataset and in total, and may be read by all")
    func metrics() async throws {
        let lab = try await Lab()
        let path = lab.folder + "/node/phusa.prom"
        try FileManager.default.createDirectory(
            atPath: lab.folder + "/node", withIntermediateDirectories: true)
        try lab.deliver(month: 1, edition: 0, "02-05")
        #expect(try await lab.nightly("--metrics", path).output.status == 0)
        let metrics = try Exposition(lab.text("node/phusa.prom"))
        #expect(metrics.value("phusa_run_rows", ["state": "loaded"]) == "10")
        let labels = ["agency": "ctk", "dataset": "ctk.kinh-te-xa-hoi.thang"]
        #expect(metrics.value("phusa_dataset_rows", labels.with("state", "loaded")) == "10")
        #expect(metrics.value("phusa_dataset_files", labels.with("state", "loaded")) == "1")
        let age = try #require(
            metrics.value("phusa_dataset_freshness_seconds", labels.with("since", "vintage")))
        #expect(try #require(Double(age)) > 86_400)
        #expect(
            metrics.value("phusa_dataset_freshness_seconds", labels.with("since", "period_end"))
                != nil)
        #expect(metrics.value("phusa_late_obligations", labels) == "2")
        #expect(metrics.value("phusa_held_drops", labels) == "0")
        #expect(metrics.value("phusa_open_quarantine_records", labels) == "0")
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions]
        #expect(mode as? Int == 0o644)
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: lab.folder + "/node")
                == ["phusa.prom"])
    }

    @Test("each line of a JSON log is one object, whatever the files are called")
    func log() async throws {
        let lab = try await Lab()
        try lab.deliver(month: 1, edition: 0, "02-05")
        let name = "ctk/ktxh\n{\"level\":\"error\"}\u{1B}[31m\u{202E}-2024-M02-2024-03-05.csv"
        try lab.write(name, "x")
        let contract = lab.pipelines + "/ctk/kinh-te-xa-hoi/contract.yml"
        let text = try String(contentsOfFile: contract, encoding: .utf8)
        let wide = text.replacing("name: 'ktxh-{period", with: "name: 'ktxh*-{period")
        #expect(wide != text)
        try wide.write(toFile: contract, atomically: true, encoding: .utf8)
        for command in [["nightly"], ["run"]] {
            let output = try await lab.phusa(
                command, environment: ["PHUSA_LOG_FORMAT": "json"])
            #expect(output.status == (command == ["nightly"] ? 1 : 0))
            let lines = output.err.split(separator: "\n")
            for line in lines {
                #expect(line.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F })
                let object = try JSONDecoder().decode([String: String].self, from: Data(line.utf8))
                #expect(Set(["time", "level", "message"]).isSubset(of: object.keys))
            }
            guard command == ["nightly"] else { continue }
            #expect(lines.contains { $0.contains("\\u001b[31m\\u202e") }, "\(output.err)")
            #expect(lines.count >= 3)
        }
        try lab.write("ctk/ktxh\n\u{1B}[31m-2024-M03-2024-04-05.csv", "x")
        let plain = try await lab.phusa("run", "--verbose")
        #expect(!plain.err.contains("\u{1B}"))
        #expect(plain.err.contains("path=\"ctk/ktxh\\n\\u{1B}[31m-2024-M03-2024-04-05.csv\""))
    }
}

extension [String: String] {
    fileprivate func with(_ key: String, _ value: String) -> [String: String] {
        merging([key: value]) { $1 }
    }
}
