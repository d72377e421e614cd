import Glibc
package import PhusaModel

/// What is done with each batch on the thread that reads it.
package protocol BatchWork: Sendable {
    associatedtype Product: Sendable

    /// - Parameter columns: What the reader's columns are by now; JSON may add to them with every
    ///   batch.
    mutating func take(_ batch: RowBatch, columns: [String]) -> Product
}

/// What a work makes of the batches of a reader, made on a thread of its own while the caller works
/// on those before.
///
/// The order, the products and the error at their end are those of the reader. Batches that wait take
/// about a mebibyte. Whoever stops early lets go of this object: the thread ends with
/// the batch that it is at, and is joined. Not Sendable: one owner takes the products.
package final class ReadAhead<Work: BatchWork> {
    private let queue: BatchQueue<Work>
    /// `nil` where the caller's thread reads, or after the end.
    private var thread: pthread_t?
    /// What was taken from the queue at once, the next one last.
    private var taken: [Work.Product] = []

    /// - Parameter reader: Must not be used any more.
    package convenience init(_ reader: sending DropReader, _ work: Work) {
        self.init(reader, work, threadByteCountMin: ReadAheadLimit.threadByteCountMin)
    }

    init(_ reader: sending DropReader, _ work: Work, threadByteCountMin: Int) {
        let byteCount = reader.deliveredByteCount
        queue = BatchQueue(reader, work)
        thread = byteCount >= threadByteCountMin ? Self.start(queue) : nil
    }

    deinit { join() }

    /// - Returns: `nil` where the system has no thread to give.
    private static func start(_ queue: BatchQueue<Work>) -> pthread_t? {
        var thread = pthread_t()
        let argument = Unmanaged.passRetained(queue as QueueFilling)
        guard pthread_create(&thread, nil, fillQueue, argument.toOpaque()) == 0 else {
            argument.release()
            return nil
        }
        return thread
    }

    /// The next product, or `nil` at the end.
    ///
    /// - Throws: What the reader throws, behind the products before it.
    package func next() throws(ExtractionError) -> Work.Product? {
        guard thread != nil else { return try queue.read()?.product }
        if taken.isEmpty { taken = try queue.takeAll().reversed() }
        return taken.popLast()
    }

    /// Ends the reading: nothing may be asked for after it.
    ///
    /// - Returns: The work as its last batch has left it; where the caller stopped early, that may be
    ///   one behind the last product taken.
    package func finish() -> Work {
        join()
        return queue.work
    }

    private func join() {
        guard let thread else { return }
        queue.stop()
        pthread_join(thread, nil)
        self.thread = nil
    }
}

/// When a thread is worth its start, and how far it may run ahead.
enum ReadAheadLimit {
    /// Bytes of a delivered file.
    static let threadByteCountMin = 1 << 20
    /// Bytes of batches that may wait: some eight of the usual size, and at least one of any size.
    static let waitingByteCountMax = 8 * 2 * RowBatch.byteCountTarget
}

/// The thread's work.
private func fillQueue(_ argument: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    guard let argument else { return nil }
    Unmanaged<QueueFilling>.fromOpaque(argument).takeRetainedValue().fill()
    return nil
}

/// A queue as the thread's start sees it: C knows no generic types.
private class QueueFilling {
    func fill() {}
}

/// Products between two threads.
///
/// Unchecked because the compiler sees neither the lock nor the hand-over: every `private var` is
/// touched only while `lock` is held, and `reader` and `work` by one thread at a time: the one that
/// `fill()` runs on until it is joined, else the one that owns the `ReadAhead`.
private final class BatchQueue<Work: BatchWork>: QueueFilling, @unchecked Sendable {
    private let reader: DropReader
    fileprivate var work: Work
    private let lock: UnsafeMutablePointer<pthread_mutex_t>
    /// Told whenever the other side may go on.
    private let change: UnsafeMutablePointer<pthread_cond_t>
    private var waiting: [Work.Product] = []
    private var waitingByteCount = 0
    private var isAtEnd = false
    private var isStopped = false
    private var failure: ExtractionError?

    init(_ reader: sending DropReader, _ work: Work) {
        self.reader = reader
        self.work = work
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

    /// The next product, made on this thread, and the bytes of its batch.
    func read() throws(ExtractionError) -> (product: Work.Product, byteCount: Int)? {
        guard let batch = try reader.next() else { return nil }
        return (work.take(batch, columns: reader.columns), batch.bytes.count)
    }

    /// Reads to the end, to an error, or until nobody wants more.
    override func fill() {
        do throws(ExtractionError) {
            while let (product, byteCount) = try read() {
                guard put(product, byteCount) else { return }
            }
            end(nil)
        } catch {
            end(error)
        }
    }

    /// - Returns: Whether more is wanted.
    private func put(_ product: Work.Product, _ byteCount: Int) -> Bool {
        pthread_mutex_lock(lock)
        defer { pthread_mutex_unlock(lock) }
        while waitingByteCount >= ReadAheadLimit.waitingByteCountMax, !isStopped {
            pthread_cond_wait(change, lock)
        }
        waiting.append(product)
        waitingByteCount += byteCount
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

    /// All products that wait, the first one first; waits for one, and is empty at the end.
    func takeAll() throws(ExtractionError) -> [Work.Product] {
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
