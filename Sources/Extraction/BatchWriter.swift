import PhusaModel

/// Values one after another, without the checks of an array: C code fills it.
struct GrowingBuffer<Element> {
    private(set) var base: UnsafeMutablePointer<Element>
    private(set) var count = 0
    private var capacity: Int

    init(capacity: Int) {
        self.capacity = capacity
        base = .allocate(capacity: capacity)
    }

    func deallocate() {
        base.deinitialize(count: count)
        base.deallocate()
    }

    /// Where the next element goes.
    @inline(__always)
    var end: UnsafeMutablePointer<Element> { base + count }

    @inline(__always)
    mutating func append(_ elements: UnsafePointer<Element>, count added: Int) {
        reserve(added)
        (base + count).initialize(from: elements, count: added)
        count += added
    }

    @inline(__always)
    mutating func append(_ element: Element) {
        reserve(1)
        (base + count).initialize(to: element)
        count += 1
    }

    /// Makes room for so many more, to be put in place from `end` on.
    @inline(__always)
    mutating func reserve(_ added: Int) {
        if capacity - count < added { grow(by: added) }
    }

    /// Takes in elements that were put in place, up to but not with this one.
    @inline(__always)
    mutating func extend(to newEnd: UnsafeMutablePointer<Element>) { count = newEnd - base }

    /// Takes back what was appended last; its elements must be of a trivial type.
    @inline(__always)
    mutating func truncate(to newCount: Int) { count = newCount }

    private mutating func grow(by added: Int) {
        capacity = max(2 * capacity, count + added)
        let larger = UnsafeMutablePointer<Element>.allocate(capacity: capacity)
        larger.moveInitialize(from: base, count: count)
        base.deallocate()
        base = larger
    }

    /// The elements as an array; the buffer is empty then and keeps its memory.
    mutating func take() -> [Element] {
        let taken = count
        count = 0
        return Array(unsafeUninitializedCapacity: taken) { target, targetCount in
            if let start = target.baseAddress { start.moveInitialize(from: base, count: taken) }
            targetCount = taken
        }
    }
}

/// What becomes a `RowBatch`: open for appending, also from libcsv's callbacks.
struct BatchBuffers {
    /// Records as they stand in the file, and the texts that stand there in another form.
    var bytes = GrowingBuffer<UInt8>(capacity: 4 * RowBatch.byteCountTarget)
    var fields = GrowingBuffer<RowBatch.Field>(capacity: 16 * 1024)
    var records = GrowingBuffer<RowBatch.Record>(capacity: 2 * 1024)
    /// By index of the record.
    private var faults: [Int: RowBatch.RecordFault] = [:]
    /// Bytes of the records closed so far, as they stand in the file.
    var rawByteCount = 0
    /// Index of the first field of the record at hand, and the beginning of its bytes.
    private(set) var firstField = 0
    private var firstByte = 0
    /// Whether a field of the record at hand was longer than a field may be.
    var isTooLong = false

    /// The fields of a batch of short records may not outgrow its bytes by much more than this.
    static let fieldCountTarget = 64 * 1024

    @inline(__always)
    var isFull: Bool {
        rawByteCount >= RowBatch.byteCountTarget || fields.count >= Self.fieldCountTarget
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
    @inline(__always)
    mutating func endRecord(
        line: Int, byte: Int, raw content: UnsafeBufferPointer<UInt8>, fault: RowBatch.RecordFault?
    ) {
        if let fault {
            beginRecord()
            faults[records.count] = fault
        }
        records.append(
            RowBatch.Record(
                firstField: Int32(firstField), fieldCount: Int32(fields.count - firstField),
                line: line, byte: byte, rawStart: Int32(bytes.count),
                rawCount: Int32(content.count), isSound: fault == nil))
        if let start = content.baseAddress { bytes.append(start, count: content.count) }
        rawByteCount += content.count
        beginNext()
    }

    /// What is there by now is of closed records.
    @inline(__always)
    mutating func beginNext() {
        firstField = fields.count
        firstByte = bytes.count
        isTooLong = false
    }

    /// What was closed so far, or `nil` for nothing; no record may be at hand.
    mutating func take() -> RowBatch? {
        guard records.count > 0 else { return nil }
        var batch = RowBatch()
        batch.bytes = bytes.take()
        batch.raw = batch.bytes
        batch.fields = fields.take()
        batch.records = records.take()
        swap(&batch.faults, &faults)
        rawByteCount = 0
        beginNext()
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
        buffers.pointee.fields.deallocate()
        buffers.pointee.records.deallocate()
        buffers.deinitialize(count: 1)
        buffers.deallocate()
    }
}
