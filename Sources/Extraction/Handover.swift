import Glibc
import PhusaModel

/// Products on their way from the thread that makes them to the one that takes them, in order.
///
/// Unchecked because the compiler does not see the lock: every `private var` but `taken` is touched
/// only while `lock` is held, and `taken` by the side that takes.
final class Handover<Product: Sendable>: @unchecked Sendable {
    /// Bytes of products that may wait: some eight batches of the usual size, and at least one
    /// product of any size.
    private static var waitingByteCountMax: Int { 8 * 2 * RowBatch.byteCountTarget }

    private let lock: UnsafeMutablePointer<pthread_mutex_t>
    /// Told whenever the other side may go on.
    private let change: UnsafeMutablePointer<pthread_cond_t>
    private var waiting: [Product] = []
    private var waitingByteCount = 0
    private var isAtEnd = false
    private var isStopped = false
    private var failure: ExtractionError?
    /// What was taken at once, the next one last.
    private var taken: [Product] = []

    init() {
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

    // MARK: The side that makes

    /// Waits while too much waits.
    ///
    /// - Returns: Whether more is wanted.
    func put(_ product: Product, _ byteCount: Int) -> Bool {
        pthread_mutex_lock(lock)
        defer { pthread_mutex_unlock(lock) }
        while waitingByteCount >= Self.waitingByteCountMax, !isStopped {
            pthread_cond_wait(change, lock)
        }
        waiting.append(product)
        waitingByteCount += byteCount
        pthread_cond_signal(change)
        return !isStopped
    }

    func end(_ error: ExtractionError?) {
        pthread_mutex_lock(lock)
        isAtEnd = true
        failure = error
        pthread_cond_signal(change)
        pthread_mutex_unlock(lock)
    }

    // MARK: The side that takes

    /// The next product; waits for it, and is `nil` at the end.
    ///
    /// - Throws: What the making ended with, behind the products before it.
    func next() throws(ExtractionError) -> Product? {
        if taken.isEmpty { taken = try takeAll().reversed() }
        return taken.popLast()
    }

    private func takeAll() throws(ExtractionError) -> [Product] {
        pthread_mutex_lock(lock)
        defer { pthread_mutex_unlock(lock) }
        while waiting.isEmpty, !isAtEnd, !isStopped { pthread_cond_wait(change, lock) }
        if waiting.isEmpty, let failure { throw failure }
        let all = waiting
        waiting = []
        waitingByteCount = 0
        pthread_cond_signal(change)
        return all
    }

    // MARK: Either side

    /// Nobody wants more: whoever waits goes on.
    func stop() {
        pthread_mutex_lock(lock)
        isStopped = true
        pthread_cond_broadcast(change)
        pthread_mutex_unlock(lock)
    }
}
