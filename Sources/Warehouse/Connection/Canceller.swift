import CLibpq
import Synchronization

/// Ends what a session is doing, from any thread.
///
/// Unchecked: the lock guards the pointer, and libpq allows PQcancel from other threads, also after
/// the connection was closed.
package final class Canceller: @unchecked Sendable {
    private let lock = Mutex(())
    private var handle: OpaquePointer?

    init(_ connection: OpaquePointer) { handle = PQgetCancel(connection) }

    deinit { PQfreeCancel(handle) }

    /// Asks; whether anything was running shows in the session alone.
    package func cancel() {
        var message = [CChar](repeating: 0, count: 256)
        lock.withLock { _ in _ = PQcancel(handle, &message, Int32(message.count)) }
    }

    /// Follows a connection that was opened again: its session is another one.
    func renew(_ connection: OpaquePointer) {
        lock.withLock { _ in
            PQfreeCancel(handle)
            handle = PQgetCancel(connection)
        }
    }
}

/// What the server says besides results.
final class NoticeList {
    /// Messages that are kept; a chatty function must not fill the memory.
    private static let countMax = 1_000

    private var messages: [String] = []

    func append(_ message: String) {
        if messages.count < Self.countMax { messages.append(message) }
    }

    func take() -> [String] {
        defer { messages = [] }
        return messages
    }
}

/// libpq's receiver of notices: a C function, which prints nothing.
func collectNotice(_ context: UnsafeMutableRawPointer?, _ result: OpaquePointer?) {
    guard let context, let text = PQresultErrorField(result, DiagnosticField.message.rawValue)
    else { return }
    Unmanaged<NoticeList>.fromOpaque(context).takeUnretainedValue().append(String(cString: text))
}
