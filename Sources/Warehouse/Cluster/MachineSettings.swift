import Glibc

/// Server settings that go by the machine: PostgreSQL's own are those of a small one.
enum MachineSettings {
    private static let mebibyte = 1 << 20

    /// Settings for a server with its data in a folder.
    static func of(folder: String) -> [String: String] {
        let pageCount = sysconf(Int32(_SC_PHYS_PAGES))
        let pageByteCount = sysconf(Int32(_SC_PAGESIZE))
        var disk = statvfs()
        let isKnown = statvfs(folder, &disk) == 0
        return settings(
            memoryByteCount: pageCount > 0 && pageByteCount > 0 ? pageCount * pageByteCount : 0,
            freeByteCount: isKnown ? Int(disk.f_bavail) * Int(disk.f_frsize) : 0)
    }

    /// - Parameters:
    ///   - memoryByteCount: Of the machine; 0 where it is not known.
    ///   - freeByteCount: On the disk with the data; 0 where it is not known.
    static func settings(memoryByteCount: Int, freeByteCount: Int) -> [String: String] {
        let memory = memoryByteCount / mebibyte
        return [
            // The index pages that a load touches should stay in memory between two rows. The server
            // shares the machine with others, so it takes a sixteenth and 2 GB at most.
            "shared_buffers": megabytes(memory / 16, 128, 2_048),
            // One key or index is built at a time; each of the few sessions may sort.
            "maintenance_work_mem": megabytes(memory / 32, 64, 1_024),
            "work_mem": megabytes(memory / 256, 4, 64),
            // A load writes as much log as data: with less room than that, checkpoints come while it
            // lasts, and each makes the next change of every page be logged whole. An eighth of the
            // free disk is the most that the log may take.
            "max_wal_size": megabytes(freeByteCount / mebibyte / 8, 1_024, 8_192),
        ]
    }

    private static func megabytes(_ count: Int, _ least: Int, _ most: Int) -> String {
        "\(min(max(count, least), most))MB"
    }
}
