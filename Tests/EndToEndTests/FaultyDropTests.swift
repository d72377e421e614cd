import Foundation
import PhusaTestSupport
import Testing
import Warehouse

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

    @Test("an empty, a cut, a wrongly named file and a link each get a message and load nothing")
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
        for name in ["ktxh-2024-M01-2024-02-05.csv", "ktxh-2024-M02-2024-03-04.csv.gz"] {
            #expect(output.out.contains("ctk/\(name): REFUSED"))
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
    }
}

@Suite("One writer per dataset")
struct LockTests {
    @Test("the second one is told who holds it and ends with 75; other datasets load")
    func held() async throws {
        let lab = try await Lab()
        try lab.deliver(month: 1, edition: 0, "02-05")
        #expect(try await lab.run().total.drops.loaded == 1)
        try lab.deliver(month: 2, edition: 0, "03-04")
        try lab.deliver("syt/yte-2024-M03-2024-04-05.json.gz")
        let dataset = try #require(
            Int(
                try lab.value(
                    "select dataset_id from ledger.dataset where code = 'ctk.kinh-te-xa-hoi.thang'")
            ))
        let holder = try Holder(dataset, lab)

        let output = try await lab.phusa("run", "--json")
        #expect(output.status == 75)
        let report: RunReport = try output.decode()
        let locked = try #require(report["ctk.kinh-te-xa-hoi.thang"])
        #expect(locked.lockedBy?.contains("phusa lan@may 42 run") == true)
        #expect(locked.balance.drops.loaded == 0)
        #expect(report["syt.y-te.thang"]?.balance.drops.loaded == 1)
        let text = try await lab.phusa("run")
        #expect(text.status == 75)
        #expect(text.out.contains("phusa lan@may 42 run"))
        let withdrawal = try await lab.phusa("withdraw", "1", "--reason", "thử")
        #expect(withdrawal.status == 75, "\(withdrawal.err)")
        #expect(withdrawal.err.contains("phusa lan@may 42 run"))

        holder.release()
        let next = try await lab.run()
        #expect(next.total.drops.loaded == 1)
        #expect(next["ctk.kinh-te-xa-hoi.thang"]?.balance.drops.loaded == 1)
    }

    /// Another session that holds a dataset's lock. Unchecked: one test uses it, step by step.
    private final class Holder: @unchecked Sendable {
        private var connection: Connection?

        init(_ dataset: Int, _ lab: Lab) throws {
            let connection = try Connection(lab.target, applicationName: "phusa lan@may 42 run")
            try #require(try AdvisoryLock.tryLock(dataset: dataset, on: connection))
            self.connection = connection
        }

        func release() { connection = nil }
    }
}

@Suite("A person's decisions about drops")
struct DecisionTests {
    @Test("a withdrawal brings the former figure back, with its own origin")
    func withdrawal() async throws {
        let lab = try await Lab()
        try lab.deliver(month: 1, edition: 0, "02-05")
        #expect(try await lab.run().total.drops.loaded == 1)
        try lab.deliver(month: 1, edition: 1, "03-05")
        let second = try #require(try await lab.run().files.first?.drop)
        #expect(try lab.figure("KTXH.KDL", "84", "2024-M01") == "119101")

        let output = try await lab.phusa("withdraw", "\(second)", "--reason", "gửi nhầm kỳ")
        #expect(output.status == 0, "\(output.err)")
        #expect(try lab.figure("KTXH.KDL", "84", "2024-M01") == "119100")
        let row = try #require(
            try lab.observations().first { $0.hasPrefix("2024-M01 KTXH.KDL") })
        #expect(row.contains("ctk/ktxh-2024-M01-2024-02-05.csv"))
        #expect(try lab.figure("KTXH.KDL", "84", "2024-M01", asOf: "2024-12-01") == "119101")
        #expect(try lab.figure("KTXH.KDL", "84", "2024-M01", asOf: "2024-02-10") == "119100")
        #expect(try lab.figure("KTXH.KDL", "84", "2024-M01", asOf: "2024-02-01") == nil)
        let why = try await lab.phusa("why", "KTXH.KDL", "84", "2024-M01")
        #expect(why.out.contains("gửi nhầm kỳ"))

        let sums = try lab.checksums()
        #expect(try await lab.run().total.read == 0, "the file still lies in the drop zone")
        #expect(try lab.checksums() == sums)
        #expect(try await lab.phusa("withdraw", "\(second)", "--reason", "x").status == 1)
        #expect(try await lab.phusa("withdraw", "999", "--reason", "x").status == 64)
    }

    @Test("a drop that would close too much is held, and loads when it is released")
    func release() async throws {
        let lab = try await Lab()
        try lab.deliver(month: 1, edition: 0, "02-05")
        #expect(try await lab.run().total.drops.loaded == 1)
        let old = try lab.observations()
        var thin = MonthlySheet.sample(month: 1, edition: 1)
        thin.lines.removeSubrange(2..<5)
        try lab.write(thin.path("03-05"), thin.text)

        let output = try await lab.phusa("run", "--json")
        #expect(output.status == 1)
        let report: RunReport = try output.decode()
        let held = try #require(report.files.first)
        #expect(held.state == "held")
        #expect(held.violations.map(\.rule) == ["drop.closures"])
        #expect(try lab.observations() == old)
        #expect(try await lab.phusa("withdraw", "\(held.drop ?? 0)", "--reason", "x").status == 1)

        let release = try await lab.phusa(
            "release", "\(held.drop ?? 0)", "--reason", "đã xác minh")
        #expect(release.status == 0, "\(release.err)")
        #expect(try lab.figure("KTXH.KDL", "84", "2024-M01") == nil)
        #expect(try lab.figure("KTXH.KDL", "84", "2024-M01", asOf: "2024-02-10") == "119100")
        #expect(try lab.figure("KTXH.XK", "84", "2024-M01") == "45.101")
        #expect(try lab.observations().count == 7)
        #expect(
            try lab.rows("select outcome, cells_read from ledger.drop order by drop_id") == [
                ["loaded", "10"], ["loaded", "7"],
            ])
        let sums = try lab.checksums()
        #expect(try await lab.run().total.read == 0)
        #expect(try lab.checksums() == sums)
    }
}
