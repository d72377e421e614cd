import Foundation
import PhusaModel
import Testing
import Warehouse

@Suite("The submission ledger")
struct SubmissionLedgerTests {
    private struct Matrix: Decodable {
        struct Row: Decodable {
            struct Cell: Decodable {
                let period: String
                let state: String
                let workingDaysLate: Int

                private enum CodingKeys: String, CodingKey {
                    case period, state, workingDaysLate = "working_days_late"
                }
            }

            let dataset: String
            let owed: Int
            let exempted: Int
            let submissions: [Cell]
        }

        let on: String
        let rows: [Row]
    }

    private static let dataset = "ctk.kinh-te-xa-hoi.thang"

    /// The monthly sheet's row of the matrix as it was on a day.
    private func row(_ lab: Lab, asOf day: String, _ arguments: String...) async throws
        -> Matrix.Row
    {
        let output = try await lab.phusa(
            ["late", "--matrix", "--json", "--as-of", day] + arguments)
        #expect(output.status == 0, "\(output.err)")
        let matrix: Matrix = try output.decode()
        #expect(matrix.on == day)
        return try #require(matrix.rows.first { $0.dataset == Self.dataset })
    }

    private func states(_ lab: Lab, asOf day: String) async throws -> [String] {
        try await row(lab, asOf: day).submissions.map { "\($0.period) \($0.state)" }
    }

    /// January as it should be, and in February's file January's figures again.
    private func labWithCopy() async throws -> Lab {
        let lab = try await Lab()
        try lab.deliver(month: 1, edition: 0, "02-05")
        var copy = MonthlySheet(month: 2, lines: MonthlySheet.sample(month: 1).lines)
        copy.status = "Chính thức"
        try lab.write(copy.path("03-05"), copy.text)
        #expect(try await lab.phusa("run").status == 0)
        return lab
    }

    @Test("a copy of last month is none of this month, until a true file comes; history replays")
    func copies() async throws {
        let lab = try await labWithCopy()
        let asOf = "2024-03-10"
        let before = ["2024-M01 on-time", "2024-M02 copy"]
        #expect(try await states(lab, asOf: asOf) == before)
        #expect(
            try lab.rows("select state from warehouse.fact_submission order by period_id")
                == [["on-time"], ["copy"]])
        let late = try await lab.phusa("late", "--on", "2024-03-10", "--agency", "ctk")
        #expect(late.out.contains("copy of the period before"))

        try lab.deliver(month: 2, edition: 0, "03-20")
        #expect(try await lab.phusa("run").status == 0)
        #expect(try await states(lab, asOf: asOf) == before, "what the matrix said that day")
        let now = try await row(lab, asOf: "2024-03-31")
        #expect(now.submissions.map(\.state) == ["on-time", "late"])
        #expect(now.submissions.last?.workingDaysLate == 9)
        #expect(try await states(lab, asOf: "2024-02-06") == ["2024-M01 on-time"])
        #expect(try await lab.phusa("warehouse", "verify").status == 0)
    }

    @Test("a contract may say that the same figures come again")
    func allowed() async throws {
        let lab = try await labWithCopy()
        let path = lab.pipelines + "/ctk/kinh-te-xa-hoi/contract.yml"
        let text = try String(contentsOfFile: path, encoding: .utf8)
        try (text + "allow: {same_bytes: true}\n").write(
            toFile: path, atomically: true, encoding: .utf8)
        #expect(
            try await states(lab, asOf: "2024-03-10") == ["2024-M01 on-time", "2024-M02 on-time"])
    }

    @Test("an empty file is not received, and an exempted period is not owed from its decision on")
    func emptyAndExempted() async throws {
        let lab = try await Lab()
        try lab.deliver(month: 1, edition: 0, "02-05")
        let empty = MonthlySheet(month: 2, lines: [])
        try lab.write(empty.path("03-05"), empty.text)
        _ = try await lab.phusa("run")
        #expect(try await states(lab, asOf: "2024-03-31").last == "2024-M02 empty")

        try """
        - periods: [2024-03]
          decided: 2024-04-10
          by: Chánh Văn phòng UBND tỉnh
          reason: Chuyển sang phần mềm báo cáo mới
          paper: 215/UBND-TH

        """.write(
            toFile: lab.pipelines + "/ctk/kinh-te-xa-hoi/exemptions.yml", atomically: true,
            encoding: .utf8)
        #expect(try await lab.phusa("lint").status == 0)
        #expect(try await states(lab, asOf: "2024-04-01").last == "2024-M03 due")
        #expect(try await states(lab, asOf: "2024-04-09").last == "2024-M03 missing")
        let after = try await row(lab, asOf: "2024-04-10")
        #expect(after.submissions.last?.state == "exempted")
        #expect(after.owed == 2 && after.exempted == 1)
        let late = try await lab.phusa("late", "--as-of", "2024-04-10", "--agency", "ctk")
        #expect(!late.out.contains("March 2024, due"))
        let text = try await lab.phusa(
            "late", "--matrix", "--as-of", "2024-04-10", "--periods", "2", "--agency", "ctk")
        #expect(text.out.contains("– exempted") && !text.out.contains("01/24"))
    }

    @Test("the monthly report tells of the month's files, of who owes, and writes to them")
    func report() async throws {
        let lab = try await Lab()
        try lab.deliver(month: 1, edition: 0, "02-05")
        try lab.write("ctk/ktxh-2024-M02-2024-03-05.csv", "a;b\n1;2\n")
        _ = try await lab.phusa("run")
        let build = try await lab.phusa(
            "report", "build", "van-hanh", "--period", "2024-M02", "--lang", "vi")
        #expect(build.status == 0, "\(build.out)\(build.err)")
        let path = try lab.value("select path from ledger.report_build")
        let html = try String(contentsOfFile: path, encoding: .utf8)
        #expect(html.contains("Kính gửi: Cục Thống kê"))
        #expect(html.contains("Nhận 1 tệp: từ chối 0, tạm giữ 0"), "the refused one came in March")
        let printed = try lab.rows(
            """
            select c ->> 'column', c ->> 'value' from ledger.report_build,
                jsonb_array_elements(cells) c
            where c ->> 'row' = '\(Self.dataset)' and c ->> 'section' like '%gửi số liệu'
            """)
        #expect(printed.contains(["Đến hạn", "2"]) && printed.contains(["Còn thiếu", "1"]))
        #expect(printed.contains(["Số lượt đúng hạn", "1"]))
        #expect(printed.contains(["Đúng hạn", "50"]))
    }

    @Test("asks for one day only, and for at least one period")
    func usage() async throws {
        let lab = try await Lab()
        let both = ["late", "--on", "2024-04-10", "--as-of", "2024-04-10"]
        #expect(try await lab.phusa(both).status == 64)
        #expect(try await lab.phusa("late", "--matrix", "--periods", "0").status == 64)
    }
}
