/// Rows of binary COPY, gathered until they are worth sending.
struct TupleEncoder {
    /// Signature, flags and the length of an empty extension.
    private static let header: [UInt8] =
        Array("PGCOPY\n".utf8) + [0xff, 0x0d, 0x0a, 0x00] + Array(repeating: 0, count: 8)
    private static let trailer: [UInt8] = [0xff, 0xff]

    private(set) var bytes: [UInt8]

    /// Begins a COPY.
    init() {
        bytes = Self.header
        bytes.reserveCapacity(CopyWriter.bufferByteCountMax * 2)
    }

    /// Gathers fields alone.
    init(gathering bytes: [UInt8]) { self.bytes = bytes }

    /// Sends what has been gathered, once it is enough for a message.
    mutating func sendIfFull(to writer: CopyWriter) throws(WarehouseError) {
        guard bytes.count >= CopyWriter.bufferByteCountMax else { return }
        try writer.write(bytes)
        bytes.removeAll(keepingCapacity: true)
    }

    mutating func finish(to writer: CopyWriter) throws(WarehouseError) {
        bytes += Self.trailer
        try writer.write(bytes)
    }

    mutating func begin(columnCount: Int) {
        withUnsafeBytes(of: Int16(columnCount).bigEndian) { bytes.append(contentsOf: $0) }
    }

    /// Fields that are encoded already, each with its length.
    mutating func append(_ encoded: ArraySlice<UInt8>) { bytes.append(contentsOf: encoded) }

    mutating func append(_ encoded: UnsafeRawBufferPointer) { bytes.append(contentsOf: encoded) }

    /// A value without its length.
    mutating func append(value: ArraySlice<UInt8>) {
        withUnsafeBytes(of: Int32(value.count).bigEndian) { bytes.append(contentsOf: $0) }
        bytes.append(contentsOf: value)
    }

    mutating func appendNull() {
        withUnsafeBytes(of: (-1 as Int32).bigEndian) { bytes.append(contentsOf: $0) }
    }

    mutating func append(_ value: Int32?) {
        guard let value else { return appendNull() }
        // Length and value at once.
        let word = UInt64(4) << 32 | UInt64(UInt32(bitPattern: value))
        withUnsafeBytes(of: word.bigEndian) { bytes.append(contentsOf: $0) }
    }
}

/// Rows of one COPY, in the order in which they are sent.
protocol TupleSource {
    var tupleCount: Int { get }
    /// Appends a whole tuple, its count of columns first.
    func append(_ index: Int, to encoder: inout TupleEncoder)
    /// The line of the drop that a tuple comes from, 0 for none.
    func line(_ index: Int) -> Int
}
