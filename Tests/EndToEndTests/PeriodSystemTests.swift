import Foundation
import Runs
import Testing

@testable import PhusaModel

@Suite("Administrative periods beside statistical ones, from the drop to the report")
struct PeriodSystemTests {
    private struct Trail: Decodable {
        struct Version: Decodable {
            let value: String?
        }

        let period: String
        let versions: [Version]
    }

    private func lab() async throws -> Lab {
        let lab = try await Lab()
        try lab.replace(
            "load: {into: fact_observation, mode: replace}",
            with: """
                load: {into: fact_observation, mode: replace}
                checks:
                  - {rule: jump, level: hold}
                  - {rule: cumulative, level: hold}
                """, in: "syt/y-te/pipeline.yml")
        try lab.replace("{period:month}", with: "{so:digits}", in: "syt/y-te/contract.yml")
        try lab.replace(
            "periods: [month]", with: "periods: [month, quarter, half]",
            in: "syt/y-te/contract.yml")
        return lab
    }

    private func write(_ lab: Lab, _ number: Int, _ figures: [(String, String)]) throws {
        let records = figures.map { period, value in
            """
            {"ma_dia_ban": "84", "thang": "\(period)", "chi_tieu": "YT.SXH", "gia_tri": \(value), \
            "don_vi": "ca"}
            """
        }
        try lab.write(
            "syt/yte-\(number)-2024-0\(number)-05.json",
            "[\n" + records.joined(separator: ",\n") + "\n]\n")
    }

    private func value(_ lab: Lab, _ period: String) async throws -> [String?] {
        let output = try await lab.phusa("why", "YT.SXH", "84", period, "--json")
        let trails: [Trail] = try output.decode()
        return trails.flatMap(\.versions).map(\.value)
    }

    @Test("checks, reports and why never take one for the other")
    func apart() async throws {
        let lab = try await lab()
        // A thousand times the administrative figures before, and less than those of shorter spans:
        // a jump and a fall, if the two were of one series.
        try write(lab, 5, [("2024-01-15/P1M", "7000001"), ("2023-12-15/P3M", "7000002")])
        try write(
            lab, 6, [("2024-M02", "31"), ("2024-M03", "32"), ("2024-Q1", "90"), ("2024-S1", "99")])
        let report = try await lab.run()
        #expect(report.files.map(\.state) == ["loaded", "loaded"], "\(report)")
        #expect(try await value(lab, "2024-M02") == ["31"])
        #expect(try await value(lab, "admin:2024-02") == ["7000001"])
        #expect(try await value(lab, "2024-01-15/P1M") == ["7000001"])
        #expect(try await value(lab, "admin:2024-Q1") == ["7000002"])
        #expect(try await value(lab, "2024-Q1") == ["90"])
        let build = try await lab.phusa("report", "build", "kpi-thang")
        #expect(build.status == 0, "\(build.err)")
        #expect(build.out.contains("2024-M03"), "the newest statistical month: \(build.out)")
        let printed = try lab.reportFiles().filter { $0.key.contains("kpi-thang") }
        #expect(
            printed.values.allSatisfy { !String(decoding: $0, as: UTF8.self).contains("7000001") })
        #expect(
            printed.values.allSatisfy { !String(decoding: $0, as: UTF8.self).contains("7.000.001") }
        )
    }

    @Test("an administrative series is compared within itself")
    func within() async throws {
        let lab = try await lab()
        try write(lab, 5, [("2024-01-15/P1M", "5"), ("2023-12-15/P3M", "40")])
        _ = try await lab.run()
        try write(lab, 6, [("2024-02-15/P1M", "5000"), ("2023-12-15/P6M", "30")])
        let report = try await lab.run()
        let held = try #require(report.files.first { $0.state == "held" })
        let told = Set(held.violations.map(\.rule)).filter { $0.hasPrefix("drop.") }
        #expect(told == ["drop.jump", "drop.cumulative"])
    }

    @Test("a span of two systems, a week and a strange offset are refused with the reason")
    func arguments() async throws {
        let lab = try await Lab(isApplied: false)
        for (text, reason) in [
            ("2024-W03", "there are no weeks"), ("admin:2024-T2", "first four months"),
            ("2024-M03..admin:2024-05", "a period, such as"), ("2024-03+09:00", "time zone"),
        ] {
            let output = try await lab.phusa("rerun", "--period", text, "--reason", "x")
            #expect(output.status == 64 && output.err.contains(reason), "\(output.err)")
        }
        let help = try await Program(
            path: Program.phusa, arguments: ["why", "--help"], environment: Lab.environment
        ).run()
        #expect(help.out.contains("admin:2025-03"), "\(help.out)\(help.err)")
    }

    @Test("a rerun of one system takes no drop or period of the other")
    func spans() throws {
        let march = try #require(PeriodSpan("2024-M03"))
        let administrative = try #require(PeriodSpan("admin:2024-01..admin:2024-06"))
        let other = try #require(Period(argument: "admin:2024-03"))
        let own = try #require(Period("2024-M03"))
        #expect(march.overlaps(own) && march.contains(own))
        #expect(!march.overlaps(other) && !march.contains(other))
        #expect(administrative.overlaps(other) && administrative.contains(other))
        #expect(!administrative.overlaps(own) && !administrative.contains(own))
        #expect(PeriodSpan("2024-M01..admin:2024-06") == nil)
        #expect(PeriodSpan(own, other) == nil)
    }
}
