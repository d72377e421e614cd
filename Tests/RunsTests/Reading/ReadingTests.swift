import PhusaModel
import Runs
import Testing

@Suite("Reading a drop")
struct ReadingTests {
    private let header = ReadingSample.header

    @Test("accepts a sound drop, cell by cell")
    func accepted() throws {
        let reading = try ReadingSample().read(
            header + "NN.01;842;tháng 3/2025;tấn;1.234,5\nNN.01;844;tháng 3/2025;tấn;-\n"
                + "DS.01;84;Năm 2024;người;\n")
        let verdict = reading.verdict
        #expect(verdict.outcome == .accepted)
        #expect(verdict.violations.isEmpty && verdict.quarantine.isEmpty)
        #expect(verdict.records == RecordCounts(read: 3, accepted: 3))
        #expect(verdict.cells == CellCounts(read: 3, excluded: 1))
        #expect(verdict.exclusions.map(\.cause) == [.emptyCell])
        #expect(verdict.offeredCellCount == reading.rows.rows.count)
        #expect(verdict.periods == [Period("2025-M03")!])
        #expect(reading.rows.rows.map(\.line) == [2, 3])
        #expect(
            reading.rows.members["area_id"]?.keys == [
                "district|842|-infinity", "district|844|-infinity",
            ])
    }

    @Test("quarantines bad records whole, with their bytes, every breach and its column")
    func quarantined() throws {
        let bad = "NN.01;86;tháng 3/2025;người;1.23"
        let odd = "NN.1;\"84\"; tháng 5/2025 ;tạ;2"
        let reading = try ReadingSample().read(
            header + "\(bad)\nNN.01;84;2025-M03;tạ;1\n\(odd)\n")
        let verdict = reading.verdict
        #expect(verdict.outcome == .accepted)
        #expect(
            verdict.breaches == [
                "contract.cover:2:2 contract.decimal:2:5",
                "normalise.indicator:4:1 normalise.period:4:3",
            ])
        #expect(verdict.quarantine.map { String(decoding: $0.raw, as: UTF8.self) } == [bad, odd])
        #expect(verdict.quarantine.map(\.cellCount) == [1, 1])
        #expect(verdict.records == RecordCounts(read: 3, accepted: 1, quarantined: 2))
        #expect(verdict.cells == CellCounts(read: 3, quarantined: 2))
        #expect(reading.rows.spared.map(\.line) == [2])
        #expect(reading.rows.hasUnreadableKey)
        #expect(verdict.quarantine[1].violation.suggestion == "NN.01")
    }

    @Test("points to the column as it stands in the file, not in the contract")
    func columnOrder() throws {
        let verdict = try ReadingSample().read(
            "Giá trị;Đơn vị tính;Kỳ;Đơn vị  hành chính;Mã chỉ tiêu\n2;người;Tết;843;NN.01\n"
        ).verdict
        #expect(
            verdict.breaches == [
                "normalise.unit:2:2 normalise.period:2:3 normalise.area:2:4"
            ])
    }

    @Test("counts every cell of a wide record that has one bad cell")
    func wide() throws {
        let reading = try ReadingSample(isWide: true).read(
            "Mã chỉ tiêu;Đơn vị hành chính;Năm 2022;Năm 2023;Năm 2024\n"
                + "NN.01;84;1;hai;3\nNN.01;842;1;;...\n")
        #expect(reading.verdict.breaches == ["contract.decimal:2:4"])
        #expect(reading.verdict.cells == CellCounts(read: 6, quarantined: 3, excluded: 1))
        #expect(reading.rows.rows.count == 2)
        #expect(reading.rows.spared.count == 3)
        #expect(reading.verdict.areBalanced)
    }

    // MARK: What stands around a table

    @Test(
        "T15: quarantines a footnote and a second table that nobody declared",
        arguments: [
            ("Nguồn: Cục Thống kê", "record.fields:3:1"),
            ("Tổng cộng;;;;1", "contract.required:3:2"),
            (ReadingSample.header.dropLast().description, "record.header:3:1"),
        ])
    func around(line: String, breach: String) throws {
        let verdict = try ReadingSample().read(
            header + "NN.01;842;2025-M03;tạ;1\n\(line)\nNN.01;844;2025-M03;tạ;1\n"
        ).verdict
        #expect(verdict.quarantine.count == 1)
        #expect(verdict.breaches.first?.contains(breach) == true, "\(verdict.breaches)")
        #expect(verdict.records.accepted == 2)
    }

    @Test("T15: refuses a file with lines before its header that nobody declared")
    func preamble() throws {
        let verdict = try ReadingSample().read(
            "SỞ KẾ HOẠCH VÀ ĐẦU TƯ\n" + header + "NN.01;842;2025-M03;tạ;1\n"
        ).verdict
        #expect(verdict.outcome == .refused)
        #expect(verdict.violations.contains { $0.rule == .fileMissingColumn })
    }

    @Test("T16: quarantines a second line of header that nobody declared")
    func secondHeader() throws {
        let verdict = try ReadingSample().read(
            header + "(1);(2);(3);(4);(5)\nNN.01;844;2025-M03;tạ;1\n"
        ).verdict
        #expect(verdict.quarantine.map(\.violation.position.line) == [2])
        #expect(verdict.records.accepted == 1)
    }

    // MARK: Filters and corrections

    @Test("leaves out what a filter or a correction says, each with its reason")
    func excluded() throws {
        var sample = ReadingSample(filter: "84")
        sample.corrections = [
            CorrectionDefinition(
                id: "2025-001", decided: CalendarDay("2025-04-01")!, expires: nil, reason: "",
                decidedBy: "", match: ["tinh": "844"], change: nil),
            CorrectionDefinition(
                id: "2025-002", decided: CalendarDay("2025-04-01")!, expires: nil, reason: "",
                decidedBy: "", match: ["tinh": "842"],
                change: .init(column: "gia_tri", expected: "470", value: "47,0")),
        ]
        let reading = try sample.read(
            header + "NN.01;84;2024;tạ;3\nNN.01;844;2024;tạ;1\nNN.01;842;2024;tạ;470\n")
        let verdict = reading.verdict
        #expect(verdict.exclusions.map(\.cause) == [.filter, .correction])
        #expect(verdict.exclusions.map(\.reason) == ["Dòng tổng", "2025-001"])
        #expect(verdict.records == RecordCounts(read: 3, accepted: 1, excluded: 2))
        #expect(verdict.corrections.map(\.correction).contains("2025-002"))
        #expect(reading.rows.rows.count == 1)
        #expect(verdict.areBalanced)
    }

    // MARK: JSON

    @Test("takes keys of JSON that only later records have")
    func json() throws {
        var sample = ReadingSample(isWide: true, format: .json)
        sample.name = "ktxh.json"
        let records = (0..<3000).map { number in
            let year = number < 2000 ? "" : #","Năm 2024":\#(number)"#
            let first = #""Năm \#(1900 + number % 120)":1"#
            return #"{"Mã chỉ tiêu":"NN.01","Đơn vị hành chính":"84",\#(first)\#(year)}"#
        }
        let reading = try sample.read("[" + records.joined(separator: ",\n") + "]")
        #expect(reading.verdict.records.read == 3000)
        #expect(reading.verdict.areBalanced)
        #expect(reading.verdict.offeredCellCount == reading.rows.rows.count)
    }
}
