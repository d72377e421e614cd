import Glibc
import PhusaModel

/// The bytes of a source converted to UTF-8 by the C library's iconv.
///
/// A byte that the declared encoding does not know comes out as 0xFF, which is never UTF-8: the
/// record that holds it fails its check, and the file goes on.
final class IconvSource: ByteSource {
    private let source: any ByteSource
    private let descriptor: iconv_t
    private let input: UnsafeMutableRawBufferPointer
    private let output: UnsafeMutableRawBufferPointer
    private var inputCount = 0
    private var outputStart = 0
    private var outputCount = 0
    private var isFlushed = false

    private static let inputByteCount = 64 * 1024
    /// One byte becomes three at most (Vietnamese letters with a tone), and iconv may hold one back.
    private static let outputByteCount = 4 * inputByteCount + 64
    private static let unknownByte: UInt8 = 0xFF

    init(_ source: any ByteSource, encoding: String, name: DropName) throws(ExtractionError) {
        guard let descriptor = Self.descriptor(for: encoding) else {
            throw name.refusal(.fileEncoding, found: encoding)
        }
        self.source = source
        self.descriptor = descriptor
        input = .allocate(byteCount: Self.inputByteCount, alignment: 16)
        output = .allocate(byteCount: Self.outputByteCount, alignment: 16)
    }

    deinit {
        iconv_close(descriptor)
        input.deallocate()
        output.deallocate()
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws(ExtractionError) -> Int {
        while outputCount == 0 {
            guard !isFlushed else { return 0 }
            try convertMore()
        }
        let count = min(buffer.count, outputCount)
        buffer.copyMemory(
            from: UnsafeRawBufferPointer(rebasing: output[outputStart...].prefix(count)))
        outputStart += count
        outputCount -= count
        return count
    }

    private func convertMore() throws(ExtractionError) {
        outputStart = 0
        let free = UnsafeMutableRawBufferPointer(rebasing: input[inputCount...])
        let count = try source.read(into: free)
        inputCount += count
        convert(isAtEnd: count == 0)
    }

    /// Converts all of the input but a character that is not complete yet.
    private func convert(isAtEnd: Bool) {
        var from = input.bindMemory(to: CChar.self).baseAddress
        var to = output.bindMemory(to: CChar.self).baseAddress
        var room = output.count
        while inputCount > 0 {
            let result = iconv(descriptor, &from, &inputCount, &to, &room)
            guard result == -1 else { break }
            if errno == EINVAL && !isAtEnd { break }
            // The output is large enough for every encoding known; what did not fit waits.
            guard errno != E2BIG, room > 0 else { break }
            to?.pointee = CChar(bitPattern: Self.unknownByte)
            to = to?.advanced(by: 1)
            room -= 1
            from = from?.advanced(by: 1)
            inputCount -= 1
        }
        if isAtEnd {
            iconv(descriptor, nil, nil, &to, &room)
            isFlushed = true
        } else if inputCount > 0, let from, let start = input.baseAddress {
            memmove(start, from, inputCount)
        }
        outputCount = output.count - room
    }

    private static func descriptor(for encoding: String) -> iconv_t? {
        let descriptor = iconv_open("UTF-8", encoding)
        // iconv reports a name it does not know as the pointer -1.
        return Int(bitPattern: descriptor) == -1 ? nil : descriptor
    }

    /// The bytes as UTF-8, 0xFF for what the encoding does not know; `nil` for an unknown encoding.
    static func convert(_ bytes: [UInt8], from encoding: String) -> [UInt8]? {
        let source = MemorySource(bytes)
        guard let converted = try? IconvSource(source, encoding: encoding, name: DropName(path: ""))
        else { return nil }
        return (try? PeekedSource(converted, byteCount: bytes.count * 4))?.head
    }
}

/// Bytes in memory as a source.
final class MemorySource: ByteSource {
    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
        let count = min(buffer.count, bytes.count - position)
        buffer.copyBytes(from: bytes[position..<position + count])
        position += count
        return count
    }
}
