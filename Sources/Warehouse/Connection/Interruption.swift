import Glibc
import Synchronization

/// SIGINT and SIGTERM: the first ends the work within two seconds, finished or rolled back; the
/// second ends the process at once.
///
/// The handler writes one byte to a pipe, which a thread reads: it cancels what the sessions are
/// doing until the work has noticed, and ends the process where the work does not come back in time.
/// Then the server rolls back. Signals are not blocked, which a child process would inherit.
///
/// Advice to the next editor: long loops without a statement call ``check()`` now and then.
package enum Interruption {
    /// Milliseconds after which the process ends, however far its work is.
    private static let patienceMilliseconds: Int32 = 1_800
    /// Milliseconds between two requests to cancel: one that comes between two statements is lost.
    private static let cancelPauseMilliseconds: useconds_t = 50
    /// What a shell adds to the number of a signal.
    private static let statusBase: Int32 = 128

    private static let number = Atomic<Int32>(0)
    private static let isNoticed = Atomic<Bool>(false)
    private static let farewell = Mutex<(@Sendable (Int32) -> Void)?>(nil)
    private static let sessions = Mutex<[ObjectIdentifier: Canceller]>([:])

    /// Whether the process has been told to end.
    package static var isRequested: Bool { number.load(ordering: .acquiring) != 0 }

    /// 130 or 143 once the process has been told to end.
    package static var exitStatus: Int32? { isRequested ? statusBase + signal : nil }

    private static var signal: Int32 { number.load(ordering: .acquiring) }

    /// Gives the first signal to somebody who has something to hand out before the process ends.
    ///
    /// In a thread of its own, while the sessions are being cancelled. The process ends after it.
    package static func ending(by body: @escaping @Sendable (Int32) -> Void) {
        farewell.withLock { $0 = body }
    }

    /// Takes over both signals; one that is ignored stays ignored, as `nohup` and shells ask for.
    package static func install() {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        pipeEnd = ends[1]
        readEnd = ends[0]
        startThread { _ in
            Interruption.watch()
            return nil
        }
        for number in [SIGINT, SIGTERM] {
            var former = sigaction()
            sigaction(number, nil, &former)
            if isIgnored(former) { continue }
            var action = sigaction()
            action.__sigaction_handler.sa_handler = noteSignal
            action.sa_flags = SA_RESTART
            sigaction(number, &action, nil)
        }
    }

    private static func isIgnored(_ action: sigaction) -> Bool {
        // SIG_IGN is the number 1 in the handler's place.
        unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) == 1
    }

    /// - Throws: Kind `.interrupted` once the process has been told to end.
    package static func check() throws(WarehouseError) {
        guard isRequested else { return }
        notice()
        throw WarehouseError(kind: .interrupted, message: "interrupted by signal \(signal)")
    }

    /// The work knows and comes to its end: nothing is cancelled any more.
    package static func notice() { isNoticed.store(true, ordering: .releasing) }

    static func register(_ session: Canceller) {
        sessions.withLock { $0[ObjectIdentifier(session)] = session }
    }

    static func forget(_ session: Canceller) {
        sessions.withLock { _ = $0.removeValue(forKey: ObjectIdentifier(session)) }
    }

    // MARK: The two threads

    private static func watch() {
        var byte: UInt8 = 0
        while read(readEnd, &byte, 1) < 1 {}
        let status = statusBase + Int32(byte)
        number.store(Int32(byte), ordering: .releasing)
        if let body = farewell.withLock({ $0 }) {
            startThread { _ in
                Interruption.cancelUntilNoticed()
                return nil
            }
            body(Int32(byte))
            _exit(status)
        }
        // Nothing is under way that a server or a reader could see half of.
        if sessions.withLock({ $0.isEmpty }) { _exit(status) }
        startThread { _ in
            Interruption.cancelUntilNoticed()
            return nil
        }
        var second = pollfd(fd: readEnd, events: Int16(POLLIN), revents: 0)
        while poll(&second, 1, patienceMilliseconds) < 0 {}
        _exit(status)
    }

    /// In a thread of its own: to ask a server that does not answer takes long.
    private static func cancelUntilNoticed() {
        while !isNoticed.load(ordering: .acquiring) {
            let current = sessions.withLock { Array($0.values) }
            for session in current { session.cancel() }
            usleep(cancelPauseMilliseconds * 1_000)
        }
    }

    private static func startThread(
        _ body: @escaping @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer?
    ) {
        var thread = pthread_t()
        if pthread_create(&thread, nil, body, nil) == 0 { pthread_detach(thread) }
    }
}

/// The pipe between handler and thread, made once before the handler is.
private nonisolated(unsafe) var pipeEnd: Int32 = -1
private nonisolated(unsafe) var readEnd: Int32 = -1

/// The handler: calls nothing but `write`, as a handler must.
private func noteSignal(_ number: Int32) {
    let former = errno
    var byte = UInt8(truncatingIfNeeded: number)
    _ = write(pipeEnd, &byte, 1)
    errno = former
}
