import PhusaModel
import Testing

@testable import Runs

@Suite("Reading a drop: properties")
struct ReadingPropertyTests {
    /// Dirty records of every sort: the same for the same seed.
    private static func dirtyFile(_ seed: UInt64, isWide: Bool) -> [UInt8] {
        var random = Random(state: seed)
        func pick(_ choices: [String]) -> String { choices.randomElement(using: &random) ?? "" }
        var bytes = Array(
            (isWide
                ? "Mã chỉ tiêu;Đơn vị hành chính;Năm 2023;Năm 2024\n" : ReadingSample.header).utf8)
        let count = Int.random(in: 0...60, using: &random)
        for _ in 0..<count {
            let values = ["1", "1,5", "-", "...", "", "x", "1.2", "\"2\"", "1"]
            var fields = [
                pick(["NN.01", "NN.01", "DS.01", "NN.9", ""]),
                pick(["84", "842", "844", "86", "?", "Xã Long Hòa"]),
            ]
            if isWide {
                fields += [pick(values), pick(values)]
            } else {
                fields += [
                    pick(["2025-M02", "2025-M03", "Tết", "2024", "2025-M09"]),
                    pick(["tạ", "tấn", "người", "", "tấm"]), pick(values),
                ]
            }
            if Int.random(in: 0..<15, using: &random) == 0 { fields.append("thừa") }
            bytes += Array(fields.joined(separator: ";").utf8)
            if Int.random(in: 0..<20, using: &random) == 0 { bytes.append(0xFF) }
            if Int.random(in: 0..<25, using: &random) == 0 { bytes.append(34) }
            bytes.append(10)
        }
        return bytes
    }

    static let samples: [ReadingSample] = [
        ReadingSample(), ReadingSample(isWide: true), ReadingSample(percent: "30"),
        ReadingSample(mode: .replace, captures: ["period": "2025-M03"]),
        ReadingSample(receivedOn: "2025-04-01", filter: "84"),
    ]

    @Test("balances records and cells, and says the same twice", arguments: samples.indices)
    func balances(index: Int) throws {
        let sample = Self.samples[index]
        for seed in 0..<40 {
            let bytes = Self.dirtyFile(UInt64(seed * 31 + index), isWide: sample.isWide)
            let reading = try sample.read(bytes: bytes)
            let verdict = reading.verdict
            #expect(verdict.areBalanced, "seed \(seed)")
            let offered = verdict.outcome == .accepted ? verdict.offeredCellCount : 0
            let waiting = verdict.exclusions.filter { $0.cause == .held }
                .reduce(0) { $0 + $1.cellCount }
            #expect(reading.rows.rows.count == offered + waiting, "seed \(seed)")
            let lines = verdict.quarantine.map(\.violation.position.line)
            #expect(lines == lines.sorted())
            #expect(Set(reading.rows.rows.map(\.line)).isDisjoint(with: lines.map { Int32($0) }))
            #expect(verdict.quarantine.allSatisfy { !$0.raw.isEmpty })
            let again = try sample.read(bytes: bytes)
            #expect(again.verdict.quarantine == verdict.quarantine)
            #expect(again.verdict.exclusions == verdict.exclusions)
            #expect(again.verdict.violations == verdict.violations)
            #expect(again.verdict.periods == verdict.periods)
            #expect(again.rows.payloads == reading.rows.payloads)
            #expect(again.rows.keys == reading.rows.keys)
            #expect(again.rows.rows == reading.rows.rows)
            #expect(again.rows.spared == reading.rows.spared)
        }
    }

    @Test(
        "expands a declared period to the covered kinds inside it",
        arguments: [
            ("2025-M03", [PeriodKind.month], ["2025-M03"]),
            ("2025-S1", [.quarter, .half], ["2025-Q1", "2025-S1", "2025-Q2"]),
            (
                "2025", [.cumulative, .year],
                (2...11).filter { ![3, 6].contains($0) }.map { "2025-01-01/P\($0)M" } + ["2025"]
            ),
            ("2025-M03", [.quarter], []), ("2025-03-04", [.day], ["2025-03-04"]),
            (
                "2024-12-15/P3M", [.month],
                ["2024-12-15/P1M", "2025-01-15/P1M", "2025-02-15/P1M"]
            ),
            ("2025", [.season], ["2025-05-01/P4M"]),
        ])
    func covered(declared: String, kinds: [PeriodKind], expected: [String]) {
        let summer = Season(
            code: "HT", title: Words(vi: "Hè Thu", en: "Summer-autumn"), firstMonth: 5,
            monthCount: 4, yearsBack: 0)
        let winter = Season(
            code: "DX", title: Words(vi: "Đông Xuân", en: "Winter-spring"), firstMonth: 11,
            monthCount: 6, yearsBack: 1)
        let periods = CoveredPeriods.inside(
            Period(declared)!, kinds: kinds, seasons: [winter, summer])
        #expect(periods.map(\.description) == expected)
    }

    @Test("expands to days where the contract covers days")
    func days() {
        let periods = CoveredPeriods.inside(Period("2024-M02")!, kinds: [.day], seasons: [])
        #expect(periods.count == 29)
        #expect(periods.first?.description == "2024-02-01")
    }
}

private struct Random: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }
}
