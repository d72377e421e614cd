import Foundation
import Testing

/// A disk of 64 MB in memory, in the place of a folder.
struct SmallDisk {
    private let folder: String

    /// - Returns: `nil`, having said so, where this process may not mount.
    static func mount(at folder: String) async throws -> SmallDisk? {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let arguments = ["-t", "tmpfs", "-o", "size=64m", "phusa-test", folder]
        guard geteuid() == 0, try await Self.run("mount", arguments) == 0 else {
            print("skipped: mounting a small disk is not permitted here")
            return nil
        }
        return SmallDisk(folder: folder)
    }

    /// Takes all room but for less than a page.
    func fill() throws {
        let descriptor = open(folder + "/filler", O_CREAT | O_WRONLY, 0o600)
        try #require(descriptor >= 0)
        defer { close(descriptor) }
        let block = [UInt8](repeating: 0, count: 4_096)
        while write(descriptor, block, block.count) > 0 {}
        try #require(errno == ENOSPC)
    }

    func free() { unlink(folder + "/filler") }

    func makeReadOnly() async throws {
        try #require(try await Self.run("mount", ["-o", "remount,ro", folder]) == 0)
    }

    func unmount() async { _ = try? await Self.run("umount", ["--lazy", folder]) }

    private static func run(_ name: String, _ arguments: [String]) async throws -> Int32 {
        var program = Program(path: "/usr/bin/" + name, arguments: arguments)
        program.environment = ["PATH": "/usr/bin:/bin"]
        return try await program.run().status
    }
}
