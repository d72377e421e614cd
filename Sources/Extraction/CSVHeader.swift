import PhusaModel

/// The names of the columns, from one or more records of header.
struct CSVHeader {
    private let name: DropName
    private let expected: [String]
    private var names: [[String]] = []
    private(set) var lastLine = 0

    init(name: DropName, expected: [String]) {
        self.name = name
        self.expected = expected
    }

    /// Takes a batch of one record.
    mutating func add(_ batch: RowBatch) throws(ExtractionError) {
        let record = batch.records[0]
        if let fault = batch.faults[0] {
            throw refusal(fault, record, raw: Array(batch.raw(of: 0)))
        }
        let fields = batch.fields(of: 0)
        guard fields.count <= ExtractionLimit.columnCountMax else {
            throw name.refusal(
                .fileTooLarge, at: TextPlace(line: record.line, column: 1), byte: record.byte,
                found: "\(fields.count)", expected: .fieldCount(ExtractionLimit.columnCountMax))
        }
        names.append(fields.map { Self.text(of: batch.bytes(of: $0)) })
        lastLine = record.line + Self.lineEndCount(in: batch.raw(of: 0))
    }

    /// The joined names: parts that are empty are left out, so a merged cell names one column only.
    ///
    /// - Parameter blankHeaders: Names for columns that have none, by place from 1.
    func columns(blankHeaders: [Int: String]) -> [String] {
        let count = names.map(\.count).max() ?? 0
        return (0..<count).map { column in
            let name = names.compactMap { row in
                row.indices.contains(column) && !row[column].isEmpty ? row[column] : nil
            }.joined(separator: " ")
            return name.isEmpty ? blankHeaders[column + 1] ?? "" : name
        }
    }

    /// The file ends before its header does.
    func missing(line: Int) -> ExtractionError {
        name.refusal(
            .fileHeader, at: TextPlace(line: line, column: 1), expected: .columns(expected))
    }

    private func refusal(
        _ fault: RowBatch.RecordFault, _ record: RowBatch.Record, raw: [UInt8]
    ) -> ExtractionError {
        let rule: Rule
        switch fault {
        case .encoding: rule = .fileEncoding
        case .tooLong: rule = .fileTooLarge
        default: rule = .fileHeader
        }
        let expected: Expectation
        switch fault {
        case .encoding: expected = .encoding("UTF-8")
        case .tooLong(let maximum): expected = .byteCount(maximum: maximum)
        default: expected = .columns(self.expected)
        }
        return name.refusal(
            rule, at: TextPlace(line: record.line, column: 1), byte: record.byte,
            found: String(decoding: raw, as: UTF8.self), expected: expected)
    }

    /// NFC, without blanks and byte order marks around it.
    private static func text(of bytes: ArraySlice<UInt8>) -> String {
        let scalars = String(decoding: bytes, as: UTF8.self).unicodeScalars
        let trimmed = scalars.drop(while: isBlank).reversed().drop(while: isBlank).reversed()
        var text = String.UnicodeScalarView()
        text.append(contentsOf: trimmed)
        return composed(String(text))
    }

    private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isWhitespace || scalar == "\u{FEFF}" || scalar == "\u{200B}"
    }

    private static func lineEndCount(in raw: ArraySlice<UInt8>) -> Int {
        var count = 0
        var isBehindReturn = false
        for byte in raw {
            let isFeed = byte == UInt8(ascii: "\n")
            if byte == UInt8(ascii: "\r") || (isFeed && !isBehindReturn) { count += 1 }
            isBehindReturn = byte == UInt8(ascii: "\r")
        }
        return count
    }
}
