/// Finds the blanks that libcsv would trim: those beside a delimiter, a quote or a line's end.
struct CSVBlanks {
    private let delimiter: UInt8
    private let quote: UInt8
    private var spaces = ByteFinder(UInt8(ascii: " "))
    private var tabs = ByteFinder(UInt8(ascii: "\t"))

    init(delimiter: UInt8, quote: UInt8) {
        self.delimiter = delimiter
        self.quote = quote
    }

    /// Whether the line may have such a blank; each byte of the window is looked at once.
    @inline(__always)
    mutating func isAnyOuter(in line: CSVLine, of window: ByteWindow) -> Bool {
        Self.isAnyOuter(&spaces, in: line, of: window, delimiter, quote)
            || Self.isAnyOuter(&tabs, in: line, of: window, delimiter, quote)
    }

    @inline(__always)
    private static func isAnyOuter(
        _ finder: inout ByteFinder, in line: CSVLine, of window: ByteWindow,
        _ delimiter: UInt8, _ quote: UInt8
    ) -> Bool {
        var position = line.start
        while let blank = finder.next(from: position, in: window), blank < line.end {
            if blank == line.start || blank + 1 == line.end { return true }
            let bytes = window.base + (blank - window.start)
            let (before, behind) = (bytes[-1], bytes[1])
            if before == delimiter || before == quote || behind == delimiter || behind == quote {
                return true
            }
            position = blank + 1
        }
        return false
    }
}
