import Foundation
import PhusaTestSupport
import Runs
import Storage
import Testing
import Warehouse

@Suite("A backup is whole or not there, and a drill proves what it gives back")
struct BackupTests {
    @Test("what is backed up is restored equal, and doctor says so")
    func drill() async throws {
        let lab = try await SoundWarehouse.copy()
        let before = try lab.checksums()
        #expect(try await lab.doctor().contains("restore drill: none yet"))
        let backup = try await lab.backUp()
        #expect(try lab.checksums() == before, "a backup changes nothing")
        let events = try lab.value("select count(*) from ledger.event")
        #expect("\(backup.manifest.counts.events)" == events)
        #expect(backup.manifest.figures.reduce(0) { $0 + $1.closedCount } > 0)

        let scratch = lab.folder + "/scratch"
        let output = try await lab.phusa("warehouse", "restore-drill", "--scratch", scratch)
        #expect(output.status == 0, "\(output.out)\(output.err)")
        #expect(output.lastLine.hasPrefix("It restores: every period equals the manifest"))
        #expect(output.out.contains(" rows of "))
        #expect(try FileManager.default.contentsOfDirectory(atPath: scratch) == [])
        #expect(try lab.checksums() == before, "the live warehouse is not touched")
        let doctor = try await lab.doctor()
        #expect(doctor.contains("✓ restore drill") && doctor.contains(backup.folder))
    }

    @Test("two backups share bytes with each other, none with the archive; keep takes the oldest")
    func series() async throws {
        let lab = try await SoundWarehouse.copy()
        let first = try await lab.backUp()
        let object = try #require(FileDamage.files(below: lab.archive + "/objects").first)
        let place = "/archive/objects/" + object
        try await Task.sleep(for: .seconds(1.1))
        let second = try await lab.backUp()
        #expect(try Self.inode(first.folder + place) == Self.inode(second.folder + place))
        #expect(
            try Self.inode(lab.archive + "/objects/" + object) != Self.inode(second.folder + place))

        let folder = lab.state + "/backups"
        try FileManager.default.createDirectory(
            atPath: folder + "/somebody's", withIntermediateDirectories: false)
        try await Task.sleep(for: .seconds(1.1))
        let third = try await lab.phusa("warehouse", "backup", "--keep", "2")
        #expect(third.status == 0 && third.out.contains("1 older ones removed"), "\(third.out)")
        #expect(!FileManager.default.fileExists(atPath: first.folder))
        #expect(FileManager.default.fileExists(atPath: second.folder))
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder).count == 3)
        #expect(try Backup(second.folder).manifest.figures == first.manifest.figures)
    }

    private static func inode(_ path: String) throws -> Int {
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        return (attributes[.systemFileNumber] as? NSNumber)?.intValue ?? 0
    }

    /// What is done to a backup, and what a drill must say of it.
    static let damages: [(place: String, damage: FileDamage, rules: Set<String>)] = [
        ("archive/objects", .removed, ["backup.file.missing", "archive.object.missing"]),
        ("archive/events", .otherReason, ["backup.file.changed", "archive.event.differs"]),
        ("workspace/catalogue/indicators", .flipped, ["backup.file.changed"]),
    ]

    @Test("a drill finds what a backup has lost", arguments: damages.indices)
    func damaged(_ index: Int) async throws {
        let (place, damage, rules) = Self.damages[index]
        let lab = try await SoundWarehouse.copy()
        let backup = try await lab.backUp()
        try damage.inflict(on: backup.folder + "/" + place)
        let (report, status) = try await lab.drill()
        #expect(status == 1 && !report.isSound)
        #expect(Set(report.findings.map(\.rule)).isSuperset(of: rules), "\(report.findings)")
        #expect(try await lab.doctor().contains("✗ restore drill"))
    }

    @Test("a dump cut short is found, and nothing stays of the attempt")
    func cutDump() async throws {
        let lab = try await SoundWarehouse.copy()
        let backup = try await lab.backUp()
        let path = backup.folder + "/database.dump"
        let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        try bytes.prefix(bytes.count / 2).write(to: URL(fileURLWithPath: path))
        let (report, status) = try await lab.drill()
        #expect(status == 1)
        #expect(report.findings.map(\.rule) == ["backup.file.changed", "backup.restore"])
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: lab.folder + "/scratch") == [])
    }

    @Test("figures that are not those of the manifest are named by fact and period")
    func otherFigures() async throws {
        let lab = try await SoundWarehouse.copy()
        let backup = try await lab.backUp()
        let path = backup.folder + "/manifest.json"
        let text = try String(contentsOfFile: path, encoding: .utf8)
        let sum = try #require(backup.manifest.figures.first { $0.fact == "fact_observation" })
        try text.replacingOccurrences(of: sum.digest, with: String(repeating: "0", count: 32))
            .write(toFile: path, atomically: true, encoding: .utf8)
        let (report, status) = try await lab.drill()
        #expect(status == 1 && report.findings.map(\.rule) == ["backup.figures"])
        let example = try #require(report.findings.first?.examples.first)
        #expect(example.contains("fact_observation") && example.contains(sum.period))
    }

    @Test(
        "a killed backup leaves nothing that looks like one, and the next clears it",
        arguments: ["after-backup-dump:1", "before-backup-name:1"])
    func killed(at place: String) async throws {
        let lab = try await SoundWarehouse.copy()
        let killed = try await lab.phusa(
            "warehouse", "backup", environment: ["PHUSA_FAULT": place])
        #expect(killed.isKilled)
        let folder = lab.state + "/backups"
        #expect(Backup.all(in: folder).isEmpty)
        let left = try FileManager.default.contentsOfDirectory(atPath: folder)
        #expect(left.count == 1 && left[0].hasPrefix("."))
        let none = try await lab.phusa("warehouse", "restore-drill")
        #expect(none.status == 74 && none.err.contains("no whole backup"), "\(none.err)")
        let next = try await lab.backUp()
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: folder).map { "\(folder)/\($0)" }
                == [next.folder])
    }

    @Test("a damaged archive is not backed up, and a folder among definitions is refused")
    func refused() async throws {
        let lab = try await SoundWarehouse.copy()
        let inside = try await lab.phusa(
            "warehouse", "backup", "--into", lab.pipelines + "/backups")
        #expect(inside.status == 64 && inside.err.contains("--into"), "\(inside.err)")
        try FileDamage.flipped.inflict(on: lab.archive + "/objects")
        let output = try await lab.phusa("warehouse", "backup")
        #expect(output.status == 74 && output.err.contains("the archive is damaged"))
        #expect(try FileManager.default.contentsOfDirectory(atPath: lab.state + "/backups") == [])
    }

    @Test("a signal ends a drill, and nothing stays", arguments: [SIGINT, SIGTERM])
    func signalled(_ signal: Int32) async throws {
        let lab = try await SoundWarehouse.copy()
        _ = try await lab.backUp()
        let scratch = lab.folder + "/scratch"
        let process = Process()
        process.executableURL = URL(fileURLWithPath: Program.phusa)
        process.arguments = [
            "warehouse", "restore-drill", "--scratch", scratch, "--workspace", lab.pipelines,
        ]
        process.environment = Lab.environment
        try process.run()
        for _ in 0..<600 where !FileManager.default.fileExists(atPath: scratch) {
            try await Task.sleep(for: .milliseconds(50))
        }
        kill(process.processIdentifier, signal)
        for _ in 0..<1200 where process.isRunning { try await Task.sleep(for: .milliseconds(50)) }
        try #require(!process.isRunning)
        #expect(process.terminationStatus == 128 + signal)
        #expect(try FileManager.default.contentsOfDirectory(atPath: scratch) == [])
    }

    @Test("no password in the arguments of a program")
    func secrets() throws {
        let url = "postgresql://anh:b%C3%AD%20m%E1%BA%ADt@may-chu:6543/kho?sslmode=require"
        let client = try ConnectionTarget.url(url).client()
        #expect(client.environment["PGPASSWORD"] == "bí mật")
        #expect(client.environment["PGHOST"] == "may-chu")
        #expect(client.environment["PGSSLMODE"] == "require")
        #expect(client.arguments == ["--dbname", "dbname='kho'"])
        let keywords = try ConnectionTarget.url("host=a password='x y' dbname=kho").client()
        #expect(!keywords.arguments.joined().contains("x y"))
        #expect(try ConnectionTarget.url("kho").client().arguments == ["--dbname", "dbname='kho'"])
        #expect(throws: WarehouseError.self) {
            _ = try ConnectionTarget.url("host=a sslpassword=x").client()
        }
        #expect(try ConnectionTarget.environment.client().arguments == [])
    }
}

/// What `warehouse restore-drill --json` prints.
private struct DrillOutput: Decodable {
    let isSound: Bool
    let findings: [VerifyReport.Finding]
}

extension Lab {
    fileprivate func backUp() async throws -> Backup {
        struct Report: Decodable { let folder: String }
        let output = try await phusa("warehouse", "backup", "--json")
        try #require(output.status == 0, "\(output.err)")
        return try Backup(try output.decode(Report.self).folder)
    }

    fileprivate func drill() async throws -> (report: DrillOutput, status: Int32) {
        let output = try await phusa(
            "warehouse", "restore-drill", "--json", "--scratch", folder + "/scratch")
        try #require(!output.out.isEmpty, "\(output.err)")
        return (try output.decode(), output.status)
    }

    fileprivate func doctor() async throws -> String { try await phusa("doctor").out }
}
