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
    /// Whether somebody asks for the values; those of other columns need only keep the contract.
    private let isRead: Bool
    /// Whether a text that is plain and not too long keeps the contract, and nobody asks for it.
    private let isLaxText: Bool
    private var words: WordRules?
    private var reader: ValueReader
    private var memo: FieldMemo

    init(
        _ column: ColumnContract, header: String, field: Int?, file: FileDefinition,
        codeMaps: [String: CodeMap], seasons: [Season], isRead: Bool, memo: FieldMemo
    ) {
        self.isRead = isRead
        self.memo = memo
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
        isLaxText = !isRead && reader.isText && words == nil && marks.isEmpty
    }

    /// Whether a field is the column's own header.
    func isHeader(_ bytes: FieldBytes) -> Bool {
        guard bytes.count >= headerBytes.count else { return false }
        let text = bytes.trimmed()
        guard text.count >= headerBytes.count, text.first == headerBytes.first else { return false }
        return text.equals(headerBytes)
            || normalisedHeader(String(decoding: text, as: UTF8.self)) == header
    }

    /// The value of a field, its text put into `batch`.
    ///
    /// - Parameter bytes: The field as it stands in the file.
    /// - Throws: The first rule that the field breaks.
    mutating func read(
        _ kind: RowBatch.FieldKind, _ bytes: FieldBytes, into batch: inout CheckedBatch
    ) throws(Breach) -> CheckedValue {
        switch kind {
        case .absent:
            if isRequired, !mayBeLeftOut { throw Breach(.contractRequired, .value) }
            return .absent
        case .null:
            return try emptyValue()
        case .nested:
            throw reader.breach
        case .empty, .text, .boolean:
            return try read(bytes, isToken: false, into: &batch)
        case .number:
            return try read(bytes, isToken: true, into: &batch)
        }
    }

    private mutating func read(
        _ bytes: FieldBytes, isToken: Bool, into batch: inout CheckedBatch
    ) throws(Breach) -> CheckedValue {
        if bytes.isEmpty { return try emptyValue() }
        // To remember such a text costs more than to look at it.
        if isLaxText, bytes.count <= reader.characterCountMax, bytes.isPlainText() {
            return .absent
        }
        if let value = memo.value(bytes, isToken: isToken) { return value }
        let isToBeKnown = memo.hasRoom(for: bytes)
        let value = try readNew(bytes, isToken: isToken, asWord: isToBeKnown, into: &batch)
        if isToBeKnown { memo.remember(bytes, isToken: isToken, value) }
        return value
    }

    private mutating func readNew(
        _ bytes: FieldBytes, isToken: Bool, asWord: Bool, into batch: inout CheckedBatch
    ) throws(Breach) -> CheckedValue {
        let text = bytes.trimmed()
        if text.isEmpty { return try emptyValue() }
        if text.count <= markByteCountMax, let mark = mark(text) {
            return kept(.mark(mark))
        }
        switch try reader.read(text, isToken: isToken) {
        case .text:
            try words?.check(text)
            return isRead ? batch.add(text, asWord: asWord) : .absent
        case .composed(let array):
            // A stored array is contiguous; its buffer lives as long as this call.
            let breach = array.withUnsafeBufferPointer { text -> Breach? in
                do throws(Breach) { try words?.check(text) } catch { return error }
                return nil
            }
            if let breach { throw breach }
            guard isRead else { return .absent }
            return array.withUnsafeBufferPointer { batch.add($0, asWord: asWord) }
        case .value(let value):
            try checkRange(value)
            try words?.check(text)
            return kept(value)
        }
    }

    private func emptyValue() throws(Breach) -> CheckedValue {
        if let emptyMark { return kept(.mark(emptyMark)) }
        if isRequired { throw Breach(.contractRequired, .value) }
        return .absent
    }

    private func kept(_ value: CheckedValue) -> CheckedValue { isRead ? value : .absent }

    /// Mutating, like ``ValueReader/read(_:isToken:)``: else the call would copy the plan.
    private mutating func mark(_ text: FieldBytes) -> Mark? {
        for index in marks.indices where text.equals(marks[index].text) {
            return marks[index].mark
        }
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
        if let minimum, number < minimum { throw rangeBreach }
        if let maximum, maximum < number { throw rangeBreach }
    }

    private var rangeBreach: Breach {
        Breach(
            .contractRange,
            .range(minimum: minimum?.description, maximum: maximum?.description))
    }
}

extension CheckedBatch {
    /// The value of a text in NFC.
    fileprivate mutating func add(_ text: FieldBytes, asWord: Bool) -> CheckedValue {
        if asWord { return .word(words.append(text)) }
        let start = Int32(arena.count)
        arena.append(contentsOf: text)
        return .text(CheckedValue.Span(start: start, count: Int32(text.count)))
    }
}

/// The first byte of a column's header: it tells nearly every record from the header at a glance.
struct HeaderStart: Sendable {
    /// Index of the field in a record.
    let field: Int
    private let byte: UInt8?

    /// - Returns: `nil` where the file has no such column.
    init?(_ plan: ColumnPlan) {
        guard let field = plan.field else { return nil }
        self.field = field
        byte = plan.header.utf8.first
    }

    /// Whether the field may be the header: only a no is certain.
    func mayBegin(_ bytes: FieldBytes) -> Bool {
        guard let first = bytes.first, first > 0x20, first < 0x80 else { return true }
        return first == byte
    }
}
