import PhusaModel

/// Reads CSV: the header when it is made, then records.
///
/// Advice to the next editor: a record whose quote stays open is given up by going back to the end
/// of its first line, so the window keeps all bytes from `recordStart` on.
final class CSVReader: RecordReader {
    private(set) var columns: [String] = []
    private(set) var headerLine = 0

    let name: DropName
    private let window: ByteWindow
    private let writer = BatchWriter()
    private let parser: CSVRecordParser
    private var lines: CSVLines
    private let blockParser: CSVBlockParser
    private var pace = BlockPace()
    /// Offset and physical line, from 1, of what is read next.
    private var position = 0
    private var lineNumber = 1
    private var emptyLineCount = 0
    /// Fields that a record may have: blank headers at the end may be left out.
    ///
    /// Empty while the header is read.
    private var fieldCounts = 0..<0

    init(
        _ window: ByteWindow, name: DropName, file: FileDefinition,
        columns contractColumns: [String], isByRecords: Bool
    ) throws(ExtractionError) {
        self.window = window
        self.name = name
        lines = CSVLines(window)
        parser = CSVRecordParser(
            delimiter: file.delimiter, quote: file.quote, into: writer.buffers)
        blockParser = CSVBlockParser(
            delimiter: file.delimiter, quote: file.quote, into: writer.buffers)
        if isByRecords { pace.goByRecords(upTo: .max) }
        for _ in 0..<file.skippedLineCount { try skipLine() }
        guard file.headerLineCount > 0 else {
            columns = contractColumns
            fieldCounts = Self.fieldCounts(of: columns)
            return
        }
        var header = CSVHeader(name: name, expected: contractColumns)
        for _ in 0..<file.headerLineCount {
            guard try readRecord(), let batch = writer.buffers.pointee.take() else {
                throw header.missing(line: lineNumber)
            }
            try header.add(batch)
        }
        columns = header.columns(blankHeaders: file.blankHeaders)
        headerLine = header.lastLine
        fieldCounts = Self.fieldCounts(of: columns)
    }

    private static func fieldCounts(of columns: [String]) -> Range<Int> {
        (columns.lastIndex { !$0.isEmpty }.map { $0 + 1 } ?? 0)..<columns.count + 1
    }

    func next() throws(ExtractionError) -> RowBatch? {
        while !writer.buffers.pointee.isFull {
            if readBlock() { continue }
            guard try readRecord() else { break }
        }
        return writer.buffers.pointee.take()
    }

    // MARK: Many records

    /// Reads the plain lines that stand next in memory, as many as the batch has room for.
    ///
    /// - Returns: False where the next record wants to be read by itself.
    private func readBlock() -> Bool {
        guard pace.isBlockDue(at: position) else { return false }
        let room = RowBatch.byteCountTarget - writer.buffers.pointee.rawByteCount
        let end = min(window.end, position + min(room, pace.blockByteCount))
        let memory = window.bytes(from: position, to: end)
        guard let lineEnd = memory.lastIndex(of: UInt8(ascii: "\n")) else { return false }
        let block = UnsafeBufferPointer(rebasing: memory[...lineEnd])
        // Which of the records is not, is found by reading each.
        guard UTF8Check.isPlain(block) else {
            pace.goByRecords(upTo: position + block.count)
            return false
        }
        let outcome = blockParser.read(block, line: lineNumber, byte: position)
        position += outcome.byteCount
        lineNumber += outcome.recordCount
        pace.note(outcome, at: position)
        return outcome.recordCount > 0
    }

    private func skipLine() throws(ExtractionError) {
        position = try lines.skipLine(from: position)
        lineNumber += 1
    }

    // MARK: One record

    /// A record that may still be going on.
    private struct Reading {
        let first: CSVLine
        let firstNumber: Int
        /// How many physical lines have been fed.
        var lineCount = 0
    }

    /// Reads a record, sound or not, into the batch.
    ///
    /// - Returns: False at the end of the file.
    private func readRecord() throws(ExtractionError) -> Bool {
        while true {
            switch try lines.line(at: position, keeping: position) {
            case .endOfFile: return false
            case .tooLong: throw tooLong()
            case .line(let line) where line.isEmpty:
                position = line.next
                lineNumber += 1
                try countEmptyLine()
            case .line(let line):
                try readRecord(from: line)
                return true
            }
        }
    }

    private func readRecord(from first: CSVLine) throws(ExtractionError) {
        var reading = Reading(first: first, firstNumber: lineNumber)
        var line = first
        while true {
            reading.lineCount += 1
            let outcome = parser.feed(
                window.bytes(from: line.start, to: line.next), isTerminated: line.next > line.end)
            switch outcome {
            case .ended:
                // A quote that closed by chance, at the beginning of a later quoted field, has
                // joined lines into a record of another width.
                guard reading.lineCount == 1 || isFitting else {
                    return giveUp(reading, as: .openQuote)
                }
                return close(reading, lastLine: line)
            case .strayQuote:
                // Behind lines that a quote has swallowed, the quote is what was wrong.
                return giveUp(reading, as: reading.lineCount == 1 ? .strayQuote : .openQuote)
            case .open: break
            }
            guard !parser.isFieldTooLong,
                reading.lineCount < ExtractionLimit.recordLineCountMax,
                case .line(let following) = try lines.line(at: line.next, keeping: first.start)
            else { return giveUp(reading, as: .openQuote) }
            line = following
        }
    }

    @inline(__always)
    private func close(_ reading: Reading, lastLine: CSVLine) {
        let start = reading.first.start
        let raw = window.bytes(from: start, to: lastLine.end)
        writer.buffers.pointee.endRecord(
            line: reading.firstNumber, byte: start, raw: raw,
            fault: fault(in: raw, at: start))
        position = lastLine.next
        lineNumber = reading.firstNumber + reading.lineCount
    }

    /// Gives the fault to the record's first line; the next line is read anew.
    private func giveUp(_ reading: Reading, as fault: RowBatch.RecordFault) {
        parser.reset()
        let first = reading.first
        writer.buffers.pointee.endRecord(
            line: reading.firstNumber, byte: first.start,
            raw: window.bytes(from: first.start, to: first.end), fault: fault)
        position = first.next
        lineNumber = reading.firstNumber + 1
    }

    /// Whether the record at hand has as many fields as the header.
    private var isFitting: Bool {
        fieldCounts.isEmpty || writer.buffers.pointee.isTooLong
            || fieldCounts.contains(writer.buffers.pointee.fieldCount)
    }

    private func tooLong() -> ExtractionError {
        let shown = window.bytes(from: position, to: position + Violation.foundLengthMax)
        return name.refusal(
            .fileTooLarge, at: TextPlace(line: lineNumber, column: 1), byte: position,
            found: String(decoding: shown, as: UTF8.self),
            expected: .recordByteCount(maximum: ExtractionLimit.recordByteCountMax))
    }

    private func countEmptyLine() throws(ExtractionError) {
        emptyLineCount += 1
        guard emptyLineCount > ExtractionLimit.emptyLineCountMax else { return }
        throw name.refusal(
            .fileTooLarge, at: TextPlace(line: lineNumber, column: 1), byte: position,
            expected: .emptyLineCount(maximum: ExtractionLimit.emptyLineCountMax))
    }

    @inline(__always)
    private func fault(
        in raw: UnsafeBufferPointer<UInt8>, at start: Int
    ) -> RowBatch.RecordFault? {
        if writer.buffers.pointee.isTooLong {
            return .tooLong(byteCountMax: ExtractionLimit.fieldByteCountMax)
        }
        if let invalid = UTF8Check.firstInvalid(in: raw) { return .encoding(byte: start + invalid) }
        return raw.contains(0) ? .nul : nil
    }
}
