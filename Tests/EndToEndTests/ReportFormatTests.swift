import Foundation
import Testing

@Suite("A report in all its formats, frozen and made again")
struct ReportFormatTests {
    private static let report = """
        report: kham
        title: {vi: Báo cáo khám chữa bệnh, en: Visits}
        kind: ad-hoc
        for: {vi: Chủ tịch Ủy ban nhân dân tỉnh, en: The Chairman}
        period: month
        formats: [pdf, xlsx, json, data]
        sections:
          - trend: {title: {vi: Lượt khám bệnh, en: Visits}, indicator: YT.KCB, breakdown: '', periods: 6}
          - areas: {title: {vi: Theo huyện, en: By district}, indicator: YT.KCB, level: district, new_page: true}
          - text: {title: {vi: Lời dẫn, en: Words}, body: {vi: '=1+1 là chữ', en: '=1+1 is text'}}
        """

    private struct Built: Decodable {
        let build: Int
        let html: String
        let csv: String
        let further: [String]
        let isUnchanged: Bool
    }

    private struct Rebuilt: Decodable {
        struct File: Decodable {
            let path: String
            let state: String
        }
        struct Cell: Decodable {
            let row: String
            let printed: String
            let now: String?
        }
        let files: [File]
        let moved: [Cell]
    }

    private func lab() async throws -> Lab {
        let lab = try await Lab()
        try lab.define("reports/kham.yml", Self.report)
        try deliver(lab, "2024-02-05", 1350)
        _ = try await lab.run()
        return lab
    }

    private func deliver(_ lab: Lab, _ day: String, _ visits: Int) throws {
        try lab.health(
            "2024-M01", on: day,
            [HealthFigure("842", "YT.KCB", 1200), HealthFigure("844", "YT.KCB", visits)])
    }

    private static let asked = ["--asked-by", "Chủ tịch", "--paper", "12/UBND-TH"]

    private func build(_ lab: Lab, _ more: [String] = []) async throws -> Built {
        let output = try await lab.phusa(
            ["report", "build", "kham", "--lang", "vi", "--json"] + Self.asked + more)
        try #require(output.status == 0, "\(output.err)\(output.out)")
        return try #require(try output.decode([Built].self).first)
    }

    /// What another program prints.
    private func output(_ program: String, _ arguments: String...) async throws -> String {
        var asked = Program(path: "/usr/bin/env", arguments: [program] + arguments)
        asked.environment = Lab.environment
        return try await asked.run().out
    }

    @Test("one made on demand says who asked and by which paper, or is not made")
    func onDemand() async throws {
        let lab = try await lab()
        let refused = try await lab.phusa("report", "build", "kham")
        #expect(refused.status == 64 && refused.err.contains("--asked-by"))
        #expect(try lab.value("select count(*) from ledger.report_build") == "0")
        let built = try await build(lab, ["--reason", "họp tháng"])
        let page = try String(contentsOfFile: built.html, encoding: .utf8)
        #expect(page.contains("Lập theo yêu cầu của Chủ tịch, văn bản số 12/UBND-TH"))
        #expect(page.contains("Kính gửi: Chủ tịch Ủy ban nhân dân tỉnh"))
        let kept = try lab.rows("select asked_by, paper, reason from ledger.report_build")
        #expect(kept == [["Chủ tịch", "12/UBND-TH", "họp tháng"]])
        let all = try await lab.phusa("report", "build", "--json")
        #expect(!all.out.contains("\"kham\""), "only what the calendar asks for is built unasked")
    }

    @Test("PDF: fonts embedded, every Vietnamese word found, a number on each page but the first")
    func paper() async throws {
        let lab = try await lab()
        let built = try await build(lab)
        let pdf = try #require(built.further.first { $0.hasSuffix(".pdf") })
        let fonts = try await output("pdffonts", pdf).split(separator: "\n").dropFirst(2)
        #expect(!fonts.isEmpty)
        for font in fonts {
            #expect(font.contains(" yes yes yes "), "embedded, a subset, with Unicode: \(font)")
        }
        let text = try await output("pdftotext", "-layout", pdf, "-")
        let words = [
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc",
            "Huyện Càng Long", "Thành phố Trà Vinh", "1.350", "BÁO CÁO KHÁM CHỮA BỆNH",
            "Nguồn số liệu",
        ]
        for word in words { #expect(text.contains(word), "\(word)") }
        let pages = text.split(separator: "\u{0C}").map(String.init)
        #expect(pages.count >= 2)
        #expect(
            pages.dropFirst().enumerated().allSatisfy { index, page in
                page.split(separator: "\n").first?.trimmingCharacters(in: .whitespaces)
                    == String(index + 2)
            })
        #expect(pages.allSatisfy { $0.contains("Bản dựng số \(built.build)") })
    }

    @Test("XLSX: LibreOffice reads the values of the CSV, numbers as numbers and text as text")
    func workbook() async throws {
        let lab = try await lab()
        let built = try await build(lab)
        let file = try #require(built.further.first { $0.hasSuffix(".xlsx") })
        let folder = lab.state + "/calc"
        // Field separator, quote, UTF-8, from the first row, as shown or not, every sheet.
        _ = try await output(
            "soffice", "-env:UserInstallation=file://\(folder)/profile", "--headless",
            "--convert-to",
            "csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,false,false,false,false,-1",
            "--outdir", folder, file)
        let names = try FileManager.default.contentsOfDirectory(atPath: folder)
            .filter { $0.hasSuffix(".csv") }
        #expect(names.count == 4, "the cover, the table, the text, the sources: \(names)")
        let sheets = try names.map {
            try String(contentsOfFile: "\(folder)/\($0)", encoding: .utf8)
        }
        let lines = Set(sheets.flatMap { $0.split(separator: "\n").map(String.init) })
        let csv = try String(contentsOfFile: built.csv, encoding: .utf8)
        let rows = csv.replacing("\u{FEFF}", with: "").split(separator: "\r\n").dropFirst(3)
        for row in rows where !row.hasPrefix("'=") {
            // What is a number in the book comes out with a dot, whatever the report's language.
            let fields = row.split(separator: ";", omittingEmptySubsequences: false)
            #expect(
                lines.contains { Self.isSame($0, fields.map(String.init)) }, "\(row)")
        }
        #expect(lines.contains("=1+1 là chữ"))
    }

    /// Whether a line of LibreOffice's holds the fields, days and decimals in its own way.
    private static func isSame(_ line: String, _ fields: [String]) -> Bool {
        var own = line.split(separator: ";", omittingEmptySubsequences: false).map(String.init)
        while own.count > fields.count, own.last?.isEmpty ?? false { own.removeLast() }
        guard own.count == fields.count else { return false }
        return zip(own, fields).allSatisfy { mine, theirs in
            let text = mine.hasPrefix("\"") ? String(mine.dropFirst().dropLast()) : mine
            let theirs = theirs.hasPrefix("\"") ? String(theirs.dropFirst().dropLast()) : theirs
            if text == theirs || text == theirs.replacing(",", with: ".") { return true }
            let day = theirs.split(separator: "/")
            return day.count == 3 && text == "\(day[1])/\(day[0])/\(day[2])"
        }
    }

    @Test(
        "is made again byte for byte when its files are lost, and tells which figures moved since")
    func rebuild() async throws {
        let lab = try await lab()
        let built = try await build(lab)
        let paths = [built.html, built.csv] + built.further
        let before = try paths.map { try Data(contentsOf: URL(filePath: $0)) }
        try deliver(lab, "2024-03-05", 1400)
        _ = try await lab.run()
        try lab.define(
            "reports/kham.yml", Self.report.replacing("Báo cáo khám chữa bệnh", with: "Tên khác"))
        for path in paths.dropLast() { try FileManager.default.removeItem(atPath: path) }
        try Data("other".utf8).write(to: URL(filePath: paths[paths.count - 1]))
        let output = try await lab.phusa("report", "rebuild", "\(built.build)", "--json")
        try #require(output.status == 0, "\(output.err)")
        let rebuilt = try output.decode(Rebuilt.self)
        #expect(rebuilt.files.count == 6 && rebuilt.files.allSatisfy { $0.state == "restored" })
        #expect(try paths.map { try Data(contentsOf: URL(filePath: $0)) } == before)
        #expect(rebuilt.moved.contains { $0.printed == "1350" && $0.now == "1400" })
        #expect(!rebuilt.moved.contains { $0.printed == "1200" })
        let again = try await lab.phusa("report", "rebuild", "\(built.build)")
        #expect(again.out.contains("unchanged: \(built.html)") && again.out.contains("1350 → 1400"))
        #expect(try await lab.phusa("warehouse", "verify").status == 0)
        let none = try await lab.phusa("report", "rebuild", "999")
        #expect(none.status == 1 && none.err.contains("999"))
    }

    @Test("a preview shows the same report and leaves no trace in the warehouse")
    func preview() async throws {
        let lab = try await lab()
        let built = try await build(lab)
        let out = lab.state + "/trial.html"
        let output = try await lab.phusa("report", "preview", "kham", "--out", out, "--lang", "vi")
        #expect(output.status == 0, "\(output.err)")
        let page = try String(contentsOfFile: out, encoding: .utf8)
        #expect(page.contains("Bản xem thử, chưa phát hành") && page.contains("1.350"))
        #expect(try lab.value("select count(*) from ledger.report_build") == "1")
        #expect(FileManager.default.fileExists(atPath: built.html))
        let unknown = try await lab.phusa("report", "preview", "kham", "--out", "x.docx")
        #expect(unknown.status == 64 && unknown.err.contains(".xlsx"))
    }

    @Test(
        "without the program that sets paper nothing is published, and the words say what to install"
    )
    func noProgram() async throws {
        let lab = try await lab()
        let output = try await lab.phusa(
            ["report", "build", "kham"] + Self.asked, environment: ["PATH": "/nowhere:/bin/none"])
        #expect(output.status == 73 && output.err.contains("apt-get install weasyprint"))
        #expect(try lab.value("select count(*) from ledger.report_build") == "0")
        let folder = lab.state + "/reports/kham"
        let left = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        #expect(left.isEmpty, "\(left)")
    }
}
