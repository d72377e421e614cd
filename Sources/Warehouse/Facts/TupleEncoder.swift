/// Rows of binary COPY, gathered until they are worth sending.
///
/// Owns memory of its own, without the checks of an array: see ``deallocate()``.
struct TupleEncoder {
    /// Signature, flags and the length of an empty extension.
    private static let header: [UInt8] =
        Array("PGCOPY\n".utf8) + [0xff, 0x0d, 0x0a, 0x00] + Array(repeating: 0, count: 8)
    private static let trailer: [UInt8] = [0xff, 0xff]

    private var base: UnsafeMutableRawPointer
    private var capacity: Int
    private var count = 0

    init() {
        capacity = CopyWriter.bufferByteCountMax * 2
        base = .allocate(byteCount: capacity, alignment: 16)
    }

    /// To be called once, at the end.
    func deallocate() { base.deallocate() }

    /// What has been gathered; valid until the next change.
    var gathered: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: base, count: count) }

    mutating func removeAll() { count = 0 }

    // MARK: A COPY

    mutating func begin() { append(Self.header[...]) }

    /// Sends what has been gathered, once it is enough for a message.
    mutating func sendIfFull(to writer: CopyWriter) throws(WarehouseError) {
        guard count >= CopyWriter.bufferByteCountMax else { return }
        try writer.write(gathered)
        count = 0
    }

    mutating func finish(to writer: CopyWriter) throws(WarehouseError) {
        append(Self.trailer[...])
        try writer.write(gathered)
        count = 0
    }

    // MARK: A tuple

    mutating func begin(columnCount: Int) { store(Int16(columnCount).bigEndian) }

    /// Fields that are encoded already, each with its length.
    mutating func append(_ encoded: ArraySlice<UInt8>) {
        encoded.withUnsafeBytes { append($0) }
    }

    mutating func append(_ encoded: UnsafeRawBufferPointer) {
        guard let start = encoded.baseAddress else { return }
        makeRoom(encoded.count)
        (base + count).copyMemory(from: start, byteCount: encoded.count)
        count += encoded.count
    }

    /// A value without its length.
    mutating func append(value: ArraySlice<UInt8>) {
        store(Int32(value.count).bigEndian)
        append(value)
    }

    mutating func appendNull() { store((-1 as Int32).bigEndian) }

    mutating func append(_ value: Int32?) {
        guard let value else { return appendNull() }
        append(field: Self.field(value))
    }

    /// Length and value at once.
    static func field(_ value: Int32) -> UInt64 {
        (UInt64(4) << 32 | UInt64(UInt32(bitPattern: value))).bigEndian
    }

    /// What ``field(_:)`` has made.
    mutating func append(field: UInt64) { store(field) }

    @inline(__always)
    private mutating func store<Number: FixedWidthInteger>(_ number: Number) {
        makeRoom(MemoryLayout<Number>.size)
        (base + count).storeBytes(of: number, as: Number.self)
        count += MemoryLayout<Number>.size
    }

    private mutating func makeRoom(_ added: Int) {
        guard capacity - count < added else { return }
        capacity = max(2 * capacity, count + added)
        let larger = UnsafeMutableRawPointer.allocate(byteCount: capacity, alignment: 16)
        larger.copyMemory(from: base, byteCount: count)
        base.deallocate()
        base = larger
    }
}

/// Rows of one COPY, in the order in which they are sent.
protocol TupleSource {
    var tupleCount: Int { get }
    /// Appends a whole tuple, its count of columns first.
    mutating func append(_ index: Int, to encoder: inout TupleEncoder)
    /// The line of the drop that a tuple comes from, 0 for none.
    func line(_ index: Int) -> Int
}
