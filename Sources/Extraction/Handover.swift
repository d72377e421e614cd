import PhusaModel

/// Products on their way from the thread that makes them to the one that takes them, in order.
///
/// Unchecked because the compiler does not see the lock: every `private var` but `taken` is touched
/// only while `monitor` is locked, and `taken` by the side that takes.
final class Handover<Product: Sendable>: @unchecked Sendable {
    /// Bytes of products that may wait: some eight batches of the usual size, and at least one
    /// product of any size.
    private static var waitingByteCountMax: Int { 8 * 2 * RowBatch.byteCountTarget }

    private let monitor = Monitor()
    private var waiting: [Product] = []
    private var waitingByteCount = 0
    private var isAtEnd = false
    private var isStopped = false
    private var failure: ExtractionError?
    /// What was taken at once, the next one last.
    private var taken: [Product] = []

    // MARK: The side that makes

    /// Waits while too much waits.
    ///
    /// - Returns: Whether more is wanted.
    func put(_ product: Product, _ byteCount: Int) -> Bool {
        monitor.locked {
            while waitingByteCount >= Self.waitingByteCountMax, !isStopped { monitor.wait() }
            waiting.append(product)
            waitingByteCount += byteCount
            monitor.tellChange()
            return !isStopped
        }
    }

    func end(_ error: ExtractionError?) {
        monitor.locked {
            isAtEnd = true
            failure = error
            monitor.tellChange()
        }
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
        try monitor.locked { () throws(ExtractionError) in
            while waiting.isEmpty, !isAtEnd, !isStopped { monitor.wait() }
            if waiting.isEmpty, let failure { throw failure }
            defer {
                waiting = []
                waitingByteCount = 0
                monitor.tellChange()
            }
            return waiting
        }
    }

    // MARK: Either side

    /// Nobody wants more: whoever waits goes on.
    func stop() {
        monitor.locked {
            isStopped = true
            monitor.tellChange()
        }
    }
}
