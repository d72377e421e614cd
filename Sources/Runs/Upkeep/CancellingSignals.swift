import Glibc

/// SIGINT, SIGTERM and SIGHUP, for work that must clean up before it ends.
package enum CancellingSignals {
    /// The signal that has come, 0 for none; a handler may write a number and do nothing else.
    nonisolated(unsafe) private static var received: sig_atomic_t = 0

    package static var signal: Int32 { received }

    /// Does the work; a signal cancels it, and it ends in its own way.
    package static func cancelling<Value: Sendable>(
        _ work: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        for number in [SIGINT, SIGTERM, SIGHUP] {
            Glibc.signal(number) { CancellingSignals.received = $0 }
        }
        let task = Task { try await work() }
        let watch = Task {
            while !Task.isCancelled {
                if received != 0 { return task.cancel() }
                try await Task.sleep(for: .milliseconds(50))
            }
        }
        defer { watch.cancel() }
        return try await task.value
    }
}
