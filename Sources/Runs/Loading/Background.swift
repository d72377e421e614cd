import Glibc
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
    private var thread: pthread_t?
    private var isStarted = false

    deinit {
        guard let thread else { return }
        line.close()
        pthread_join(thread, nil)
    }

    @discardableResult
    func begin<Value: Sendable>(_ work: @escaping @Sendable () -> Value) -> Piece<Value> {
        if !isStarted {
            isStarted = true
            thread = Self.start(line)
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

    private static func start(_ line: WorkLine) -> pthread_t? {
        var thread = pthread_t()
        let argument = Unmanaged.passRetained(line)
        guard pthread_create(&thread, nil, workOff, argument.toOpaque()) == 0 else {
            argument.release()
            return nil
        }
        return thread
    }
}

/// The thread's work.
private func workOff(_ argument: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    guard let argument else { return nil }
    let line = Unmanaged<WorkLine>.fromOpaque(argument).takeRetainedValue()
    while line.doNext() {}
    return nil
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
/// `lock` is held.
private final class WorkLine: @unchecked Sendable {
    private let lock: UnsafeMutablePointer<pthread_mutex_t>
    /// Told whenever somebody may go on.
    private let change: UnsafeMutablePointer<pthread_cond_t>
    private var waiting: [@Sendable () -> Void] = []
    private var givenCount = 0
    private var doneCount = 0
    private var isClosed = false

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

    var lastNumber: Int { locked { givenCount } }

    /// - Returns: The number of the piece, from 1.
    func add(_ work: @escaping @Sendable () -> Void) -> Int {
        locked {
            waiting.append(work)
            givenCount += 1
            pthread_cond_broadcast(change)
            return givenCount
        }
    }

    /// Waits until a piece and all before it are done.
    func wait(for number: Int) {
        locked { while doneCount < number { pthread_cond_wait(change, lock) } }
    }

    /// No further piece comes: the thread ends after those that wait.
    func close() {
        locked {
            isClosed = true
            pthread_cond_broadcast(change)
        }
    }

    /// Does the next piece, as soon as there is one.
    ///
    /// - Returns: Whether there was one.
    @discardableResult
    func doNext() -> Bool {
        let next: (@Sendable () -> Void)? = locked {
            while waiting.isEmpty, !isClosed { pthread_cond_wait(change, lock) }
            return waiting.isEmpty ? nil : waiting.removeFirst()
        }
        guard let next else { return false }
        next()
        locked {
            doneCount += 1
            pthread_cond_broadcast(change)
        }
        return true
    }

    private func locked<Value>(_ body: () -> Value) -> Value {
        pthread_mutex_lock(lock)
        defer { pthread_mutex_unlock(lock) }
        return body()
    }
}
