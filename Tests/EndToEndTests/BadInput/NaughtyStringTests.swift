import Foundation
import PhusaModel
import PhusaTestSupport
import Testing
import Warehouse

/// Texts that have broken other programs: our own, and the Big List of Naughty Strings where
/// `PHUSA_TEST_NAUGHTY_STRINGS` names a folder with its `blns.json`.
enum NaughtyStrings {
    static let own = [
        "'; DROP TABLE canary; --", "\"; DROP TABLE canary; --", "\\'; DROP TABLE canary; --",
        "$$; DROP TABLE canary; $$", "E'\\'; DROP TABLE canary; --'", "x'); DROP TABLE canary;--",
        "select", "ORDER", "Table", "ｔable", "tаble", "NULL", "null", "\\N", "\\.", "%s%n",
        "${HOME}",
        "$(touch x)", "`id`", "<script>alert(1)</script>", "=cmd|' /C calc'!A0", "\u{202E}ngược",
        "\u{1B}[2J", "\u{FEFF}bom", "a\u{200B}b", "e\u{301}", "\u{1F468}\u{200D}\u{1F469}", "\\",
        "\"", "'", ";", "a;b;c", "a\nb", "a\r\nb", "\t", String(repeating: "x", count: 63),
        String(repeating: "x", count: 64), String(repeating: "ộ", count: 32), "undefined", "1/0",
    ]

    static func all() throws -> [String] {
        guard let folder = ProcessInfo.processInfo.environment["PHUSA_TEST_NAUGHTY_STRINGS"] else {
            return own
        }
        let data = try Data(contentsOf: URL(fileURLWithPath: folder + "/blns.json"))
        let list = try JSONDecoder().decode([String].self, from: data)
        try #require(list.count > 500)
        return own + list
    }
}

@Suite("Naughty strings")
struct NaughtyStringTests {
    @Test("T69 as names: none is run as SQL, and what is no name is refused")
    func identifiers() async throws {
        let lab = try await Lab()
        let connection = try Connection(lab.target)
        try connection.execute("create table public.canary (x int)")
        var count = 0
        for text in try NaughtyStrings.all() {
            guard !text.isEmpty, text.utf8.count <= 63, !text.utf8.contains(0) else { continue }
            let name = Connection.quoteIdentifier(text)
            try connection.execute("create table ledger.\(name) (\(name) int)")
            let made = try connection.query(
                "select count(*) from pg_class where relname = $1", [.text(text)])
            #expect((made.int(0, 0) ?? 0) >= 1, "\(text.debugDescription)")
            try connection.execute("drop table ledger.\(name)")
            count += 1
        }
        #expect(count >= 30)
        #expect(try lab.value("select to_regclass('public.canary')::text") == "public.canary")
    }

    @Test(
        "T69 as names of facts and columns in a definition: refused with the line, nothing is run")
    func definitions() async throws {
        let lab = try await Lab()
        try lab.execute("create table public.canary (x int)")
        let file = "warehouse/fact_target.yml"
        let whole = try String(contentsOfFile: lab.pipelines + "/" + file, encoding: .utf8)
        let names = try NaughtyStrings.all().filter { !$0.contains("\n") && !$0.contains("\r") }
        // All in one file, so that one start of the program judges them.
        let keys = names.map { ",\n  \"\(Self.yaml($0))\": text?" }.joined()
        try #require(whole.contains("value: decimal}"))
        try lab.define(
            file, whole.replacing("value: decimal}", with: "value: decimal\(keys)}"))
        let output = try await lab.phusa("warehouse", "apply")
        #expect(output.status == 65, "\(output.err)")
        #expect(output.err.contains(file + ":"))
        #expect(try lab.value("select to_regclass('public.canary')::text") == "public.canary")
        #expect(
            try lab.value("select count(*) from pg_attribute where attname like '%DROP%'") == "0")
    }

    /// The text within double quotes of YAML.
    private static func yaml(_ text: String) -> String {
        text.unicodeScalars.map { scalar in
            let isPlain =
                scalar.value >= 0x20 && scalar != "\"" && scalar != "\\" && scalar.value < 0x7F
            let digits = String(scalar.value, radix: 16)
            return isPlain
                ? "\(scalar)" : "\\U" + String(repeating: "0", count: 8 - digits.count) + digits
        }.joined()
    }

    @Test("T69 as values: to the database and back after NFC, each byte for byte")
    func values() async throws {
        let connection = try await ScratchWarehouse(isMigrated: false).connect()
        for text in try NaughtyStrings.all().map({ composed($0) }) where !text.utf8.contains(0) {
            let row = try connection.query(
                "select $1::text, \(Connection.quoteLiteral(text)), $2::text[]",
                [.text(text), .textArray([text])])
            for column in 0..<2 {
                #expect(row.text(0, column).map { Array($0.utf8) } == Array(text.utf8))
            }
            #expect(row.textArray(0, 2)?.first.map { Array($0.utf8) } == Array(text.utf8))
        }
    }

    @Test("T69 as values of a drop: each in quarantine with a reason, and its line as it came")
    func drop() async throws {
        let lab = try await Lab()
        let texts = try NaughtyStrings.all()
        let header = "STT;Chỉ tiêu;Đơn vị tính;Kỳ;Giá trị;Trạng thái"
        let lines = texts.map { text in
            "1;\"\(text.replacing("\"", with: "\"\""))\";tấn;Tháng 1/2024;1,5;Sơ bộ"
        }
        let path = MonthlySheet.sample(month: 1).path("02-05")
        try lab.write(path, ([header] + lines).joined(separator: "\n") + "\n")
        let run = try await lab.phusa("run", "--json")
        #expect(run.status == 1)
        let report: RunReport = try run.decode()
        #expect(report.total.isBalanced && report.total.records.read == texts.count)
        #expect(try lab.factRowCount() == 0)
        let list = try await lab.phusa("quarantine", "list", "--json")
        let records: [Quarantined] = try list.decode()
        #expect(records.count + report.total.records.excluded >= texts.count)
        #expect(records.allSatisfy { !$0.rule.isEmpty && !$0.messageVi.isEmpty })
        let kept = Set(records.map { Array($0.raw.utf8) })
        let lost = lines.filter { !kept.contains(Array($0.utf8)) }
        #expect(lost.count <= report.total.records.excluded, "\(lost.prefix(5))")
        print("T69: \(records.count) of \(texts.count) texts in quarantine, each as it came")
    }

    private struct Quarantined: Decodable {
        let rule: String
        let raw: String
        let messageVi: String
    }
}
