import Foundation
import PhusaTestSupport
import Testing
import Warehouse

@Suite("EmbeddedCluster", .serialized)
struct EmbeddedClusterTests {
    /// Runs a test with a cluster of its own, which is stopped and removed after.
    private func withCluster(
        subfolder: String = "c", _ body: (EmbeddedCluster) async throws -> Void
    ) async throws {
        let parent = try ScratchCluster.temporaryFolder()
        let folder = parent + "/" + subfolder
        let cluster = EmbeddedCluster(folder: folder, settings: ["fsync": "off"])
        do {
            try await body(cluster)
        } catch {
            Issue.record(error)
        }
        try await cluster.stop(.immediate)
        try? FileManager.default.removeItem(atPath: cluster.status().socketFolder)
        try FileManager.default.removeItem(atPath: parent)
    }

    private func connect(_ cluster: EmbeddedCluster) throws -> Connection {
        try Connection(cluster.connectionTarget())
    }

    @Test("is made on first use, starts once, keeps its data over a stop")
    func lifeCycle() async throws {
        try await withCluster { cluster in
            #expect(!cluster.status().isRunning && cluster.status().majorVersion == nil)
            try await cluster.start()
            let status = cluster.status()
            #expect(status.isRunning && (status.majorVersion ?? 0) >= 15)
            try connect(cluster).execute("CREATE SCHEMA kept")
            try await cluster.start()
            #expect(cluster.status().processID == status.processID)
            try await cluster.stop()
            #expect(!cluster.status().isRunning)
            try await cluster.stop()
            #expect(try failure { _ = try connect(cluster) }.kind == .unreachable)
            try await cluster.start()
            let kept = try connect(cluster).query("SELECT to_regnamespace('kept')").text(0, 0)
            #expect(kept == "kept")
        }
    }

    @Test("listens on a socket alone, checks pages, and asks the system who connects")
    func settings() async throws {
        try await withCluster { cluster in
            try await cluster.start()
            let connection = try connect(cluster)
            let row = try connection.query(
                """
                SELECT current_setting('listen_addresses'), current_setting('data_checksums'),
                    current_setting('server_encoding'), current_setting('fsync'), current_user,
                    (SELECT datcollate FROM pg_database WHERE datname = current_database()),
                    (SELECT string_agg(type || ' ' || auth_method, ',') FROM pg_hba_file_rules)
                """)
            #expect(
                (0..<7).map { row.text(0, $0) } == [
                    "", "on", "UTF8", "off", "phusa", "C.UTF-8", "local peer",
                ])
            if EmbeddedCluster.isRoot {
                let processID = try #require(cluster.status().processID)
                let status = try String(
                    contentsOfFile: "/proc/\(processID)/status", encoding: .utf8)
                let lines = status.split(separator: "\n")
                let user = lines.first { $0.hasPrefix("Uid:") }?.split(separator: "\t").dropFirst()
                #expect(user?.contains("0") == false)
                let groups = lines.first { $0.hasPrefix("Groups:") }
                #expect(groups?.split(separator: "\t").dropFirst().contains("0 ") == false)
            }
        }
    }

    @Test("holds none of our descriptors, so that nobody waits for its end")
    func descriptors() async throws {
        let pipe = Pipe()
        defer { withExtendedLifetime(pipe) {} }
        try await withCluster { cluster in
            try await cluster.start()
            let processID = try #require(cluster.status().processID)
            let folder = "/proc/\(processID)/fd"
            for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
                let target = try FileManager.default.destinationOfSymbolicLink(
                    atPath: "\(folder)/\(name)")
                #expect(!target.contains("/c/lock"))
                if let number = Int(name), number <= 2 {
                    #expect(target == "/dev/null" || target == cluster.status().logPath)
                }
            }
            let ours = try FileManager.default.destinationOfSymbolicLink(
                atPath: "/proc/self/fd/\(pipe.fileHandleForReading.fileDescriptor)")
            let theirs = try FileManager.default.contentsOfDirectory(atPath: folder).compactMap {
                try? FileManager.default.destinationOfSymbolicLink(atPath: "\(folder)/\($0)")
            }
            #expect(!theirs.contains(ours))
        }
    }

    @Test("starts again after kill -9, with what was committed", arguments: [false, true])
    func killed(isProcessNumberReused: Bool) async throws {
        try await withCluster { cluster in
            try await cluster.start()
            let connection = try connect(cluster)
            try connection.execute("CREATE SCHEMA s; CREATE TABLE s.t (x int)")
            try connection.execute("INSERT INTO s.t VALUES (1)")
            try connection.begin()
            try connection.execute("INSERT INTO s.t VALUES (2)")
            let processID = try #require(cluster.status().processID)
            kill(processID, SIGKILL)
            while cluster.status().isRunning { try await Task.sleep(for: .milliseconds(10)) }
            if isProcessNumberReused {
                try pretendReuse(cluster, processID)
                #expect(!cluster.status().isRunning)
            }
            try await cluster.start()
            #expect(try connect(cluster).query("SELECT x FROM s.t").int(0, 0) == 1)
            #expect(try connect(cluster).query("SELECT count(*) FROM s.t").int(0, 0) == 1)
        }
    }

    /// Writes our own number into the process file, as if it had been given to another program.
    private func pretendReuse(_ cluster: EmbeddedCluster, _ processID: Int32) throws {
        let path = cluster.status().dataFolder + "/postmaster.pid"
        let text = try String(contentsOfFile: path, encoding: .utf8)
        let rest = text.dropFirst(String(processID).count)
        try Data("\(getpid())\(rest)".utf8).write(to: URL(fileURLWithPath: path))
    }

    @Test("is made anew when its making was cut off")
    func halfMade() async throws {
        try await withCluster { cluster in
            let half = cluster.folder + "/data.new"
            try FileManager.default.createDirectory(
                atPath: half, withIntermediateDirectories: true)
            try Data("x".utf8).write(to: URL(fileURLWithPath: half + "/PG_VERSION"))
            try await cluster.start()
            #expect(cluster.status().isRunning && !FileManager.default.fileExists(atPath: half))
        }
    }

    @Test("is started once by two at the same time")
    func twoAtOnce() async throws {
        try await withCluster { cluster in
            async let first: Void = cluster.start()
            async let second: Void = cluster.start()
            _ = try await (first, second)
            #expect(try connect(cluster).query("SELECT 1").int(0, 0) == 1)
        }
    }

    @Test(
        "works in folders with blanks and quotes, and with paths too long for a socket",
        arguments: ["it's a, 'folder'", String(repeating: "sâu/", count: 30) + "c"])
    func folders(subfolder: String) async throws {
        try await withCluster(subfolder: subfolder) { cluster in
            try await cluster.start()
            #expect((cluster.status().socketFolder + "/.s.PGSQL.5432").utf8.count <= 107)
            #expect(try connect(cluster).query("SELECT 1").int(0, 0) == 1)
        }
    }

    @Test(
        "refuses a folder that a shell would read otherwise",
        arguments: ["/tmp/$(touch x)", "/tmp/a\"b", "/tmp/`id`", "/tmp/a\nb", "relative"])
    func unsafeFolder(folder: String) async throws {
        let error = try await #require(throws: WarehouseError.self) {
            try await EmbeddedCluster(folder: folder).start()
        }
        #expect(error.kind == .cluster && error.detail?.contains("absolute path") == true)
    }

    @Test("says what the server said when it does not start")
    func doesNotStart() async throws {
        try await withCluster { cluster in
            let broken = EmbeddedCluster(folder: cluster.folder, settings: ["work_mem": "viel"])
            let error = try await #require(throws: WarehouseError.self) { try await broken.start() }
            #expect(error.kind == .cluster && error.message.contains("server.log"))
            #expect(error.detail?.contains("work_mem") == true)
            try await cluster.start()
            #expect(cluster.status().isRunning)
        }
    }
}
