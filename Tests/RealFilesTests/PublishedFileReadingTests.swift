import Foundation
import PhusaModel
import Runs
import Testing

/// Every file of the other publishers, judged without a database as its sender would.
@Suite(.enabled(if: PublishedFile.arePresent, PublishedFile.absence))
struct PublishedFileReadingTests {
    private let site: Site

    init() throws { site = try Site(folder: RealFiles.workspace) }

    /// Judges a file, or what `change` makes of its text, under the name of a drop.
    private func judge(
        _ file: PublishedFile, change: (String) -> String = { $0 }
    ) throws -> Verdict {
        let folder = FileManager.default.temporaryDirectory.appending(
            path: "phusa-real-\(UUID().uuidString)")
        let drop = folder.appending(path: file.drop)
        try FileManager.default.createDirectory(
            at: drop.deletingLastPathComponent(), withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let bytes = try Data(contentsOf: URL(fileURLWithPath: file.path))
        let text = String(decoding: bytes, as: UTF8.self)
        let changed = change(text)
        try (changed == text ? bytes : Data(changed.utf8)).write(to: drop)
        let day = try #require(CalendarDay("2025-10-08"))
        return try OfflineCheck(site: site).judge(drop.path, dataset: nil, receivedOn: day).verdict
    }

    private func file(_ source: String) throws -> PublishedFile {
        try #require(PublishedFile.all.first { $0.source == source })
    }

    @Test("accepts every file, with both balances as counted", arguments: PublishedFile.all)
    func acceptsFile(file: PublishedFile) throws {
        let verdict = try judge(file)
        #expect(verdict.outcome == .accepted)
        #expect(verdict.violations.isEmpty)
        #expect(verdict.records == file.records)
        #expect(verdict.records.isBalanced)
        #expect(verdict.cells.read == file.cells.read)
        #expect(verdict.cells.quarantined == file.cells.quarantined)
        #expect(verdict.cells.excluded == file.cells.excluded)
        #expect(verdict.offeredCellCount == file.cells.loaded)
    }

    @Test(
        "quarantines what is faulty in a file by line, rule, column and value, and nothing else",
        arguments: PublishedFile.all)
    func quarantinesFaults(file: PublishedFile) throws {
        let quarantine = try judge(file).quarantine
        let expected = file.faults.flatMap { fault in
            fault.lines.map { "\($0) \(fault.rule.rawValue) \(fault.column) \(fault.found)" }
        }
        let found = quarantine.map(\.violation).map {
            "\($0.position.line) \($0.rule.rawValue) \($0.column ?? "") \($0.found)"
        }
        #expect(found == expected)
        #expect(quarantine.allSatisfy { !$0.raw.isEmpty })
    }

    @Test(
        "leaves out regions, blank lines and notes of the ministry's annexes, with a reason each",
        arguments: [
            ("final_2006", [14, 26, 31, 43, 50, 59, 65, 72], 0),
            ("final_2010", [26, 42, 55, 72, 78, 86], 4),
            ("final_2014", [14, 29, 41, 57, 63, 70], 2),
            ("plan_2009", [19, 34, 46, 47, 62, 68, 75], 4),
            ("plan_2017", [16, 31, 43, 58, 64, 71], 4),
        ])
    func leavesOutRegions(name: String, regions: [Int], blankCount: Int) throws {
        let verdict = try judge(file("mof/sheet_province_budget_\(name).csv"))
        let whole = verdict.exclusions.filter(\.isWholeRecord)
        #expect(whole.filter { $0.reason.contains("vùng") }.map(\.line) == regions)
        #expect(whole.count { $0.reason.contains("ghi chú") } == blankCount)
        #expect(whole.count == regions.count + blankCount)
    }

    @Test(
        "leaves out the line of the highest scores, which is no province", arguments: [2011, 2016])
    func leavesOutHighest(year: Int) throws {
        let verdict = try judge(file("pci-papi/papi_\(year)_sheet.csv"))
        #expect(verdict.exclusions.map(\.line) == [66])
        #expect(verdict.exclusions.map(\.cause) == [.filter])
    }

    @Test("leaves out 3,687 empty scores over fourteen years, none of another reason")
    func leavesOutEmptyScores() throws {
        let exclusions = try PublishedFile.emptyScores.keys.flatMap { year in
            try judge(file("pci-papi/papi/\(year).csv")).exclusions
        }
        #expect(exclusions.allSatisfy { $0.cause == .emptyCell })
        #expect(exclusions.reduce(0) { $0 + $1.cellCount } == 3_687)
    }

    @Test(
        "names the provinces without any score by their lines",
        arguments: [
            (2014, [16, 57]), (2021, [15, 16, 19]), (2023, [15, 48]), (2024, [18, 53]),
            (2020, []),
        ])
    func findsEmptyProvinces(year: Int, lines: [Int]) throws {
        let exclusions = try judge(file("pci-papi/papi/\(year).csv")).exclusions
        #expect(exclusions.filter { $0.cellCount == 29 }.map(\.line) == lines)
    }

    @Test("refuses a sheet whose blank header has a name, since the column is another then")
    func refusesNamedBlankHeader() throws {
        let ratio = "TỶ LỆ PHÂN CHIA NGUỒN THU GIỮA NSTW VÀ NSĐP,"
        let verdict = try judge(file("mof/sheet_province_budget_final_2014.csv")) {
            $0.replacingOccurrences(of: ratio, with: ratio + "GHI CHÚ")
        }
        #expect(verdict.outcome == .refused)
        #expect(verdict.violations.map(\.rule) == [.fileNewColumn])
        #expect(verdict.violations.first?.position.column == 5)
        #expect(verdict.violations.first?.found == "GHI CHÚ")
    }

    @Test("tells a month that does not exist from a day of New York's form")
    func quarantinesMisreadDay() throws {
        let verdict = try judge(file("citizen/nyc_311_animals.csv")) {
            $0.replacingOccurrences(of: ",3/14/2025 1:20,", with: ",14/3/2025 1:20,")
        }
        let record = try #require(verdict.quarantine.first)
        #expect(record.violation.rule == .contractMoment)
        #expect(record.violation.position.line == 2)
        #expect(record.violation.found == "14/3/2025 1:20")
    }
}
