import PhusaModel
import Testing

@testable import Reporting

@Suite("Points of a KPI line")
struct LineScoreTests {
    private func line(
        _ direction: Direction = .up, cap: Int = 100, bands: [(Int, Int)] = [], pace: Pace? = nil
    ) -> KPILine {
        KPILine(
            indicator: Make.key("A"), breakdown: "", direction: direction,
            green: ExactDecimal(100), amber: ExactDecimal(90), cap: ExactDecimal(cap),
            bands: bands.map { ScoreBand(from: ExactDecimal($0.0), points: ExactDecimal($0.1)) },
            pace: pace)
    }

    private func points(
        _ actual: String, _ target: String, _ line: KPILine, months: Int = 12
    ) -> String? {
        LineScore.points(
            Make.decimal(actual), target: Make.decimal(target), elapsedMonths: months, line: line
        )?.description
    }

    @Test(
        "are in proportion up to the cap",
        arguments: [
            ("50", 100, "50"), ("99.9999", 100, "99.9999"), ("100", 100, "100"),
            ("150", 100, "100"), ("110", 120, "110"), ("150", 120, "120"), ("1", 100, "1"),
            ("0", 100, "0"), ("-5", 100, "0"),
        ])
    func upward(actual: String, cap: Int, expected: String) {
        #expect(points(actual, "100", line(cap: cap)) == expected)
    }

    @Test(
        "are the inverse ratio for what is to be kept low, all of them for nothing at all",
        arguments: [
            ("100", 100, "100"), ("80", 100, "100"), ("80", 150, "125"), ("200", 100, "50"),
            ("300", 100, "33.333333"), ("0", 100, "100"), ("0", 120, "120"),
        ])
    func downward(actual: String, cap: Int, expected: String) {
        #expect(points(actual, "100", line(.down, cap: cap)) == expected)
    }

    @Test(
        "compare plainly where nothing is due",
        arguments: [
            ("1", "0", Direction.up, "100"), ("-1", "0", .up, "0"), ("0", "0", .down, "100"),
            ("1", "0", .down, "0"), ("-3", "-2", .down, "100"), ("-1", "-2", .down, "0"),
            ("-3", "-2", .up, "0"),
        ])
    func aroundZero(actual: String, target: String, direction: Direction, expected: String) {
        #expect(points(actual, target, line(direction, cap: 120)) == expected)
    }

    @Test(
        "go by declared steps, bounds included",
        arguments: [("79.99", "0"), ("80", "40"), ("99", "40"), ("100", "100"), ("500", "100")])
    func bands(actual: String, expected: String) {
        #expect(points(actual, "100", line(bands: [(80, 40), (100, 100)])) == expected)
    }

    @Test("are held against what the pace asks for by then")
    func pace() throws {
        let slow = try #require(Pace(percents: [6: ExactDecimal(20), 12: ExactDecimal(100)]))
        #expect(points("20", "100", line(pace: slow), months: 6) == "100")
        #expect(points("20", "100", line(), months: 6) == "40")
        #expect(points("10", "100", line(pace: slow), months: 3) == "100")
    }

    @Test("are none without a direction, and never overflow silently")
    func none() {
        #expect(points("1", "2", line(.none)) == nil)
        let most = ExactDecimal(mantissa: Int128(10_000_000_000) << 80, scale: 0)
        #expect(
            most.map {
                LineScore.points(
                    $0, target: Make.decimal("0.000001"), elapsedMonths: 12, line: line())
            } == .some(nil))
    }

    @Test("never fall as the figure gets better, and stay from 0 to the cap", arguments: 0..<40)
    func monotone(seed: Int) throws {
        var random = RandomTexts(seed: UInt64(seed))
        let direction: Direction = Bool.random(using: &random) ? .up : .down
        let cap = Int.random(in: 50...150, using: &random)
        let steps = [(60, 20), (90, 45), (100, 50)]
        let own = line(direction, cap: cap, bands: Bool.random(using: &random) ? steps : [])
        let target = ExactDecimal(Int.random(in: -20...60, using: &random))
        let actuals = (0..<30).map { _ in ExactDecimal(Int.random(in: -40...120, using: &random)) }
            .sorted { direction == .up ? $0 < $1 : $0 > $1 }
        let points = try actuals.map {
            try #require(LineScore.points($0, target: target, elapsedMonths: 7, line: own))
        }
        #expect(zip(points, points.dropFirst()).allSatisfy { $0 <= $1 }, "\(target) \(points)")
        #expect(points.allSatisfy { $0 >= .zero && $0 <= ExactDecimal(cap) })
    }
}

@Suite("Score of several KPI lines")
struct KPIScoreTests {
    private func part(_ weight: String, _ points: String?, cap: Int = 100) -> KPIScore.Part {
        KPIScore.Part(
            weight: Make.decimal(weight), cap: ExactDecimal(cap), points: points.map(Make.decimal))
    }

    private func score(_ parts: [KPIScore.Part], least: Int = 80) throws -> KPIScore {
        try #require(KPIScore(parts, leastCoverage: ExactDecimal(least)))
    }

    @Test("weighs points, and tells what the missing lines may still change")
    func worked() throws {
        let score = try score([part("3", "90"), part("1", "50"), part("1", nil, cap: 120)])
        #expect(score.value == ExactDecimal(80) && score.coverage == ExactDecimal(80))
        #expect(score.low == ExactDecimal(64) && score.high == ExactDecimal(88))
        #expect(score.lineCount == 3 && score.missingCount == 1 && score.weight == ExactDecimal(5))
    }

    @Test("is not told under the declared coverage: silence would make 65 out of 95")
    func silence() throws {
        let bad = try score([part("1", "95"), part("1", "35")])
        let silent = try score([part("1", "95"), part("1", nil)])
        #expect(bad.value == ExactDecimal(65))
        #expect(silent.value == nil && silent.coverage == ExactDecimal(50))
        #expect(silent.low == Make.decimal("47.5") && silent.high == Make.decimal("97.5"))
    }

    @Test("compares coverage exactly: 79.9999999 of 80 percent is too little")
    func coverageIsExact() throws {
        let score = try score([part("79.9999999", "60"), part("20.0000001", nil)])
        #expect(score.coverage == ExactDecimal(80) && score.value == nil)
    }

    @Test("leaves out lines that are only watched, and is none where there are no others")
    func watched() throws {
        #expect(try score([part("1", "70"), part("0", nil)]).coverage == ExactDecimal(100))
        #expect(KPIScore([part("0", "5")], leastCoverage: .zero) == nil)
        #expect(KPIScore([], leastCoverage: .zero) == nil)
    }

    @Test("has no score where nothing is known, even where no coverage is asked for")
    func nothingKnown() throws {
        let score = try score([part("2", nil), part("1", nil, cap: 130)], least: 0)
        #expect(score.value == nil && score.low == .zero && score.high == ExactDecimal(110))
    }

    // MARK: Properties

    private struct Draw {
        var random: RandomTexts

        init(_ seed: Int) { random = RandomTexts(seed: UInt64(seed)) }

        mutating func part(isKnown: Bool? = nil) -> KPIScore.Part {
            let cap = Int.random(in: 60...140, using: &random)
            let known = isKnown ?? (Int.random(in: 0...9, using: &random) < 7)
            let points = ExactDecimal(
                mantissa: Int128(Int.random(in: 0...(cap * 1000), using: &random)), scale: 3)
            let weight = ExactDecimal(
                mantissa: Int128(Int.random(in: 1...400, using: &random)), scale: 2)
            return KPIScore.Part(
                weight: weight ?? .zero, cap: ExactDecimal(cap), points: known ? points : nil)
        }

        mutating func parts() -> [KPIScore.Part] {
            (0..<Int.random(in: 1...9, using: &random)).map { _ in part() }
        }
    }

    @Test("lies within its bounds", arguments: 0..<60)
    func withinBounds(seed: Int) throws {
        var draw = Draw(seed)
        let score = try score(draw.parts(), least: 0)
        #expect(score.low <= score.high && score.low >= .zero)
        #expect(score.value.map { $0 >= score.low && $0 <= score.high } ?? true)
        if score.missingCount == 0 { #expect(score.low == score.high && score.value == score.low) }
    }

    @Test("has bounds that only shrink as figures come, whatever they say", arguments: 0..<60)
    func shrink(seed: Int) throws {
        var draw = Draw(seed)
        var parts = draw.parts() + [draw.part(isKnown: false)]
        var before = try score(parts, least: 0)
        while let index = parts.firstIndex(where: { $0.points == nil }) {
            let cap = parts[index].cap
            let points = [ExactDecimal.zero, cap, Make.decimal("33.333")].randomElement(
                using: &draw.random)
            parts[index] = KPIScore.Part(
                weight: parts[index].weight, cap: cap, points: points.map { min($0, cap) })
            let after = try score(parts, least: 0)
            #expect(after.low >= before.low && after.high <= before.high)
            #expect(after.coverage > before.coverage)
            before = after
        }
        #expect(before.low == before.high)
    }

    @Test(
        "is never raised by hiding a line without the bounds holding what it was", arguments: 0..<60
    )
    func hiding(seed: Int) throws {
        var draw = Draw(seed)
        var parts = (0..<5).map { _ in draw.part(isKnown: true) }
        let honest = try #require(try score(parts, least: 0).value)
        for _ in 0..<2 {
            let index = Int.random(in: 0..<parts.count, using: &draw.random)
            let old = parts[index]
            parts[index] = KPIScore.Part(weight: old.weight, cap: old.cap, points: nil)
            let hidden = try score(parts, least: 80)
            #expect(hidden.low <= honest && honest <= hidden.high)
            #expect(hidden.coverage < ExactDecimal(100))
            #expect((hidden.coverage >= ExactDecimal(80)) == (hidden.value != nil))
        }
    }

    @Test("is the same for weights in another unit, and in any order", arguments: 0..<40)
    func scaleAndOrder(seed: Int) throws {
        var draw = Draw(seed)
        let parts = draw.parts()
        let own = try score(parts)
        let scaled = parts.map {
            KPIScore.Part(
                weight: $0.weight.multiplied(by: Make.decimal("12.5")) ?? .zero, cap: $0.cap,
                points: $0.points)
        }
        for other in [
            try score(scaled), try score(parts.shuffled(using: &draw.random)),
        ] {
            #expect(other.value == own.value && other.coverage == own.coverage)
            #expect(other.low == own.low && other.high == own.high)
        }
    }
}
