import Foundation
import Storage
import Testing

/// The same six drops loaded without a kill, once for all kills.
actor Unbroken {
    static let shared = Unbroken()

    typealias States = (
        start: Lab, before: [String: [String]], after: [String: [String]], passed: [FaultSite: Int]
    )
    private var making: Task<States, any Error>?

    /// The warehouse that the kills start from, with the drops waiting; and both its states.
    func states() async throws -> States {
        if let making { return try await making.value }
        let task = Task { try await Self.make() }
        making = task
        return try await task.value
    }

    private static func make() async throws -> States {
        let start = try await Lab()
        try start.deliver(month: 1, edition: 0, "02-05")
        try start.deliver(month: 1, edition: 2, "03-05")
        try start.deliver(month: 2, edition: 0, "03-04")
        try #require(try await start.run().total.drops.loaded == 3)
        try start.deliver(month: 1, edition: 1, "02-20")
        try start.deliver(month: 2, edition: 1, "04-04")
        try start.deliver(month: 3, edition: 0, "04-05")
        try start.deliver(month: 4, edition: 0, "05-06")
        try start.deliver("syt/yte-2024-M03-2024-04-05.json.gz")
        try start.deliver("syt/yte-2024-M04-2024-05-06.json.gz")
        let whole = try await Lab(copying: start)
        let trace = whole.folder + "/trace"
        let output = try await whole.phusa(
            "run", "--json", environment: ["PHUSA_FAULT_TRACE": trace])
        let report: RunReport = try output.decode()
        try #require(report.total.drops.loaded == 6, "\(output.err)")
        let names = try String(contentsOfFile: trace, encoding: .utf8).split(separator: "\n")
        let sites = names.compactMap { FaultSite(rawValue: String($0)) }
        let passed = Dictionary(grouping: sites) { $0 }
        return (start, try start.scopes(), try whole.scopes(), passed.mapValues(\.count))
    }
}

extension Lab {
    /// Puts a sample sheet into the drop zone.
    func deliver(month: Int, edition: Int, _ day: String) throws {
        let sheet = MonthlySheet.sample(month: month, edition: edition)
        try write(sheet.path(day), sheet.text)
    }

    /// Figures that stand and stood, by what one drop states: period and set of indicators.
    func scopes() throws -> [String: [String]] {
        let all = try observations() + observations(isClosed: true).map { "\($0) closed" }
        return Dictionary(grouping: all) { row in
            let words = row.split(separator: " ")
            return "\(words[0]) \(words[1].prefix { $0 != "." })"
        }
    }

    /// Files that a writer makes beside their places, below the workspace, archive and state.
    func temporaryFiles() -> [String] {
        let paths = (try? FileManager.default.subpathsOfDirectory(atPath: folder)) ?? []
        return paths.filter { $0.contains(".phusa-part-") }
    }
}
