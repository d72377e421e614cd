import Foundation
import Testing

@Suite("Decisions that read drops again: replay, rerun, correction")
struct RereadingTests {
    private static let newName = "Chỉ số sản xuất toàn ngành"

    /// A month with a name that the code table does not know, and the table mended afterwards.
    private func labWithUnknownName() async throws -> Lab {
        let lab = try await Lab()
        var sheet = MonthlySheet.sample(month: 1)
        sheet.lines[2] = MonthlySheet.Line(Self.newName, "lượt người", "119.555")
        try lab.write(sheet.path("02-05"), sheet.text)
        return lab
    }

    private func mendTable(_ lab: Lab) throws {
        let path = lab.pipelines + "/ctk/kinh-te-xa-hoi/chi-tieu.csv"
        let table = try String(contentsOfFile: path, encoding: .utf8)
        try (table + "\(Self.newName),KTXH.KDL,,,\n")
            .write(toFile: path, atomically: true, encoding: .utf8)
    }

    // MARK: Replay

    @Test("a replay lets mended records in at the drop's own vintage; a second one finds nothing")
    func replay() async throws {
        let lab = try await labWithUnknownName()
        #expect(try await lab.run().total.quarantined == 1)
        #expect(try lab.figure("KTXH.KDL", "84", "2024-M01") == nil)
        let early = try await lab.phusa("quarantine", "replay", "--drop", "1", "--reason", "thử")
        #expect(early.status == 0 && early.out.contains("0 records"), "\(early.out)\(early.err)")

        try mendTable(lab)
        let output = try await lab.phusa(
            "quarantine", "replay", "--drop", "1", "--reason", "thêm tên vào bảng mã")
        #expect(output.status == 0, "\(output.err)")
        #expect(output.out.contains("let in 1 records, 0 stay"))
        #expect(try lab.figure("KTXH.KDL", "84", "2024-M01") == "119555")
        #expect(try lab.figure("KTXH.KDL", "84", "2024-M01", asOf: "2024-02-06") == "119555")
        #expect(try lab.figure("KTXH.KDL", "84", "2024-M01", asOf: "2024-02-01") == nil)
        #expect(
            try lab.rows("select state, state_reason from ledger.quarantine") == [
                ["replayed", "thêm tên vào bảng mã"]
            ])
        #expect(
            try lab.rows(
                "select records_accepted, records_quarantined, cells_loaded, cells_quarantined"
                    + " from ledger.drop") == [["10", "0", "10", "0"]])
        #expect(try await lab.run().total.read == 0)
        let sums = try lab.checksums()
        let again = try await lab.phusa("quarantine", "replay", "--drop", "1", "--reason", "x")
        #expect(again.out.contains("0 records"))
        #expect(try lab.checksums() == sums)
        #expect(try await lab.phusa("warehouse", "verify").status == 0)
    }

    @Test("the same drops, replayed before or after a later one came, end in the same warehouse")
    func replayOrder() async throws {
        let first = try await labWithUnknownName()
        _ = try await first.run()
        try mendTable(first)
        _ = try await first.phusa("quarantine", "replay", "--drop", "1", "--reason", "r")
        try first.deliver(month: 1, edition: 1, "03-05")
        _ = try await first.run()

        let second = try await labWithUnknownName()
        _ = try await second.run()
        try second.deliver(month: 1, edition: 1, "03-05")
        _ = try await second.run()
        try mendTable(second)
        _ = try await second.phusa("quarantine", "replay", "--drop", "1", "--reason", "r")
        // The corrected file had mended the record: a replay finds nothing open.
        #expect(try second.value("select state from ledger.quarantine") == "fixed")
        #expect(try first.observations() == second.observations())
    }

    @Test("a corrected file moves what it mends to fixed, whichever of the two is loaded first")
    func fixed() async throws {
        for isReversed in [false, true] {
            let lab = try await labWithUnknownName()
            if isReversed {
                let early = lab.drops + "/" + MonthlySheet.sample(month: 1).path("02-05")
                let bytes = try Data(contentsOf: URL(fileURLWithPath: early))
                try FileManager.default.removeItem(atPath: early)
                try lab.deliver(month: 1, edition: 1, "03-05")
                _ = try await lab.run()
                try lab.write(MonthlySheet.sample(month: 1).path("02-05"), bytes)
                _ = try await lab.run()
            } else {
                _ = try await lab.run()
                #expect(try lab.value("select state from ledger.quarantine") == "open")
                try lab.deliver(month: 1, edition: 1, "03-05")
                _ = try await lab.run()
            }
            #expect(
                try lab.rows("select state, state_reason like '%03-05%' from ledger.quarantine")
                    == [["fixed", "t"]], "reversed: \(isReversed)")
        }
    }

    // MARK: Rerun

    @Test("a rerun restates a period from now on, once; what was known before stays readable")
    func rerun() async throws {
        let lab = try await labWithUnknownName()
        try lab.deliver(month: 2, edition: 0, "03-05")
        _ = try await lab.run()
        try mendTable(lab)
        let stale = try await lab.run()
        #expect(stale.stale == 2)
        #expect(try lab.figure("KTXH.KDL", "84", "2024-M01") == nil, "a run restates nothing")

        let plan = try await lab.phusa("plan", "--period", "2024-M01")
        #expect(plan.out.contains("restated [2024-M01] from 1 drops: add 1, change 0, close 0"))
        #expect(try lab.figure("KTXH.KDL", "84", "2024-M01") == nil, "a plan writes nothing")
        let output = try await lab.phusa(
            "rerun", "--period", "2024-M01", "--reason", "sửa bảng mã", "--agency", "ctk")
        #expect(output.status == 0, "\(output.err)")
        #expect(output.out.contains("restated [2024-M01] from 1 drops: add 1, change 0, close 0"))
        #expect(try lab.figure("KTXH.KDL", "84", "2024-M01") == "119555")
        #expect(try lab.figure("KTXH.KDL", "84", "2024-M01", asOf: "2024-12-31") == nil)
        #expect(try lab.value("select state from ledger.quarantine") == "replayed")
        #expect(
            try lab.rows("select kind, reason from ledger.event where kind = 'restatement'")
                == [["restatement", "sửa bảng mã"]])
        let sums = try lab.checksums()
        let again = try await lab.phusa(
            "rerun", "--period", "2024-M01", "--reason", "lần nữa", "--json")
        #expect(again.status == 0, "\(again.err)")
        #expect(try lab.checksums() == sums)
        let count = "select count(*) from ledger.event where kind = 'restatement'"
        #expect(try lab.value(count) == "1")
        #expect(try await lab.run().stale == 1, "the other month is stale as before")
        #expect(try await lab.phusa("warehouse", "verify").status == 0)
    }

    @Test("a late older drop is read by the restatement that its period has, from its day on")
    func rerunThenLate() async throws {
        let late = MonthlySheet.sample(month: 1, edition: 3)
        let first = try await labWithUnknownName()
        try first.write(late.path("02-03"), late.text)
        _ = try await first.run()
        try mendTable(first)
        _ = try await first.phusa("rerun", "--period", "2024-M01", "--reason", "r")

        let second = try await labWithUnknownName()
        _ = try await second.run()
        try mendTable(second)
        _ = try await second.phusa("rerun", "--period", "2024-M01", "--reason", "r")
        try second.write(late.path("02-03"), late.text)
        _ = try await second.run()
        let figures = { (lab: Lab) in
            try lab.rows(
                """
                select i.code, f.value, dr.path from warehouse.fact_observation f
                join warehouse.dim_indicator i using (indicator_id)
                join ledger.drop dr on dr.event_id = coalesce(f.origin_id, f.event_id)
                """
            ).map { $0.joined(separator: " ") }.sorted()
        }
        #expect(try figures(first) == figures(second))
        #expect(try second.figure("KTXH.KDL", "84", "2024-M01", asOf: "2024-02-04") == "119103")
    }

    @Test("bad never replaces good: a rerun by definitions that refuse the drop changes nothing")
    func refusedRerun() async throws {
        let lab = try await Lab()
        try lab.deliver(month: 1, edition: 0, "02-05")
        _ = try await lab.run()
        let path = lab.pipelines + "/ctk/kinh-te-xa-hoi/contract.yml"
        let contract = try String(contentsOfFile: path, encoding: .utf8)
        try contract.replacingOccurrences(of: "name: Giá trị", with: "name: Trị số")
            .write(toFile: path, atomically: true, encoding: .utf8)
        let sums = try lab.checksums()
        let output = try await lab.phusa("rerun", "--period", "2024-M01", "--reason", "r")
        #expect(output.status == 1)
        #expect(output.out.contains("Trị số"), "\(output.out)")
        #expect(try lab.checksums() == sums)
    }

    @Test("bad never replaces good: what a rerun would quarantine keeps its figure, and is told")
    func quarantiningRerun() async throws {
        let lab = try await Lab()
        try lab.deliver(month: 1, edition: 0, "02-05")
        _ = try await lab.run()
        let path = lab.pipelines + "/ctk/kinh-te-xa-hoi/chi-tieu.csv"
        let table = try String(contentsOfFile: path, encoding: .utf8)
        try table.split(separator: "\n").filter { !$0.hasPrefix("Số lượt khách du lịch,") }
            .joined(separator: "\n").write(toFile: path, atomically: true, encoding: .utf8)
        let old = try lab.observations()
        let output = try await lab.phusa("rerun", "--period", "2024-M01", "--reason", "r")
        #expect(output.status == 0)
        #expect(
            output.out.contains("add 0, change 0, close 0; 1 more records in quarantine"),
            "\(output.out)")
        #expect(try lab.observations() == old)
        #expect(try lab.value("select state from ledger.quarantine") == "open")
        try table.write(toFile: path, atomically: true, encoding: .utf8)
        _ = try await lab.phusa("rerun", "--period", "2024-M01", "--reason", "sửa lại")
        #expect(try lab.observations() == old)
        #expect(try lab.value("select state from ledger.quarantine") == "replayed")
    }

    @Test(
        "a refused file that is judged again counts its records once, and what was waived stays so")
    func judgedAgain() async throws {
        let lab = try await Lab()
        var sheet = MonthlySheet.sample(month: 1)
        for index in [0, 1, 2] { sheet.lines[index].value = "?" }
        try lab.write(sheet.path("02-05"), sheet.text)
        #expect(try await lab.run().total.drops.refused == 1)
        let waived = try await lab.phusa("quarantine", "waive", "1", "--reason", "không sửa")
        #expect(waived.status == 0, "\(waived.err)")
        try mendTable(lab)
        #expect(try await lab.run().total.drops.refused == 1)
        #expect(
            try lab.rows(
                "select drop_id, line, state from ledger.quarantine order by drop_id, line") == [
                    ["1", "2", "waived"], ["1", "3", "fixed"], ["1", "4", "fixed"],
                    ["2", "2", "waived"], ["2", "3", "open"], ["2", "4", "open"],
                ])
    }

    @Test("plan says what changes in the current figures, also for a file with an older date")
    func backdatedPlan() async throws {
        let lab = try await Lab()
        try lab.deliver(month: 1, edition: 1, "03-05")
        _ = try await lab.run()
        try lab.deliver(month: 1, edition: 0, "02-05")
        let plan = try await lab.phusa("plan")
        #expect(plan.out.contains("[2024-M01]: add 0, change 0, close 0"), "\(plan.out)")
    }

    // MARK: Corrections

    private func correct(_ lab: Lab, decided: String, expecting: String = "119.100") throws {
        try """
        - correction: 2024-001
          decided: \(decided)
          by: Trưởng phòng
          reason: Sai dấu thập phân
          match: {chi_tieu: Số lượt khách du lịch}
          change: {column: gia_tri, expect: '\(expecting)', value: '119.999'}
        """.write(
            toFile: lab.pipelines + "/ctk/kinh-te-xa-hoi/corrections.yml", atomically: true,
            encoding: .utf8)
    }

    @Test("a correction counts for older drops from the day of its decision, in any order")
    func correction() async throws {
        let first = try await Lab()
        try first.deliver(month: 1, edition: 0, "02-05")
        _ = try await first.run()
        try correct(first, decided: "2024-03-01")
        let plan = try await first.phusa("plan")
        #expect(
            plan.out.contains("2024-001, figures loaded before it: add 0, change 1, close 0"),
            "\(plan.out)")
        let output = try await first.phusa("run")
        #expect(output.status == 0 && output.out.contains("before it: add 0, change 1"))
        #expect(try first.figure("KTXH.KDL", "84", "2024-M01") == "119999")
        #expect(try first.figure("KTXH.KDL", "84", "2024-M01", asOf: "2024-02-28") == "119100")
        let sums = try first.checksums()
        #expect(try await first.run().total.read == 0)
        #expect(try first.checksums() == sums)

        let second = try await Lab()
        try correct(second, decided: "2024-03-01")
        _ = try await second.run()
        try second.deliver(month: 1, edition: 0, "02-05")
        _ = try await second.run()
        #expect(try second.observations() == first.observations())
        #expect(try second.observations(isClosed: true) == first.observations(isClosed: true))
        #expect(try await second.phusa("warehouse", "verify").status == 0)
    }

    @Test("a correction fails loudly once the source is mended")
    func mendedSource() async throws {
        let lab = try await Lab()
        try correct(lab, decided: "2024-01-01", expecting: "119.000")
        try lab.deliver(month: 1, edition: 0, "02-05")
        let output = try await lab.phusa("run")
        #expect(output.out.contains("2024-001"), "\(output.out)")
        #expect(try lab.figure("KTXH.KDL", "84", "2024-M01") == "119100")
    }

    // MARK: Kills

    @Test(
        "a decision that a kill interrupts is completed by the next run",
        arguments: [
            "before-commit:1", "after-event-record:1", "after-copy:1",
        ])
    func killed(place: String) async throws {
        let lab = try await labWithUnknownName()
        _ = try await lab.run()
        try mendTable(lab)
        let unbroken = try await Lab(copying: lab)
        _ = try await unbroken.phusa("quarantine", "replay", "--drop", "1", "--reason", "r")
        let killed = try await lab.phusa(
            "quarantine", "replay", "--drop", "1", "--reason", "r",
            environment: ["PHUSA_FAULT": place])
        #expect(killed.isKilled)
        #expect(try lab.figure("KTXH.KDL", "84", "2024-M01") == nil)
        _ = try await lab.run()
        #expect(try lab.observations() == unbroken.observations())
    }

    @Test("retry takes up what failed and nothing else")
    func retry() async throws {
        let lab = try await Lab()
        try lab.deliver(month: 1, edition: 0, "02-05")
        _ = try await lab.run()
        let nothing = try await lab.phusa("retry")
        #expect(nothing.status == 0 && nothing.out.contains("nothing failed"))

        let trap = try Trap(Trap.raise("53100"), when: "true", in: lab)
        try lab.deliver(month: 2, edition: 0, "03-05")
        #expect(try await lab.phusa("run").status == 69)
        try trap.remove()
        try lab.deliver(month: 3, edition: 0, "04-05")
        let retried = try await lab.phusa("retry", "--json")
        let report: RunReport = try retried.decode()
        #expect(retried.status == 0, "\(retried.err)")
        #expect(report.files.map(\.path) == ["ctk/ktxh-2024-M02-2024-03-05.csv"])
        #expect(try await lab.run().files.map(\.path) == ["ctk/ktxh-2024-M03-2024-04-05.csv"])
    }
}
