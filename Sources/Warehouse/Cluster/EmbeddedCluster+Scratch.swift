import Glibc

extension EmbeddedCluster {
    /// Settings that make a server quick and careless, where nobody needs the data after a crash.
    package static let carelessSettings = [
        "fsync": "off", "synchronous_commit": "off", "full_page_writes": "off",
    ]

    /// Ends the server without waiting for anybody; may be called from any thread.
    package func kill() {
        if let processID = runningProcessID { Glibc.kill(processID, SIGQUIT) }
    }

    /// Ends the server and takes everything of the cluster away.
    ///
    /// - Throws: Kind `.cluster` when the server does not end within half a minute, or a file stays.
    package func remove() async throws(WarehouseError) {
        for _ in 0..<300 where runningProcessID != nil {
            kill()
            try? await Task.sleep(for: .milliseconds(100))
        }
        try await recoverFromKill()
        if socketFolder != folder + "/run" { try FileNames.remove(socketFolder) }
        try FileNames.remove(folder)
    }
}
