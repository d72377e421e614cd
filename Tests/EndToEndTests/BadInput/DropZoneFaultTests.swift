import Foundation
import PhusaModel
import Storage
import Testing
import Warehouse

/// What strangers may put into the drop zone, and what may happen to the folder itself.
@Suite("A drop zone that anybody may write to")
struct DropZoneFaultTests {
    /// Ends of names that a contract claims, each with how it must look in a message; pairs, since
    /// Swift takes the two forms of the last ones for the same key.
    private static let ends: [(end: String, shown: String)] = [
        ("\u{1B}[2J\u{1B}[1;31m", "\\u{1B}[2J\\u{1B}[1;31m"),
        ("\nread 9 = loaded 9", "\\nread 9"), ("\u{202E}gz.exe", "\\u{202E}gz.exe"),
        ("..\\..\\etc\\x", "..\\\\..\\\\etc"), ("\u{9B}2J", "\\u{9B}2J"),
        ("$(reboot); -rf \"'", "$(reboot); -rf \\\"'"),
        (String(repeating: "x", count: 255 - 28), "xxxx"),
        ("b\u{301}a\u{309}n", "b\u{301}a\u{309}n"), ("b\u{301}\u{1EA3}n", "b\u{301}\u{1EA3}n"),
    ]

    @Test("T42 odd names: stored under their hash, shown escaped, given back exactly in JSON")
    func names() async throws {
        let lab = try await Lab()
        var sent: [(path: String, hash: String)] = []
        for (index, name) in Self.ends.enumerated() {
            let sheet = MonthlySheet.sample(month: index + 1)
            let path = sheet.path((index < 8 ? "0" : "") + "\(index + 2)-05") + name.end
            #expect(path.utf8.count - 4 <= 255)
            try lab.create(path, sheet.text)
            sent.append((path, contentHash(sheet.text.utf8)))
        }
        try lab.create("ctk/-rf", "x")
        try lab.create("ctk/\u{202E}\u{1B}]0;x\u{7}", "x")

        let plan = try await lab.phusa("plan")
        let json = try await lab.phusa("run", "--json")
        #expect(json.status == 1, "two names are nobody's")
        let report: RunReport = try json.decode()
        #expect(
            Set(report.files.map { Array($0.path.utf8) }) == Set(sent.map { Array($0.path.utf8) }))
        #expect(report.total.drops.loaded == sent.count)
        for (path, hash) in sent {
            let kept = "\(lab.archive)/objects/\(hash.prefix(2))/\(hash)"
            #expect(FileManager.default.fileExists(atPath: kept), "\(path)")
        }
        #expect(
            try lab.value("select count(*) from ledger.drop where outcome = 'loaded'")
                == "\(sent.count)")

        let built = try await lab.phusa("report", "build", "kpi-thang", "--period", "2024-M01")
        #expect(built.status == 0, "\(built.err)")
        let shown = try await lab.phusa("runs", "show", "1")
        let checked = try await lab.phusa(["validate"] + sent.map { lab.drops + "/" + $0.path })
        let texts = [plan.out, plan.err, json.out, json.err, shown.out, checked.out, built.out]
        let pages = try lab.reportFiles().values.map { String(decoding: $0, as: UTF8.self) }
        for text in texts + pages {
            let harmful = Self.harmful(text).map { String($0.value, radix: 16) }
            #expect(harmful.isEmpty, "\(text.prefix(100))")
        }
        for end in Self.ends.map(\.shown.utf8) {
            #expect(shown.out.utf8.firstRange(of: end) != nil, "\(end)")
            #expect(checked.out.utf8.firstRange(of: end) != nil, "\(end)")
        }
        #expect(!shown.out.contains("\nread 9 = loaded 9"), "no name feigns a line")
    }

    /// What in a text moves a cursor or hides something; a byte order mark may begin a file.
    private static func harmful(_ text: String) -> [Unicode.Scalar] {
        let hasMark = text.unicodeScalars.first == "\u{FEFF}"
        return text.unicodeScalars.dropFirst(hasMark ? 1 : 0).filter { scalar in
            switch scalar.properties.generalCategory {
            case .control: scalar.value != 0x0A && scalar.value != 0x0D
            case .format, .lineSeparator, .paragraphSeparator: true
            default: false
            }
        }
    }

    @Test(
        "T43 links, pipes, devices, folders, unreadable files: refused with an alarm, the run goes on"
    )
    func kinds() async throws {
        let lab = try await Lab()
        try lab.deliver(month: 1, edition: 0, "02-05")
        let place = { (day: String) in lab.drops + "/" + MonthlySheet.sample(month: 2).path(day) }
        #expect(symlink("/etc/passwd", place("03-01")) == 0)
        #expect(mkfifo(place("03-02"), 0o666) == 0)
        #expect(mkdir(place("03-03"), 0o755) == 0)
        try lab.deliver(month: 2, edition: 0, "03-04")
        #expect(link(place("03-04"), lab.folder + "/second-name") == 0)
        try lab.deliver(month: 2, edition: 0, "03-05")
        #expect(chmod(place("03-05"), 0o4644) == 0)
        try lab.deliver(month: 2, edition: 0, "03-06")
        var found = [
            "03-01": "symbolic link", "03-02": "fifo", "03-03": "directory", "03-04": "hard link",
            "03-05": "setuid",
        ]
        if FaultShim.isAvailable { found["03-06"] = "Permission denied" }
        if mknod(place("03-07"), S_IFCHR | 0o666, 0x101) == 0 { found["03-07"] = "device" }

        let output = try await lab.phusa("run", barred: place("03-06"))
        #expect(output.status == 1, "\(output.err)")
        #expect(output.lastLine.hasPrefix("read 10 = loaded 10 "), "\(output.out)")
        let lines = output.out.split(separator: "\n")
        for (day, kind) in found {
            let path = MonthlySheet.sample(month: 2).path(day)
            let index = try #require(lines.firstIndex { $0.hasPrefix(path + ":") }, "\(path)")
            #expect(lines[index].contains("[file.unreadable]"))
            #expect(lines[index + 1].contains(kind), "\(path): \(lines[index + 1])")
        }
        #expect(output.out.contains("unclaimed \(found.count)"))
        let doctor = try await lab.phusa("doctor")
        #expect(doctor.status == 1 && doctor.out.contains("regular files"))
    }

    @Test("T45 a drop zone that may only be read loads like any other, and stays as it was")
    func readOnly() async throws {
        let lab = try await Lab()
        guard let disk = try await SmallDisk.mount(at: lab.drops) else { return }
        try lab.deliver(month: 1, edition: 0, "02-05")
        try await disk.makeReadOnly()
        let sent = try lab.sentBytes()
        let output = try await lab.phusa("run")
        #expect(output.status == 0, "\(output.err)")
        #expect(output.lastLine.hasPrefix("read 10 = loaded 10 "))
        #expect(try lab.sentBytes() == sent && sent.count == 1)
        await disk.unmount()
    }

    @Test(
        "T45 a folder of one agency that cannot be read is told; the others load",
        .enabled(if: FaultShim.isAvailable, "no C compiler here"))
    func unreadableFolder() async throws {
        let lab = try await Lab()
        try lab.deliver(month: 1, edition: 0, "02-05")
        try lab.deliver("syt/yte-2024-M03-2024-04-05.json.gz")
        let output = try await lab.phusa("run", barred: lab.drops + "/syt")
        #expect(output.status == 1)
        #expect(output.out.contains("syt:0:0: error:") && output.out.contains("Permission denied"))
        #expect(output.lastLine.hasPrefix("read 10 = loaded 10 "), "\(output.out)")
        let next = try await lab.run()
        #expect(next.total.drops.loaded == 1 && next.total.drops.known == 1)
    }

    @Test("T45 drops, archive and reports on three file systems: nothing is renamed across them")
    func otherDisk() async throws {
        let lab = try await Lab()
        let other = "/dev/shm/phusa-test-\(UUID().uuidString)"
        guard mkdir(other, 0o755) == 0, Self.device(other) != Self.device(lab.folder) else {
            print("skipped: no second file system")
            return
        }
        defer { try? FileManager.default.removeItem(atPath: other) }
        try lab.deliver(month: 1, edition: 0, "02-05")
        try FileManager.default.moveItem(atPath: lab.drops, toPath: other + "/drops")
        try lab.setDropZone(other + "/drops")
        try lab.replace("state: ../state", with: "state: \(other)/state", in: "phusa.yml")
        #expect(try await lab.run().total.drops.loaded == 1)
        let built = try await lab.phusa("report", "build", "kpi-thang", "--period", "2024-M01")
        #expect(built.status == 0, "\(built.err)")
        try lab.replace("archive: ../archive", with: "archive: \(other)/archive", in: "phusa.yml")
        try FileManager.default.removeItem(atPath: other + "/drops")
        let gone = try await lab.phusa("run")
        #expect(gone.status == 74)
        #expect(gone.err.contains(other + "/drops"), "\(gone.err)")
        #expect(try lab.figure("KTXH.KDL", "84", "2024-M01") == "119100", "nothing is lost")
    }

    private static func device(_ path: String) -> UInt {
        var status = stat()
        return stat(path, &status) == 0 ? UInt(status.st_dev) : 0
    }
}

extension Lab {
    /// Writes a drop by the system's calls, which leave its name's bytes as they are.
    func create(_ path: String, _ text: String) throws {
        let folder = drops + "/" + path.prefix { $0 != "/" }
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let descriptor = open(drops + "/" + path, O_CREAT | O_WRONLY, 0o644)
        try #require(descriptor >= 0, "\(path): \(String(cString: strerror(errno)))")
        defer { close(descriptor) }
        let bytes = Array(text.utf8)
        try #require(Glibc.write(descriptor, bytes, bytes.count) == bytes.count)
        let hourAgo = timespec(tv_sec: time(nil) - 3_600, tv_nsec: 0)
        try #require(futimens(descriptor, [hourAgo, hourAgo]) == 0)
    }

    /// Runs `phusa` with a path that it has no right to open, whoever the tests belong to: rights do
    /// not bind root.
    func phusa(_ command: String, barred path: String) async throws -> ProgramOutput {
        guard FaultShim.isAvailable else { return try await phusa(command) }
        return try await phusa(
            command,
            environment: [
                "LD_PRELOAD": try await FaultShim.shared.library(), "FAULT_CALL": "open",
                "FAULT_N": "1", "FAULT_FOLDERS": path, "FAULT_ERRNO": "\(EACCES)",
            ])
    }
}
