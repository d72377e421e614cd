import PhusaModel
import Testing

@testable import Checking

/// Random records through a checker that remembers fields and one that reads each anew: they must
/// not be told apart.
@Suite("Memos against none")
struct CheckPropertyTests {
    private static let seeds: [UInt64] = [1, 2, 3, 4]

    /// Few texts, so that they come again: sound ones, faulty ones, and such as need composing.
    private static let texts = [
        "", " ", "-", "...", "A", " A ", "a", "P", "Long Hòa", "Long Ho\u{300}a", "Tra\u{301}",
        "Trá", "\u{A0}Trá\u{200B}", "\u{7}", "1", "01", "1,5", "1.234", "1.234,5", "12.34", "-3",
        "1e2",
        "2025-Q1", "Quý I/2025", "2025-13", "T3/2025", "31/12/2025", "30/02/2025", "có", "không",
        "x",
        "ma-1", "ma-22", "mã-3", "Sổ ghi chép dài hơn mười sáu byte", "So\u{309} ghi chép dài hơn",
        String(repeating: "ộ", count: 60), String(repeating: "x", count: 129),
    ]

    private static func columns() throws -> [ColumnContract] {
        [
            try column("ten", required: true, length: 40),
            try column("ghi chu"),
            try column("trang thai", values: ["A", "P", "Trá"], marks: ["-": .zero, "": .empty]),
            try column("vung", codes: "vung"),
            try column("ma", pattern: "ma-*"),
            try column("gia tri", .decimal, min: "0", max: "2000", marks: ["...": .missing]),
            try column("so", .integer, required: true),
            try column("ky", .period, kinds: [.quarter]),
            try column("ngay", .date, date: "dd/MM/yyyy"),
            try column("co", .boolean),
        ]
    }

    private static let codeMaps = [
        "vung": CodeMap(
            name: "vung", valueColumns: ["ma"], values: ["long hòa": ["1"], "a": ["2"]],
            matchesNames: true)
    ]

    private func checker(
        memo: FieldMemo, unique: [String], columnsRead: Set<String>? = nil
    ) throws -> ContractChecker {
        let columns = try Self.columns()
        let day = try #require(CalendarDay("2025-04-06"))
        let vintage = Vintage(moment: Moment(startOf: day), sequence: 0, isDeclared: true)
        return ContractChecker(
            contract: try contract(columns, unique: unique, numbers: .vietnamese),
            corrections: try Self.corrections(day), codeMaps: Self.codeMaps, seasons: [dongXuan],
            drop: DropFile(
                path: "syt/a.csv", sha256: "", byteCount: 0, captures: [:], vintage: vintage,
                dataset: "syt.giuong.thang"), displayPath: "syt/a.csv",
            header: columns.map(\.alias), headerLine: 1, columnsRead: columnsRead, memo: memo)
    }

    private static func corrections(_ day: CalendarDay) throws -> [CorrectionDefinition] {
        [
            CorrectionDefinition(
                id: "2025-001", decided: day, expires: nil, reason: "", decidedBy: "",
                match: ["ten": "P"],
                change: .init(column: "gia tri", expected: "-3", value: "3"))
        ]
    }

    private func records(_ seed: UInt64) -> [[Cell]] {
        var generator = SplitMix(state: seed)
        return (0..<200).map { _ in
            (0..<10).map { _ -> Cell in
                let text = Self.texts.randomElement(using: &generator) ?? ""
                return switch Int.random(in: 0..<12, using: &generator) {
                case 0: .number(text)
                case 1: .boolean(text)
                case 2: [.null, .nested("{}")].randomElement(using: &generator) ?? .null
                default: .text(text)
                }
            }
        }
    }

    @Test("find the same values and the same breaches", arguments: seeds)
    func sameAsWithout(seed: UInt64) throws {
        let unique = seed.isMultiple(of: 2) ? ["ten", "gia tri"] : []
        var plain = try checker(memo: FieldMemo(entryCountMax: 0), unique: unique)
        var small = try checker(memo: FieldMemo(entryCountMax: 3), unique: unique)
        var usual = try checker(memo: FieldMemo(), unique: unique)
        let records = records(seed)
        for start in stride(from: 0, to: records.count, by: 50) {
            let batch = batch(Array(records[start..<start + 50]), line: start + 2)
            let expected = plain.check(batch)
            for other in [small.check(batch), usual.check(batch)] {
                for index in batch.records.indices {
                    #expect(other.row(index) == expected.row(index))
                    #expect(other.violations(index) == expected.violations(index))
                    #expect(other.excludedBy(index) == expected.excludedBy(index))
                }
            }
            #expect(expected.words.count == 0)
        }
        for other in [small, usual] {
            #expect(other.applied.count == plain.applied.count)
            let late = other.finish().lateViolations
            let expected = plain.finish().lateViolations
            #expect(late.map(\.record) == expected.map(\.record))
            #expect(late.map(\.violation) == expected.map(\.violation))
        }
    }

    @Test("check columns that nobody reads all the same", arguments: seeds)
    func unread(seed: UInt64) throws {
        var full = try checker(memo: FieldMemo(), unique: ["ten"])
        var narrow = try checker(memo: FieldMemo(), unique: ["ten"], columnsRead: ["gia tri"])
        let batch = batch(records(seed))
        let (expected, checked) = (full.check(batch), narrow.check(batch))
        for index in batch.records.indices {
            #expect(checked.violations(index) == expected.violations(index))
            let (all, some) = (expected.row(index), checked.row(index))
            for (place, column) in checked.columns.enumerated() {
                let isRead = ["ten", "gia tri"].contains(column.alias)
                let isWhole = isRead || all[place] == .invalid
                #expect(some[place] == (isWhole ? all[place] : .absent))
            }
        }
    }

    @Test("take for plain only texts that are", arguments: seeds)
    func plain(seed: UInt64) {
        var generator = SplitMix(state: seed &+ 99)
        let parts: [[UInt8]] = [
            [0x20], [0x41], [0x7E], [0x7F], [0x1F], [0x09], [0xC2, 0x85], [0xC2, 0xA0],
            [0xC2, 0xB0], [0xE2, 0x80, 0x8B], [0xEF, 0xBB, 0xBF], [0xE3, 0x80, 0x80], [0x80],
            Array("Đ".utf8), Array("ộ".utf8), Array("xã Long Hòa".utf8), Array("😀".utf8),
        ]
        var plainCount = 0
        for _ in 0..<5_000 {
            let count = Int.random(in: 0...12, using: &generator)
            var text: [UInt8] = []
            for _ in 0..<count {
                let isUsual = Int.random(in: 0..<4, using: &generator) > 0
                text += parts[isUsual ? 15 : Int.random(in: 0..<parts.count, using: &generator)]
            }
            text.withUnsafeBufferPointer { bytes in
                guard bytes.isPlainText() else { return }
                plainCount += 1
                #expect(!bytes.trimmed().isEmpty)
                #expect(bytes.textForm() != .control)
                #expect(bytes.trimmed().textForm() != .control)
            }
        }
        #expect(plainCount > 500)
    }

    @Test("words keep their numbers from batch to batch")
    func words() throws {
        var checker = try checker(memo: FieldMemo(), unique: [])
        let record: [Cell] = ["Long Hòa", "x", "A", "", "", "", "1", "", "", ""]
        let first = checker.check(batch([record]))
        let second = checker.check(batch([record, ["Trá"] + record.dropFirst()], line: 3))
        #expect(first.values[0] == second.values[0])
        #expect(second.row(1)[0] == .text("Trá"))
        #expect(second.words.count == first.words.count + 1)
    }
}

struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
