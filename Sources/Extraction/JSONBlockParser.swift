import PhusaModel

/// Reads many plain records at once, from a copy of the memory that becomes part of the batch: a
/// value that stands there as it is needs no further copy.
///
/// At the first record that is not plain, or that the block does not hold in full, it stops, and
/// ``JSONReader`` reads that one by itself.
final class JSONBlockParser {
    /// How records follow one another.
    enum Form {
        /// Elements of an array: each with the comma behind it.
        case array
        /// One object a line.
        case lines
    }

    /// Valid as long as this object.
    let keys: UnsafeMutablePointer<JSONKeyTable>
    private let buffers: UnsafeMutablePointer<BatchBuffers>

    /// What a search may look at behind the block.
    private static let margin = 16

    init(into buffers: UnsafeMutablePointer<BatchBuffers>) {
        self.buffers = buffers
        keys = .allocate(capacity: 1)
        keys.initialize(to: JSONKeyTable())
    }

    deinit {
        keys.pointee.deallocate()
        keys.deinitialize(count: 1)
        keys.deallocate()
    }

    /// Takes records of a text that is UTF-8 without NUL, until the batch is full.
    ///
    /// - Parameters:
    ///   - byte: The offset of the block in the file.
    ///   - line: The line, from 1, that the block begins on.
    ///   - number: What the records are numbered from, where these numbers stand for the lines.
    /// - Returns: With the line ends passed.
    func read(
        _ block: UnsafeBufferPointer<UInt8>, _ form: Form, byte: Int, line: Int, number: Int?,
        columnCount: Int
    ) -> (outcome: BlockOutcome, lineEndCount: Int) {
        var outcome = BlockOutcome()
        guard let source = block.baseAddress else { return (outcome, 0) }
        buffers.pointee.bytes.reserve(2 * block.count + 2 * Self.margin)
        let copy = buffers.pointee.bytes.end
        copy.initialize(from: source, count: block.count)
        (copy + block.count).initialize(repeating: 0, count: Self.margin)
        var scan = JSONBlock(
            origin: buffers.pointee.bytes.base, end: copy + block.count, keys: keys,
            slots: buffers.pointee.fields.end, place: UnsafePointer(copy),
            texts: copy + block.count + Self.margin)
        let firstText = scan.texts
        var kept = scan
        while !buffers.pointee.isFull {
            guard let record = record(&scan, form, columnCount: columnCount) else {
                outcome.stop = scan.isAtEnd ? .none : .unusual
                break
            }
            close(
                record, line: number.map { $0 + outcome.recordCount } ?? line + record.line,
                byte: byte + (record.start - UnsafePointer(copy)),
                rawStart: record.start - scan.origin, columnCount: columnCount)
            outcome.recordCount += 1
            kept = scan
        }
        outcome.byteCount = kept.place - UnsafePointer(copy)
        // Behind the last record nothing is needed where no text stands behind the block.
        buffers.pointee.bytes.extend(
            to: kept.texts > firstText ? kept.texts : copy + outcome.byteCount)
        buffers.pointee.beginNext()
        return (outcome, kept.lineEndCount)
    }

    private struct Record {
        let start: UnsafePointer<UInt8>
        let count: Int
        /// Line ends of the block before it.
        let line: Int
    }

    /// Reads a record and what must follow it.
    @inline(__always)
    private func record(_ scan: inout JSONBlock, _ form: Form, columnCount: Int) -> Record? {
        if form == .array { scan.skipBlanks() }
        let start = scan.place
        let line = scan.lineEndCount
        buffers.pointee.fields.reserve(columnCount)
        scan.slots = buffers.pointee.fields.end
        for column in 0..<columnCount {
            let slot = scan.slots + column
            slot.pointee.start = 0
            slot.pointee.count = 0
            slot.pointee.kind = .absent
        }
        keys.pointee.beginRecord()
        guard scan.object() else { return nil }
        let count = scan.place - start
        if form == .array {
            scan.skipBlanks()
            guard scan.place[0] == UInt8(ascii: ",") else { return nil }
        } else {
            // An object that goes on over a line's end is none.
            guard scan.lineEndCount == line else { return nil }
            if scan.place[0] == UInt8(ascii: "\r") { scan.place += 1 }
            guard scan.place[0] == UInt8(ascii: "\n") else { return nil }
            scan.lineEndCount += 1
        }
        scan.place += 1
        return Record(start: start, count: count, line: line)
    }

    @inline(__always)
    private func close(
        _ record: Record, line: Int, byte: Int, rawStart: Int, columnCount: Int
    ) {
        let firstField = buffers.pointee.fields.count
        buffers.pointee.fields.extend(to: buffers.pointee.fields.end + columnCount)
        buffers.pointee.records.append(
            RowBatch.Record(
                firstField: Int32(firstField), fieldCount: Int32(columnCount), line: line,
                byte: byte, rawStart: Int32(rawStart), rawCount: Int32(record.count),
                isSound: true))
        buffers.pointee.rawByteCount += record.count
    }
}
