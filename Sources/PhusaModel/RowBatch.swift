/// Records as delivered, some 64 KiB of them: bytes, offsets and places; nothing interpreted.
///
/// A batch owns its bytes. Fields are stretches of `bytes`, records stretches of `raw`, as they stand
/// in the unpacked file; both may be one array, where a field that needed no unquoting is a stretch
/// of its record.
package struct RowBatch: Sendable {
    /// What stood in a field.
    package enum FieldKind: UInt8, Sendable {
        /// JSON: the key is not there. CSV: the record is too short.
        case absent
        /// JSON `null`.
        case null
        /// CSV: nothing between two delimiters. JSON: never.
        case empty
        /// Text, also `""`; a CSV field, quoted or not.
        case text
        /// A JSON number, its bytes as they stand in the file.
        case number
        /// JSON `true` or `false`, as these words.
        case boolean
        /// A JSON array or object where one value was expected, as its raw bytes.
        case nested
    }

    package struct Field: Sendable {
        package var start: Int32
        package var count: Int32
        package var kind: FieldKind

        package init(start: Int32, count: Int32, kind: FieldKind) {
            self.start = start
            self.count = count
            self.kind = kind
        }
    }

    /// A fault that extraction found in one record; the file goes on.
    package enum RecordFault: Sendable, Hashable {
        /// A quote that never closes; the reader went on at the next line.
        case openQuote
        /// Text behind a closing quote.
        case strayQuote
        /// Bytes that are not in the declared encoding; offset in the unpacked file, from 0.
        case encoding(byte: Int)
        case nul
        case tooLong(byteCountMax: Int)
        /// JSON that breaks off or breaks its grammar; offset in the unpacked file, from 0.
        case json(byte: Int, expected: String)
        case repeatedKey(String)
    }

    /// A plain value: batches are full of them.
    package struct Record: Sendable {
        /// Index of the first field in `fields`.
        package var firstField: Int32
        package var fieldCount: Int32
        /// Physical line on which the record begins, from 1; in a JSON array on one line the
        /// element, from 1.
        package var line: Int
        /// Offset of the record in the unpacked file, from 0.
        package var byte: Int
        /// Where the record stands in `raw`, without its line end.
        package var rawStart: Int32
        package var rawCount: Int32
        /// Whether extraction found no fault in it; else ``RowBatch/faults`` says which.
        package var isSound: Bool

        package init(
            firstField: Int32, fieldCount: Int32, line: Int, byte: Int, rawStart: Int32,
            rawCount: Int32, isSound: Bool
        ) {
            self.firstField = firstField
            self.fieldCount = fieldCount
            self.line = line
            self.byte = byte
            self.rawStart = rawStart
            self.rawCount = rawCount
            self.isSound = isSound
        }
    }

    /// Bytes after which a reader hands a batch on.
    package static let byteCountTarget = 64 * 1024

    package var bytes: [UInt8] = []
    package var raw: [UInt8] = []
    package var fields: [Field] = []
    package var records: [Record] = []
    /// By index of the record; records with a fault are few.
    package var faults: [Int: RecordFault] = [:]

    package init() {}

    /// The fields of the record at `index`, in the order of the reader's columns.
    package func fields(of index: Int) -> ArraySlice<Field> {
        let record = records[index]
        return fields[Int(record.firstField)..<Int(record.firstField + record.fieldCount)]
    }

    /// The bytes of a field.
    package func bytes(of field: Field) -> ArraySlice<UInt8> {
        bytes[Int(field.start)..<Int(field.start + field.count)]
    }

    /// The record at `index` as delivered.
    package func raw(of index: Int) -> ArraySlice<UInt8> {
        let record = records[index]
        return raw[Int(record.rawStart)..<Int(record.rawStart + record.rawCount)]
    }
}
