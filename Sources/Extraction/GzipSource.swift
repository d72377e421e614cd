import CZlib
import Glibc
import PhusaModel

/// What a gzip file unpacks to: all its members, one after another.
///
/// Refuses a file that breaks off, fails its checksum, has bytes behind the last member that are no
/// member, or grows beyond what its contract allows.
final class GzipSource: ByteSource {
    private let packed: any ByteSource
    private let name: DropName
    private let byteCountMax: Int
    private let stream: UnsafeMutablePointer<z_stream>
    private let input: UnsafeMutableRawBufferPointer
    private var isInMember = true
    private var isInputAtEnd = false
    private var packedByteCount = 0
    private var byteCount = 0

    /// Bytes read from the file at once.
    private static let inputByteCount = 64 * 1024
    /// The greatest window, and 16 for gzip alone: no zlib header, no raw deflate.
    private static let windowBits: Int32 = 15 + 16

    init(_ packed: any ByteSource, name: DropName, byteCountMax: Int) throws(ExtractionError) {
        self.packed = packed
        self.name = name
        self.byteCountMax = byteCountMax
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        input = .allocate(byteCount: Self.inputByteCount, alignment: 16)
        let code = inflateInit2_(
            stream, Self.windowBits, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        guard code == Z_OK else { throw name.refusal(.fileCompression, found: "zlib \(code)") }
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
        input.deallocate()
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws(ExtractionError) -> Int {
        let target = buffer.bindMemory(to: UInt8.self)
        stream.pointee.next_out = target.baseAddress
        stream.pointee.avail_out = uInt(target.count)
        while stream.pointee.avail_out == target.count {
            try fillInput()
            if stream.pointee.avail_in == 0 {
                guard !isInMember else { throw refusal("breaks off") }
                return 0
            }
            if !isInMember { try beginMember() }
            try inflateOnce()
        }
        let count = target.count - Int(stream.pointee.avail_out)
        byteCount += count
        try checkSize()
        return count
    }

    private func fillInput() throws(ExtractionError) {
        guard stream.pointee.avail_in == 0, !isInputAtEnd else { return }
        let count = try packed.read(into: input)
        isInputAtEnd = count == 0
        packedByteCount += count
        stream.pointee.next_in = input.bindMemory(to: UInt8.self).baseAddress
        stream.pointee.avail_in = uInt(count)
    }

    private func beginMember() throws(ExtractionError) {
        // A member of one byte only is found out when it breaks off.
        guard stream.pointee.next_in.pointee == 0x1F else { throw refusal("trailing bytes") }
        inflateReset(stream)
        isInMember = true
    }

    private func inflateOnce() throws(ExtractionError) {
        switch inflate(stream, Z_NO_FLUSH) {
        case Z_OK, Z_BUF_ERROR: return
        case Z_STREAM_END: isInMember = false
        case let code:
            let text = stream.pointee.msg.map { String(cString: $0) } ?? "zlib \(code)"
            throw refusal(text)
        }
    }

    private func checkSize() throws(ExtractionError) {
        let ratio = byteCount / max(packedByteCount, 1)
        let isBomb =
            byteCount > ExtractionLimit.ratioFreeByteCount
            && ratio > ExtractionLimit.unpackedRatioMax
        guard byteCount <= byteCountMax, !isBomb else {
            let found = isBomb ? "\(byteCount) (\(ratio):1)" : "\(byteCount)"
            throw name.refusal(
                .fileTooLarge, found: found, expected: .byteCount(maximum: byteCountMax))
        }
    }

    private func refusal(_ found: String) -> ExtractionError {
        name.refusal(.fileCompression, byte: nil, found: found)
    }
}
