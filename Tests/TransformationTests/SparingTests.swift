import PhusaModel
import Testing
import Transformation

@Suite("Quarantined and excluded records")
struct SparingTests {
    private let wide = Bench(
        steps: [
            .unpivot(columns: "nam", header: "ky", value: "gia_tri"), .normalise(.usual()),
        ], columns: ["ma", "tinh", "*nam", "*nam"], headers: ["Mã", "Tỉnh", "2023", "2024"])

    @Test("spares every cell of a record with one bad value, the empty ones too")
    func wholeRecord() {
        let result = wide.run(
            [["NN.01", "84", .number("1"), .invalid], ["NN.01", "842", .absent, .invalid]],
            broken: [0, 1])
        #expect(result.rows.rows.isEmpty)
        #expect(result.exclusions.isEmpty)
        #expect(!result.rows.hasUnreadableKey)
        #expect(result.rows.spared.map(\.record) == [0, 0, 1, 1])
        #expect(result.spared.map(\.count) == [4, 4, 4, 4])
        #expect(
            result.spared.map { $0[0] }.prefix(2) == [
                "statistical|year|2023-01-01|2024-01-01", "statistical|year|2024-01-01|2025-01-01",
            ])
    }

    @Test("takes back the good cells of a record whose later cell breaks a rule")
    func rollback() {
        let result = wide.run([
            ["NN.01", "84", .number("1"), "một"], ["NN.01", "84", .number("1"), .number("2")],
        ])
        #expect(result.rowCounts == [0, 2])
        #expect(result.rows.rows.map(\.record) == [1, 1])
        #expect(result.rows.spared.map(\.record) == [0, 0])
        #expect(result.cells.map { $0[5] } == ["1", "2"])
        for row in result.rows.spared {
            #expect(row.payloadByteCount == 0)
            #expect(result.rows.rows.contains { result.rows.key($0) == result.rows.key(row) })
        }
    }

    @Test("cannot spare a cell whose key depends on a broken value")
    func unreadable() {
        let result = wide.run([["NN.01", .invalid, .number("1"), .number("2")]], broken: [0])
        #expect(result.rows.spared.isEmpty)
        #expect(result.rows.hasUnreadableKey)
        #expect(result.violations.isEmpty)
    }

    @Test("leaves out what a correction excludes, without sparing it")
    func excluded() {
        let result = wide.run(
            [["NN.01", "?", .number("1"), .number("2")]], excluded: [0])
        #expect(result.rows.rows.isEmpty && result.rows.spared.isEmpty)
        #expect(!result.rows.hasUnreadableKey)
        #expect(
            result.exclusions == [
                Exclusion(
                    cause: .correction, reason: "2025-001", line: 2, cellCount: 2,
                    isWholeRecord: true)
            ])
    }

    @Test("reports a missing key and names the fact's column")
    func missingKey() {
        let result = wide.run([["NN.01", .absent, .number("1"), .number("2")]])
        #expect(result.violations.map(\.rule) == [.contractRequired])
        #expect(result.violations.map(\.found) == ["area_id"])
        #expect(result.rows.hasUnreadableKey)
    }

    @Test("accounts for every cell of random records")
    func balance() {
        var generator = SplitMix(state: 7)
        let values: [Given] = [.number("1"), .absent, .mark(.zero), "?", .invalid]
        var records: [[Given]] = []
        for _ in 0..<500 {
            let codes: [Given] = ["NN.01", "NN.9", .absent, "DS.01"]
            records.append([
                codes.randomElement(using: &generator)!,
                (["84", "842", "?"] as [Given]).randomElement(using: &generator)!,
                values.randomElement(using: &generator)!, values.randomElement(using: &generator)!,
            ])
        }
        let broken = Set(
            records.indices.filter { index in
                records[index].contains { if case .invalid = $0 { true } else { false } }
            })
        let result = wide.run(records, broken: broken)
        let rowCounts = result.rowCounts
        for (index, outcome) in result.outcomes.enumerated() {
            let excluded = outcome.exclusions.reduce(0) { $0 + $1.cellCount }
            let isBroken = broken.contains(index) || !outcome.violations.isEmpty
            #expect(rowCounts[index] + excluded == (isBroken ? 0 : 2))
        }
        let made = result.rows.rows.map(\.record)
        #expect(made == made.sorted())
        #expect(!made.isEmpty)
    }
}

/// Random numbers that are the same in every run.
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }
}
