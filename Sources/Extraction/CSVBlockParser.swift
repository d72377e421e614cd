import CLibCSV
import Glibc
import PhusaModel

/// Feeds libcsv with many lines at once, and tells where each field stands among them.
///
/// libcsv says what a field's text is, but not where it stood. Fields follow one another without a
/// gap, so the place of one and its length give the place of the next; that the byte behind each is
/// a delimiter or a line end proves, field by field, that the places are right and that nothing was
/// trimmed. A text that stands in the block as it is needs no copy then.
///
/// Advice to the next editor: this takes plain lines only – each one sound record, none empty. At
/// the first line that is anything else it stops, and ``CSVReader`` reads that record line by line.
final class CSVBlockParser {
    private let recordParser: CSVRecordParser
    private let buffers: UnsafeMutablePointer<BatchBuffers>
    private let feed: UnsafeMutablePointer<BlockFeed>
    /// Whether libcsv asks what a blank is, which costs a call for each byte.
    private var keepsBlanks = false

    init(_ recordParser: CSVRecordParser, into buffers: UnsafeMutablePointer<BatchBuffers>) {
        self.recordParser = recordParser
        self.buffers = buffers
        feed = .allocate(capacity: 1)
    }

    deinit { feed.deallocate() }

    /// Takes lines that are UTF-8 without NUL, the last with its line end, into the batch.
    ///
    /// - Parameters:
    ///   - line: The physical line, from 1, of the block's first; one record stands on each.
    ///   - byte: The offset of the block in the file.
    func read(_ block: UnsafeBufferPointer<UInt8>, line: Int, byte: Int) -> BlockOutcome {
        guard let start = block.baseAddress, !isLineEnd(start[0]) else {
            return BlockOutcome(stop: .unusual)
        }
        makeRoom(for: block.count)
        let copy = buffers.pointee.bytes.end
        buffers.pointee.bytes.append(start, count: block.count)
        feed.initialize(
            to: BlockFeed(
                buffers.pointee, block: UnsafeBufferPointer(start: copy, count: block.count),
                line: line, byte: byte, delimiter: recordParser.delimiter,
                quote: recordParser.quote, keepsBlanks: keepsBlanks))
        let parser = recordParser.parser
        parser.pointee.is_space = keepsBlanks ? isBlank : nil
        let taken = csv_parse(parser, copy, block.count, takeField, takeRow, feed)
        return close(isWhole: taken == block.count, from: copy)
    }

    /// No callback looks whether there is room: a block has at most one field and one row for each
    /// byte, and its texts are no longer than it is.
    private func makeRoom(for byteCount: Int) {
        buffers.pointee.bytes.reserve(2 * byteCount + 8)
        buffers.pointee.fields.reserve(byteCount + 1)
        buffers.pointee.records.reserve(byteCount)
    }

    private func close(isWhole: Bool, from copy: UnsafeMutablePointer<UInt8>) -> BlockOutcome {
        let done = feed.pointee
        var outcome = BlockOutcome(
            byteCount: done.rowStart - UnsafePointer(copy),
            recordCount: done.records - buffers.pointee.records.end,
            stop: done.stop)
        let isAtEnd = isWhole && done.rowStart == done.end
        if outcome.stop == .none, !isAtEnd { outcome.stop = .unusual }
        keepsBlanks = keepsBlanks || outcome.stop == .outerBlank
        // What libcsv holds of the line that it stopped in, or was stopped in, is read anew.
        if outcome.stop != .none { recordParser.forget() }
        // Behind the last row nothing is needed where no text stands behind the block.
        let hasTexts = done.texts > done.end
        buffers.pointee.bytes.extend(to: hasTexts ? done.texts : copy + outcome.byteCount)
        buffers.pointee.fields.extend(to: done.rowFields)
        buffers.pointee.records.extend(to: done.records)
        buffers.pointee.rawByteCount += done.rawByteCount
        buffers.pointee.beginNext()
        return outcome
    }
}

/// What the callbacks know of a block, and where they put what they find.
private struct BlockFeed {
    /// The beginning of the batch's bytes, from which places in it count.
    let origin: UnsafeMutablePointer<UInt8>
    let end: UnsafePointer<UInt8>
    let byteOffset: Int
    let delimiter: UInt8
    let quote: UInt8
    private let quotes: UInt64
    let keepsBlanks: Bool
    var stop = BlockOutcome.Stop.none
    /// Where the next field begins, and the row at hand.
    var next: UnsafePointer<UInt8>
    var rowStart: UnsafePointer<UInt8>
    var line: Int
    /// Behind the last field, and behind the last one of a row that has ended.
    var fields: UnsafeMutablePointer<RowBatch.Field>
    var rowFields: UnsafeMutablePointer<RowBatch.Field>
    let firstFields: UnsafeMutablePointer<RowBatch.Field>
    var records: UnsafeMutablePointer<RowBatch.Record>
    /// Behind the texts that do not stand in the block as they are.
    var texts: UnsafeMutablePointer<UInt8>
    var rawByteCount = 0

    init(
        _ buffers: BatchBuffers, block: UnsafeBufferPointer<UInt8>, line: Int, byte: Int,
        delimiter: UInt8, quote: UInt8, keepsBlanks: Bool
    ) {
        origin = buffers.bytes.base
        texts = buffers.bytes.end
        let start = UnsafePointer(texts - block.count)
        end = UnsafePointer(texts)
        byteOffset = byte - (start - UnsafePointer(origin))
        next = start
        rowStart = start
        firstFields = buffers.fields.base
        fields = buffers.fields.end
        rowFields = fields
        records = buffers.records.end
        self.line = line
        self.delimiter = delimiter
        self.quote = quote
        quotes = ByteLanes.all(quote)
        self.keepsBlanks = keepsBlanks
    }

    @inline(__always)
    mutating func take(_ text: UnsafePointer<UInt8>, count: Int, kind: RowBatch.FieldKind) {
        var behind = next + count
        var place = next
        if next[0] == quote {
            place += 1
            guard let close = closingQuote(behind: place) else { return end(by: .unusual) }
            behind = close.place + 1
            guard close.place - place - close.quoteCount == count else {
                return end(by: .unusual)
            }
            if close.quoteCount > 0 {
                texts.initialize(from: text, count: count)
                place = UnsafePointer(texts)
                texts += count
            }
        } else if !keepsBlanks, isSpaceOrTab(next[0]), next[0] != delimiter {
            return end(by: .outerBlank)
        }
        guard behind < end, behind[0] == delimiter || isLineEnd(behind[0]) else {
            return end(by: keepsBlanks ? .unusual : .outerBlank)
        }
        // Member by member: the initialiser of another module would be a call for each field.
        fields.pointee.start = Int32(truncatingIfNeeded: place - UnsafePointer(origin))
        fields.pointee.count = Int32(truncatingIfNeeded: count)
        fields.pointee.kind = kind
        fields += 1
        next = behind + 1
    }

    /// The quote that closes a text, and how many doubled ones stand before it; `nil` where a line
    /// ends first.
    ///
    /// May look at seven bytes behind the block, where there is room for texts.
    @inline(__always)
    private func closingQuote(
        behind start: UnsafePointer<UInt8>
    ) -> (place: UnsafePointer<UInt8>, quoteCount: Int)? {
        var place = start
        var quoteCount = 0
        while place < end {
            let word = UnsafeRawPointer(place).loadUnaligned(as: UInt64.self)
            let hits =
                ByteLanes.equal(word, quotes) | ByteLanes.equal(word, ByteLanes.lineFeeds)
                | ByteLanes.equal(word, ByteLanes.returns)
            guard hits != 0 else {
                place += 8
                continue
            }
            let hit = place + hits.trailingZeroBitCount / 8
            guard hit[0] == quote, hit + 1 < end else { return nil }
            guard hit[1] == quote else { return (hit, quoteCount) }
            quoteCount += 1
            place = hit + 2
        }
        return nil
    }

    @inline(__always)
    mutating func takeRow() {
        let fieldCount = fields - rowFields
        guard fieldCount <= ExtractionLimit.columnCountMax else { return end(by: .unusual) }
        let rawStart = rowStart - UnsafePointer(origin)
        let rawCount = next - 1 - rowStart
        records.initialize(
            to: RowBatch.Record(
                firstField: Int32(truncatingIfNeeded: rowFields - firstFields),
                fieldCount: Int32(truncatingIfNeeded: fieldCount), line: line,
                byte: byteOffset + rawStart, rawStart: Int32(truncatingIfNeeded: rawStart),
                rawCount: Int32(truncatingIfNeeded: rawCount), isSound: true))
        records += 1
        rawByteCount += rawCount
        line += 1
        if next[-1] == UInt8(ascii: "\r"), next < end, next[0] == UInt8(ascii: "\n") { next += 1 }
        rowStart = next
        rowFields = fields
        if next < end, isLineEnd(next[0]) { end(by: .unusual) }
        if fields - firstFields >= BatchBuffers.fieldCountTarget { end(by: .full) }
    }

    private mutating func end(by reason: BlockOutcome.Stop) { stop = reason }
}

@inline(__always)
private func isLineEnd(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
}

@inline(__always)
private func isSpaceOrTab(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
}

// Plain functions: as closures they would check their executor at every call, which doubles the time.
// Inlined into what C calls.

@inline(__always)
private func takeField(
    _ start: UnsafeMutableRawPointer?, _ count: Int, _ context: UnsafeMutableRawPointer?
) {
    guard let feed = context?.assumingMemoryBound(to: BlockFeed.self),
        feed.pointee.stop == .none
    else { return }
    if let start {
        feed.pointee.take(start.assumingMemoryBound(to: UInt8.self), count: count, kind: .text)
    } else {
        feed.pointee.take(feed.pointee.next, count: 0, kind: .empty)
    }
}

@inline(__always)
private func takeRow(_ terminator: Int32, _ context: UnsafeMutableRawPointer?) {
    guard let feed = context?.assumingMemoryBound(to: BlockFeed.self),
        feed.pointee.stop == .none
    else { return }
    feed.pointee.takeRow()
}
