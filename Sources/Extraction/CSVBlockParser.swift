import PhusaModel

/// Finds the fields of many plain lines at once: 64 bytes at a time, no copy, no call for a field.
///
/// A line is plain where each field is either without a quote or quoted from its first byte to its
/// last, and where no line end stands within quotes. At the first record that is anything else the
/// block ends, and ``CSVReader`` has libcsv read that record: what is a field there is for libcsv
/// alone to say.
///
/// Advice to the next editor: where both can read a record they must read the same; a property test
/// compares them.
struct CSVBlockParser {
    private let delimiter: UInt8
    private let quote: UInt8
    private let buffers: UnsafeMutablePointer<BatchBuffers>

    init(delimiter: UInt8, quote: UInt8, into buffers: UnsafeMutablePointer<BatchBuffers>) {
        self.delimiter = delimiter
        self.quote = quote
        self.buffers = buffers
    }

    /// Takes lines that are UTF-8 without NUL, the last with its line end, into the batch.
    ///
    /// - Parameters:
    ///   - line: The physical line, from 1, of the block's first; one record stands on each.
    ///   - byte: The offset of the block in the file.
    func read(_ block: UnsafeBufferPointer<UInt8>, line: Int, byte: Int) -> BlockOutcome {
        guard let start = block.baseAddress else { return BlockOutcome(stop: .unusual) }
        makeRoom(for: block.count)
        let copy = UnsafePointer(buffers.pointee.bytes.end)
        buffers.pointee.bytes.append(start, count: block.count)
        var lines = PlainLines(
            buffers.pointee, blockByteCount: block.count, line: line, byte: byte,
            delimiter: delimiter, quote: quote)
        let stop = lines.read()
        let outcome = BlockOutcome(
            byteCount: lines.rowStart - copy,
            recordCount: lines.records - buffers.pointee.records.end, stop: stop)
        // Behind the last row nothing is needed where no text stands behind the block.
        let hasTexts = UnsafePointer(lines.texts) > lines.end
        let bytesEnd = hasTexts ? lines.texts : UnsafeMutablePointer(mutating: lines.rowStart)
        buffers.pointee.bytes.extend(to: bytesEnd)
        buffers.pointee.fields.extend(to: lines.rowFields)
        buffers.pointee.records.extend(to: lines.records)
        buffers.pointee.rawByteCount += lines.rawByteCount
        buffers.pointee.beginNext()
        return outcome
    }

    /// Nothing behind looks whether there is room: a block has at most one field and one row for each
    /// byte, and its texts are no longer than it is.
    private func makeRoom(for byteCount: Int) {
        buffers.pointee.bytes.reserve(2 * byteCount + CSVMarks.overhang)
        buffers.pointee.fields.reserve(byteCount + 1)
        buffers.pointee.records.reserve(byteCount)
    }
}

/// A block's lines on their way into a batch.
private struct PlainLines {
    /// The beginning of the batch's bytes, from which places in it count.
    private let origin: UnsafePointer<UInt8>
    let end: UnsafePointer<UInt8>
    private let byteOffset: Int
    private let delimiter: UInt8
    private let quote: UInt8
    private let quotes: UInt64
    /// The marks from the row at hand on; those before the place at hand have been taken.
    private var marks: CSVMarks
    /// The row at hand.
    private(set) var rowStart: UnsafePointer<UInt8>
    private var line: Int
    /// Behind the last field, and behind the last one of a row that has ended.
    private var fields: UnsafeMutablePointer<RowBatch.Field>
    private(set) var rowFields: UnsafeMutablePointer<RowBatch.Field>
    private let firstFields: UnsafeMutablePointer<RowBatch.Field>
    private(set) var records: UnsafeMutablePointer<RowBatch.Record>
    /// Behind the texts that do not stand in the block as they are.
    private(set) var texts: UnsafeMutablePointer<UInt8>
    private(set) var rawByteCount = 0

    init(
        _ buffers: BatchBuffers, blockByteCount: Int, line: Int, byte: Int, delimiter: UInt8,
        quote: UInt8
    ) {
        origin = UnsafePointer(buffers.bytes.base)
        texts = buffers.bytes.end
        end = UnsafePointer(texts)
        rowStart = end - blockByteCount
        byteOffset = byte - (rowStart - origin)
        firstFields = buffers.fields.base
        fields = buffers.fields.end
        rowFields = fields
        records = buffers.records.end
        self.line = line
        self.delimiter = delimiter
        self.quote = quote
        quotes = ByteLanes.all(quote)
        marks = CSVMarks(from: rowStart, to: end, delimiter: delimiter, quote: quote)
    }

    /// Reads rows until one is unusual, the batch is full or the block is read.
    mutating func read() -> BlockOutcome.Stop {
        while rowStart < end {
            // An empty line is no record.
            if isLineEnd(rowStart[0]) { return .unusual }
            guard let rowEnd = readRow(),
                fields - rowFields <= ExtractionLimit.columnCountMax
            else { return .unusual }
            endRow(at: rowEnd)
            if fields - firstFields >= BatchBuffers.fieldCountTarget { return .full }
        }
        return .none
    }

    /// Reads the fields of a row.
    ///
    /// - Returns: Its line end; `nil` where a field is not plain.
    @inline(__always)
    private mutating func readRow() -> UnsafePointer<UInt8>? {
        var place = rowStart
        while true {
            let behind = place[0] == quote ? readQuoted(place + 1) : readBare(place)
            guard let behind else { return nil }
            if isLineEnd(behind[0]) { return behind }
            guard behind[0] == delimiter else { return nil }
            place = behind + 1
        }
    }

    /// - Returns: What stands behind the field; `nil` for a quote within it.
    @inline(__always)
    private mutating func readBare(_ start: UnsafePointer<UInt8>) -> UnsafePointer<UInt8>? {
        guard let behind = marks.next(), behind[0] != quote else { return nil }
        append(start, count: behind - start, kind: behind == start ? .empty : .text)
        return behind
    }

    /// - Parameter start: Behind the opening quote.
    /// - Returns: What stands behind the closing quote, a delimiter or a line end; `nil` for anything
    ///   else, and where a line ends before the quote.
    @inline(__always)
    private mutating func readQuoted(_ start: UnsafePointer<UInt8>) -> UnsafePointer<UInt8>? {
        // The opening quote.
        _ = marks.next()
        var isDoubled = false
        while let hit = marks.next() {
            if hit[0] == delimiter { continue }
            guard hit[0] == quote, let behind = marks.next(), behind == hit + 1 else { return nil }
            if behind[0] == quote {
                isDoubled = true
                continue
            }
            if isDoubled {
                appendUndoubled(start, upTo: hit)
            } else {
                append(start, count: hit - start, kind: .text)
            }
            return behind
        }
        return nil
    }

    /// The next of the quotes before `close`.
    ///
    /// May look at seven bytes behind the block, where there is room for texts.
    @inline(__always)
    private func nextQuote(
        from start: UnsafePointer<UInt8>, before close: UnsafePointer<UInt8>
    ) -> UnsafePointer<UInt8>? {
        var place = start
        while place < close {
            let word = UnsafeRawPointer(place).loadUnaligned(as: UInt64.self)
            let hits = ByteLanes.equal(word, quotes)
            if hits != 0 {
                let hit = place + hits.trailingZeroBitCount / 8
                return hit < close ? hit : nil
            }
            place += 8
        }
        return nil
    }

    /// Puts a text behind the block, with one quote for each two.
    private mutating func appendUndoubled(
        _ start: UnsafePointer<UInt8>, upTo close: UnsafePointer<UInt8>
    ) {
        let text = UnsafePointer(texts)
        var place = start
        while let hit = nextQuote(from: place, before: close) {
            put(place, count: hit + 1 - place)
            place = hit + 2
        }
        put(place, count: close - place)
        append(text, count: UnsafePointer(texts) - text, kind: .text)
    }

    @inline(__always)
    private mutating func put(_ bytes: UnsafePointer<UInt8>, count: Int) {
        texts.initialize(from: bytes, count: count)
        texts += count
    }

    @inline(__always)
    private mutating func append(
        _ place: UnsafePointer<UInt8>, count: Int, kind: RowBatch.FieldKind
    ) {
        // Member by member: the initialiser of another module would be a call for each field.
        fields.pointee.start = Int32(truncatingIfNeeded: place - origin)
        fields.pointee.count = Int32(truncatingIfNeeded: count)
        fields.pointee.kind = kind
        fields += 1
    }

    @inline(__always)
    private mutating func endRow(at rowEnd: UnsafePointer<UInt8>) {
        let rawStart = rowStart - origin
        let rawCount = rowEnd - rowStart
        records.initialize(
            to: RowBatch.Record(
                firstField: Int32(truncatingIfNeeded: rowFields - firstFields),
                fieldCount: Int32(truncatingIfNeeded: fields - rowFields), line: line,
                byte: byteOffset + rawStart, rawStart: Int32(truncatingIfNeeded: rawStart),
                rawCount: Int32(truncatingIfNeeded: rawCount), isSound: true))
        records += 1
        rawByteCount += rawCount
        line += 1
        let isPair =
            rowEnd[0] == UInt8(ascii: "\r") && rowEnd + 1 < end && rowEnd[1] == UInt8(ascii: "\n")
        if isPair { _ = marks.next() }
        rowStart = rowEnd + (isPair ? 2 : 1)
        rowFields = fields
    }
}

@inline(__always)
private func isLineEnd(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
}
