import PhusaModel

/// One column of the file, compiled: what to read from a field and which rules it must keep.
struct ColumnPlan: Sendable {
    /// Index of the field in a record; `nil` where the file has no such column (yet).
    var field: Int?
    /// The header as compared, see ``normalisedHeader(_:)``.
    let header: String
    private let headerBytes: [UInt8]
    let alias: String
    private let isRequired: Bool
    /// Whether a record of JSON may leave the key out, although the column is required.
    private let mayBeLeftOut: Bool
    private let marks: [(text: [UInt8], mark: Mark)]
    private let markByteCountMax: Int
    private let emptyMark: Mark?
    private let minimum: ExactDecimal?
    private let maximum: ExactDecimal?
    private var words: WordRules?
    private var reader: ValueReader

    init(
        _ column: ColumnContract, header: String, field: Int?, file: FileDefinition,
        codeMaps: [String: CodeMap], seasons: [Season]
    ) {
        self.field = field
        self.header = header
        headerBytes = Array(header.utf8)
        alias = column.alias
        isRequired = column.isRequired
        mayBeLeftOut = column.isOptional
        marks = column.marks.filter { !$0.key.isEmpty }
            .map { (Array(composed($0.key).utf8), $0.value) }
            .sorted { $0.0.lexicographicallyPrecedes($1.0) }
        markByteCountMax = marks.map(\.text.count).max() ?? -1
        emptyMark = column.marks[""]
        minimum = column.minimum
        maximum = column.maximum
        words = WordRules(column, codeMaps: codeMaps)
        reader = ValueReader(column, numbers: column.numbers ?? file.numbers, seasons: seasons)
    }

    /// Whether a field is the column's own header, which is told from a value by its first byte in
    /// nearly every record.
    func isHeader(_ bytes: FieldBytes) -> Bool {
        let text = bytes.trimmed()
        guard text.count >= headerBytes.count, text.first == headerBytes.first else { return false }
        return text.equals(headerBytes)
            || normalisedHeader(String(decoding: text, as: UTF8.self)) == header
    }

    /// The value of a field, its text appended to `arena`.
    ///
    /// - Parameter bytes: The field as it stands in the file.
    /// - Throws: The first rule that the field breaks; bytes may be left in `arena` unused.
    mutating func read(
        _ kind: RowBatch.FieldKind, _ bytes: FieldBytes, into arena: inout [UInt8]
    ) throws(Breach) -> CheckedValue {
        switch kind {
        case .absent:
            if isRequired, !mayBeLeftOut { throw Breach(.contractRequired, .value) }
            return .absent
        case .null:
            return try emptyValue()
        case .nested:
            throw reader.breach
        case .empty, .text, .number, .boolean:
            let text = bytes.trimmed()
            if text.isEmpty { return try emptyValue() }
            if text.count <= markByteCountMax, let mark = mark(text) { return .mark(mark) }
            let value = try reader.read(text, isToken: kind == .number, into: &arena)
            try checkRange(value)
            if words != nil { try checkWords(text, value, arena) }
            return value
        }
    }

    private func emptyValue() throws(Breach) -> CheckedValue {
        if let emptyMark { return .mark(emptyMark) }
        if isRequired { throw Breach(.contractRequired, .value) }
        return .absent
    }

    private func mark(_ text: FieldBytes) -> Mark? {
        for entry in marks where text.equals(entry.text) { return entry.mark }
        return nil
    }

    private func checkRange(_ value: CheckedValue) throws(Breach) {
        if minimum == nil && maximum == nil { return }
        let number: ExactDecimal
        switch value {
        case .decimal(let decimal): number = decimal
        case .integer(let integer): number = ExactDecimal(Int(integer))
        default: return
        }
        let isBelow = minimum.map { number < $0 } ?? false
        let isAbove = maximum.map { $0 < number } ?? false
        guard isBelow || isAbove else { return }
        throw Breach(
            .contractRange,
            .range(minimum: minimum?.description, maximum: maximum?.description))
    }

    /// Text is compared in NFC, which is what `arena` holds of it; other values as they stand.
    private mutating func checkWords(
        _ text: FieldBytes, _ value: CheckedValue, _ arena: [UInt8]
    ) throws(Breach) {
        guard case .text(let span) = value else {
            try words?.check(text)
            return
        }
        let breach = arena.withUnsafeBufferPointer { bytes -> Breach? in
            let start = Int(span.start)
            let stored = FieldBytes(rebasing: bytes[start..<start + Int(span.count)])
            do throws(Breach) { try words?.check(stored) } catch { return error }
            return nil
        }
        if let breach { throw breach }
    }
}
