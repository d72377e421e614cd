import PhusaModel
import Synchronization

/// A thread that does pieces of work one after the other, in the order in which they are given.
///
/// Not Sendable: one owner gives the work and asks for what comes of it. The thread starts with the
/// first piece; letting go of this object waits for all pieces and ends it. Where the system has no
/// thread to give, each piece is done at once by whoever gives it.
final class Background {
    /// A piece of work, done or not.
    struct Piece<Value: Sendable> {
        fileprivate let line: WorkLine
        fileprivate let number: Int
        fileprivate let result: WorkResult<Value>

        /// What came of it, once it is done.
        var value: Value {
            line.wait(for: number)
            return result.value
        }
    }

    /// Pieces that wait or are under way: whoever gives more waits, so that what they hold stays
    /// bounded.
    static let pieceCountMax = 4

    private let line = WorkLine()
    private var thread: WorkerThread?
    private var isStarted = false

    deinit {
        guard let thread else { return }
        line.close()
        thread.join()
    }

    @discardableResult
    func begin<Value: Sendable>(_ work: @escaping @Sendable () -> Value) -> Piece<Value> {
        if !isStarted {
            isStarted = true
            thread = WorkerThread { [line] in while line.doNext() {} }
        }
        let result = WorkResult<Value>()
        let number = line.add { result.set(work()) }
        if thread == nil {
            line.doNext()
        } else {
            line.wait(for: number - Self.pieceCountMax)
        }
        return Piece(line: line, number: number, result: result)
    }

    /// Waits until all that was given is done.
    func finish() { line.wait(for: line.lastNumber) }
}

/// What comes of a piece of work; read only once it is done.
private final class WorkResult<Value: Sendable>: Sendable {
    private let known = Mutex<Value?>(nil)

    func set(_ value: Value) { known.withLock { $0 = value } }

    var value: Value {
        guard let value = known.withLock({ $0 }) else {
            preconditionFailure("asked for the result of work that is not done")
        }
        return value
    }
}

/// Work between two threads.
///
/// Unchecked because the compiler does not see the lock: every `private var` is touched only while
/// `monitor` is locked.
private final class WorkLine: @unchecked Sendable {
    private let monitor = Monitor()
    private var waiting: [@Sendable () -> Void] = []
    private var givenCount = 0
    private var doneCount = 0
    private var isClosed = false

    var lastNumber: Int { monitor.locked { givenCount } }

    /// - Returns: The number of the piece, from 1.
    func add(_ work: @escaping @Sendable () -> Void) -> Int {
        monitor.locked {
            waiting.append(work)
            givenCount += 1
            monitor.tellChange()
            return givenCount
        }
    }

    /// Waits until a piece and all before it are done.
    func wait(for number: Int) {
        monitor.locked { while doneCount < number { monitor.wait() } }
    }

    /// No further piece comes: the thread ends after those that wait.
    func close() {
        monitor.locked {
            isClosed = true
            monitor.tellChange()
        }
    }

    /// Does the next piece, as soon as there is one.
    ///
    /// - Returns: Whether there was one.
    @discardableResult
    func doNext() -> Bool {
        let next: (@Sendable () -> Void)? = monitor.locked {
            while waiting.isEmpty, !isClosed { monitor.wait() }
            return waiting.isEmpty ? nil : waiting.removeFirst()
        }
        guard let next else { return false }
        next()
        monitor.locked {
            doneCount += 1
            monitor.tellChange()
        }
        return true
    }
}
