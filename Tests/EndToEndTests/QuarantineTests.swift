import Foundation
import Testing

@Suite("Quarantine is work that somebody can do")
struct QuarantineTests {
    /// Three bad records of two agencies in two drops.
    private static func lab() async throws -> Lab {
        let lab = try await Lab()
        var first = MonthlySheet.sample(month: 1)
        first.lines[2].value = "=cmd|' /C calc'!A0"
        first.lines[9].value = "-1.250,5x"
        try lab.write(first.path("02-05"), first.text)
        var second = MonthlySheet.sample(month: 2)
        second.lines[5] = .init("  Thủy sản khai thác", "thúng", "-6.000")
        try lab.write(second.path("03-05"), second.text)
        #expect(try await lab.run().total.records.quarantined == 3)
        return lab
    }

    private struct Group: Decodable, Hashable {
        let agency: String
        let dataset: String
        let rule: String
        let state: String
        let records: Int
        let cells: Int
        let drops: Int
    }

    private struct Entry: Decodable {
        let id: Int
        let drop: Int
        let rule: String
        let state: String
        let changedBy: String?
        let reason: String?
    }

    private func entries(_ lab: Lab, _ filter: String...) async throws -> [Entry] {
        try await lab.phusa(["quarantine", "list", "--json"] + filter).decode()
    }

    @Test("without a filter it counts by agency, dataset, rule and state; with one it tells rows")
    func list() async throws {
        let lab = try await Self.lab()
        let table = try await lab.phusa("quarantine", "list")
        #expect(table.out.contains("3 records, 3 open"), "\(table.out)")
        #expect(table.out.contains("ctk     ctk.kinh-te-xa-hoi.thang  contract.decimal"))
        let groups: [Group] = try await lab.phusa("quarantine", "list", "--groups", "--json")
            .decode()
        #expect(
            groups == [
                Group(
                    agency: "ctk", dataset: "ctk.kinh-te-xa-hoi.thang", rule: "contract.decimal",
                    state: "open", records: 2, cells: 2, drops: 1),
                Group(
                    agency: "ctk", dataset: "ctk.kinh-te-xa-hoi.thang", rule: "normalise.unit",
                    state: "open", records: 1, cells: 1, drops: 1),
            ])
        let rows = try await lab.phusa("quarantine", "list", "--rule", "normalise.unit")
        #expect(rows.out.contains("\"thúng\""), "\(rows.out)")
        #expect(rows.out.hasSuffix("1 records\n"))

        let all = try await entries(lab)
        #expect(all.count == 3)
        let drop = try #require(all.last?.drop)
        #expect(try await entries(lab, "--drop", "\(drop)").map(\.rule) == ["normalise.unit"])
        let path = MonthlySheet.sample(month: 1).path("02-05")
        #expect(try await entries(lab, "--drop", path).count == 2)
        #expect(try await entries(lab, "--agency", "ctk").count == 3)
        #expect(try await entries(lab, "--agency", "syt").isEmpty)
        #expect(try await entries(lab, "--state", "waived").isEmpty)
        #expect(try await entries(lab, "--dataset", "ctk.kinh-te-xa-hoi.thang").count == 3)
        let wrong = try await lab.phusa("quarantine", "list", "--rule", "contract.decimel")
        #expect(wrong.status == 64)
        #expect(wrong.err.contains("did you mean 'contract.decimal'?"))
    }

    @Test("the sheet has the agency's own columns, and mended it is a file that is accepted")
    func export() async throws {
        let lab = try await Self.lab()
        let folder = lab.folder + "/tra-lai"
        let output = try await lab.phusa(
            "quarantine", "export", "--agency", "ctk", "--into", folder, "--lang", "vi")
        #expect(output.status == 0, "\(output.err)")
        let path = folder + "/ctk.kinh-te-xa-hoi.thang.csv"
        let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        // A byte order mark first, or a spreadsheet takes the text for Windows-1258.
        #expect(bytes.starts(with: [0xEF, 0xBB, 0xBF] + Array("#tệp;#dòng;#cột;".utf8)))
        let rows = String(decoding: bytes.dropFirst(3), as: UTF8.self).components(
            separatedBy: "\r\n"
        ).map(Self.fields)
        let own = rows.filter { $0.count > 1 }.map { Array($0.dropFirst(8)) }
        #expect(own[0] == ["STT", "Chỉ tiêu", "Đơn vị tính", "Kỳ", "Giá trị", "Trạng thái"])
        #expect(rows[1].prefix(3) == ["ctk/ktxh-2024-M01-2024-02-05.csv", "4", "5 Giá trị"])
        #expect(
            own[1] == [
                "3", "Số lượt khách du lịch", "lượt người", "Tháng 1/2024",
                "'=cmd|' /C calc'!A0", "Sơ bộ",
            ], "a formula is disarmed")
        #expect(own[2][4] == "'-1.250,5x", "no number")
        #expect(own[3][4] == "-6.000", "a number stays one")

        var mended = own
        mended[3][2] = "tấn"
        mended[3][4] = "6.000"
        let lines = [mended[0], mended[3]].map { $0.joined(separator: ";") + "\n" }
        try lab.write(MonthlySheet.sample(month: 2).path("04-05"), lines.joined())
        let check = try await lab.phusa(
            "validate", lab.drops + "/" + MonthlySheet.sample(month: 2).path("04-05"))
        #expect(check.status == 0, "\(check.out)")
        #expect(check.out.contains("records: read 1 = accepted 1 + quarantined 0"))
    }

    /// Fields of a line without line ends inside.
    private static func fields(_ line: String) -> [String] {
        var fields = [""]
        var isQuoted = false
        for character in line {
            if character == "\"" {
                isQuoted.toggle()
            } else if character == ";", !isQuoted {
                fields.append("")
            } else {
                fields[fields.count - 1].append(character)
            }
        }
        return fields
    }

    @Test("what is waived keeps who, when and why, is not waived twice, and changes no figure")
    func waive() async throws {
        let lab = try await Self.lab()
        let figures = try lab.observations()
        let ids = try await entries(lab).map(\.id)
        #expect(try await lab.phusa("quarantine", "waive", "--reason", "x").status == 64)
        #expect(
            try await lab.phusa("quarantine", "waive", "\(ids[0])", "--reason", " ").status == 64)
        let strange = try await lab.phusa(
            "quarantine", "waive", "\(ids[0])", "999", "--reason", "x")
        #expect(strange.status == 64)
        #expect(strange.err.contains("999"))
        #expect(try await entries(lab, "--state", "open").count == 3, "all or nothing")

        let one = try await lab.phusa(
            "quarantine", "waive", "\(ids[0])", "--reason", "đơn vị đã giải thể")
        #expect(one.status == 0, "\(one.err)")
        let waived = try await entries(lab, "--state", "waived")
        #expect(waived.map(\.id) == [ids[0]])
        #expect(waived.first?.reason == "đơn vị đã giải thể")
        #expect(waived.first?.changedBy?.isEmpty == false)
        #expect(
            try lab.value(
                "select count(*)::text from ledger.quarantine where state_changed_at is not null")
                == "1")
        #expect(
            try lab.value("select command from ledger.run order by run_id desc limit 1")
                == "quarantine waive")

        let twice = try await lab.phusa(
            "quarantine", "waive", "\(ids[0])", "\(ids[1])", "--reason", "x")
        #expect(twice.status == 1)
        #expect(twice.err.contains("\(ids[0]) (waived)"), "\(twice.err)")
        #expect(try await entries(lab, "--state", "open").map(\.id) == Array(ids.dropFirst()))
        let byRule = try await lab.phusa(
            "quarantine", "waive", "--rule", "contract.decimal", "--reason", "cũ", "--json")
        struct Waived: Decodable { let rows: [Int] }
        #expect(try byRule.decode(Waived.self).rows == [ids[1]])
        #expect(try await entries(lab, "--state", "open").map(\.id) == [ids[2]])
        #expect(try lab.observations() == figures)
    }
}
