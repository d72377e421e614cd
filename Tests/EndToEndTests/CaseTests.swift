import Foundation
import PhusaModel
import Storage
import Testing

@Suite("Each fixture of a situation gets the verdict that is written beside it")
struct CaseTests {
    @Test("before it is sent, without a database", arguments: try FixtureCase.themes())
    func validated(theme: String) async throws {
        let cases = try FixtureCase.all(theme)
        for (day, group) in Dictionary(grouping: cases, by: \.expected.received) {
            var program = Program(
                path: Program.phusa,
                arguments: ["validate", "--json", "--received", day] + group.map(\.path) + [
                    "--workspace", Repository.pipelines,
                ])
            program.environment = Lab.environment
            let output = try await program.run()
            let isFine = group.allSatisfy { $0.expected.outcome == "accepted" }
            #expect(output.status == (isFine ? 0 : 1), "\(output.err)")
            let judged: [JudgedFile] = try output.decode()
            #expect(judged.count == group.count)
            for (item, verdict) in zip(group, judged) { expect(verdict, item) }
        }
    }

    private func expect(_ verdict: JudgedFile, _ item: FixtureCase) {
        let expected = item.expected
        #expect(verdict.file == item.path)
        #expect(verdict.dataset == expected.dataset, "\(item.name)")
        #expect(verdict.verdict == expected.outcome, "\(item.name)")
        #expect(verdict.records == expected.records, "\(item.name)")
        #expect(
            FixtureCase.Cells(
                read: verdict.read, quarantined: verdict.quarantined, excluded: verdict.excluded)
                == expected.cells, "\(item.name)")
        #expect(verdict.violations == expected.violations, "\(item.name)")
    }

    @Test("by a run, which loads only what is accepted", arguments: try FixtureCase.themes())
    func run(theme: String) async throws {
        for batch in FixtureCase.batches(try FixtureCase.all(theme)) {
            let lab = try await Lab()
            for item in batch {
                try lab.write(item.dropPath, item.bytes)
                try lab.plantReceipt(item)
            }
            try await expect(batch, lab)
        }
    }

    @Test(
        "by a run into a warehouse that holds other periods, which says the same",
        arguments: try FixtureCase.themes())
    func runIntoFull(theme: String) async throws {
        for batch in FixtureCase.batches(try FixtureCase.all(theme)) {
            let lab = try await Lab(copying: FullLab.shared.lab())
            for item in batch {
                try lab.write(item.dropPath, item.bytes)
                try lab.plantReceipt(item)
            }
            let report = try await lab.run()
            for item in batch {
                let file = try #require(report.files.first { $0.path == item.dropPath })
                try expect(file, item, lab)
            }
        }
    }

    private func expect(_ batch: [FixtureCase], _ lab: Lab) async throws {
        let report = try await lab.run()
        #expect(report.unclaimed.isEmpty)
        #expect(report.files.count == batch.count)
        for item in batch {
            let file = try #require(report.files.first { $0.path == item.dropPath })
            try expect(file, item, lab)
        }
        // Each loaded cell is a version that stands or stood.
        let corrected = report.pipelines.flatMap(\.corrections).reduce(0) { $0 + $1.loaded }
        #expect(
            try lab.factRowCount() == report.total.loaded + corrected, "\(batch.map(\.name))")
    }

    private func expect(_ file: FileReport, _ item: FixtureCase, _ lab: Lab) throws {
        let expected = item.expected
        let isAccepted = expected.outcome == "accepted"
        let state = isAccepted ? "loaded" : expected.outcome
        #expect(file.dataset == expected.dataset, "\(item.name)")
        #expect(file.state == state, "\(item.name)")
        #expect(file.records == expected.records, "\(item.name)")
        #expect(
            FixtureCase.Cells(
                read: file.cells.read, quarantined: file.cells.quarantined,
                excluded: file.cells.excluded) == expected.cells, "\(item.name)")
        if !isAccepted { #expect(file.cells.loaded == 0, "\(item.name)") }
        let drop = try lab.rows(
            """
            select outcome, cells_read, cells_quarantined, cells_excluded, records_quarantined,
                (select count(*) from ledger.quarantine q where q.drop_id = d.drop_id)
            from ledger.drop d where drop_id = \(file.drop ?? 0)
            """)
        let (cells, records) = (expected.cells, expected.records)
        #expect(
            drop == [
                [
                    state, "\(cells.read)", "\(cells.quarantined)", "\(cells.excluded)",
                    "\(records.quarantined)", "\(records.quarantined)",
                ]
            ], "\(item.name)")
    }
}

/// A lab that has loaded the months around those of the cases, to be copied.
private actor FullLab {
    static let shared = FullLab()

    private var making: Task<Lab, any Error>?

    func lab() async throws -> Lab {
        if let making { return try await making.value }
        let task = Task { try await Self.make() }
        making = task
        return try await task.value
    }

    private static func make() async throws -> Lab {
        let lab = try await Lab()
        let paths = try FileManager.default.subpathsOfDirectory(atPath: Repository.drops).filter {
            $0.contains("-2024-M02-") || $0.contains("-2024-M04-")
        }
        for path in paths.sorted() { try lab.deliver(path) }
        let report = try await lab.run()
        try #require(report.total.drops.loaded == paths.count && paths.count >= 10)
        return lab
    }
}

/// A folder of `Fixtures/cases`.
struct FixtureCase: Sendable {
    struct Expected: Decodable, Sendable {
        let dataset: String
        let drop: String
        let received: String
        let outcome: String
        let records: Records
        let cells: Cells
        let violations: [JudgedFile.Breach]
    }

    struct Cells: Decodable, Hashable, Sendable {
        let read: Int
        let quarantined: Int
        let excluded: Int
    }

    let name: String
    let path: String
    let bytes: Data
    let expected: Expected

    /// Where the drop would lie in the drop zone.
    var dropPath: String {
        let agency = expected.dataset.split(separator: ".").first ?? ""
        return "\(agency)/\(expected.drop)"
    }

    static func themes() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: Repository.cases).sorted()
    }

    static func all(_ theme: String) throws -> [FixtureCase] {
        let folder = "\(Repository.cases)/\(theme)"
        return try FileManager.default.contentsOfDirectory(atPath: folder).sorted().map { name in
            let expected = try JSONDecoder().decode(
                Expected.self,
                from: Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name)/expected.json")))
            let path = "\(folder)/\(name)/\(expected.drop)"
            return FixtureCase(
                name: "\(theme)/\(name)", path: path,
                bytes: try Data(contentsOf: URL(fileURLWithPath: path)), expected: expected)
        }
    }

    /// Groups in which each dataset stands once, so that no case touches another.
    static func batches(_ cases: [FixtureCase]) -> [[FixtureCase]] {
        var batches: [[FixtureCase]] = []
        for item in cases {
            let index = batches.firstIndex { batch in
                !batch.contains { $0.expected.dataset == item.expected.dataset }
            }
            if let index { batches[index].append(item) } else { batches.append([item]) }
        }
        return batches
    }
}

/// One entry of `validate --json`.
struct JudgedFile: Decodable {
    struct Breach: Decodable, Hashable, Sendable {
        let rule: String
        let line: Int
        let column: Int
    }

    let file: String
    let dataset: String?
    let verdict: String
    let records: Records
    let read: Int
    let quarantined: Int
    let excluded: Int
    let violations: [Breach]
}

extension Lab {
    /// Makes the archive believe that the bytes first came on the day that the case names.
    func plantReceipt(_ item: FixtureCase) throws {
        let day = try #require(CalendarDay(item.expected.received))
        _ = try Archive(folder: archive).receipt(
            path: item.dropPath, sha256: contentHash(item.bytes), byteCount: item.bytes.count,
            now: Moment(startOf: day))
    }
}
