import Foundation
import Testing

@Suite("Figures that are not of the size of those before")
struct JumpTests {
    private static let pipeline = "syt/y-te/pipeline.yml"

    private func lab(_ level: String, times: String = "") async throws -> Lab {
        let lab = try await Lab()
        try lab.replace(
            "load: {into: fact_observation, mode: replace}",
            with: """
                load: {into: fact_observation, mode: replace}
                checks:
                  - {rule: jump, level: \(level)\(times)}
                """, in: Self.pipeline)
        return lab
    }

    /// Visits of a district and of the province in a month of 2024.
    private func drop(_ lab: Lab, month: Int, district: String, province: String) throws -> String {
        let records = [("842", district), ("84", province)].map { area, value in
            """
            {"ma_dia_ban": "\(area)", "thang": "2024-M0\(month)", "chi_tieu": "YT.NT", \
            "gia_tri": \(value), "don_vi": "lượt"}
            """
        }
        let path = "syt/yte-2024-M0\(month)-2024-0\(month + 1)-05.json"
        try lab.write(path, "[\n" + records.joined(separator: ",\n") + "\n]\n")
        return path
    }

    @Test("a figure a thousand times as large holds the drop, and tells line, value and sizes")
    func holds() async throws {
        let lab = try await lab("hold")
        _ = try drop(lab, month: 1, district: "100", province: "5000")
        _ = try drop(lab, month: 2, district: "0", province: "5500")
        #expect(try await lab.run().files.map(\.state) == ["loaded", "loaded"])
        // The district's only size is that of January: a zero has none.
        let path = try drop(lab, month: 3, district: "120000", province: "5200")
        let output = try await lab.phusa("run", "--lang", "en")
        #expect(output.status == 1)
        #expect(output.out.contains("a figure is not of the size of those before it"))
        let kept = try lab.value(
            "select violations::text from ledger.drop where path = '\(path)'")
        #expect(kept.contains("120000: 2024-M03"), "\(kept)")
        #expect(kept.contains("\"line\": 2") && !kept.contains("5200"), "\(kept)")
        let drop = try lab.value("select drop_id from ledger.drop where path = '\(path)'")
        let release = try await lab.phusa("release", drop, "--reason", "Đợt tiêm chủng lớn")
        #expect(release.status == 0, "\(release.err)")
        #expect(try lab.figure("YT.NT", "842", "2024-M03") == "120000")
    }

    @Test("a figure a thousandth as large warns, and is loaded")
    func warns() async throws {
        let lab = try await lab("warn")
        _ = try drop(lab, month: 1, district: "100", province: "5000")
        _ = try await lab.run()
        let path = try drop(lab, month: 2, district: "101", province: "5")
        let report = try await lab.run()
        let file = try #require(report.files.first { $0.path == path })
        #expect(file.state == "loaded")
        #expect(file.violations.map(\.rule) == ["drop.jump"])
        #expect(file.violations.first?.position.line == 3)
        #expect(try lab.figure("YT.NT", "84", "2024-M02") == "5")
    }

    @Test("the factor is the pipeline's, to the digit")
    func factor() async throws {
        let lab = try await lab("warn", times: ", times: 10")
        _ = try drop(lab, month: 1, district: "100", province: "100")
        _ = try await lab.run()
        let path = try drop(lab, month: 2, district: "999.9", province: "1000")
        let told = try await lab.run().files.first { $0.path == path }?.violations ?? []
        #expect(told.map(\.position.line) == [3])
    }
}
