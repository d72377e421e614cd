import Foundation
import Testing
import Warehouse

@Suite("warehouse verify finds what is wrong, all of it, and changes nothing")
struct VerifyTests {
    @Test("a warehouse of all fixtures is sound, and looking leaves no trace")
    func fixtures() async throws {
        let lab = try await Lab()
        try lab.setDropZone(Repository.drops)
        _ = try await lab.run()
        let before = try lab.checksums()
        let (report, status) = try await lab.verify()
        #expect(report.findings.map(\.rule) == [])
        #expect(status == 0 && report.isSound)
        #expect(try lab.checksums() == before)
        print("verify of \(try lab.factRowCount()) rows: \(report.milliseconds) ms")
        let text = try await lab.phusa("warehouse", "verify", "--quick")
        #expect(text.status == 0 && text.out.hasPrefix("The warehouse is sound"), "\(text.out)")
    }

    @Test("quarantine, refusal, release and withdrawal are sound")
    func decisions() async throws {
        let lab = try await SoundWarehouse.copy()
        let (report, status) = try await lab.verify()
        #expect(report.findings.map(\.rule) == [] && status == 0)
        #expect(try lab.value("select count(*) > 0 from ledger.quarantine") == "t")
        #expect(try lab.value("select count(*) > 0 from warehouse.fact_observation_closed") == "t")
        #expect(
            try lab.value(
                "select string_agg(distinct outcome, ' ' order by outcome) from ledger.drop")
                == "loaded refused withdrawn")
    }

    /// SQL of a superuser, and the one rule that it breaks.
    static let damages: [(rule: VerifyRule, sql: String)] = [
        (
            .recordBalance,
            """
            alter table ledger.drop drop constraint drop_records_balance;
            update ledger.drop set records_read = records_read + 1 where drop_id = 1
            """
        ),
        (
            .cellBalance,
            """
            alter table ledger.drop drop constraint drop_cells_balance;
            update ledger.drop set cells_loaded = cells_loaded - 1 where drop_id = 1
            """
        ),
        (.quarantineSum, "update ledger.quarantine set cells = cells + 1 where quarantine_id = 1"),
        (.quarantineSum, "delete from ledger.quarantine where quarantine_id = 1"),
        (
            .quarantineSum,
            """
            update ledger.quarantine set state = 'replayed', state_changed_at = now(),
                state_by = 'x' where quarantine_id = 1
            """
        ),
        (.exclusionSum, "delete from ledger.exclusion where cause = 'refused'"),
        (.member, "update warehouse.fact_observation set area_id = 999999 where \(someRow)"),
        (
            .member,
            """
            update warehouse.fact_observation_closed set indicator_id = -1
            where ctid = (select min(ctid) from warehouse.fact_observation_closed)
            """
        ),
        (.event, "update warehouse.fact_observation set origin_id = 999999 where \(someRow)"),
        (.event, "update warehouse.fact_observation_closed set closed_by = 999999"),
        (.definition, "update warehouse.fact_observation set definition_id = 7 where \(someRow)"),
        (.line, "update warehouse.fact_observation set line = null where \(someRow)"),
        (.line, "update warehouse.fact_observation_closed set line = 0"),
        (
            .overlap,
            """
            update warehouse.fact_observation_closed c set closed_by = (select event_id
                from ledger.event order by known_at desc, kind_rank desc limit 1)
            where (c.period_id, c.indicator_id, c.area_id, c.breakdown_id, c.closed_by) in (
                select period_id, indicator_id, area_id, breakdown_id, event_id
                from warehouse.fact_observation_closed)
            """
        ),
        (.reversed, "update warehouse.fact_observation_closed set closed_by = event_id"),
        (.submission, "update warehouse.fact_submission set state = 'late', due_on = '2024-01-01'"),
        (
            .submission,
            """
            delete from warehouse.fact_submission where dataset = (
                select min(dataset) from warehouse.fact_submission)
            """
        ),
    ]

    private static let someRow = "ctid = (select min(ctid) from warehouse.fact_observation)"

    @Test("damage in the database", arguments: damages.indices)
    func database(_ index: Int) async throws {
        let (rule, sql) = Self.damages[index]
        let lab = try await SoundWarehouse.copy()
        try Connection(lab.target).execute("set session_replication_role = replica; \(sql)")
        try await expectOnly(rule, in: lab)
    }

    /// What is done to a file of the archive, and the one rule that it breaks.
    static let fileDamages: [(rule: VerifyRule, folder: String, damage: FileDamage)] = [
        (.eventMissing, "events", .removed), (.eventDiffers, "events", .otherReason),
        (.eventDiffers, "events", .cut), (.eventUnfinished, "events", .added),
        (.objectMissing, "objects", .removed), (.objectDamaged, "objects", .flipped),
        (.definitionsMissing, "definitions", .removed),
        (.definitionsDamaged, "definitions", .flipped),
        (.receiptMissing, "receipts", .removed), (.receiptDamaged, "receipts", .cut),
        (.archiveMissing, "", .removed),
    ]

    @Test("damage in the archive", arguments: fileDamages.indices)
    func archive(_ index: Int) async throws {
        let (rule, folder, damage) = Self.fileDamages[index]
        let lab = try await SoundWarehouse.copy()
        try damage.inflict(on: lab.archive + (folder.isEmpty ? "" : "/" + folder))
        try await expectOnly(rule, in: lab)
    }

    @Test("a quick look believes bytes by their number")
    func quick() async throws {
        let lab = try await SoundWarehouse.copy()
        try FileDamage.flipped.inflict(on: lab.archive + "/objects")
        #expect(try await lab.verify("--quick").status == 0)
        try FileDamage.cut.inflict(on: lab.archive + "/objects")
        let (report, status) = try await lab.verify("--quick")
        #expect(report.findings.map(\.rule) == ["archive.object.damaged"] && status == 1)
    }

    @Test("published reports: changed bytes are wrong, absent files are worth knowing")
    func reports() async throws {
        let lab = try await SoundWarehouse.copy()
        let build = try await lab.phusa("report", "build", "kpi-thang", "--period", "2024-M02")
        try #require(build.status == 0, "\(build.err)")
        #expect(try await lab.verify().report.findings.isEmpty)
        let html = try lab.value("select path from ledger.report_build")
        try FileManager.default.removeItem(atPath: String(html.dropLast(5)) + ".csv")
        try await expectOnly(.reportAbsent, in: lab)
        let text = try String(contentsOfFile: html, encoding: .utf8)
        try (text + " ").write(toFile: html, atomically: true, encoding: .utf8)
        let (report, status) = try await lab.verify()
        #expect(report.findings.map(\.rule) == ["report.changed", "report.absent"])
        #expect(status == 1)
    }

    @Test("a decision that no run has followed yet is no damage")
    func behind() async throws {
        let lab = try await SoundWarehouse.copy()
        let drop = try lab.value(
            "select max(drop_id) from ledger.drop where outcome = 'loaded' and path like 'syt/%'")
        let output = try await lab.phusa("withdraw", drop, "--reason", "x")
        try #require(output.status == 0, "\(output.err)")
        try await expectOnly(.submissionBehind, in: lab)
        _ = try await lab.run()
        #expect(try await lab.verify().report.findings.isEmpty)
    }

    @Test("all findings at once, in two languages")
    func together() async throws {
        let lab = try await SoundWarehouse.copy()
        try Connection(lab.target).execute(
            """
            set session_replication_role = replica;
            update warehouse.fact_observation set line = null;
            delete from ledger.quarantine where quarantine_id = 1
            """)
        try FileDamage.removed.inflict(on: lab.archive + "/receipts")
        let (report, status) = try await lab.verify()
        #expect(
            report.findings.map(\.rule) == [
                "balance.quarantine", "line", "archive.receipt.missing",
            ])
        #expect(status == 1)
        let lines = try #require(report.findings.first { $0.rule == "line" })
        let rows = try lab.value("select count(*) from warehouse.fact_observation")
        #expect("\(lines.count)" == rows && lines.examples.count == 5)
        let vietnamese = try await lab.phusa("warehouse", "verify", "--lang", "vi")
        #expect(vietnamese.status == 1)
        #expect(vietnamese.lastLine.hasPrefix("Kho có lỗi: 3 phép kiểm tra không đạt"))
        #expect(vietnamese.out.contains("✗ \(rows) dòng của tệp mà không có số dòng [line]"))
    }

    private func expectOnly(_ rule: VerifyRule, in lab: Lab) async throws {
        let (report, status) = try await lab.verify()
        #expect(report.findings.map(\.rule) == [rule.rawValue], "\(report.findings)")
        #expect(report.isSound == !rule.isWrong && status == (rule.isWrong ? 1 : 0))
        let finding = try #require(report.findings.first)
        #expect(finding.count > 0 && !finding.examples.isEmpty)
        #expect(finding.examples.allSatisfy { !$0.isEmpty && $0 != "?" })
    }
}

/// What happens to the first file of a folder.
enum FileDamage: Sendable {
    case removed, flipped, cut, added, otherReason

    func inflict(on folder: String) throws {
        let manager = FileManager.default
        guard let name = try Self.files(below: folder).first else {
            throw CocoaError(.fileNoSuchFile)
        }
        let path = folder + "/" + name
        var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        switch self {
        case .removed where folder.hasSuffix("/archive"): try manager.removeItem(atPath: folder)
        case .removed: try manager.removeItem(atPath: path)
        case .flipped:
            bytes[bytes.count / 2] ^= 1
            try bytes.write(to: URL(fileURLWithPath: path))
        case .cut: try bytes.prefix(bytes.count / 2).write(to: URL(fileURLWithPath: path))
        case .added:
            let other = String(repeating: "a", count: 64) + ".json"
            try bytes.write(to: URL(fileURLWithPath: folder + "/" + other))
        case .otherReason:
            let text = String(decoding: bytes, as: UTF8.self)
            let changed = text.replacing(/"reason":"[^"]*"/, with: "\"reason\":\"khác\"")
            try changed.write(toFile: path, atomically: true, encoding: .utf8)
        }
    }

    static func files(below folder: String) throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: folder).sorted().filter {
            var isFolder: ObjCBool = false
            let path = folder + "/" + $0
            return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
                && !isFolder.boolValue
        }
    }
}
