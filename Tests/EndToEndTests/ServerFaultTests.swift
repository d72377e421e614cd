import Foundation
import PhusaTestSupport
import Testing
import Warehouse

@Suite("Every fault of the server has its class, its exit code and its words")
struct ServerFaultTests {
    @Test(
        "T51: what passes is tried again, three times at most", arguments: ["40P01", "40001"])
    func passing(code: String) async throws {
        let lab = try await Lab()
        try lab.deliver(month: 1, edition: 0, "02-05")
        let trap = try Trap(Trap.raise(code), when: "n <= 2", in: lab)
        let output = try await lab.phusa("run", "--json")
        #expect(output.status == 0, "\(output.err)")
        #expect(try output.decode(RunReport.self).total.drops.loaded == 1)
        #expect(try trap.passageCount() == 3)
    }

    @Test(
        "T51: what does not pass is not tried again; the old figures stand, and the words say what to do",
        arguments: [
            ("40P01", 75, 4, "a deadlock with another session"),
            ("40001", 75, 4, "another transaction changed the same rows"),
            ("55P03", 75, 1, "Let the other session end"),
            ("57014", 69, 1, "statement_timeout"), ("53100", 69, 1, "Make room on the server"),
            ("25006", 69, 1, "Name the primary server"), ("42501", 69, 1, "grant the right"),
            ("XX001", 69, 1, "the server reports an error"), ("23514", 70, 1, "report it"),
        ])
    func lasting(code: String, status: Int32, tries: Int, words: String) async throws {
        let lab = try await Lab()
        try lab.deliver(month: 1, edition: 0, "02-05")
        try #require(try await lab.run().total.drops.loaded == 1)
        let before = try lab.observations()
        try lab.deliver(month: 1, edition: 1, "02-20")
        let trap = try Trap(Trap.raise(code), when: "true", in: lab)
        let output = try await lab.phusa("run", "--json")
        #expect(output.status == status, "\(output.err)")
        #expect(output.err.contains(words), "\(output.err)")
        #expect(output.err.contains("[\(code)]"))
        let report: RunReport = try output.decode()
        #expect(report.total.drops.failed == 1 && report.total.drops.refused == 0)
        #expect(try trap.passageCount() == tries)
        #expect(try lab.observations() == before)
        let vietnamese = try await lab.phusa("run", environment: ["PHUSA_LANG": "vi"])
        #expect(vietnamese.status == status && vietnamese.err.contains("phusa: kho dữ liệu: "))
        try trap.remove()
        #expect(try await lab.run().total.drops.loaded == 1)
    }

    @Test("T51: statement_timeout, lock_timeout and a read-only server, as the server has them")
    func settings() async throws {
        let lab = try await Lab()
        try lab.deliver(month: 1, edition: 0, "02-05")
        let name = try lab.value("select current_database()")
        let trap = try Trap("perform pg_sleep(30)", when: "n = 1", in: lab)
        try lab.execute("alter database \(name) set statement_timeout = '3s'")
        let timeout = try await lab.phusa("run")
        #expect(timeout.status == 69 && timeout.err.contains("[57014]"), "\(timeout.err)")
        try lab.execute("alter database \(name) reset statement_timeout")
        try trap.remove()

        let blocker = try Blocker("ledger.drop", lab)
        try lab.execute("alter database \(name) set lock_timeout = '300ms'")
        let locked = try await lab.phusa("run")
        #expect(locked.status == 75 && locked.err.contains("[55P03]"), "\(locked.err)")
        blocker.release()
        try lab.execute("alter database \(name) reset lock_timeout")

        try lab.execute("alter database \(name) set default_transaction_read_only = on")
        let readOnly = try await lab.phusa("run")
        #expect(readOnly.status == 69 && readOnly.err.contains("[25006]"), "\(readOnly.err)")
        #expect(readOnly.err.contains("a standby"))
        try Connection(lab.target).execute(
            "set transaction_read_only = off; alter database \(name) reset all")
        #expect(try lab.factRowCount() == 0)
        #expect(try await lab.run().total.drops.loaded == 1)
    }

    @Test("T51: a disk that is full rolls back, and the next run loads what there is room for")
    func diskFull() async throws {
        let folder = try ScratchCluster.temporaryFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        guard let disk = ServerDisk(folder + "/small", byteCount: 4 << 20) else {
            print("skipped: this user may not mount a small disk")
            return
        }
        defer { disk.remove() }
        let lab = try await Lab()
        try lab.deliver(month: 1, edition: 0, "02-05")
        let space = "small_" + (try lab.value("select current_database()"))
        try lab.execute("create tablespace \(space) location '\(disk.path)'")
        try lab.execute("alter table warehouse.fact_observation set tablespace \(space)")
        disk.fill()
        let full = try await lab.phusa("run")
        #expect(full.status == 69 && full.err.contains("[53100]"), "\(full.err)")
        #expect(full.err.contains("the disk of the server is full"))
        #expect(try lab.factRowCount() == 0)
        disk.makeRoom()
        #expect(try await lab.run().total.drops.loaded == 1)
        try lab.execute("alter table warehouse.fact_observation set tablespace pg_default")
        try lab.execute("drop tablespace \(space)")
    }

    @Test("T51: wrong password, no connection left, a missing right")
    func roles() async throws {
        let lab = try await Lab()
        let role = "lan_" + (try lab.value("select current_database()"))
        try lab.execute("create role \(role) login password 'dung'")
        let cluster = try await ScratchCluster.shared.cluster()
        let path = cluster.dataFolder + "/pg_hba.conf"
        let rules = try String(contentsOfFile: path, encoding: .utf8)
        try "local all \(role) scram-sha-256\n\(rules)"
            .write(toFile: path, atomically: false, encoding: .utf8)
        try lab.execute("select pg_reload_conf()")
        guard case .parameters(let parameters) = lab.target else { return }
        let place =
            "host=\(parameters["host"] ?? "") port=5432 dbname=\(parameters["dbname"] ?? "")"
        let url = { (password: String) in
            ["PHUSA_DATABASE_URL": "\(place) user=\(role) password=\(password)"]
        }

        let wrong = try await lab.phusa("runs", "list", environment: url("sai-mat-khau"))
        #expect(wrong.status == 69 && wrong.err.contains("28P01"), "\(wrong.err)")
        #expect(wrong.err.contains(".pgpass") && !wrong.err.contains("sai-mat-khau"))

        let right = try await lab.phusa("runs", "list", environment: url("dung"))
        #expect(right.status == 69 && right.err.contains("[42501]"), "\(right.err)")
        #expect(right.err.contains("grant the right"))

        try lab.execute("alter role \(role) connection limit 1")
        let target = ConnectionTarget.url(url("dung")["PHUSA_DATABASE_URL"] ?? "")
        let only = OnlySession(try Connection(target))
        let started = ContinuousClock.now
        let full = try await lab.phusa("runs", "list", environment: url("dung"))
        #expect(full.status == 69 && full.err.contains("53300"), "\(full.err)")
        #expect(full.err.contains("raise max_connections"))
        #expect(ContinuousClock.now - started > .seconds(2.5), "it was tried again")
        async let patient = lab.phusa("runs", "list", environment: url("dung"))
        try await Task.sleep(for: .milliseconds(900))
        only.close()
        #expect(try await patient.err.contains("[42501]"), "let in as soon as there was room")
    }

    @Test("T53: a constraint that fires in COPY rolls the drop back and names its line")
    func constraint() async throws {
        let lab = try await Lab()
        try lab.deliver(month: 3, edition: 0, "04-05")
        try lab.deliver("syt/yte-2024-M03-2024-04-05.json.gz")
        try lab.execute(
            "alter table warehouse.fact_observation add constraint odd check (value <> 119300)")
        let output = try await lab.phusa("run", "--json")
        #expect(output.status == 70, "\(output.err)")
        let report: RunReport = try output.decode()
        #expect(report["ctk.kinh-te-xa-hoi.thang"]?.balance.drops.failed == 1)
        #expect(report["syt.y-te.thang"]?.balance.drops.loaded == 1, "the others go through")
        #expect(output.err.contains("constraint: odd"))
        #expect(output.err.contains("line of the drop: 4"), "\(output.err)")
        #expect(try lab.observations().filter { $0.contains(" KTXH.") } == [])
        try lab.execute("alter table warehouse.fact_observation drop constraint odd")
        #expect(try await lab.run().total.drops.loaded == 1)
        #expect(try lab.figure("KTXH.KDL", "84", "2024-M03") == "119300")
    }
}

/// A session that takes the only place.
///
/// Unchecked: one test uses it, step by step.
private final class OnlySession: @unchecked Sendable {
    private var connection: Connection?

    init(_ connection: Connection) { self.connection = connection }

    func close() { connection = nil }
}

/// A disk in memory, small enough to fill.
private struct ServerDisk {
    let path: String

    /// - Returns: `nil` where this user may not mount.
    init?(_ path: String, byteCount: Int) {
        self.path = path
        try? FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true)
        guard geteuid() == 0, mount("tmpfs", path, "tmpfs", 0, "size=\(byteCount),mode=0777") == 0
        else { return nil }
        if let server = getpwnam("postgres") {
            chown(path, server.pointee.pw_uid, server.pointee.pw_gid)
            chmod(path, 0o700)
        }
    }

    private var ballast: String { path + "/ballast" }

    /// Writes until there is no room.
    func fill() {
        let descriptor = open(ballast, O_WRONLY | O_CREAT, 0o600)
        let block = [UInt8](repeating: 1, count: 4_096)
        while write(descriptor, block, block.count) > 0 {}
        close(descriptor)
    }

    func makeRoom() { unlink(ballast) }

    func remove() { umount2(path, Int32(MNT_DETACH)) }
}
