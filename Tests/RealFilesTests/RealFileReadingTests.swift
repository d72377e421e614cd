import Foundation
import PhusaModel
import Runs
import Testing

@Suite(.enabled(if: RealFiles.arePresent, RealFiles.absence))
struct RealFileReadingTests {
    private let site: Site
    private let folder: URL

    init() throws {
        site = try Site(folder: RealFiles.workspace)
        folder = FileManager.default.temporaryDirectory.appending(
            path: "phusa-real-\(UUID().uuidString)")
    }

    /// Judges a table, or what `change` makes of its text, under the name of a drop.
    private func judge(
        _ name: String, change: (String) -> String = { $0 }
    ) throws -> OfflineCheck.Result {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let bytes = try Data(contentsOf: URL(fileURLWithPath: RealFiles.path(name)))
        let text = String(decoding: bytes, as: UTF8.self)
        let changed = change(text)
        let file = folder.appending(path: RealFiles.dropName(name))
        try (changed == text ? bytes : Data(changed.utf8)).write(to: file)
        let day = try #require(CalendarDay("2018-09-24"))
        return try OfflineCheck(site: site).judge(file.path, dataset: nil, receivedOn: day)
    }

    @Test("accepts every row of a table as the office published it", arguments: RealFiles.names)
    func acceptsEveryRow(name: String) throws {
        let table = try RealTable(name)
        let result = try judge(name)
        let verdict = result.verdict
        #expect(verdict.outcome == .accepted)
        #expect(verdict.violations.isEmpty)
        #expect(verdict.quarantine.isEmpty)
        #expect(verdict.records == RecordCounts(read: table.rows.count, accepted: table.rows.count))
        #expect(verdict.cells.read == table.cellCount)
        #expect(result.rows?.rows.count == verdict.offeredCellCount)
    }

    @Test("leaves out Ha Tay from 2008 on and nothing else", arguments: RealFiles.names)
    func leavesOutHaTay(name: String) throws {
        let table = try RealTable(name)
        let verdict = try judge(name).verdict
        let hasHaTay = table.line(of: "Ha Tay") != nil
        #expect(verdict.cells.excluded == (hasHaTay ? table.headersAfterHaTay.count : 0))
        #expect(verdict.exclusions.allSatisfy { $0.line == table.line(of: "Ha Tay") })
        #expect(verdict.exclusions.allSatisfy { $0.cause == .filter && !$0.isWholeRecord })
        let cells = table.cells(of: "Ha Tay")
        #expect(table.headersAfterHaTay.allSatisfy { cells[$0] == nil || cells[$0] == ".." })
    }

    @Test("reads the column 1988 of the aquaculture table as the year 1998 that it stands for")
    func readsYearInItsPlace() throws {
        #expect(try RealTable("aquaculture_area").headers[2...4] == ["1997", "1988", "1999"])
        let years = try judge("aquaculture_area").verdict.periods.map(\.description)
        #expect(years == (1995...2016).map { "\($0)" })
    }

    @Test("tells of a province that the code map does not know, with its line and the nearest name")
    func tellsOfUnknownPlace() throws {
        let verdict = try judge("paddy_area") {
            $0.replacingOccurrences(of: "Tra Vinh", with: "Tra Binh")
        }.verdict
        #expect(verdict.outcome == .refused)
        let record = try #require(verdict.quarantine.first)
        #expect(verdict.quarantine.count == 1)
        #expect(record.violation.found == "Tra Binh")
        let line = try RealTable("paddy_area").line(of: "Tra Vinh")
        #expect(record.violation.position.line == line)
        #expect(record.violation.suggestion.map(NameKey.fold) == "tra vinh")
    }

    @Test(
        "refuses a table with a column that is no year",
        arguments: ["paddy_area", "population_average", "hospital_beds"])
    func refusesUnknownColumn(name: String) throws {
        let verdict = try judge(name) { $0.replacingOccurrences(of: "2015", with: "average") }
            .verdict
        #expect(verdict.outcome == .refused)
        #expect(verdict.violations.first?.rule == .fileNewColumn)
    }
}
