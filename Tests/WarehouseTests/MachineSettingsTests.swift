import Testing

@testable import Warehouse

@Suite("MachineSettings")
struct MachineSettingsTests {
    private static let gibibyte = 1 << 30

    @Test(
        "go by memory and disk, within bounds",
        arguments: [
            (0, 0, "128MB", "64MB", "4MB", "1024MB"),
            (1, 4, "128MB", "64MB", "4MB", "1024MB"),
            (8, 40, "512MB", "256MB", "32MB", "5120MB"),
            (24, 100, "1536MB", "768MB", "64MB", "8192MB"),
            (512, 9_000, "2048MB", "1024MB", "64MB", "8192MB"),
        ])
    func settings(
        memory: Int, disk: Int, buffers: String, maintenance: String, work: String, log: String
    ) {
        let settings = MachineSettings.settings(
            memoryByteCount: memory * Self.gibibyte, freeByteCount: disk * Self.gibibyte)
        #expect(
            settings == [
                "shared_buffers": buffers, "maintenance_work_mem": maintenance, "work_mem": work,
                "max_wal_size": log,
            ])
    }
}
