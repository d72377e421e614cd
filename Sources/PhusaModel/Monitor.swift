import Glibc

/// A lock, and waiting for what others change behind it.
///
/// Unchecked because it holds pointers: the system's lock and condition are made for many threads.
package final class Monitor: @unchecked Sendable {
    private let mutex: UnsafeMutablePointer<pthread_mutex_t>
    private let change: UnsafeMutablePointer<pthread_cond_t>

    package init() {
        mutex = .allocate(capacity: 1)
        mutex.initialize(to: pthread_mutex_t())
        change = .allocate(capacity: 1)
        change.initialize(to: pthread_cond_t())
        pthread_mutex_init(mutex, nil)
        pthread_cond_init(change, nil)
    }

    deinit {
        pthread_cond_destroy(change)
        pthread_mutex_destroy(mutex)
        change.deallocate()
        mutex.deallocate()
    }

    /// Does something while no other thread does anything here.
    package func locked<Value, Failure: Error>(
        _ body: () throws(Failure) -> Value
    ) throws(Failure) -> Value {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        return try body()
    }

    /// Lets others in until one of them has told a change; within ``locked(_:)`` alone.
    package func wait() { pthread_cond_wait(change, mutex) }

    /// Wakes all that wait.
    package func tellChange() { pthread_cond_broadcast(change) }
}

/// A thread that does one piece of work and ends.
package struct WorkerThread {
    private let thread: pthread_t

    /// - Returns: `nil` where the system has no thread to give; the work is not done then.
    package init?(_ work: @escaping @Sendable () -> Void) {
        var thread = pthread_t()
        let argument = Unmanaged.passRetained(Work(body: work))
        guard pthread_create(&thread, nil, runWork, argument.toOpaque()) == 0 else {
            argument.release()
            return nil
        }
        self.thread = thread
    }

    /// Waits for the end of the work; to be called once.
    package func join() { pthread_join(thread, nil) }

    fileprivate final class Work {
        let body: @Sendable () -> Void

        init(body: @escaping @Sendable () -> Void) { self.body = body }
    }
}

// A plain function: C knows no closures with a context.

private func runWork(_ argument: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    guard let argument else { return nil }
    Unmanaged<WorkerThread.Work>.fromOpaque(argument).takeRetainedValue().body()
    return nil
}
