import Foundation
import PhusaModel
import Testing

@testable import Reporting

/// What is written fast, against the slow and obvious way.
@Suite("Receipts written fast") struct ReceiptTwinTests {
    static let seeds: [UInt64] = [1, 2, 3, 4]

    // MARK: Texts

    @Test("escapes as a look at every scalar does", arguments: seeds)
    func escape(seed: UInt64) {
        var random = RandomTexts(seed: seed)
        for _ in 0..<5_000 {
            let text = random.text()
            var twin = String.UnicodeScalarView()
            for scalar in text.unicodeScalars {
                switch scalar {
                case "&": twin.append(contentsOf: "&amp;".unicodeScalars)
                case "<": twin.append(contentsOf: "&lt;".unicodeScalars)
                case ">": twin.append(contentsOf: "&gt;".unicodeScalars)
                case "\"": twin.append(contentsOf: "&quot;".unicodeScalars)
                case "'": twin.append(contentsOf: "&#39;".unicodeScalars)
                default: twin.append(HTMLText.isUnprintable(scalar) ? "\u{FFFD}" : scalar)
                }
            }
            #expect(Array(HTMLText.escape(text).utf8) == Array(String(twin).utf8))
        }
    }

    @Test("labels what is invisible as a look at every scalar does", arguments: seeds)
    func visible(seed: UInt64) {
        var random = RandomTexts(seed: seed)
        for _ in 0..<2_000 {
            let text = random.text()
            let twin = ReceiptText.labelled(text).text
            #expect(Array(ReceiptText.visible(text).text.utf8) == Array(twin.utf8))
        }
    }

    @Test("no scalar that a text may hold unseen needs a label or an escape")
    func plainScalars() {
        let plain = (0...0x10FFFF as ClosedRange<UInt32>).compactMap(Unicode.Scalar.init)
            .filter { Violation.isPlain(String($0)) }
        #expect(plain.count == 95 + 448 + 128)
        for scalar in plain {
            for text in ["\(scalar)", "a\(scalar)"] {
                #expect(!ReceiptText.labelled(text).text.contains("<span"), "\(scalar.value)")
                let isMark = scalar == "\"" || scalar == "\\"
                #expect(isMark || Violation.escaped(text).utf8.elementsEqual(text.utf8))
            }
        }
    }

    @Test("a text in JSON is that of JSONEncoder", arguments: seeds)
    func jsonText(seed: UInt64) throws {
        var random = RandomTexts(seed: seed)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let controls = (0...0xFF as ClosedRange<UInt32>).compactMap(Unicode.Scalar.init)
        for text in controls.map(String.init) + (0..<5_000).map({ _ in random.text() }) {
            var json: [UInt8] = []
            JSONText.append(text, to: &json)
            #expect(json == Array(try encoder.encode(text)), "\(text.debugDescription)")
        }
    }

    // MARK: Rows

    @Test("the lines of the JSON are those of JSONEncoder", arguments: seeds)
    func jsonRows(seed: UInt64) throws {
        var random = RandomTexts(seed: seed)
        let receipt = random.receipt(rowCount: 500)
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let lines = try receipt.rows.map { row in
            "    " + String(decoding: try encoder.encode(RowTwin(row)), as: UTF8.self)
        }
        let twin = "  \"rows\" : [\n" + lines.joined(separator: ",\n") + "\n  ]\n}\n"
        let json = try receipt.json()
        #expect(json.suffix(twin.utf8.count).elementsEqual(twin.utf8))
    }

    @Test("a row on the page does not depend on the rows before it", arguments: seeds)
    func pageRows(seed: UInt64) {
        var random = RandomTexts(seed: seed)
        let receipt = random.receipt(rowCount: 300)
        let whole = SampleReceipt.page(receipt)
        let bodies = receipt.rows.map { row in
            let html = SampleReceipt.page(
                SampleReceipt.make(SampleReceipt.verdict(.accepted, quarantine: [row])))
            let start = html.utf8.range(of: "<tbody class=\"record\">")
            let end = html.utf8.range(of: "\n</table>", from: start)
            return String(decoding: Array(html.utf8)[start..<end], as: UTF8.self)
        }
        let twin = Array(bodies.joined(separator: "\n").utf8)
        let start = whole.utf8.range(of: "<tbody class=\"record\">")
        #expect(Array(whole.utf8)[start...].starts(with: twin))
    }

    @Test("counts by rule as one count for each rule does", arguments: seeds)
    func rules(seed: UInt64) {
        var random = RandomTexts(seed: seed)
        let receipt = random.receipt(rowCount: 300)
        let lines = receipt.rows.map(\.violation.position.line)
        #expect(lines == lines.sorted())
        #expect(Set(receipt.rules.map(\.rule)) == Set(receipt.rows.flatMap(\.breaches).map(\.rule)))
        for group in receipt.rules {
            let concerned = receipt.rows.filter { $0.breaches.contains { $0.rule == group.rule } }
            #expect(group.recordCount == concerned.count)
            #expect(
                group.breachCount
                    == receipt.rows.flatMap(\.breaches).count { $0.rule == group.rule })
            #expect(group.lines == Set(concerned.map(\.violation.position.line)).sorted())
        }
        let order = receipt.rules.map { (-$0.recordCount, $0.rule.rawValue) }
        #expect(zip(order, order.dropFirst()).allSatisfy { $0 < $1 })
    }

    @Test("breaches that differ in the bytes of a text alone keep their own words")
    func spelling() {
        let texts = ["S\u{1A1} b\u{1ED9}", "So\u{31B} bo\u{323}\u{302}"]
        #expect(texts[0] == texts[1])
        let violations = texts.flatMap { text in
            [
                SampleReceipt.violation(
                    .contractCode, line: 1, expected: .oneOf(list: "a", values: [text])),
                SampleReceipt.violation(.contractCode, line: 1, suggestion: text),
            ]
        }
        #expect(Set(violations.map(\.wordsKey)).count == violations.count)
    }
}

extension String.UTF8View {
    /// Offset of the first place of a text.
    fileprivate func range(of text: String, from start: Int = 0) -> Int {
        let bytes = Array(self)
        return (start..<bytes.count).first { bytes[$0...].starts(with: text.utf8) } ?? bytes.count
    }
}

/// A row of the JSON as `JSONEncoder` knows it.
private struct RowTwin: Encodable {
    let line: Int
    let byte: Int?
    let cells: Int
    let breaches: [ReceiptDocument.Breach]
    let raw: String
    let rawBase64: String?

    init(_ record: QuarantinedRecord) {
        line = record.violation.position.line
        byte = record.violation.position.byte
        cells = record.cellCount
        breaches = record.breaches.map(ReceiptDocument.Breach.init)
        raw = String(decoding: record.raw, as: UTF8.self)
        rawBase64 =
            raw.utf8.elementsEqual(record.raw) ? nil : Data(record.raw).base64EncodedString()
    }
}
