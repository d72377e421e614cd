import Glibc

extension EmbeddedCluster {
    /// Seconds that sessions without their server get to notice.
    private static let orphanWaitSecondsMax = 30

    private var processFile: String { dataFolder + "/postmaster.pid" }

    /// The server's process, if it is one: a number in a file may long belong to another program.
    var runningProcessID: Int32? {
        guard let processID = recordedProcessID, isOurs(processID) else { return nil }
        return processID
    }

    private var recordedProcessID: Int32? {
        FileNames.text(processFile)?.split(separator: "\n").first.flatMap { Int32($0) }
    }

    /// Whether the process works in the data folder, as the server and its sessions do.
    private func isOurs(_ processID: Int32) -> Bool {
        guard let folder = FileNames.realPath(dataFolder) else { return false }
        return FileNames.target(ofLink: "/proc/\(processID)/cwd") == folder
    }

    /// Clears the way after `kill -9` or a power cut.
    ///
    /// PostgreSQL itself removes a stale process file, except where its number has since been given
    /// to another program; and it does not start beside sessions of the killed server.
    func recoverFromKill() async throws(WarehouseError) {
        guard FileNames.exists(processFile) else { return }
        for _ in 0..<Self.orphanWaitSecondsMax * 10 {
            if orphans.isEmpty {
                try FileNames.remove(processFile)
                try FileNames.remove("\(socketFolder)/.s.PGSQL.\(Self.port).lock")
                return
            }
            try? await Task.sleep(for: .milliseconds(100))
        }
        throw WarehouseError(
            kind: .cluster, message: "processes of a killed server are still running",
            detail: "end them first: \(orphans.map(String.init).joined(separator: " "))")
    }

    private var orphans: [Int32] {
        FileNames.list("/proc").compactMap { Int32($0) }.filter { isOurs($0) }
    }
}
