import PhusaModel
import Testing

@Suite("Number formats")
struct NumberFormatTests {
    private static let nbsp = NumberFormat(decimalMark: UInt8(ascii: ","), groupMark: [0xC2, 0xA0])

    @Test(
        "T21: reads well-formed groups before every three digits, or none",
        arguments: [
            ("1.234.567,89", "1234567.89"), ("1234567,89", "1234567.89"), ("12.345", "12345"),
            ("0,5", "0.5"), ("-1.000", "-1000"), ("1.23", nil), ("1.2345", nil), ("1234.567", nil),
            (".123", nil), ("1..234", nil), ("1.234.", nil), ("1.234,", nil), ("1.234,5.6", nil),
            ("", nil), ("-", nil), (",", nil), ("1,234,5", nil), ("+1", nil), ("1e", nil),
            ("1e+", nil), ("1e5x", nil), ("1e00005", nil), (" 1", nil), ("1 ", nil), ("--1", nil),
            ("1.234e2", "123400"), ("０", nil), ("0.125", nil), ("01.234", nil), ("0.125,5", nil),
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

    @Test(
        "T21: where nobody said how numbers are written, knows those that read in two ways",
        arguments: [
            ("1.234", true), ("-12.345", true), ("123.000", true), ("1234.567", false),
            ("0.125", false), ("1.23", false), ("1.2345", false), ("1234", false), ("", false),
            ("1.234e2", false),
        ])
    func ambiguous(text: String, isAmbiguous: Bool) {
        let bytes = Array(text.utf8)
        let found = bytes.withUnsafeBufferPointer { NumberFormat.undeclared.isAmbiguous($0) }
        #expect(found == isAmbiguous)
        #expect(!bytes.withUnsafeBufferPointer { NumberFormat.plain.isAmbiguous($0) })
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
