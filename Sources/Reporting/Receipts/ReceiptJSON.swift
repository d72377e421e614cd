import Foundation
import PhusaModel

extension DropReceipt {
    /// The version of the shape of ``json()``: raised when a key changes its meaning or goes away;
    /// new keys may come without it.
    package static let shapeVersion = 1

    /// The receipt for machines: UTF-8, the same in every language, with every bad row on a line of
    /// its own at the end.
    package func json() throws -> [UInt8] {
        var bytes: [UInt8] = []
        try writeJSON { bytes += $0 }
        return bytes
    }

    /// Writes what ``json()`` returns piece by piece, so that a million bad rows need no memory.
    ///
    /// - Throws: What `write` throws; the encoder has no reason to.
    package func writeJSON(_ write: ([UInt8]) throws -> Void) throws {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        let head = try encoder.encode(ReceiptDocument(self))
        // The head without its closing brace, which comes after the rows.
        try write(Array(head.dropLast(2)) + Array(",\n  \"rows\" : [".utf8))
        var lines = ReceiptRowLines()
        for (index, row) in rows.enumerated() {
            lines.append(index == 0 ? "\n    " : ",\n    ")
            lines.append(row)
            if lines.isPiece { try write(lines.taken()) }
        }
        lines.append(rows.isEmpty ? "]\n}\n" : "\n  ]\n}\n")
        try write(lines.taken())
    }
}

/// The bad rows, each on a line: what `JSONEncoder` writes with sorted keys and bare slashes, made by
/// hand, since there may be a million.
///
/// A new key goes to its place in the alphabet here, and to the twin in the tests.
private struct ReceiptRowLines {
    private var json: [UInt8] = []
    private var words = BreachMemory<[UInt8]>()

    private static let pieceByteCount = 256 * 1024

    /// Whether there is enough to be written.
    var isPiece: Bool { json.count >= Self.pieceByteCount }

    mutating func taken() -> [UInt8] {
        let piece = json
        json = []
        json.reserveCapacity(Self.pieceByteCount + Self.pieceByteCount / 16)
        return piece
    }

    mutating func append(_ text: StaticString) {
        text.withUTF8Buffer { json += $0 }
    }

    mutating func append(_ record: QuarantinedRecord) {
        append("{\"breaches\":[")
        append(record.violation)
        for other in record.others {
            append(",")
            append(other)
        }
        append("]")
        let position = record.violation.position
        // Offset of the record in the unpacked file, from 0, where it is known.
        if let byte = position.byte { append(",\"byte\":", byte) }
        append(",\"cells\":", record.cellCount)
        append(",\"line\":", position.line)
        // The record as it came; what is no UTF-8 in it as U+FFFD.
        if let text = String(validating: record.raw, as: UTF8.self) {
            append(",\"raw\":", text)
        } else {
            append(",\"raw\":", String(decoding: record.raw, as: UTF8.self))
            // The very bytes, only where `raw` does not hold them.
            append(",\"raw_base64\":", Data(record.raw).base64EncodedString())
        }
        append("}")
    }

    private mutating func append(_ violation: Violation) {
        append("{\"column\":", violation.position.column)
        json += words.value(violation, Self.wordsOf)
        append(",\"found\":", violation.found)
        append(",\"line\":", violation.position.line)
        if let name = violation.column { append(",\"name\":", name) }
        append(",\"rule\":", violation.rule.rawValue)
        if let suggestion = violation.suggestion { append(",\"suggestion\":", suggestion) }
        append("}")
    }

    private static func wordsOf(_ violation: Violation) -> [UInt8] {
        var lines = ReceiptRowLines()
        func append(_ words: (Language) -> String) {
            lines.append("{\"en\":", words(.en))
            lines.append(",\"vi\":", words(.vi))
            lines.append("}")
        }
        lines.append(",\"do\":")
        append(violation.advice)
        lines.append(",\"effect\":", violation.rule.effect.rawValue)
        lines.append(",\"expected\":")
        append(violation.expectation)
        return lines.json
    }

    private mutating func append(_ key: StaticString, _ text: String) {
        append(key)
        JSONText.append(text, to: &json)
    }

    private mutating func append(_ key: StaticString, _ number: Int) {
        append(key)
        JSONText.append(number, to: &json)
    }
}

/// The shape, whose keys are promised to machines: see `Receipts.md`.
struct ReceiptDocument: Encodable {
    let version = DropReceipt.shapeVersion
    let file: File
    let agency: Agency
    let dataset: String?
    let period: String?
    let vintage: Vintage?
    let received: String
    let definitions: String?
    let verdict: String
    let records: RecordCounts
    let cells: Cells
    let reasons: [Breach]
    let notices: [Breach]
    let rules: [RuleEntry]
    let corrections: [AppliedCorrection]
    let exclusions: [Excluded]
    let centre: Centre?

    init(_ receipt: DropReceipt) {
        file = File(
            name: receipt.file.name, sha256: receipt.file.sha256, bytes: receipt.file.byteCount)
        agency = Agency(
            code: receipt.sender.agency, name: receipt.sender.name,
            answerable: receipt.sender.answerable, contact: receipt.sender.contact)
        dataset = receipt.file.dataset
        period = receipt.file.period?.description
        vintage = receipt.file.vintage.map {
            Vintage(day: "\($0.day)", sequence: $0.sequence, isDeclared: $0.isDeclared)
        }
        received = "\(receipt.file.receivedOn)"
        definitions = receipt.file.definitions
        verdict = receipt.outcome.rawValue
        records = receipt.records
        cells = Cells(
            read: receipt.cells.read, offered: receipt.offeredCellCount,
            quarantined: receipt.cells.quarantined, excluded: receipt.cells.excluded)
        reasons = receipt.reasons.map(Breach.init)
        notices = receipt.notices.map(Breach.init)
        rules = receipt.rules.map(RuleEntry.init)
        corrections = receipt.corrections
        exclusions = receipt.exclusions.map(Excluded.init)
        centre = receipt.centre.map(Centre.init)
    }

    struct File: Encodable {
        let name: String
        let sha256: String
        let bytes: Int
    }

    struct Agency: Encodable {
        let code: String
        let name: String
        let answerable: String
        let contact: String
    }

    struct Vintage: Encodable {
        let day: String
        let sequence: Int
        let isDeclared: Bool
    }

    struct Cells: Encodable {
        let read: Int
        /// What the warehouse loads or finds unchanged.
        let offered: Int
        let quarantined: Int
        let excluded: Int
    }

    struct Breach: Encodable {
        let rule: String
        let effect: String
        let line: Int
        let column: Int
        let name: String?
        let found: String
        let expected: Words
        let suggestion: String?
        let todo: Words

        private enum CodingKeys: String, CodingKey {
            case rule, effect, line, column, name, found, expected, suggestion, todo = "do"
        }

        init(_ violation: Violation) {
            rule = violation.rule.rawValue
            effect = violation.rule.effect.rawValue
            line = violation.position.line
            column = violation.position.column
            name = violation.column
            found = violation.found
            expected = Words(vi: violation.expectation(.vi), en: violation.expectation(.en))
            suggestion = violation.suggestion
            todo = Words(vi: violation.advice(.vi), en: violation.advice(.en))
        }
    }

    struct RuleEntry: Encodable {
        let rule: String
        let title: Words
        let records: Int
        let breaches: Int

        init(_ group: DropReceipt.RuleGroup) {
            rule = group.rule.rawValue
            title = Words(vi: group.rule.title(.vi), en: group.rule.title(.en))
            records = group.recordCount
            breaches = group.breachCount
        }
    }

    struct Excluded: Encodable {
        let cause: String
        let reason: String
        let records: Int
        let cells: Int
        /// First and last line of each run of lines.
        let lines: [[Int]]

        init(_ group: DropReceipt.ExclusionGroup) {
            cause = group.cause.rawValue
            reason = group.reason
            records = group.recordCount
            cells = group.cellCount
            lines = LineRuns.of(group.lines).map { [$0.lowerBound, $0.upperBound] }
        }
    }

    struct Centre: Encodable {
        let drop: Int
        let run: Int?
        let outcome: String
        let receivedAt: Moment
        let loaded: Int
        let unchanged: Int
        let closed: Int

        init(_ centre: DropReceipt.Centre) {
            drop = centre.drop
            run = centre.run
            outcome = centre.outcome
            receivedAt = centre.receivedAt
            loaded = centre.loaded
            unchanged = centre.unchanged
            closed = centre.closed
        }
    }
}
