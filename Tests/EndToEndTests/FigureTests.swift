import Foundation
import PhusaModel
import Storage
import Testing

@Suite("Figures come out of PostgreSQL digit for digit")
struct ExactValueTests {
    @Test("T23: of a sheet, where a binary float would change them")
    func sheet() async throws {
        let lab = try await Lab()
        var sheet = MonthlySheet(month: 5, lines: [])
        sheet.lines = [
            .init("Chỉ số sản xuất công nghiệp (IIP)", "chỉ số", "0,3"),
            .init("  Khai khoáng", "chỉ số", "0,1"),
            .init("  Công nghiệp chế biến, chế tạo", "chỉ số", "0,2"),
            .init("Chỉ số giá tiêu dùng so với tháng trước", "chỉ số", "0,30000000000000004"),
            .init(
                "Chỉ số giá tiêu dùng so với cùng kỳ năm trước", "chỉ số",
                "123456789012345678,90123456789012345678"),
            .init("Sản lượng điện sản xuất", "triệu kWh", "1.234.567,890123456789"),
            .init("Số lượt khách du lịch", "lượt người", "9007199254740993"),
            .init(
                "Số lượt khách do cơ sở lưu trú phục vụ", "lượt người",
                "12345678901234567890123456789012345678"),
        ]
        try lab.write(sheet.path("06-05"), sheet.text)
        let output = try await lab.phusa("run")
        #expect(output.status == 0, "\(output.out)\(output.err)")
        let expected = [
            "KTXH.IIP": "0.3", "KTXH.CPIT": "0.30000000000000004",
            "KTXH.CPI": "123456789012345678.90123456789012345678",
            "KTXH.DIEN": "1234567.890123456789", "KTXH.KDL": "9007199254740993",
            "KTXH.KLT": "12345678901234567890123456789012345678",
        ]
        for (indicator, value) in expected {
            #expect(try lab.figure(indicator, "84", "2024-M05") == value, "\(indicator)")
        }
        let sum = try lab.value(
            """
            select sum(value) from warehouse.fact_observation
            join warehouse.dim_indicator using (indicator_id)
            join warehouse.dim_breakdown b using (breakdown_id)
            where dim_indicator.code = 'KTXH.IIP' and not b.is_total
            """)
        #expect(sum == "0.3", "0.1 + 0.2 is 0.30000000000000004 in binary")
    }

    @Test("through a conversion from million to billion, and from thousand to million")
    func units() async throws {
        let lab = try await Lab()
        let sheet = MonthlySheet(
            month: 5,
            lines: [
                .init(
                    "Tổng mức bán lẻ hàng hóa và doanh thu dịch vụ tiêu dùng", "triệu đồng",
                    "3.969.990,1"),
                .init("Trị giá xuất khẩu hàng hóa", "nghìn USD", "45.779,123456789012345"),
                .init("Trị giá nhập khẩu hàng hóa", "nghìn USD", "0,1"),
            ])
        try lab.write(sheet.path("06-05"), sheet.text)
        let output = try await lab.phusa("run")
        #expect(output.status == 0, "\(output.out)\(output.err)")
        #expect(try lab.figure("KTXH.BLHH", "84", "2024-M05") == "3969.9901")
        #expect(try lab.figure("KTXH.XK", "84", "2024-M05") == "45.779123456789012345")
        #expect(try lab.figure("KTXH.NK", "84", "2024-M05") == "0.0001")
    }

    @Test("of JSON numbers, which are taken as bytes")
    func json() async throws {
        let lab = try await Lab()
        let values = ["0.1", "100.30000000000000004", "9007199254740993.5"]
        let areas = ["842", "844", "845"]
        let records = zip(areas, values).map { area, value in
            #"{"ma_dia_ban": "\#(area)", "thang": "2024-M05", "chi_tieu": "YT.SXH","#
                + #" "gia_tri": \#(value), "don_vi": "ca"}"#
        }
        try lab.write(
            "syt/yte-2024-M05-2024-06-03.json",
            "[\n" + records.joined(separator: ",\n") + "\n]\n")
        let output = try await lab.phusa("run")
        #expect(output.status == 0, "\(output.out)\(output.err)")
        for (area, value) in zip(areas, values) {
            #expect(try lab.figure("YT.SXH", area, "2024-M05") == value)
        }
    }
}

@Suite("Every figure leads back to its file and line")
struct WhyTests {
    private struct Trail: Decodable {
        struct Version: Decodable {
            let value: String?
            let knownAt: String
            let closedAt: String?
            let path: String
            let line: Int
            let sha256: String
            let agency: String
            let run: Int?
            let corrections: [Correction]
        }

        struct Correction: Decodable {
            let correction: String
            let column: String
            let found: String
            let value: String
        }

        let versions: [Version]
    }

    @Test("T20: the line that it names holds the value, for the standing and the former version")
    func lines() async throws {
        let lab = try await Lab()
        try lab.deliver(month: 1, edition: 0, "02-05")
        try lab.deliver(month: 1, edition: 1, "03-05")
        #expect(try await lab.run().total.drops.loaded == 2)
        let output = try await lab.phusa("why", "KTXH.KDL", "84", "2024-M01", "--json")
        let trails: [Trail] = try output.decode()
        let versions = try #require(trails.first).versions
        #expect(trails.count == 1)
        #expect(versions.map(\.value) == ["119101", "119100"])
        #expect(versions[0].closedAt == nil)
        #expect(versions[1].closedAt == versions[0].knownAt)
        for (version, printed) in zip(versions, ["119.101", "119.100"]) {
            let bytes = try Data(contentsOf: URL(fileURLWithPath: lab.drops + "/" + version.path))
            let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
            #expect(lines[version.line - 1].contains(";\(printed);"))
            #expect(version.sha256 == contentHash(bytes))
            #expect(version.agency == "ctk")
            #expect(version.run == 1)
        }
    }

    @Test("a correction is named with what stood in the file")
    func correction() async throws {
        let lab = try await Lab()
        let item = try #require(
            try FixtureCase.all("corrections").first { $0.name.hasSuffix("/ap-dung") })
        try lab.write(item.dropPath, item.bytes)
        #expect(try await lab.run().total.drops.loaded == 1)
        let output = try await lab.phusa("why", "YT.SXH", "849", "2023-M08", "--json")
        let trails: [Trail] = try output.decode()
        let version = try #require(trails.first?.versions.first)
        #expect(version.value == "148")
        let correction = try #require(version.corrections.first)
        #expect(correction.correction == "2023-001")
        #expect(correction.column == "gia_tri")
        #expect((correction.found, correction.value) == ("1480", "148"))
        let lines = String(decoding: item.bytes, as: UTF8.self).split(separator: "\n")
        #expect(lines[version.line - 1].contains("1480"), "the first line opens the array")
        #expect(try lab.figure("YT.SXH", "849", "2023-M08") == "148")
    }

    @Test("for people it says file, line and hash; an unknown figure is told with advice")
    func text() async throws {
        let lab = try await Lab()
        try lab.deliver(month: 1, edition: 0, "02-05")
        #expect(try await lab.run().total.drops.loaded == 1)
        let output = try await lab.phusa("why", "KTXH.KDL", "84", "2024-M01", "--lang", "vi")
        #expect(output.out.contains("tệp ctk/ktxh-2024-M01-2024-02-05.csv, dòng 4"))
        #expect(output.out.contains("SHA-256"))
        let none = try await lab.phusa("why", "KTXH.KDL", "84", "2030-M01", "--json")
        #expect(none.status == 1)
        #expect(none.err.contains("KTXH.KDL") && none.err.contains("2030-M01"))
        let misspelt = try await lab.phusa("why", "KTXH.KDK", "84", "2024-M01")
        #expect(misspelt.status == 64)
        #expect(misspelt.err.contains("did you mean"))
    }
}
