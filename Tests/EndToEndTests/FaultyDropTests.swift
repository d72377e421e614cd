import Foundation
import Testing

@Suite("A faulty drop harms nothing but itself")
struct FaultyDropTests {
    @Test("a refused file beside good ones: they load, the old figures stand, exit code 1")
    func refused() async throws {
        let lab = try await Lab()
        try lab.deliver(month: 3, edition: 0, "04-05")
        #expect(try await lab.run().total.drops.loaded == 1)
        let old = try lab.observations()

        var bad = MonthlySheet.sample(month: 3, edition: 1)
        for index in 0..<5 { bad.lines[index].value = "?" }
        try lab.write(bad.path("05-05"), bad.text)
        try lab.deliver(month: 4, edition: 0, "05-06")
        try lab.deliver("syt/yte-2024-M03-2024-04-05.json.gz")
        let output = try await lab.phusa("run", "--json")
        #expect(output.status == 1)
        let report: RunReport = try output.decode()
        #expect(report.total.drops.loaded == 2)
        #expect(report.total.drops.refused == 1)
        #expect(try lab.observations().filter { $0.hasPrefix("2024-M03 KTXH") } == old)
        #expect(try lab.observations(isClosed: true) == [])
        #expect(try lab.figure("KTXH.KDL", "84", "2024-M04") == "119400")

        let text = try await lab.phusa("quarantine", "list", "--rule", "contract.decimal")
        #expect(text.out.contains("\(bad.path("05-05")):2:5"))
    }

    @Test("a quarantined record of a revision keeps the cell's former figure, exit code 0")
    func quarantined() async throws {
        let lab = try await Lab()
        try lab.deliver(month: 3, edition: 0, "04-05")
        #expect(try await lab.run().total.drops.loaded == 1)
        var revision = MonthlySheet.sample(month: 3, edition: 1)
        revision.lines[2].value = "119,,301"
        try lab.write(revision.path("05-05"), revision.text)
        let output = try await lab.phusa("run", "--json")
        #expect(output.status == 0)
        let report: RunReport = try output.decode()
        #expect(report.total.quarantined == 1)
        #expect(report.total.closed == 0)
        #expect(try lab.figure("KTXH.KDL", "84", "2024-M03") == "119300")
        #expect(try lab.figure("KTXH.TS", "84", "2024-M03") == "19301", "the others are revised")
        let closed = try lab.observations(isClosed: true)
        #expect(!closed.isEmpty)
        #expect(!closed.contains { $0.contains("KTXH.KDL") })
    }

    @Test("T19: the same content under another name of its period is known, and only counted")
    func sameContent() async throws {
        let lab = try await Lab()
        let sheet = MonthlySheet.sample(month: 3)
        try lab.write(sheet.path("04-05"), sheet.text)
        #expect(try await lab.run().total.drops.loaded == 1)
        let before = try lab.observations()
        try lab.write(sheet.path("04-05") + ".txt", sheet.text)
        let report = try await lab.run()
        #expect(report.total.drops.known == 2)
        #expect(report.total.read == 0)
        #expect(try lab.observations() == before)
    }

    @Test("T1: an empty, a cut, a misnamed file and a link each get a message and load nothing")
    func damaged() async throws {
        let lab = try await Lab()
        let whole = try Data(
            contentsOf: URL(
                fileURLWithPath: Repository.drops + "/ctk/ktxh-2024-M03-2024-04-05.csv.gz"))
        try lab.write("ctk/ktxh-2024-M01-2024-02-05.csv", "")
        try lab.write("ctk/ktxh-2024-M02-2024-03-04.csv.gz", whole.prefix(whole.count / 2))
        try lab.write("ctk/bao-cao.csv", "a;b\n")
        try lab.write("ctk/ktxh-2024-M04-2024-05-06.csv.part", "STT;")
        try FileManager.default.createSymbolicLink(
            atPath: lab.drops + "/ctk/ktxh-2024-M05-2024-06-05.csv",
            withDestinationPath: "/etc/hostname")
        try lab.deliver("ctk/ktxh-2024-M03-2024-04-05.csv.gz")
        let output = try await lab.phusa("run", "--lang", "en")
        #expect(output.status == 1)
        let lines = output.out.split(separator: "\n")
        for name in ["ktxh-2024-M01-2024-02-05.csv", "ktxh-2024-M02-2024-03-04.csv.gz"] {
            #expect(lines.contains { $0.contains("ctk/\(name)") && $0.hasSuffix("REFUSED") })
        }
        for name in ["bao-cao.csv", "ktxh-2024-M04-2024-05-06.csv.part", "ktxh-2024-M05"] {
            #expect(output.out.contains("ctk/\(name)"))
        }
        #expect(
            try lab.rows("select path, outcome from ledger.drop order by 1") == [
                ["ctk/ktxh-2024-M01-2024-02-05.csv", "refused"],
                ["ctk/ktxh-2024-M02-2024-03-04.csv.gz", "refused"],
                ["ctk/ktxh-2024-M03-2024-04-05.csv.gz", "loaded"],
            ])
        #expect(try lab.factRowCount() == 25)
        let undelivered = try lab.rows(
            """
            select p.code, s.state, s.received_at from warehouse.fact_submission s
            join warehouse.dim_period p using (period_id) where p.code = '2024-M01'
            """)
        #expect(undelivered == [["2024-M01", "refused", "∅"]])
    }
}
