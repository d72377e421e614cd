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

    /// The slow and obvious twin: by the rules as they are told, over a text.
    private static func slowly(_ text: String) -> ExactDecimal? {
        let form =
            #/
            (-?) (?: ([1-9][0-9]{0,2}(?:\.[0-9]{3})+) | ([0-9]+) )
            (?: ,([0-9]+) )? (?: [eE]([+\-]?)([0-9]{1,4}) )?
            /#
        let match = text.wholeMatch(of: form)
        guard let match else { return nil }
        let whole = (match.2 ?? match.3 ?? "").filter { $0 != "." }
        let fraction = match.4 ?? ""
        let digits = (whole + fraction).drop { $0 == "0" }
        guard digits.count <= ExactDecimal.digitCountMax else { return nil }
        let mantissa = Int128(digits.isEmpty ? "0" : digits) ?? 0
        let exponent = match.6.flatMap { Int($0) } ?? 0
        return ExactDecimal(
            mantissa: match.1.isEmpty ? mantissa : -mantissa,
            scale: fraction.count - (match.5 == "-" ? -exponent : exponent))
    }

    @Test("reads random texts as the twin does", arguments: [1, 2, 3] as [UInt64])
    func twin(seed: UInt64) {
        var numbers = Numbers(seed: seed)
        var readCount = 0
        for _ in 0..<3_000 {
            let digits = { (count: Int, numbers: inout Numbers) in
                String((0..<count).map { _ in "0123456789".randomElement(using: &numbers) ?? "0" })
            }
            var text = ["", "", "-"].randomElement(using: &numbers) ?? ""
            text += digits(Int.random(in: 0...4, using: &numbers), &numbers)
            for _ in 0..<Int.random(in: 0...6, using: &numbers) {
                let count = [3, 3, 3, 3, 3, 2, 4, 0].randomElement(using: &numbers) ?? 3
                text += (Bool.random(using: &numbers) ? "." : "") + digits(count, &numbers)
            }
            if Bool.random(using: &numbers) {
                text += "," + digits(Int.random(in: 0...20, using: &numbers), &numbers)
            }
            if Int.random(in: 0..<4, using: &numbers) == 0 {
                text += ["e", "E-", "E+"].randomElement(using: &numbers) ?? "e"
                text += digits(Int.random(in: 0...2, using: &numbers), &numbers)
            }
            let value = ExactDecimal(utf8: Array(text.utf8), format: .vietnamese)
            #expect(value == Self.slowly(text), "\(text)")
            readCount += value == nil ? 0 : 1
        }
        #expect(readCount > 500)
    }
}
