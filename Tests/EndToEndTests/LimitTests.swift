import Foundation
import PhusaModel
import Testing

@Suite("Files beyond every limit")
struct LimitTests {
    private static let sheet = MonthlySheet.sample(month: 3)
    private static let header = "STT;Chỉ tiêu;Đơn vị tính;Kỳ;Giá trị;Trạng thái"

    /// A file of a name that a contract claims, in a folder of its own.
    private func judge(
        _ bytes: Data, name: String = "ktxh-2024-M03-2024-04-05.csv"
    ) throws -> Measured {
        let folder = FileManager.default.temporaryDirectory.appending(
            path: "phusa-limit-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: name)
        try bytes.write(to: file)
        return try Measured.phusa([
            "validate", file.path, "--received", "2025-06-30", "--workspace", Repository.pipelines,
        ])
    }

    private func expectRefusal(_ used: Measured) {
        #expect(used.status == 1)
        #expect(used.seconds < 2, "\(used.seconds) s")
        #expect(used.residentByteCount < 128 << 20, "\(used.residentByteCount) bytes")
    }

    @Test("T13: a field of 50 MB is refused in two seconds and 128 MB")
    func field() throws {
        let long = Data(repeating: UInt8(ascii: "x"), count: 50 << 20)
        let rows = Self.sheet.text
        expectRefusal(try judge(Data((rows + "11;").utf8) + long + Data(";a;b;1;Sơ bộ\n".utf8)))
        let start = Data(#"[{"ma_dia_ban":"84"},{"ma_dia_ban":""#.utf8)
        expectRefusal(
            try judge(start + long + Data(#""}]"#.utf8), name: "yte-2024-M03-2024-04-05.json"))
    }

    @Test("T13: 100,000 columns are refused in two seconds and 128 MB")
    func columns() throws {
        let header = (0..<100_000).map { "c\($0)" }.joined(separator: ";")
        let row = Array(repeating: "1", count: 100_000).joined(separator: ";")
        expectRefusal(try judge(Data((header + "\n" + row + "\n" + row + "\n").utf8)))
    }

    @Test("T13: ten million empty lines are refused in two seconds and 128 MB")
    func emptyLines() throws {
        let lines = Data(repeating: 0x0A, count: 10_000_000)
        expectRefusal(try judge(Data(Self.sheet.text.utf8) + lines))
        expectRefusal(try judge(Data((Self.header + "\n").utf8) + lines))
    }
}
