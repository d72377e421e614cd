import PhusaModel
import Testing

@Suite("Number formats")
struct NumberFormatTests {
    private static let nbsp = NumberFormat(decimalMark: UInt8(ascii: ","), groupMark: [0xC2, 0xA0])

    @Test(
        "reads well-formed groups before every three digits, or none",
        arguments: [
            ("1.234.567,89", "1234567.89"), ("1234567,89", "1234567.89"), ("12.345", "12345"),
            ("0,5", "0.5"), ("-1.000", "-1000"), ("1.23", nil), ("1.2345", nil), ("1234.567", nil),
            (".123", nil), ("1..234", nil), ("1.234.", nil), ("1.234,", nil), ("1.234,5.6", nil),
            ("", nil), ("-", nil), (",", nil), ("1,234,5", nil), ("+1", nil), ("1e", nil),
            ("1e+", nil), ("1e5x", nil), ("1e00005", nil), (" 1", nil), ("1 ", nil), ("--1", nil),
            ("1.234e2", "123400"), ("０", nil),
        ] as [(String, String?)])
    func vietnamese(text: String, expected: String?) {
        let value = ExactDecimal(utf8: Array(text.utf8), format: .vietnamese)
        #expect(value?.description == expected)
    }

    @Test("reads a group mark of two bytes")
    func wideGroupMark() {
        #expect(
            ExactDecimal(utf8: Array("1\u{A0}234,5".utf8), format: Self.nbsp)
                == ExactDecimal("1234.5"))
        #expect(ExactDecimal(utf8: Array("1\u{A0}23".utf8), format: Self.nbsp) == nil)
        #expect(ExactDecimal(utf8: [0x31, 0xC2], format: Self.nbsp) == nil)
    }

    @Test("reads what it writes, in every format", arguments: 0..<100)
    func roundTrip(seed: Int) {
        var random = Numbers(seed: UInt64(seed) &+ 1_000)
        let value = random.decimal()
        for format in [NumberFormat.plain, .vietnamese, Self.nbsp] {
            let text = value.text(
                decimalMark: String(decoding: [format.decimalMark], as: UTF8.self),
                groupMark: String(decoding: format.groupMark, as: UTF8.self), scale: 7)
            #expect(ExactDecimal(utf8: Array(text.utf8), format: format) == value)
        }
    }

    @Test("counts 38 digits whether they fit 64 bits or not", arguments: 1...40)
    func lengths(count: Int) {
        let text = String("1234567890123456789012345678901234567891".prefix(count))
        let value = ExactDecimal(utf8: Array(text.utf8), format: .plain)
        #expect(value?.description == (count <= 38 ? text : nil))
        let fraction = ExactDecimal(utf8: Array(("0." + text).utf8), format: .plain)
        let shown = count % 10 == 0 ? String(text.dropLast()) : text
        #expect(fraction?.description == (count <= 38 ? "0." + shown : nil))
    }
}
