import Foundation
import Storage
import Testing

/// The commands of the README do what it says, in a copy of the repository's files.
///
/// `make test` is left out, since it is what runs this; `make run` takes the program that is built
/// already instead of building one.
@Suite("README") struct ReadmeTests {
    @Test("its commands work in the order in which they stand")
    func commands() async throws {
        let clone = try Clone()
        defer { clone.remove() }
        let first = try await clone.shell("make run BUILT= PHUSA=\(Program.phusa)")
        #expect(first.status == 0, "\(first.out)\(first.err)")
        #expect(first.out.contains("\nread 179015 = loaded 178219 + unchanged 795"))
        let second = try await clone.shell("make run BUILT= PHUSA=\(Program.phusa)")
        #expect(second.status == 0, "\(second.out)\(second.err)")
        #expect(
            second.out.contains("\nread 0 = loaded 0 + unchanged 0 + quarantined 0 + excluded 0"))

        try clone.write(Self.files())
        let commands = try Self.commands().filter {
            !$0.hasPrefix("make ") && !$0.hasPrefix("export ")
        }
        #expect(commands.count >= 12)
        for command in commands {
            let output = try await clone.shell(command)
            #expect(output.status == 0, "\(command)\n\(output.out)\(output.err)")
            let isSilent = command.hasPrefix("cp ") || command.contains(" > ")
            #expect(output.out.isEmpty == isSilent, "\(command) says: \(output.out)")
        }
    }

    @Test("its figures are those that the tool prints")
    func figures() throws {
        let text = try Self.text()
        #expect(
            text.contains(
                "read 179015 = loaded 178219 + unchanged 795 + quarantined 0 + excluded 1"))
        #expect(text.contains("make run") && text.contains("make test"))
    }

    private static func text() throws -> String {
        try String(contentsOfFile: Repository.folder + "/README.md", encoding: .utf8)
    }

    /// The blocks below a line that ends with the name of a file, as "Write `name.yml`:".
    private static func files() throws -> [String: String] {
        var files: [String: String] = [:]
        let blocks = try text().matches(of: /`([a-z-]+\.yml)`[^`\n]*:\n\n```yaml\n([^`]*)```/)
        for block in blocks { files[String(block.1)] = String(block.2) }
        try #require(!files.isEmpty)
        return files
    }

    /// Lines of the blocks marked `sh`, without their comments.
    private static func commands() throws -> [String] {
        var isInside = false
        var commands: [String] = []
        for line in try text().split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("```") {
                isInside = line == "```sh"
            } else if isInside, !line.isEmpty {
                commands.append(line.components(separatedBy: "  #")[0])
            }
        }
        return commands
    }
}

/// The files of the repository that the README's commands read, in a folder of their own.
private struct Clone {
    let folder: String

    init() throws {
        folder =
            URL(fileURLWithPath: NSTemporaryDirectory())
            .appendingPathComponent("phusa-readme-\(UUID().uuidString.prefix(8))")
            .resolvingSymlinksInPath().path
        let manager = FileManager.default
        try manager.createDirectory(atPath: folder + "/bin", withIntermediateDirectories: true)
        for name in ["Makefile", ".ci", "Pipelines", "Fixtures"] {
            try manager.copyItem(
                atPath: Repository.folder + "/" + name, toPath: folder + "/" + name)
        }
        try manager.createSymbolicLink(
            atPath: folder + "/bin/phusa", withDestinationPath: Program.phusa)
    }

    func write(_ files: [String: String]) throws {
        for (name, text) in files {
            try text.write(toFile: folder + "/" + name, atomically: true, encoding: .utf8)
        }
    }

    func shell(_ command: String) async throws -> ProgramOutput {
        var program = Program(path: "/bin/bash", arguments: ["-c", command])
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        program.environment = Lab.environment.merging(["PATH": "\(folder)/bin:\(path)"]) { $1 }
        program.folder = folder
        return try await program.run()
    }

    /// Stops the cluster that the commands have started, and takes everything away.
    func remove() {
        let stop = Process()
        stop.executableURL = URL(fileURLWithPath: Program.phusa)
        stop.arguments = ["warehouse", "stop", "--workspace", folder + "/Pipelines"]
        stop.standardOutput = FileHandle.nullDevice
        stop.standardError = FileHandle.nullDevice
        try? stop.run()
        stop.waitUntilExit()
        try? FileManager.default.removeItem(atPath: folder)
        let hash = contentHash((folder + "/Pipelines").utf8).prefix(12)
        try? FileManager.default.removeItem(atPath: "/var/lib/phusa/\(hash)")
    }
}
