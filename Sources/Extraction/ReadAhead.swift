import Glibc
package import PhusaModel

/// The batches of a reader, made on a thread of their own while the caller works on those before.
///
/// The order, the batches and the error at their end are those of the reader. Batches that wait take
/// about ``waitingByteCountMax``. Whoever stops early lets go of this object: the thread ends with
/// the batch that it is at, and is joined. Not Sendable: one owner takes the batches.
package final class ReadAhead {
    /// A batch, and what the columns were when it had been read.
    package struct Delivery: Sendable {
        package let batch: RowBatch
        /// See ``DropReader/columns``; JSON may add to them with every batch.
        package let columns: [String]
    }

    /// Bytes of a delivered file from which a thread is worth its start.
    private static let threadByteCountMin = 1 << 20

    private let queue: BatchQueue
    /// `nil` where the caller's thread reads.
    private let thread: pthread_t?
    /// What was taken from the queue at once, the next one last.
    private var taken: [Delivery] = []

    /// - Parameter reader: Must not be used any more.
    package convenience init(_ reader: sending DropReader) {
        self.init(reader, threadByteCountMin: Self.threadByteCountMin)
    }

    init(_ reader: sending DropReader, threadByteCountMin: Int) {
        let byteCount = reader.deliveredByteCount
        queue = BatchQueue(reader)
        thread = byteCount >= threadByteCountMin ? Self.start(queue) : nil
    }

    deinit {
        guard let thread else { return }
        queue.stop()
        pthread_join(thread, nil)
    }

    /// - Returns: `nil` where the system has no thread to give.
    private static func start(_ queue: BatchQueue) -> pthread_t? {
        var thread = pthread_t()
        let argument = Unmanaged.passRetained(queue)
        guard pthread_create(&thread, nil, fillQueue, argument.toOpaque()) == 0 else {
            argument.release()
            return nil
        }
        return thread
    }

    /// The next batch, or `nil` at the end.
    ///
    /// - Throws: What the reader throws, behind the batches before it.
    package func next() throws(ExtractionError) -> Delivery? {
        guard thread != nil else { return try queue.read() }
        if taken.isEmpty { taken = try queue.takeAll().reversed() }
        return taken.popLast()
    }
}

/// The thread's work.
private func fillQueue(_ argument: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    guard let argument else { return nil }
    Unmanaged<BatchQueue>.fromOpaque(argument).takeRetainedValue().fill()
    return nil
}

/// Batches between two threads.
///
/// Unchecked because the compiler sees neither the lock nor the hand-over: every `private var` is touched only while `lock` is held, and `reader` by one thread alone: the one that `fill()` runs
/// on or, where there is none, the one that owns the `ReadAhead`.
private final class BatchQueue: @unchecked Sendable {
    private let reader: DropReader
    private let lock: UnsafeMutablePointer<pthread_mutex_t>
    /// Told whenever the other side may go on.
    private let change: UnsafeMutablePointer<pthread_cond_t>
    private var waiting: [ReadAhead.Delivery] = []
    private var waitingByteCount = 0
    private var isAtEnd = false
    private var isStopped = false
    private var failure: ExtractionError?

    /// Bytes of batches that may wait: some eight of the usual size, and at least one of any size.
    private static let byteCountMax = 8 * 2 * RowBatch.byteCountTarget

    init(_ reader: sending DropReader) {
        self.reader = reader
        lock = .allocate(capacity: 1)
        lock.initialize(to: pthread_mutex_t())
        change = .allocate(capacity: 1)
        change.initialize(to: pthread_cond_t())
        pthread_mutex_init(lock, nil)
        pthread_cond_init(change, nil)
    }

    deinit {
        pthread_cond_destroy(change)
        pthread_mutex_destroy(lock)
        change.deallocate()
        lock.deallocate()
    }

    // MARK: The side that reads

    /// The next batch, read on this thread.
    func read() throws(ExtractionError) -> ReadAhead.Delivery? {
        guard let batch = try reader.next() else { return nil }
        return ReadAhead.Delivery(batch: batch, columns: reader.columns)
    }

    /// Reads to the end, to an error, or until nobody wants more.
    func fill() {
        do throws(ExtractionError) {
            while let delivery = try read() {
                guard put(delivery) else { return }
            }
            end(nil)
        } catch {
            end(error)
        }
    }

    /// - Returns: Whether more is wanted.
    private func put(_ delivery: ReadAhead.Delivery) -> Bool {
        pthread_mutex_lock(lock)
        defer { pthread_mutex_unlock(lock) }
        while waitingByteCount >= Self.byteCountMax, !isStopped { pthread_cond_wait(change, lock) }
        waiting.append(delivery)
        waitingByteCount += delivery.batch.bytes.count
        pthread_cond_signal(change)
        return !isStopped
    }

    private func end(_ error: ExtractionError?) {
        pthread_mutex_lock(lock)
        isAtEnd = true
        failure = error
        pthread_cond_signal(change)
        pthread_mutex_unlock(lock)
    }

    // MARK: The side that takes

    /// All batches that wait, the first one first; waits for one, and is empty at the end.
    func takeAll() throws(ExtractionError) -> [ReadAhead.Delivery] {
        pthread_mutex_lock(lock)
        defer { pthread_mutex_unlock(lock) }
        while waiting.isEmpty, !isAtEnd { pthread_cond_wait(change, lock) }
        if waiting.isEmpty, let failure { throw failure }
        let all = waiting
        waiting = []
        waitingByteCount = 0
        pthread_cond_signal(change)
        return all
    }

    func stop() {
        pthread_mutex_lock(lock)
        isStopped = true
        pthread_cond_signal(change)
        pthread_mutex_unlock(lock)
    }
}
