import PhusaModel

/// Reads JSON: an array of objects, at the top or inside objects, or one object a line.
///
/// In an array a broken grammar ends the file, as nobody can say where the next record begins; in
/// lines it costs the line.
final class JSONReader: RecordReader {
    var columns: [String] { parser.paths.columns }
    let headerLine = 0

    private let name: DropName
    private let window: ByteWindow
    private let recordPath: [String]
    private let writer = BatchWriter()
    private let cursor: JSONCursor
    private let parser: JSONRecordParser
    private let blockParser: JSONBlockParser
    private var pace = BlockPace()
    private var lineFeeds = ByteFinder(UInt8(ascii: "\n"))
    private var phase = Phase.start
    /// Elements, or physical lines, read so far.
    private var recordNumber = 0
    /// Whether an element's line says nothing, as all stand on the first: then its number does.
    private var isOnOneLine = false
    private var emptyLineCount = 0

    private enum Phase { case start, array, lines, end }

    init(
        _ window: ByteWindow, name: DropName, recordPath: [String], columns: [String],
        isByRecords: Bool
    ) throws(ExtractionError) {
        self.window = window
        self.name = name
        self.recordPath = recordPath
        cursor = JSONCursor(window)
        blockParser = JSONBlockParser(into: writer.buffers)
        parser = JSONRecordParser(
            cursor, columns: columns, keys: blockParser.keys, into: writer.buffers)
        if isByRecords { pace.goByRecords(upTo: .max) }
    }

    func next() throws(ExtractionError) -> RowBatch? {
        do throws(JSONError) {
            while !writer.buffers.pointee.isFull, phase != .end { try step() }
        } catch {
            throw refusal(error)
        }
        return writer.buffers.pointee.take()
    }

    private func step() throws(JSONError) {
        switch phase {
        case .start: try begin()
        case .array: if !readBlock(.array) { try readElement() }
        case .lines: if !readBlock(.lines) { try readLine() }
        case .end: return
        }
        if parser.paths.isFull {
            throw .source(
                name.refusal(
                    .fileTooLarge, found: "\(columns.count)",
                    expected: .fieldCount(ExtractionLimit.columnCountMax)))
        }
    }

    // MARK: The shape of the file

    private func begin() throws(JSONError) {
        try cursor.skipBlanks()
        if recordPath.isEmpty, try cursor.peek() == JSONMark.openBrace.value {
            recordNumber = window.place(of: cursor.position).line - 1
            phase = .lines
            return
        }
        for member in recordPath { try enter(member) }
        try cursor.skipBlanks()
        guard try cursor.peek() == JSONMark.openBracket.value else {
            throw cursor.fail(expected: recordPath.isEmpty ? "[ {" : "[")
        }
        cursor.advance()
        phase = .array
        if try cursor.takesEmpty(.bracket) { try finish() }
    }

    /// Goes to the value of a member, over those that stand before it.
    private func enter(_ member: String) throws(JSONError) {
        try cursor.take(.openBrace)
        if try cursor.takesEmpty(.brace) { throw cursor.fail(expected: member) }
        repeat {
            if try takeName(is: member) { return }
            try cursor.skipValue(depth: recordPath.count)
        } while try cursor.takesComma(orClose: .brace)
        throw cursor.fail(expected: member)
    }

    /// Closes the objects around the array; nothing may follow.
    private func finish() throws(JSONError) {
        for member in recordPath.reversed() {
            while try cursor.takesComma(orClose: .brace) {
                let start = cursor.position
                if try takeName(is: member) {
                    throw .grammar(byte: start, expected: "1 × \(member)")
                }
                try cursor.skipValue(depth: recordPath.count)
            }
        }
        try cursor.skipBlanks()
        guard try cursor.peek() == -1 else { throw cursor.fail(expected: "end of file") }
        phase = .end
    }

    private func takeName(is member: String) throws(JSONError) -> Bool {
        let names = UnsafeMutablePointer<GrowingBuffer<UInt8>>.allocate(capacity: 1)
        names.initialize(to: GrowingBuffer(capacity: 64))
        defer {
            names.pointee.deallocate()
            names.deallocate()
        }
        try cursor.skipBlanks()
        cursor.hold()
        try cursor.string(into: .buffer(names))
        cursor.release()
        try cursor.take(.colon)
        return names.pointee.take().elementsEqual(member.utf8)
    }

    // MARK: Records

    /// Reads the plain records that stand next in memory, as many as the batch has room for.
    ///
    /// - Returns: False where the next record wants to be read by itself.
    private func readBlock(_ form: JSONBlockParser.Form) -> Bool {
        let position = cursor.position
        // The first two tell the keys, and whether all stand on one line.
        guard recordNumber >= 2, pace.isBlockDue(at: position) else { return false }
        let room = RowBatch.byteCountTarget - writer.buffers.pointee.rawByteCount
        let byteCount = min(room, pace.blockByteCount) + Self.blockExcessByteCount
        let memory = window.bytes(from: position, to: min(window.end, position + byteCount))
        // A character at the end may not be there in full.
        guard let last = memory.lastIndex(where: { $0 < 0x80 }) else { return false }
        let block = UnsafeBufferPointer(rebasing: memory[...last])
        guard UTF8Check.isPlain(block) else {
            pace.goByRecords(upTo: position + block.count)
            return false
        }
        let isNumbered = form == .lines || isOnOneLine
        let (outcome, passed) = blockParser.read(
            block, form, byte: position, line: cursor.lineEndCount + 1,
            number: isNumbered ? recordNumber + 1 : nil, columnCount: columns.count)
        cursor.pass(outcome.byteCount, lineEndCount: passed)
        recordNumber += outcome.recordCount
        pace.note(outcome, at: cursor.position)
        return outcome.recordCount > 0
    }

    /// So that the last record of a batch is in the block too.
    private static let blockExcessByteCount = 4 * 1024

    private func readElement() throws(JSONError) {
        try cursor.skipBlanks()
        cursor.hold()
        recordNumber += 1
        let start = cursor.position
        let line = cursor.lineEndCount + 1
        if recordNumber == 2 { isOnOneLine = line == 1 }
        let fault = try parser.parse(depth: recordPath.count + 1)
        try close(
            from: start, to: cursor.position, line: isOnOneLine ? recordNumber : line,
            fault: fault)
        if try !cursor.takesComma(orClose: .bracket) { try finish() }
    }

    private func close(
        from start: Int, to end: Int, line: Int, fault: RowBatch.RecordFault?
    ) throws(JSONError) {
        guard end - start <= ExtractionLimit.recordByteCountMax else {
            throw .tooLong(byte: start)
        }
        let raw = window.bytes(from: start, to: end)
        let invalid = UTF8Check.firstInvalid(in: raw).map { start + $0 }
        writer.buffers.pointee.endRecord(
            line: line, byte: start, raw: raw,
            fault: invalid.map { .encoding(byte: $0) } ?? fault)
        cursor.release()
    }

    private func refusal(_ error: JSONError) -> ExtractionError {
        let byte: Int
        let rule: Rule
        let expected: Expectation
        switch error {
        case .source(let failure): return failure
        case .grammar(let place, let wanted):
            (byte, rule, expected) = (place, .fileJSON, .message(wanted))
        case .depth(let place):
            let limit = "≤ \(ExtractionLimit.depthMax) [ {"
            (byte, rule, expected) = (place, .fileJSON, .message(limit))
        case .tooLong(let start):
            let maximum = ExtractionLimit.recordByteCountMax
            (byte, rule, expected) = (start, .fileTooLarge, .recordByteCount(maximum: maximum))
        }
        // What follows is evidence only: where it cannot be read, less of it is shown.
        while window.end < byte + 20, (try? window.fill(keeping: byte)) == true {}
        let found = window.bytes(from: byte, to: min(byte + 20, window.end))
        return name.refusal(
            rule, at: window.place(of: byte), byte: byte,
            found: String(decoding: found, as: UTF8.self), expected: expected)
    }
}

// MARK: - One object a line

extension JSONReader {
    private func readLine() throws(JSONError) {
        let start = cursor.position
        guard let end = try lineEnd(from: start) else { return }
        recordNumber += 1
        let text = window.bytes(from: start, to: end)
        let isBlank = text.allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
        if !isBlank {
            cursor.enter(from: start, to: end)
            let fault = try parseLine()
            let hasReturn = text.last == UInt8(ascii: "\r")
            cursor.enter(from: start, to: end)
            cursor.hold()
            try close(
                from: start, to: hasReturn ? end - 1 : end, line: recordNumber, fault: fault)
        } else {
            try countEmptyLine()
        }
        cursor.enter(from: min(end + 1, window.end), to: .max)
    }

    private func parseLine() throws(JSONError) -> RowBatch.RecordFault? {
        cursor.hold()
        do throws(JSONError) {
            try cursor.skipBlanks()
            let fault = try parser.parse(depth: 0)
            try cursor.skipBlanks()
            guard try cursor.peek() == -1 else { throw cursor.fail(expected: "end of line") }
            return fault
        } catch {
            guard case .grammar(let byte, let expected) = error else { throw error }
            return .json(byte: byte, expected: expected)
        }
    }

    private func countEmptyLine() throws(JSONError) {
        emptyLineCount += 1
        guard emptyLineCount > ExtractionLimit.emptyLineCountMax else { return }
        throw .source(
            name.refusal(
                .fileTooLarge, at: TextPlace(line: recordNumber, column: 1), byte: cursor.position,
                expected: .emptyLineCount(maximum: ExtractionLimit.emptyLineCountMax)))
    }

    /// The end of the line at hand, all of it in memory; `nil` where the file ended.
    private func lineEnd(from start: Int) throws(JSONError) -> Int? {
        while true {
            let end = lineFeeds.next(from: start, in: window)
            if (end ?? window.end) - start > ExtractionLimit.recordByteCountMax {
                throw .tooLong(byte: start)
            }
            if let end { return end }
            if try fill(keeping: start) { continue }
            if start < window.end { return window.end }
            phase = .end
            return nil
        }
    }

    private func fill(keeping kept: Int) throws(JSONError) -> Bool {
        do throws(ExtractionError) {
            return try window.fill(keeping: kept)
        } catch {
            throw .source(error)
        }
    }
}
