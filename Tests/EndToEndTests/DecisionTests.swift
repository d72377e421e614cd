import Testing

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

    @Test("a withdrawal that a kill interrupts is completed by the next run, at its own moment")
    func killedWithdrawal() async throws {
        let lab = try await Lab()
        try lab.deliver(month: 1, edition: 0, "02-05")
        try lab.deliver(month: 1, edition: 1, "03-05")
        let files = try await lab.run().files
        let drop = try #require(files.first { $0.path.hasSuffix("03-05.csv") }?.drop)
        let killed = try await lab.phusa(
            "withdraw", "\(drop)", "--reason", "gửi nhầm",
            environment: ["PHUSA_FAULT": "before-commit:1"])
        #expect(killed.isKilled)
        #expect(try lab.figure("KTXH.KDL", "84", "2024-M01") == "119101")

        #expect(try await lab.phusa("run").status == 0)
        #expect(try lab.figure("KTXH.KDL", "84", "2024-M01") == "119100")
        let reasons = try lab.rows("select reason from ledger.event where kind = 'withdrawal'")
        #expect(reasons == [["gửi nhầm"]])
        let sums = try lab.checksums()
        #expect(try await lab.run().total.read == 0)
        #expect(try lab.checksums() == sums)
    }

    @Test("a release that a kill interrupts is completed by the next run, with who and why")
    func killedRelease() async throws {
        let lab = try await Lab()
        try lab.deliver(month: 1, edition: 0, "02-05")
        _ = try await lab.run()
        var thin = MonthlySheet.sample(month: 1, edition: 1)
        thin.lines.removeSubrange(2..<5)
        try lab.write(thin.path("03-05"), thin.text)
        let output = try await lab.phusa("run", "--json")
        let drop = try #require(try output.decode(RunReport.self).files.first?.drop)
        let killed = try await lab.phusa(
            "release", "\(drop)", "--reason", "đã xác minh",
            environment: ["PHUSA_FAULT": "before-commit:1"])
        #expect(killed.isKilled)
        #expect(try lab.figure("KTXH.KDL", "84", "2024-M01") == "119100")

        #expect(try await lab.phusa("run").status == 0)
        #expect(try lab.figure("KTXH.KDL", "84", "2024-M01") == nil)
        #expect(try lab.figure("KTXH.XK", "84", "2024-M01") == "45.101")
        #expect(
            try lab.rows(
                """
                select d.outcome, e.reason from ledger.drop d join ledger.event e using (event_id)
                where d.drop_id = \(drop)
                """) == [["loaded", "đã xác minh"]])
    }

    @Test("a killed load that is held since is no release: it waits for a person")
    func killedLoadIsNoRelease() async throws {
        let lab = try await Lab()
        var thin = MonthlySheet.sample(month: 1, edition: 1)
        thin.lines.removeSubrange(2..<5)
        try lab.write(thin.path("03-05"), thin.text)
        let killed = try await lab.phusa(
            "run", environment: ["PHUSA_FAULT": "after-event-record:1"])
        #expect(killed.isKilled)
        try lab.deliver(month: 1, edition: 0, "02-05")
        #expect(try await lab.run().total.drops.held == 1, "it would close what has come before it")
        #expect(try await lab.run().total.read == 0)
        #expect(try lab.figure("KTXH.KDL", "84", "2024-M01") == "119100")
        #expect(try lab.rows("select outcome from ledger.drop order by drop_id").last == ["held"])
    }
}
