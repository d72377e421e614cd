import PhusaModel

/// A code list: comma-separated, UTF-8, after RFC 4180 to the letter (LF for CRLF is read too).
///
/// Positions have the line in which the record begins, and the field as column.
struct CSVTable {
    struct Row {
        let line: Int
        /// As many as the header has, in NFC.
        let fields: [String]
    }

    let path: String
    let header: [String]
    let rows: [Row]

    func position(_ row: Row, field: Int) -> FilePosition {
        FilePosition(path: path, line: row.line, column: field + 1)
    }

    /// - Returns: The sound records of the table, or `nil` without a header; everything wrong goes
    ///   to `errors`.
    static func read(_ bytes: [UInt8], path: String) -> (
        table: CSVTable?, errors: [DefinitionError]
    ) {
        do throws(DefinitionError) {
            let text = try TextScan.check(bytes, path: path)
            var reading = CSVReading(bytes: text, path: path)
            return (reading.table(), reading.errors)
        } catch {
            return (nil, [error])
        }
    }
}

private struct CSVReading {
    let bytes: [UInt8]
    let path: String
    var errors: [DefinitionError] = []
    private var offset = 0
    private var line = 1

    private static let quote = UInt8(ascii: "\"")
    private static let comma = UInt8(ascii: ",")
    private static let lineFeed = UInt8(ascii: "\n")

    init(bytes: [UInt8], path: String) {
        self.bytes = bytes
        self.path = path
    }

    mutating func table() -> CSVTable? {
        guard let first = record() else {
            report(.empty, line: 1, field: 0, found: "")
            return nil
        }
        for (field, name) in first.fields.enumerated() {
            if name.isEmpty { report(.emptyHeader, line: 1, field: field, found: "") }
            if !name.isEmpty, first.fields[..<field].contains(name) {
                let position = FilePosition(path: path, line: 1, column: field + 1)
                let kind = DefinitionError.Kind.duplicateName(.header, first: "\(path):1")
                errors.append(DefinitionError(position: position, kind: kind, found: name))
            }
        }
        guard errors.isEmpty else { return nil }
        var rows: [CSVTable.Row] = []
        while let row = record() {
            if row.fields.count == first.fields.count {
                rows.append(row)
            } else {
                let kind = DefinitionError.CSVProblem.fieldCount(expected: first.fields.count)
                let field = min(row.fields.count, first.fields.count)
                report(kind, line: row.line, field: field, found: String(row.fields.count))
            }
        }
        return CSVTable(path: path, header: first.fields, rows: rows)
    }

    /// The next record that is written correctly.
    private mutating func record() -> CSVTable.Row? {
        while offset < bytes.count {
            let start = line
            var fields: [String] = []
            var isSound = true
            while true {
                guard let text = field(number: fields.count) else {
                    isSound = false
                    skipLine()
                    break
                }
                fields.append(composed(text))
                guard offset < bytes.count, bytes[offset] == Self.comma else {
                    skipBreak()
                    break
                }
                offset += 1
            }
            if isSound { return CSVTable.Row(line: start, fields: fields) }
        }
        return nil
    }

    private mutating func field(number: Int) -> String? {
        if offset < bytes.count, bytes[offset] == Self.quote { return quoted(number: number) }
        let start = offset
        while offset < bytes.count, bytes[offset] != Self.comma, !isAtBreak {
            if bytes[offset] == Self.quote {
                report(.strayQuote, line: line, field: number, found: "\"")
                return nil
            }
            offset += 1
        }
        return String(decoding: bytes[start..<offset], as: UTF8.self)
    }

    private mutating func quoted(number: Int) -> String? {
        let start = line
        offset += 1
        var text: [UInt8] = []
        while offset < bytes.count {
            let byte = bytes[offset]
            offset += 1
            if byte == Self.lineFeed { line += 1 }
            if byte != Self.quote {
                text.append(byte)
            } else if offset < bytes.count, bytes[offset] == Self.quote {
                text.append(byte)
                offset += 1
            } else if offset == bytes.count || bytes[offset] == Self.comma || isAtBreak {
                return String(decoding: text, as: UTF8.self)
            } else {
                let rest = bytes[offset...].prefix { $0 != Self.comma && $0 != Self.lineFeed }
                report(
                    .textAfterQuote, line: line, field: number,
                    found: String(decoding: rest, as: UTF8.self))
                return nil
            }
        }
        report(.openQuote, line: start, field: number, found: "\"")
        return nil
    }

    private var isAtBreak: Bool {
        bytes[offset] == Self.lineFeed
            || bytes[offset] == UInt8(ascii: "\r") && offset + 1 < bytes.count
                && bytes[offset + 1] == Self.lineFeed
    }

    private mutating func skipBreak() {
        guard offset < bytes.count else { return }
        if bytes[offset] == UInt8(ascii: "\r") { offset += 1 }
        offset += 1
        line += 1
    }

    private mutating func skipLine() {
        while offset < bytes.count, bytes[offset] != Self.lineFeed { offset += 1 }
        skipBreak()
    }

    private mutating func report(
        _ problem: DefinitionError.CSVProblem, line: Int, field: Int, found: String
    ) {
        let position = FilePosition(path: path, line: line, column: field + 1)
        errors.append(DefinitionError(position: position, kind: .csv(problem), found: found))
    }
}
