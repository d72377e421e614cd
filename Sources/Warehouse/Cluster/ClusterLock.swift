import Glibc

/// Keeps two processes from making or starting the same cluster at once.
///
/// The system lets go of it when the process ends, however it ends; the server does not inherit it.
final class ClusterLock {
    private static let waitSecondsMax = 120
    private static let pauseMilliseconds = 50

    private let descriptor: CInt

    /// Waits for its turn.
    ///
    /// - Throws: Kind `.cluster` when another process holds the lock for two minutes.
    init(_ path: String) async throws(WarehouseError) {
        descriptor = open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw FileNames.failure("open", path) }
        for _ in 0..<Self.waitSecondsMax * 1_000 / Self.pauseMilliseconds {
            if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return }
            do {
                try await Task.sleep(for: .milliseconds(Self.pauseMilliseconds))
            } catch {
                throw WarehouseError(kind: .cancelled, message: "interrupted while waiting")
            }
        }
        throw WarehouseError(
            kind: .cluster, message: "another process has been starting the server for two minutes",
            detail: "lock: \(path)")
    }

    deinit { close(descriptor) }
}
