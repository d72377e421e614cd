import PhusaModel
import Testing

@Suite("Exact decimals")
struct ExactDecimalTests {
    private func decimal(_ text: String) throws -> ExactDecimal {
        try #require(ExactDecimal(text), "\(text)")
    }

    @Test(
        "has one shortest form for equal values",
        arguments: [
            ("1.50", "1.5", 15, 1), ("100", "100", 100, 0), ("-0.0", "0", 0, 0),
            ("0.000", "0", 0, 0), ("007.10", "7.1", 71, 1), ("1E3", "1000", 1000, 0),
            ("12e-1", "1.2", 12, 1), ("1.2E+08", "120000000", 120_000_000, 0), ("0E999", "0", 0, 0),
            ("-1250.5", "-1250.5", -12505, 1),
        ] as [(String, String, Int, Int)])
    func shortest(text: String, shown: String, mantissa: Int, scale: Int) throws {
        let value = try decimal(text)
        #expect(value.description == shown)
        #expect(value.mantissa == Int128(mantissa))
        #expect(value.scale == scale)
        #expect(value == (try decimal(shown)))
        #expect(value.hashValue == (try decimal(shown)).hashValue)
    }

    @Test("holds 38 digits and not one more")
    func digitBound() throws {
        let nines = String(repeating: "9", count: 38)
        #expect(try decimal(nines).description == nines)
        #expect(try decimal("0." + nines).description == "0." + nines)
        #expect(try decimal("-" + nines).description == "-" + nines)
        #expect(ExactDecimal(nines + "9") == nil)
        #expect(ExactDecimal("0.0" + nines) == nil)
        #expect(ExactDecimal("1e400") == nil)
        #expect(ExactDecimal("1e-400") == nil)
        #expect(try decimal(nines).adding(ExactDecimal(1)) == nil)
        #expect(try decimal(nines).multiplied(by: decimal("2")) == nil)
    }

    @Test("adds, subtracts and multiplies without loss", arguments: 0..<200)
    func arithmetic(seed: Int) throws {
        var random = Numbers(seed: UInt64(seed))
        let (a, b, c) = (random.decimal(), random.decimal(), random.decimal())
        let sum = try #require(a.adding(b))
        #expect(sum == b.adding(a))
        #expect(sum.subtracting(b) == a)
        let left = try #require(sum.multiplied(by: c))
        let parts = (a.multiplied(by: c), b.multiplied(by: c))
        let right = try #require(parts.0).adding(try #require(parts.1))
        #expect(left == right)
        #expect(try decimal(a.description) == a)
        #expect((a < b) == (try #require(b.subtracting(a)).mantissa > 0))
        #expect(a.adding(a.negated) == .zero)
    }

    @Test("knows that 0.1 and 0.2 are 0.3")
    func tenths() throws {
        #expect(try decimal("0.1").adding(decimal("0.2")) == (try decimal("0.3")))
    }

    @Test(
        "divides and rounds half to even",
        arguments: [
            ("1", "3", 4, "0.3333"), ("2", "3", 4, "0.6667"), ("1", "8", 2, "0.12"),
            ("3", "8", 2, "0.38"), ("-1", "8", 2, "-0.12"), ("-3", "8", 2, "-0.38"),
            ("5", "2", 0, "2"), ("7", "2", 0, "4"), ("10", "0.4", 0, "25"), ("0", "7", 3, "0"),
            ("1", "-3", 1, "-0.3"),
        ])
    func division(dividend: String, divisor: String, scale: Int, quotient: String) throws {
        let result = try decimal(dividend).divided(by: decimal(divisor), scale: scale)
        #expect(result == (try decimal(quotient)))
        #expect(try decimal(dividend).divided(by: .zero, scale: 2) == nil)
    }

    @Test(
        "rounds halves away from zero for display, and fills with zeros",
        arguments: [
            ("0.125", 2, "0,13"), ("-0.125", 2, "-0,13"), ("-0.4", 0, "0"), ("-0.6", 0, "-1"),
            ("1234567.5", 1, "1.234.567,5"), ("1234", 2, "1.234,00"), ("999.995", 2, "1.000,00"),
            ("0.05", 1, "0,1"), ("12", 0, "12"), ("-1234.5", 1, "-1.234,5"),
        ])
    func display(text: String, scale: Int, shown: String) throws {
        let value = try decimal(text)
        #expect(value.text(decimalMark: ",", groupMark: ".", scale: scale) == shown)
    }

    @Test("orders values that no common scale can hold")
    func farApart() throws {
        let large = try decimal("9" + String(repeating: "0", count: 37))
        let small = try decimal("0." + String(repeating: "0", count: 37) + "1")
        #expect(small < large)
        #expect(!(large < small))
        #expect(large.negated < small.negated)
        #expect(large.negated < small)
        #expect(ExactDecimal.zero < small)
        #expect(small.negated < ExactDecimal.zero)
    }

    @Test("divides exactly or not at all")
    func exactQuotient() throws {
        #expect(try decimal("1").exactlyDivided(by: decimal("8")) == (try decimal("0.125")))
        #expect(try decimal("1").exactlyDivided(by: decimal("0.001")) == ExactDecimal(1000))
        #expect(try decimal("1").exactlyDivided(by: decimal("3")) == nil)
        #expect(try decimal("1").exactlyDivided(by: .zero) == nil)
    }
}

/// A repeatable source of numbers (SplitMix64).
struct Numbers: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return word ^ (word >> 31)
    }

    /// At most ten digits, up to six of them behind the mark.
    mutating func decimal() -> ExactDecimal {
        let mantissa = Int.random(in: -9_999_999_999...9_999_999_999, using: &self)
        let scale = Int.random(in: 0...6, using: &self)
        return ExactDecimal(mantissa: Int128(mantissa), scale: scale) ?? .zero
    }
}
