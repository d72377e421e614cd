import Foundation
import PhusaTestSupport
import Testing

/// Who runs the program in a test of the embedded cluster.
enum ClusterUser: String, CaseIterable, Sendable {
    case own, nobody
}

@Suite("The embedded cluster serves a workspace without any set-up")
struct EmbeddedClusterTests {
    @Test(
        "it starts, loads, comes back after a kill of the server, and stops",
        arguments: ClusterUser.allCases)
    func life(user: ClusterUser) async throws {
        guard user == .own || geteuid() == 0 else {
            print("skipped: only root can run the program as another user")
            return
        }
        let home = try await ClusterHome(user)
        let lint = try await home.phusa("lint")
        #expect(lint.status == 0, "\(lint.out) \(lint.err)")
        let cold = try await home.phusa("warehouse", "status", "--json")
        let dataFolder = try home.dataFolder(cold)
        try #require(!FileManager.default.fileExists(atPath: dataFolder), "somebody's cluster")
        defer { home.remove(dataFolder: dataFolder) }
        let apply = try await home.phusa("warehouse", "apply")
        try #require(apply.status == 0, "\(apply.err)")
        try home.deliver(month: 1, "02-05")
        let first = try await home.phusa("run")
        #expect(first.status == 0, "\(first.err)")
        #expect(first.lastLine.hasPrefix("read 10 = loaded 10 "))
        try await expectNoNetwork(home, dataFolder)

        let server = try home.serverProcess(dataFolder)
        kill(server, SIGKILL)
        try await home.waitForEnd(of: server)
        try home.deliver(month: 2, "03-04")
        let second = try await home.phusa("run")
        #expect(second.status == 0, "\(second.err)")
        #expect(second.lastLine.hasPrefix("read 10 = loaded 10 "), "\(second.out)")
        let third = try await home.phusa("run")
        #expect(third.lastLine.hasPrefix("read 0 = "))
        for verb in ["verify", "backup", "restore-drill"] {
            let output = try await home.phusa("warehouse", verb)
            #expect(output.status == 0, "\(verb): \(output.out)\(output.err)")
        }

        let running = try home.serverProcess(dataFolder)
        #expect(try await home.phusa("warehouse", "stop").status == 0)
        try await home.waitForEnd(of: running)
        #expect(try await home.phusa("warehouse", "status").status == 69)
    }

    private func expectNoNetwork(_ home: ClusterHome, _ dataFolder: String) async throws {
        let addresses = try await home.phusa(
            "warehouse", "psql", "--", "-Atc", "show listen_addresses")
        #expect(addresses.status == 0)
        #expect(addresses.out == "\n", "no address is listened at")
        let server = try home.serverProcess(dataFolder)
        let sockets = try Self.sockets(of: server)
        for table in ["tcp", "tcp6"] {
            let lines = try String(contentsOfFile: "/proc/net/\(table)", encoding: .utf8)
                .split(separator: "\n").dropFirst()
            for line in lines {
                let fields = line.split(separator: " ")
                #expect(fields.count < 10 || !sockets.contains(String(fields[9])), "\(line)")
            }
        }
    }

    /// Numbers of the sockets that a process holds.
    private static func sockets(of process: Int32) throws -> Set<String> {
        let folder = "/proc/\(process)/fd"
        let targets = try FileManager.default.contentsOfDirectory(atPath: folder).compactMap {
            try? FileManager.default.destinationOfSymbolicLink(atPath: "\(folder)/\($0)")
        }
        let sockets = targets.filter { $0.hasPrefix("socket:[") }
        try #require(!sockets.isEmpty, "the server has its Unix socket at least")
        return Set(sockets.map { String($0.dropFirst(8).dropLast()) })
    }
}

/// A workspace without a named database, in a folder that its user can write.
private struct ClusterHome {
    let folder: String
    let user: ClusterUser
    private let program: String

    init(_ user: ClusterUser) async throws {
        self.user = user
        folder = try ScratchCluster.temporaryFolder()
        try Lab.copyWorkspace(into: folder)
        let settings = folder + "/Pipelines/phusa.yml"
        try String(contentsOfFile: settings, encoding: .utf8)
            .replacingOccurrences(of: "archive: ../archive\n", with: "")
            .write(toFile: settings, atomically: true, encoding: .utf8)
        program = user == .own ? Program.phusa : folder + "/phusa"
        guard user == .nobody else { return }
        // By a program of its own: a file that this process has open for writing would be busy for
        // as long as a server lives that is started meanwhile and inherits it.
        let copy = Program(path: "/bin/cp", arguments: [Program.phusa, program])
        try #require(try await copy.run().status == 0)
        let paths = try FileManager.default.subpathsOfDirectory(atPath: folder)
        for path in [""] + paths { chown(folder + "/" + path, Self.nobody, Self.nobody) }
    }

    private static let nobody: UInt32 = 65534

    func phusa(_ arguments: String...) async throws -> ProgramOutput {
        let place = ["--workspace", folder + "/Pipelines"]
        let split = arguments.firstIndex(of: "--") ?? arguments.endIndex
        let all = arguments[..<split] + place + arguments[split...]
        var process = Program(path: program, arguments: Array(all))
        if user == .nobody {
            process.path = "/usr/bin/setpriv"
            process.arguments =
                ["--reuid=65534", "--regid=65534", "--clear-groups", program] + process.arguments
        }
        process.environment = Lab.environment
        return try await process.run()
    }

    func deliver(month: Int, _ day: String) throws {
        let sheet = MonthlySheet.sample(month: month)
        let place = URL(fileURLWithPath: folder + "/drops/" + sheet.path(day))
        try FileManager.default.createDirectory(
            at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(sheet.text.utf8).write(to: place)
    }

    func dataFolder(_ status: ProgramOutput) throws -> String {
        struct Status: Decodable { let dataFolder: String }
        return try status.decode(Status.self).dataFolder
    }

    func serverProcess(_ dataFolder: String) throws -> Int32 {
        let text = try String(contentsOfFile: dataFolder + "/postmaster.pid", encoding: .utf8)
        return try #require(text.split(separator: "\n").first.flatMap { Int32($0) })
    }

    func waitForEnd(of process: Int32) async throws {
        for _ in 0..<200 where kill(process, 0) == 0 {
            try await Task.sleep(for: .milliseconds(50))
        }
        try #require(kill(process, 0) != 0, "the server does not end")
    }

    /// Ends the server if it still runs, and takes everything away.
    func remove(dataFolder: String) {
        if let server = try? serverProcess(dataFolder), kill(server, 0) == 0 {
            kill(server, SIGQUIT)
            for _ in 0..<100 where kill(server, 0) == 0 { usleep(50_000) }
        }
        let cluster = URL(fileURLWithPath: dataFolder).deletingLastPathComponent().path
        try? FileManager.default.removeItem(atPath: cluster)
        try? FileManager.default.removeItem(atPath: folder)
    }
}
