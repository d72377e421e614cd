import Glibc
package import PhusaModel

/// What is done with each batch, on a thread between those of the reader and of the caller.
package protocol BatchWork: Sendable {
    associatedtype Product: Sendable

    /// - Parameter columns: What the reader's columns are by now; JSON may add to them with every
    ///   batch.
    mutating func take(_ batch: RowBatch, columns: [String]) -> Product
}

/// What a work makes of the batches of a reader: one thread reads, one works, and the caller is busy
/// with what was made before.
///
/// For a small file, and on one processor, the caller does all of it.
///
/// The order, the products and the error at their end are those of the reader. Batches that wait
/// take about two mebibytes. Whoever stops early lets go of this object: the threads end with
/// the batches that they are at, and are joined. Not Sendable: one owner takes the products.
package final class ReadAhead<Work: BatchWork> {
    private let reading: ReadingStage
    private let working: WorkStage<Work>

    /// Bytes of a delivered file that are worth threads.
    private static var threadByteCountMin: Int { 1 << 20 }

    /// - Parameter reader: Must not be used any more.
    package convenience init(_ reader: sending DropReader, _ work: Work) {
        // On one processor threads only take turns, and each finds the cache full of what the others
        // have left: there the caller does all work, batch by batch.
        self.init(
            reader, work,
            threadByteCountMin: processorCount() > 1 ? Self.threadByteCountMin : .max)
    }

    init(_ reader: sending DropReader, _ work: Work, threadByteCountMin: Int) {
        let byteCount = reader.deliveredByteCount
        reading = ReadingStage(reader)
        working = WorkStage(reading, work)
        if byteCount >= threadByteCountMin, reading.start() { working.start() }
    }

    deinit { join() }

    /// The next product, or `nil` at the end.
    ///
    /// - Throws: What the reader throws, behind the products before it.
    package func next() throws(ExtractionError) -> Work.Product? { try working.next() }

    /// Ends the reading: nothing may be asked for after it.
    ///
    /// - Returns: The work as its last batch has left it; where the caller stopped early, that may be
    ///   some behind the last product taken.
    package func finish() -> Work {
        join()
        return working.work
    }

    private func join() {
        working.stop()
        reading.stop()
        working.join()
        reading.join()
    }
}

/// Processors that this process may run on; two where the system does not say.
private func processorCount() -> Int {
    typealias Affinity = @convention(c) (pid_t, Int, UnsafeMutableRawPointer) -> Int32
    // Headers declare it in GNU's dialect of C alone, so it is found by its name.
    guard let symbol = dlsym(nil, "sched_getaffinity") else { return 2 }
    let affinity = unsafeBitCast(symbol, to: Affinity.self)
    var allowed = cpu_set_t()
    return withUnsafeMutableBytes(of: &allowed) { bytes in
        guard let base = bytes.baseAddress, affinity(0, bytes.count, base) == 0 else { return 2 }
        return bytes.reduce(0) { $0 + $1.nonzeroBitCount }
    }
}

/// A batch and the reader's columns by then.
private struct Delivery: Sendable {
    let batch: RowBatch
    let columns: [String]
}

/// Makes batches.
private final class ReadingStage: Stage<Delivery>, @unchecked Sendable {
    private let reader: DropReader

    init(_ reader: sending DropReader) { self.reader = reader }

    override func make() throws(ExtractionError) -> (product: Delivery, byteCount: Int)? {
        guard let batch = try reader.next() else { return nil }
        return (Delivery(batch: batch, columns: reader.columns), batch.bytes.count)
    }
}

/// Makes of batches what a work makes of them.
private final class WorkStage<Work: BatchWork>: Stage<Work.Product>, @unchecked Sendable {
    private let source: ReadingStage
    private(set) var work: Work

    init(_ source: ReadingStage, _ work: Work) {
        self.source = source
        self.work = work
    }

    override func make() throws(ExtractionError) -> (product: Work.Product, byteCount: Int)? {
        guard let delivery = try source.next() else { return nil }
        return (work.take(delivery.batch, columns: delivery.columns), delivery.batch.bytes.count)
    }
}
