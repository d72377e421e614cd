import Glibc
import PhusaModel

/// Takes an object apart into fields: nested objects become dotted paths, arrays stay as they are.
final class JSONRecordParser {
    private(set) var paths: JSONPaths

    private let cursor: JSONCursor
    private let buffers: UnsafeMutablePointer<BatchBuffers>
    /// The dotted path of the member at hand.
    private let path: UnsafeMutablePointer<GrowingBuffer<UInt8>>
    private let keys: UnsafeMutablePointer<JSONKeyTable>
    private var values: [(entry: Int, field: RowBatch.Field)] = []
    private var fault: RowBatch.RecordFault?
    private var slots: [RowBatch.Field] = []

    /// - Parameter keys: Learns the keys of sound records.
    init(
        _ cursor: JSONCursor, columns: [String], keys: UnsafeMutablePointer<JSONKeyTable>,
        into buffers: UnsafeMutablePointer<BatchBuffers>
    ) {
        self.cursor = cursor
        self.keys = keys
        self.buffers = buffers
        paths = JSONPaths(columns: columns)
        path = .allocate(capacity: 1)
        path.initialize(to: GrowingBuffer(capacity: 256))
    }

    deinit {
        path.pointee.deallocate()
        path.deallocate()
    }

    /// Reads a value that should be an object, and puts its fields into the batch.
    ///
    /// - Parameter depth: How many arrays and objects the record stands in.
    /// - Returns: Why the record cannot be used, or `nil`.
    /// - Throws: Where the grammar breaks; fields may be left, to be taken back by `endRecord`.
    func parse(depth: Int) throws(JSONError) -> RowBatch.RecordFault? {
        let start = cursor.position
        buffers.pointee.beginRecord()
        paths.beginRecord()
        values.removeAll(keepingCapacity: true)
        path.pointee.truncate(to: 0)
        fault = nil
        guard try cursor.peek() == JSONMark.openBrace.value else {
            try cursor.skipValue(depth: depth)
            return .json(byte: start, expected: "{")
        }
        try object(Parent(key: -1), depth: depth + 1)
        if buffers.pointee.isTooLong {
            fault = fault ?? .tooLong(byteCountMax: ExtractionLimit.fieldByteCountMax)
        }
        let found = fault ?? cursor.textFault
        if found == nil { placeFields() }
        keys.pointee.refresh(from: paths)
        return found
    }

    /// The key whose object is read: -1 for the record itself, `nil` for one that is not known.
    private struct Parent { let key: Int32? }

    private func object(_ parent: Parent, depth: Int) throws(JSONError) {
        try cursor.checkDepth(depth)
        cursor.advance()
        if try cursor.takesEmpty(.brace) { return }
        let prefixCount = path.pointee.count
        repeat {
            try cursor.skipBlanks()
            if prefixCount > 0 { path.pointee.append(UInt8(ascii: ".")) }
            let nameStart = path.pointee.count
            let isKept = prefixCount < ExtractionLimit.pathByteCountMax
            try cursor.string(into: isKept ? .buffer(path) : .none)
            try cursor.take(.colon)
            try cursor.skipBlanks()
            try member(of: parent, from: nameStart, depth: depth)
            path.pointee.truncate(to: prefixCount)
        } while try cursor.takesComma(orClose: .brace)
    }

    private func member(of parent: Parent, from nameStart: Int, depth: Int) throws(JSONError) {
        if path.pointee.count > ExtractionLimit.pathByteCountMax {
            fault = fault ?? .tooLong(byteCountMax: ExtractionLimit.pathByteCountMax)
        }
        // What has a fault is only checked.
        guard fault == nil else { return try cursor.skipValue(depth: depth) }
        let name = UnsafeBufferPointer(start: path.pointee.base, count: path.pointee.count)
        let (entry, isRepeated) = paths.meet(name)
        if isRepeated { fault = .repeatedKey(String(decoding: name, as: UTF8.self)) }
        let key = parent.key.flatMap { parent in
            keys.pointee.learn(
                UnsafeBufferPointer(rebasing: name[nameStart...]), in: parent, entry: entry)
        }
        if try cursor.peek() == JSONMark.openBrace.value {
            paths.markObject(entry)
            return try object(Parent(key: key), depth: depth + 1)
        }
        try value(of: entry, depth: depth)
    }

    private func value(of entry: Int, depth: Int) throws(JSONError) {
        let start = cursor.position
        let first = buffers.pointee.bytes.count
        let kind: RowBatch.FieldKind
        switch try cursor.peek() {
        case 0x22:
            try cursor.string(into: .batch(buffers))
            return append(.text, from: first, to: entry)
        case 0x5B:
            kind = .nested
            try cursor.skipValue(depth: depth)
        case 0x2D, 0x30...0x39:
            kind = .number
            try cursor.number()
        default: kind = try cursor.literal()
        }
        if kind == .null, paths.isObject(entry) { return }
        if kind != .null {
            let text = cursor.window.bytes(from: start, to: cursor.position)
            if let base = text.baseAddress { buffers.pointee.bytes.append(base, count: text.count) }
        }
        append(kind, from: first, to: entry)
    }

    private func append(_ kind: RowBatch.FieldKind, from first: Int, to entry: Int) {
        let count = buffers.pointee.bytes.count - first
        if count > ExtractionLimit.fieldByteCountMax { buffers.pointee.isTooLong = true }
        let field = RowBatch.Field(start: Int32(first), count: Int32(count), kind: kind)
        values.append((entry, field))
    }

    /// The order of the file becomes the order of the columns.
    private func placeFields() {
        let absent = RowBatch.Field(start: 0, count: 0, kind: .absent)
        slots.removeAll(keepingCapacity: true)
        slots.append(contentsOf: repeatElement(absent, count: paths.columns.count))
        for (entry, field) in values {
            let column = paths.column(of: entry)
            if column == slots.count { slots.append(absent) }
            slots[column] = field
        }
        slots.withUnsafeBufferPointer { all in
            if let start = all.baseAddress {
                buffers.pointee.fields.append(start, count: all.count)
            }
        }
    }
}
