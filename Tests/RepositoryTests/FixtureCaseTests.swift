import Foundation
import PhusaModel
import Testing
import Workspace

/// What `expected.json` of a case says.
private struct ExpectedVerdict: Decodable {
    struct Counts: Decodable {
        let read: Int
        let accepted: Int?
        let quarantined: Int
        let excluded: Int
    }

    struct Breach: Decodable {
        let rule: Rule
        let line: Int
        let column: Int
    }

    enum Outcome: String, Decodable { case accepted, held, refused }

    let dataset: String
    let drop: String
    let received: String
    let outcome: Outcome
    let records: Counts
    let cells: Counts
    let violations: [Breach]
}

@Suite("Fixtures and pipelines")
struct FixtureCaseTests {
    private static let cases = Set(
        Repository.files(in: "Fixtures/cases").map {
            $0.split(separator: "/").dropLast().joined(separator: "/")
        }
    ).sorted()

    private func workspace() throws -> WorkspaceDefinition {
        let folder = Repository.root.appending(path: "Pipelines").path
        return try WorkspaceLoader.load(DefinitionFiles(readingFolder: folder))
    }

    @Test("the workspace of the repository loads without a mistake")
    func loads() throws {
        do {
            let workspace = try workspace()
            #expect(Set(workspace.datasets.map(\.code)) == Set(Self.datasets.keys))
            #expect(workspace.reports.count >= 2)
        } catch let mistakes as DefinitionErrors {
            for error in mistakes.errors { Issue.record("\(error.message(.en))") }
        }
    }

    /// Folders with a contract, by the code in its first line that holds one.
    private static let datasets: [String: String] = {
        var folders: [String: String] = [:]
        for path in Repository.files(in: "Pipelines") where path.contains("/contract") {
            guard let lines = try? Repository.lines(path),
                let code = lines.first(where: { $0.hasPrefix("contract: ") })
            else { continue }
            folders[String(code.dropFirst(10))] = path.split(separator: "/").dropLast()
                .joined(separator: "/")
        }
        return folders
    }()

    @Test("every dataset has a page for people")
    func readme() throws {
        #expect(Self.datasets.count >= 10)
        for folder in Self.datasets.values {
            let text = (try? Repository.text("\(folder)/README.md")) ?? ""
            #expect(text.hasPrefix("# ") && text.count > 200, "\(folder)/README.md")
        }
    }

    @Test("there are cases of every theme")
    func themes() throws {
        #expect(Self.cases.count >= 50)
        #expect(Self.cases.allSatisfy { $0.split(separator: "/").count == 4 })
    }

    @Test("a case is its drop and the verdict that it must get, and nothing else", arguments: cases)
    func twoFiles(_ folder: String) throws {
        let expected = try expected(folder)
        #expect(try Repository.names(in: folder) == ["expected.json", expected.drop].sorted())
    }

    @Test("the verdict of a case balances and names a dataset that exists", arguments: cases)
    func verdict(_ folder: String) throws {
        let expected = try expected(folder)
        #expect(Self.datasets[expected.dataset] != nil)
        #expect(CalendarDay(expected.received) != nil)
        let records = expected.records
        #expect(
            records.read == (records.accepted ?? -1) + records.quarantined + records.excluded)
        #expect(expected.cells.quarantined + expected.cells.excluded <= expected.cells.read)
        #expect(expected.outcome == .accepted || records.accepted == 0)
        #expect(expected.violations.allSatisfy { $0.line >= 1 && $0.column >= 1 })
        let order = expected.violations.map { [$0.line, $0.column] }
        #expect(order == order.sorted { $0.lexicographicallyPrecedes($1) })
    }

    private func expected(_ folder: String) throws -> ExpectedVerdict {
        try JSONDecoder().decode(
            ExpectedVerdict.self, from: Data(try Repository.bytes("\(folder)/expected.json")))
    }
}
