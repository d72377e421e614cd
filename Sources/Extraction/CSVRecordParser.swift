import CLibCSV
import PhusaModel

/// libcsv, fed with one physical line after another; fields go straight into a batch.
///
/// Blanks around a field belong to it, as in RFC 4180: nothing is trimmed here.
final class CSVRecordParser {
    enum Outcome { case ended, open, strayQuote }

    let parser: UnsafeMutablePointer<csv_parser>
    private let context: UnsafeMutablePointer<CSVContext>

    /// libcsv grows its field by this many bytes at a time.
    private static let blockByteCount = 16 * 1024

    init(delimiter: UInt8, quote: UInt8, into buffers: UnsafeMutablePointer<BatchBuffers>) {
        parser = .allocate(capacity: 1)
        parser.initialize(to: csv_parser())
        // Fails for a null pointer only.
        _ = csv_init(parser, UInt8(CSV_STRICT | CSV_EMPTY_IS_NULL))
        csv_set_delim(parser, delimiter)
        csv_set_quote(parser, quote)
        csv_set_blk_size(parser, Self.blockByteCount)
        context = .allocate(capacity: 1)
        context.initialize(to: CSVContext(buffers: buffers, fieldCount: 0, hasRowEnded: false))
    }

    deinit {
        csv_free(parser)
        parser.deallocate()
        context.deallocate()
    }

    /// Whether the quoted field that stands open is longer than a field may be.
    var isFieldTooLong: Bool {
        parser.pointee.entry_pos > ExtractionLimit.fieldByteCountMax
    }

    /// Forgets what a record left open.
    func reset() {
        forget()
        context.pointee.buffers.pointee.beginRecord()
    }

    /// Lets libcsv begin anew.
    func forget() {
        parser.pointee.pstate = 0
        parser.pointee.quoted = 0
        parser.pointee.spaces = 0
        parser.pointee.entry_pos = 0
        context.pointee.fieldCount = 0
    }

    /// Takes a physical line with its line end; at the end of the file the line may have none.
    func feed(_ line: UnsafeBufferPointer<UInt8>, isTerminated: Bool) -> Outcome {
        context.pointee.hasRowEnded = false
        parser.pointee.is_space = isBlank
        var taken = csv_parse(parser, line.baseAddress, line.count, appendField, endRow, context)
        guard taken == line.count else { return .strayQuote }
        if !isTerminated, !context.pointee.hasRowEnded {
            var lineEnd = UInt8(ascii: "\n")
            taken = csv_parse(parser, &lineEnd, 1, appendField, endRow, context)
            guard taken == 1 else { return .strayQuote }
        }
        return context.pointee.hasRowEnded ? .ended : .open
    }
}

/// What the callbacks know.
private struct CSVContext {
    let buffers: UnsafeMutablePointer<BatchBuffers>
    var fieldCount: Int
    var hasRowEnded: Bool
}

// Plain functions: as closures they would check their executor at every call, which doubles the time.

/// For libcsv, which trims what it takes for a blank.
func isBlank(_ byte: UInt8) -> Int32 { 0 }

private func appendField(
    _ start: UnsafeMutableRawPointer?, _ count: Int, _ context: UnsafeMutableRawPointer?
) {
    guard let context = context?.assumingMemoryBound(to: CSVContext.self) else { return }
    context.pointee.fieldCount += 1
    // One more than a header may have is enough to be wrong.
    guard context.pointee.fieldCount <= ExtractionLimit.columnCountMax + 1 else { return }
    let buffers = context.pointee.buffers
    if let start {
        buffers.pointee.appendField(
            start.assumingMemoryBound(to: UInt8.self), count: count, kind: .text)
    } else {
        buffers.pointee.appendField(buffers.pointee.bytes.base, count: 0, kind: .empty)
    }
}

private func endRow(_ terminator: Int32, _ context: UnsafeMutableRawPointer?) {
    guard let context = context?.assumingMemoryBound(to: CSVContext.self) else { return }
    context.pointee.fieldCount = 0
    context.pointee.hasRowEnded = true
}
