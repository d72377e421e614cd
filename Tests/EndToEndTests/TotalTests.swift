import Foundation
import Testing

@Suite("Parts that do not add up to the whole")
struct TotalTests {
    private static let pipeline = "syt/y-te/pipeline.yml"
    private static let districts = [
        "842", "844", "845", "846", "847", "848", "849", "850", "851",
    ]

    private func lab(_ check: String) async throws -> Lab {
        let lab = try await Lab()
        try lab.replace(
            "load: {into: fact_observation, mode: replace}",
            with: "load: {into: fact_observation, mode: replace}\nchecks:\n  - {\(check)}",
            in: Self.pipeline)
        return lab
    }

    /// Visits in a month of 2024: 100 in each district but the first.
    private func drop(_ lab: Lab, month: Int, day: String, whole: String, first: String) throws
        -> String
    {
        func record(_ area: String, _ value: String) -> String {
            """
            {"ma_dia_ban": "\(area)", "thang": "2024-M0\(month)", "chi_tieu": "YT.NT", \
            "gia_tri": \(value), "don_vi": "lượt"}
            """
        }
        let records =
            [record("84", whole), record(Self.districts[0], first)]
            + Self.districts.dropFirst().map { record($0, "100") }
        let path = "syt/yte-2024-M0\(month)-2024-\(day).json"
        try lab.write(path, "[\n" + records.joined(separator: ",\n") + "\n]\n")
        return path
    }

    @Test("T29: a total that warns is told with both values, and the drop is loaded")
    func warns() async throws {
        let lab = try await lab(
            "rule: total, whole: province, parts: district, tolerance: 0.5%, level: warn")
        let off = try drop(lab, month: 3, day: "04-05", whole: "1000", first: "205.5")
        let near = try drop(lab, month: 4, day: "05-06", whole: "1000", first: "204.75")
        let report = try await lab.run()
        #expect(report.files.map(\.state) == ["loaded", "loaded"])
        let told = report.files.filter { !$0.violations.isEmpty }
        #expect(told.map(\.path) == [off] && off != near)
        #expect(told.first?.violations.map(\.rule) == ["drop.total"])
        #expect(told.first?.violations.first?.position.line == 2)
        #expect(try lab.figure("YT.NT", "84", "2024-M03") == "1000")
        let kept = try lab.value(
            "select violations::text from ledger.drop where path = '\(off)'")
        #expect(kept.contains("1000: 2024-M03") && kept.contains("1005.5"), "\(kept)")
    }

    @Test("T29: a total that holds keeps the drop out until it is released")
    func holds() async throws {
        let lab = try await lab("rule: total, whole: province, parts: district, level: hold")
        let path = try drop(lab, month: 3, day: "04-05", whole: "900", first: "101")
        let output = try await lab.phusa("run", "--lang", "en")
        #expect(output.status == 1, "\(output.err)")
        #expect(output.out.contains("the parts do not add up to the whole"), "\(output.out)")
        #expect(try lab.factRowCount() == 0)
        #expect(
            try lab.rows("select outcome, event_id from ledger.drop where path = '\(path)'")
                == [["held", "∅"]])
        let drop = try lab.value("select drop_id from ledger.drop where path = '\(path)'")
        let release = try await lab.phusa("release", drop, "--reason", "Đã đối chiếu với Sở Y tế")
        #expect(release.status == 0, "\(release.err)")
        #expect(try lab.figure("YT.NT", "84", "2024-M03") == "900")
        #expect(try lab.factRowCount() == 1 + Self.districts.count)
    }

    @Test("T29: a part that another edition left in the warehouse is counted, a missing one is not")
    func standing() async throws {
        let lab = try await lab("rule: total, whole: province, parts: district, level: hold")
        try lab.replace("mode: replace", with: "mode: merge", in: Self.pipeline)
        let first = try drop(lab, month: 3, day: "04-05", whole: "900", first: "100")
        #expect(try await lab.run().files.map(\.state) == ["loaded"])
        func send(_ day: String, _ area: String, _ month: String, _ value: String) throws {
            try lab.write(
                "syt/yte-\(month)-2024-\(day).json",
                """
                [{"ma_dia_ban": "\(area)", "thang": "\(month)", "chi_tieu": "YT.NT", \
                "gia_tri": \(value), "don_vi": "lượt"}]
                """)
        }
        try send("04-08", "844", "2024-M03", "101")
        try send("05-06", "84", "2024-M04", "5")
        let report = try await lab.run()
        let states = Dictionary(
            uniqueKeysWithValues: report.files.filter { $0.path != first }.map {
                ($0.path, $0.state)
            })
        #expect(states["syt/yte-2024-M03-2024-04-08.json"] == "held")
        #expect(states["syt/yte-2024-M04-2024-05-06.json"] == "loaded")
        #expect(try lab.figure("YT.NT", "844", "2024-M03") == "100")
    }
}
