import PhusaModel

/// Makes products one after another, on a thread of its own once started, else when asked for one.
///
/// Unchecked because the compiler does not see the hand-over: what ``make()`` uses is touched by one
/// thread at a time: its own until that is joined, else the one that asks.
class Stage<Product: Sendable>: StageThread, @unchecked Sendable {
    private let products = Handover<Product>()

    /// The next product and the bytes that it stands for, or `nil` at the end.
    ///
    /// For subclasses.
    func make() throws(ExtractionError) -> (product: Product, byteCount: Int)? { nil }

    /// The next product, or `nil` at the end.
    ///
    /// - Throws: What `make` throws, behind the products before it.
    final func next() throws(ExtractionError) -> Product? {
        isStarted ? try products.next() : try make()?.product
    }

    /// To the end, to an error, or until nobody wants more.
    final override func run() {
        do throws(ExtractionError) {
            while let (product, byteCount) = try make() {
                guard products.put(product, byteCount) else { return }
            }
            products.end(nil)
        } catch {
            products.end(error)
        }
    }

    /// Tells both sides that nobody wants more; waits for nobody.
    final override func stop() { products.stop() }
}

/// A stage, whatever it makes.
class StageThread: @unchecked Sendable {
    /// `nil` where the caller's thread works, or after the end.
    private var thread: WorkerThread?

    final var isStarted: Bool { thread != nil }

    func run() {}
    func stop() {}

    /// - Returns: False where the system has no thread to give; products are made when asked for
    ///   then.
    @discardableResult
    final func start() -> Bool {
        thread = WorkerThread { self.run() }
        return isStarted
    }

    /// After ``stop()``, or at the end of the products.
    final func join() {
        thread?.join()
        thread = nil
    }
}
