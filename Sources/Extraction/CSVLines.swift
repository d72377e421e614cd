import PhusaModel

/// One physical line: its content, and where the next one begins.
struct CSVLine {
    let start: Int
    /// Behind the last byte of the content.
    let end: Int
    /// Behind the line end; equal to `end` where the file ends without one.
    let next: Int

    var isEmpty: Bool { start == end }
}

/// Physical lines of a window, ended by CR, LF or CRLF, mixed as they come.
struct CSVLines {
    let window: ByteWindow
    private var lineFeeds = ByteFinder(UInt8(ascii: "\n"))
    private var returns = ByteFinder(UInt8(ascii: "\r"))

    init(_ window: ByteWindow) { self.window = window }

    enum Finding {
        case line(CSVLine)
        /// The line goes on beyond the bytes that a record may have.
        case tooLong
        case endOfFile
    }

    /// The line at `start`; bytes from `kept` on stay in memory and count as the record's.
    @inline(__always)
    mutating func line(at start: Int, keeping kept: Int) throws(ExtractionError) -> Finding {
        while true {
            if let end = nextEnd(from: start) {
                guard end - kept <= ExtractionLimit.recordByteCountMax else { return .tooLong }
                let isReturn = window.base[end - window.start] == UInt8(ascii: "\r")
                guard isReturn else { return .line(CSVLine(start: start, end: end, next: end + 1)) }
                // What follows a CR tells whether it is half of a CRLF.
                if end + 1 == window.end, try window.fill(keeping: kept) { continue }
                return .line(CSVLine(start: start, end: end, next: behindReturn(at: end)))
            }
            if window.end - kept > ExtractionLimit.recordByteCountMax { return .tooLong }
            if try !window.fill(keeping: kept) {
                guard start < window.end else { return .endOfFile }
                return .line(CSVLine(start: start, end: window.end, next: window.end))
            }
        }
    }

    /// Passes over the rest of a line without keeping it in memory.
    ///
    /// - Returns: Where the next line begins.
    mutating func skipLine(from start: Int) throws(ExtractionError) -> Int {
        var position = start
        while true {
            if let end = nextEnd(from: position) {
                guard case .line(let line) = try line(at: end, keeping: end) else { return end }
                return line.next
            }
            position = window.end
            guard try window.fill(keeping: position) else { return position }
        }
    }

    private func behindReturn(at end: Int) -> Int {
        let isPair =
            end + 1 < window.end && window.base[end + 1 - window.start] == UInt8(ascii: "\n")
        return end + (isPair ? 2 : 1)
    }

    @inline(__always)
    private mutating func nextEnd(from start: Int) -> Int? {
        let feed = lineFeeds.next(from: start, in: window)
        let carriageReturn = returns.next(from: start, in: window)
        guard let feed else { return carriageReturn }
        guard let carriageReturn else { return feed }
        return min(feed, carriageReturn)
    }
}
