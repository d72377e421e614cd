import PhusaModel

/// Values of a trivial type one after another, without the checks of an array: C code fills it.
struct GrowingBuffer<Element> {
    private(set) var base: UnsafeMutablePointer<Element>
    private(set) var count = 0
    private var capacity: Int

    init(capacity: Int) {
        self.capacity = capacity
        base = .allocate(capacity: capacity)
    }

    func deallocate() { base.deallocate() }

    @inline(__always)
    mutating func append(_ elements: UnsafePointer<Element>, count added: Int) {
        if capacity - count < added { grow(by: added) }
        (base + count).initialize(from: elements, count: added)
        count += added
    }

    @inline(__always)
    mutating func append(_ element: Element) {
        if capacity == count { grow(by: 1) }
        (base + count).initialize(to: element)
        count += 1
    }

    /// Takes back what was appended last.
    @inline(__always)
    mutating func truncate(to newCount: Int) { count = newCount }

    private mutating func grow(by added: Int) {
        capacity = max(2 * capacity, count + added)
        let larger = UnsafeMutablePointer<Element>.allocate(capacity: capacity)
        larger.initialize(from: base, count: count)
        base.deallocate()
        base = larger
    }

    /// The elements as an array; the buffer is empty then and keeps its memory.
    mutating func take() -> [Element] {
        let array = Array(UnsafeBufferPointer(start: base, count: count))
        count = 0
        return array
    }
}

/// What becomes a `RowBatch`: open for appending, also from libcsv's callbacks.
struct BatchBuffers {
    var bytes = GrowingBuffer<UInt8>(capacity: 2 * RowBatch.byteCountTarget)
    var raw = GrowingBuffer<UInt8>(capacity: 2 * RowBatch.byteCountTarget)
    var fields = GrowingBuffer<RowBatch.Field>(capacity: 16 * 1024)
    var records: [RowBatch.Record] = []
    /// Index of the first field of the record at hand, and the beginning of its bytes.
    var firstField = 0
    var firstByte = 0
    /// Whether a field of the record at hand was longer than a field may be.
    var isTooLong = false

    /// The fields of a batch of short records may not outgrow its bytes by much more than this.
    private static let fieldCountTarget = 64 * 1024

    @inline(__always)
    var isFull: Bool {
        max(bytes.count, raw.count) >= RowBatch.byteCountTarget
            || fields.count >= Self.fieldCountTarget
    }

    /// Fields of the record at hand.
    var fieldCount: Int { fields.count - firstField }

    /// Forgets the fields of the record at hand.
    @inline(__always)
    mutating func beginRecord() {
        fields.truncate(to: firstField)
        bytes.truncate(to: firstByte)
        isTooLong = false
    }

    @inline(__always)
    mutating func appendField(_ start: UnsafePointer<UInt8>, count: Int, kind: RowBatch.FieldKind) {
        guard count <= ExtractionLimit.fieldByteCountMax else {
            isTooLong = true
            return
        }
        fields.append(
            RowBatch.Field(start: Int32(bytes.count), count: Int32(count), kind: kind))
        bytes.append(start, count: count)
    }

    /// Closes the record at hand; one with a fault has no fields.
    mutating func endRecord(
        line: Int, byte: Int, raw content: UnsafeBufferPointer<UInt8>, fault: RowBatch.RecordFault?
    ) {
        if fault != nil { beginRecord() }
        records.append(
            RowBatch.Record(
                firstField: Int32(firstField), fieldCount: Int32(fields.count - firstField),
                line: line, byte: byte, rawStart: Int32(raw.count), rawCount: Int32(content.count),
                fault: fault))
        if let start = content.baseAddress { raw.append(start, count: content.count) }
        firstField = fields.count
        firstByte = bytes.count
        isTooLong = false
    }

    /// What was closed so far, or `nil` for nothing; no record may be at hand.
    mutating func take() -> RowBatch? {
        guard !records.isEmpty else { return nil }
        var batch = RowBatch()
        batch.bytes = bytes.take()
        batch.raw = raw.take()
        batch.fields = fields.take()
        batch.records = records
        records.removeAll(keepingCapacity: true)
        firstField = 0
        firstByte = 0
        return batch
    }
}

/// Owns the buffers at an address that does not change.
final class BatchWriter {
    let buffers: UnsafeMutablePointer<BatchBuffers>

    init() {
        buffers = .allocate(capacity: 1)
        buffers.initialize(to: BatchBuffers())
    }

    deinit {
        buffers.pointee.bytes.deallocate()
        buffers.pointee.raw.deallocate()
        buffers.pointee.fields.deallocate()
        buffers.deinitialize(count: 1)
        buffers.deallocate()
    }
}
