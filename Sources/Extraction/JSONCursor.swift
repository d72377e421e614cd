import PhusaModel

/// Why a JSON text cannot be read on.
enum JSONError: Error {
    /// The byte, as an offset in the unpacked file, and what should stand there.
    case grammar(byte: Int, expected: String)
    case depth(byte: Int)
    /// The record that begins at this byte is longer than a record may be.
    case tooLong(byte: Int)
    case source(ExtractionError)
}

/// Walks over JSON, strict by RFC 8259, in a window that moves along.
///
/// While a record is held, all of its bytes stay in memory, up to the limit of a record.
final class JSONCursor {
    let window: ByteWindow
    /// Offset of the byte at hand.
    private(set) var position = 0
    /// Offset of the end of the text: a line's end, or none.
    private var limit = Int.max
    /// Where the record at hand begins; all of it stays in memory.
    private(set) var held: Int?
    /// The first text of the record at hand that PostgreSQL cannot hold.
    var textFault: RowBatch.RecordFault?

    /// Line ends passed so far: JSON has them between tokens alone.
    private(set) var lineEndCount = 0

    init(_ window: ByteWindow) { self.window = window }

    // MARK: Moving

    /// Goes to a text of its own within the window's memory.
    func enter(from start: Int, to end: Int) {
        position = start
        limit = end
    }

    /// Goes on behind text that somebody else has read.
    func pass(_ byteCount: Int, lineEndCount passed: Int) {
        position += byteCount
        lineEndCount += passed
    }

    /// Begins a record at the byte at hand.
    func hold() {
        held = position
        textFault = nil
    }

    func release() { held = nil }

    /// The byte at hand, or -1 at the end.
    @inline(__always)
    func peek() throws(JSONError) -> Int {
        if position < limit, position < window.end {
            return Int(window.base[position - window.start])
        }
        return try peekFurther()
    }

    private func peekFurther() throws(JSONError) -> Int {
        guard position < limit else { return -1 }
        if let start = held, position - start > ExtractionLimit.recordByteCountMax {
            throw .tooLong(byte: start)
        }
        do throws(ExtractionError) {
            guard try window.fill(keeping: held ?? position) else { return -1 }
        } catch {
            throw .source(error)
        }
        return Int(window.base[position - window.start])
    }

    @inline(__always)
    func advance(_ count: Int = 1) { position += count }

    /// What is in memory of the text from the byte at hand on.
    @inline(__always)
    var inMemory: UnsafeBufferPointer<UInt8> {
        window.bytes(from: position, to: max(position, min(limit, window.end)))
    }

    func fail(expected: String) -> JSONError { .grammar(byte: position, expected: expected) }

    @inline(__always)
    func skipBlanks() throws(JSONError) {
        while true {
            switch try peek() {
            case 0x20, 0x0D, 0x09: advance()
            case 0x0A:
                lineEndCount += 1
                advance()
            default: return
            }
        }
    }

    /// Takes this byte, behind blanks.
    @inline(__always)
    func take(_ byte: JSONMark) throws(JSONError) {
        try skipBlanks()
        guard try peek() == byte.value else { throw fail(expected: byte.text) }
        advance()
    }

    /// Behind a member or an element: whether another one follows (`,`) or not (`close`).
    @inline(__always)
    func takesComma(orClose close: JSONMark) throws(JSONError) -> Bool {
        try skipBlanks()
        let byte = try peek()
        guard byte == UInt8(ascii: ",") || byte == close.value else {
            throw fail(expected: ", " + close.text)
        }
        advance()
        return byte != close.value
    }

    /// Behind an opening bracket: whether the brackets close at once.
    func takesEmpty(_ close: JSONMark) throws(JSONError) -> Bool {
        try skipBlanks()
        guard try peek() == close.value else { return false }
        advance()
        return true
    }

    // MARK: Values

    /// Checks a value and passes over it.
    ///
    /// - Parameter depth: How many arrays and objects it stands in.
    func skipValue(depth: Int) throws(JSONError) {
        try skipBlanks()
        switch try peek() {
        case 0x7B: try skipObject(depth: depth + 1)
        case 0x5B: try skipArray(depth: depth + 1)
        case 0x22: try string()
        case 0x2D, 0x30...0x39: try number()
        default: _ = try literal()
        }
    }

    func checkDepth(_ depth: Int) throws(JSONError) {
        guard depth <= ExtractionLimit.depthMax else { throw .depth(byte: position) }
    }

    private func skipArray(depth: Int) throws(JSONError) {
        try checkDepth(depth)
        advance()
        if try takesEmpty(.bracket) { return }
        repeat { try skipValue(depth: depth) } while try takesComma(orClose: .bracket)
    }

    private func skipObject(depth: Int) throws(JSONError) {
        try checkDepth(depth)
        advance()
        if try takesEmpty(.brace) { return }
        repeat {
            try skipBlanks()
            try string()
            try take(.colon)
            try skipValue(depth: depth)
        } while try takesComma(orClose: .brace)
    }

    /// `true`, `false` or `null`.
    func literal() throws(JSONError) -> RowBatch.FieldKind {
        switch try peek() {
        case 0x74: try word("true")
        case 0x66: try word("false")
        case 0x6E:
            try word("null")
            return .null
        default: throw fail(expected: "value")
        }
        return .boolean
    }

    private func word(_ text: StaticString) throws(JSONError) {
        for index in 0..<text.utf8CodeUnitCount {
            guard try peek() == Int(text.utf8Start[index]) else {
                throw fail(expected: "\(text)")
            }
            advance()
        }
    }

    func number() throws(JSONError) {
        if try peek() == UInt8(ascii: "-") { advance() }
        if try peek() == UInt8(ascii: "0") { advance() } else { try digits() }
        if try peek() == UInt8(ascii: ".") {
            advance()
            try digits()
        }
        if try peek() | 0x20 == UInt8(ascii: "e") {
            advance()
            let sign = try peek()
            if sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") { advance() }
            try digits()
        }
    }

    private func digits() throws(JSONError) {
        guard case 0x30...0x39 = try peek() else { throw fail(expected: "digit") }
        repeat { advance() } while try (0x30...0x39).contains(peek())
    }
}

/// The structural bytes of JSON.
enum JSONMark: UInt8 {
    case bracket = 0x5D
    case brace = 0x7D
    case colon = 0x3A
    case openBracket = 0x5B
    case openBrace = 0x7B

    var value: Int { Int(rawValue) }
    var text: String { String(UnicodeScalar(rawValue)) }
}
