import PhusaModel
import Testing

@Suite("PostgreSQL's binary forms")
struct FactRowEncoderTests {
    /// Digit count, weight, sign and display scale, then the digits to base 10,000: what
    /// `numeric_send` gives, `select numeric_send(12345.678)`.
    private static let numerics: [(String, [UInt16])] = [
        ("0", [0, 0, 0, 0]),
        ("1", [1, 0, 0, 0, 1]),
        ("-1", [1, 0, 0x4000, 0, 1]),
        ("10000", [1, 1, 0, 0, 1]),
        ("10001", [2, 1, 0, 0, 1, 1]),
        ("12345.678", [3, 1, 0, 3, 1, 2345, 6780]),
        ("0.5", [1, 0xFFFF, 0, 1, 5000]),
        ("0.0001", [1, 0xFFFF, 0, 4, 1]),
        ("0.00001", [1, 0xFFFE, 0, 5, 1000]),
        ("-0.05", [1, 0xFFFF, 0x4000, 2, 500]),
        ("100000000", [1, 2, 0, 0, 1]),
        ("1.0001", [2, 0, 0, 4, 1, 1]),
        ("99999999.9999", [3, 1, 0, 4, 9999, 9999, 9999]),
        (
            "12345678901234567890123456789012345678",
            [10, 9, 0, 0, 12, 3456, 7890, 1234, 5678, 9012, 3456, 7890, 1234, 5678]
        ),
        (
            "0.00000000000000000000000000000000000001",
            [1, 0xFFF6, 0, 38, 100]
        ),
    ]

    @Test("writes numerics as PostgreSQL does", arguments: Self.numerics)
    func numeric(text: String, words: [UInt16]) throws {
        var encoder = FactRowEncoder()
        encoder.append(decimal: try #require(ExactDecimal(text)))
        let body = words.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
        #expect(encoder.bytes == [0, 0, 0, UInt8(body.count)] + body)
    }

    @Test("writes numerics that read back equal", arguments: 0..<200)
    func roundTrip(seed: Int) throws {
        var random = Numbers(seed: UInt64(seed) &+ 77)
        let value = random.decimal()
        var encoder = FactRowEncoder()
        encoder.append(decimal: value)
        let words = stride(from: 4, to: encoder.bytes.count, by: 2).map {
            Int(encoder.bytes[$0]) << 8 | Int(encoder.bytes[$0 + 1])
        }
        let weight = Int(Int16(truncatingIfNeeded: words[1]))
        var sum = ExactDecimal.zero
        for (index, group) in words.dropFirst(4).enumerated() {
            let part = try #require(
                ExactDecimal(mantissa: Int128(group), scale: -4 * (weight - index)))
            sum = try #require(sum.adding(part))
        }
        #expect((words[2] == 0x4000 ? sum.negated : sum) == value)
        #expect(words[3] == value.scale)
        #expect(words[4...].first != 0 && words[4...].last != 0 || value.isZero)
    }

    @Test("writes the same digits whether they fit 64 bits or not", arguments: 0...6)
    func bounds(scale: Int) throws {
        for mantissa in [
            999_999_999_999_998, 999_999_999_999_999, 1_000_000_000_000_000, 1_000_000_000_000_001,
            100_000_000, 99_990_001,
        ] {
            let value = try #require(ExactDecimal(mantissa: Int128(mantissa), scale: scale))
            var encoder = FactRowEncoder()
            encoder.append(decimal: value)
            encoder.append(decimal: value.negated)
            let half = encoder.bytes.count / 2
            #expect(encoder.bytes[..<half].elementsEqual(Self.slowly(value)))
            #expect(encoder.bytes[half...].elementsEqual(Self.slowly(value.negated)))
        }
    }

    /// The slow and obvious twin: digits as text, in groups of four around the decimal mark.
    private static func slowly(_ value: ExactDecimal) -> [UInt8] {
        let digits = String(value.mantissa.magnitude)
        let padded = String(repeating: "0", count: max(0, value.scale + 1 - digits.count)) + digits
        var whole = String(padded.dropLast(value.scale))
        var fraction = String(padded.suffix(value.scale))
        while whole.count % 4 != 0 { whole = "0" + whole }
        while fraction.count % 4 != 0 { fraction += "0" }
        let text = Array(whole + fraction)
        var groups = stride(from: 0, to: text.count, by: 4).compactMap {
            UInt16(String(text[$0..<$0 + 4]))
        }
        var weight = whole.count / 4 - 1
        while groups.first == 0 {
            groups.removeFirst()
            weight -= 1
        }
        while groups.last == 0 { groups.removeLast() }
        let sign: UInt16 = value.isNegative ? 0x4000 : 0
        let words =
            [UInt16(groups.count), UInt16(truncatingIfNeeded: weight), sign, UInt16(value.scale)]
            + groups
        return [0, 0, 0, UInt8(words.count * 2)]
            + words.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
    }

    @Test("writes nulls, and takes back what came last")
    func nulls() {
        var encoder = FactRowEncoder()
        encoder.appendNulls(0)
        #expect(encoder.bytes.isEmpty)
        encoder.append(character: 1)
        encoder.appendNulls(300)
        #expect(encoder.bytes == [0, 0, 0, 1, 1] + [UInt8](repeating: 0xFF, count: 1_200))
        encoder.truncate(to: 5)
        encoder.append(boolean: false)
        #expect(encoder.bytes == [0, 0, 0, 1, 1, 0, 0, 0, 1, 0])
        #expect(encoder.written(behind: 9).elementsEqual([0]))
    }

    @Test("writes the other types with their length in front")
    func others() throws {
        var encoder = FactRowEncoder()
        encoder.append(int16: -2)
        encoder.append(int32: 258)
        encoder.append(int64: -1)
        encoder.append(boolean: true)
        encoder.append(character: UInt8(ascii: "A"))
        encoder.append(text: Array("ộ".utf8))
        encoder.appendNull()
        encoder.append(day: try #require(CalendarDay("2000-01-02")))
        encoder.append(moment: try #require(Moment("2000-01-01T00:00:00.000001Z")))
        let expected: [[UInt8]] = [
            [0, 0, 0, 2, 0xFF, 0xFE], [0, 0, 0, 4, 0, 0, 1, 2],
            [0, 0, 0, 8, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF], [0, 0, 0, 1, 1],
            [0, 0, 0, 1, 65], [0, 0, 0, 3, 0xE1, 0xBB, 0x99], [0xFF, 0xFF, 0xFF, 0xFF],
            [0, 0, 0, 4, 0, 0, 0, 1], [0, 0, 0, 8, 0, 0, 0, 0, 0, 0, 0, 1],
        ]
        #expect(encoder.bytes == expected.flatMap { $0 })
        encoder.removeAll()
        #expect(encoder.bytes.isEmpty)
    }
}
