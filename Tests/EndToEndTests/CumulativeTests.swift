import Foundation
import Testing

@Suite("Figures counted from January that shrink within the year")
struct CumulativeTests {
    private static let kinds = "[month, cumulative, quarter, half]"

    private func lab(_ level: String) async throws -> Lab {
        let lab = try await Lab()
        try lab.replace(
            "load: {into: fact_observation, mode: replace}",
            with: """
                load: {into: fact_observation, mode: replace}
                checks:
                  - {rule: cumulative, level: \(level)}
                """, in: "syt/y-te/pipeline.yml")
        let contract = "syt/y-te/contract.yml"
        try lab.replace("{period:month}", with: "{so:digits}", in: contract)
        try lab.replace("periods: [month]", with: "periods: \(Self.kinds)", in: contract)
        return lab
    }

    /// Visits of the province, one line for each period.
    private func drop(
        _ lab: Lab, _ number: Int, _ figures: [(String, String)], indicator: String = "YT.NT",
        unit: String = "lượt"
    ) throws -> String {
        let records = figures.map { period, value in
            """
            {"ma_dia_ban": "84", "thang": "\(period)", "chi_tieu": "\(indicator)", \
            "gia_tri": \(value), "don_vi": "\(unit)"}
            """
        }
        let path = "syt/yte-\(number)-2025-0\(number)-05.json"
        try lab.write(path, "[\n" + records.joined(separator: ",\n") + "\n]\n")
        return path
    }

    private func told(_ path: String, _ report: RunReport) -> [String] {
        (report.files.first { $0.path == path }?.violations ?? []).map {
            "\($0.rule) \($0.position.line)"
        }
    }

    @Test("six months below the first quarter warn with line, figure, and the earlier one")
    func warns() async throws {
        let lab = try await lab("warn")
        _ = try drop(lab, 1, [("2024-M01", "40"), ("2024-01-01/P2M", "70"), ("2024-Q1", "100.5")])
        // The other quarters, months and last year's half are no part of the chain.
        _ = try drop(lab, 2, [("2024-Q2", "900"), ("2024-M02", "800"), ("2023-S1", "700")])
        #expect(try await lab.run().files.allSatisfy { $0.violations.isEmpty })
        let path = try drop(lab, 3, [("2024-01-01/P4M", "100.5"), ("2024-S1", "99")])
        let output = try await lab.phusa("run", "--lang", "en")
        #expect(output.status == 0, "\(output.err)")
        let kept = try lab.value("select violations::text from ledger.drop where path = '\(path)'")
        #expect(kept.contains("drop.cumulative") && kept.contains("99: 2024-S1"), "\(kept)")
        #expect(kept.contains("100.5") && kept.contains("\"line\": 3"), "\(kept)")
        #expect(!kept.contains("\"line\": 2"), "\(kept)")
        #expect(try lab.figure("YT.NT", "84", "2024-S1") == "99")
    }

    @Test("a drop whose own figures shrink is held, and nothing of it is loaded")
    func holds() async throws {
        let lab = try await lab("hold")
        let path = try drop(
            lab, 1, [("2024-01-01/P11M", "50"), ("2024-01-01/P9M", "60"), ("2024-Q1", "10")])
        let output = try await lab.phusa("run", "--lang", "en")
        #expect(output.status == 1)
        #expect(output.out.contains("a figure counted from January shrinks within the year"))
        let report = try lab.value(
            "select violations::text from ledger.drop where path = '\(path)'")
        #expect(report.contains("50: 2024-01-01/P11M"), "\(report)")
        #expect(report.contains("2024-01-01/P9M"), "\(report)")
        #expect(try lab.value("select count(*) from warehouse.fact_observation") == "0")
    }

    @Test("a revised first quarter above the half that stands is told too")
    func revision() async throws {
        let lab = try await lab("warn")
        _ = try drop(lab, 1, [("2024-Q1", "10"), ("2024-S1", "20")])
        _ = try await lab.run()
        let path = try drop(lab, 2, [("2024-Q1", "30")])
        #expect(try await told(path, lab.run()) == ["drop.cumulative 2"])
        // Both revised in one drop: only their own figures count.
        let both = try drop(lab, 3, [("2024-Q1", "5"), ("2024-S1", "6")])
        #expect(try await told(both, lab.run()).isEmpty)
    }

    @Test("indicators that do not add up over time may fall")
    func lastOfPeriod() async throws {
        let lab = try await lab("hold")
        let path = try drop(
            lab, 1, [("2024-Q1", "100"), ("2024-S1", "90")], indicator: "YT.GIUONG", unit: "giường")
        let report = try await lab.run()
        #expect(told(path, report).isEmpty)
        #expect(report.files.first { $0.path == path }?.state == "loaded")
    }

    @Test("`explain` says what the rule compares")
    func explains() async throws {
        let output = try await Program(
            path: Program.phusa, arguments: ["explain", "drop.cumulative", "--lang", "en"]
        ).run()
        #expect(output.out.contains("counted from January"), "\(output.err)")
    }
}
