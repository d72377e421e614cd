import Foundation
import Testing

@testable import phusa

/// Every call to the system may fail; what it costs is one run, never a figure.
@Suite("Faults of single system calls", .enabled(if: FaultShim.isAvailable, "no C compiler here"))
struct FaultTests {
    @Test(
        "T58 the n-th call on drops, archive and state fails: old or new, and the next run is whole",
        arguments: FaultShim.Call.allCases)
    func run(_ call: FaultShim.Call) async throws {
        let met = try await Fault.sweep(call, errors: call.errors) { number, error in
            try await run(call, number, error, parts: ["drops", "archive", "state"])
        }
        print("T58: \(met) faults injected into \(call.rawValue)")
        #expect(met > 0)
    }

    @Test(
        "T58 the n-th call on the definitions fails: no half workspace is taken for a whole one",
        arguments: [FaultShim.Call.open, .read])
    func definitions(_ call: FaultShim.Call) async throws {
        var number = 1
        var met = 0
        while try await run(call, number, EIO, parts: ["Pipelines"]) {
            met += 1
            number = Fault.areAll ? number + 1 : number * 6
        }
        print("T58: \(met) faults injected into \(call.rawValue) of definitions")
        #expect(met > 0)
    }

    /// Runs with one fault on a fresh copy of the start, looks, runs again, and looks again.
    ///
    /// - Returns: Whether the fault was met.
    private func run(
        _ call: FaultShim.Call, _ number: Int, _ error: Int32?, parts: [String]
    ) async throws -> Bool {
        let (start, before, after) = try await FaultStart.shared.states()
        let lab = try await Lab(copying: start)
        let fault = Fault(
            call: call, number: number, error: error,
            folders: parts.map { lab.folder + "/" + $0 })
        let report = lab.folder + "/fault"
        let sent = try lab.sentBytes()
        let output = try await lab.phusa(
            ["run"],
            environment: fault.environment(
                library: try await FaultShim.shared.library(), report: report))
        guard fault.isMet(report) else { return false }
        #expect(
            !output.isKilled && ExitStatus(rawValue: output.status) != nil,
            "\(fault): \(output.status) \(output.err)")
        #expect(output.status != ExitStatus.software.rawValue, "\(fault): \(output.err)")
        let now = try lab.figuresByPeriod()
        for period in after.keys {
            #expect(
                now[period] == before[period] || now[period] == after[period],
                "\(period) is half loaded: \(fault)")
        }
        if output.status == 0 { #expect(now == after, "0 without the work: \(fault)") }
        #expect(try lab.sentBytes() == sent, "\(fault)")

        let next = try await lab.phusa("run")
        #expect(next.status == 0, "\(fault): \(next.err) \(next.out)")
        #expect(try lab.figuresByPeriod() == after, "\(fault)")
        #expect(try lab.value("select count(*) from ledger.run where state = 'running'") == "0")
        #expect(lab.leftovers().isEmpty, "\(fault)")
        return true
    }

    @Test(
        "T58 T64 the n-th call of a report fails: no report or a whole one, the old one stands",
        arguments: FaultShim.Call.allCases, [false, true])
    func report(_ call: FaultShim.Call, isKill: Bool) async throws {
        let lab = try await FaultStart.shared.reported()
        let old = try lab.reportFiles()
        let errors: [Int32?] = isKill ? [nil] : call.errors
        let met = try await Fault.sweep(call, errors: errors) { number, error in
            try await report(Fault(call: call, number: number, error: error, folders: [lab.state]))
        }
        print("T64: \(met) faults injected into \(call.rawValue)\(isKill ? ", each a kill" : "")")
        #expect(met > 0 || call == .read)
        #expect(old.count == 2)
    }

    private func report(_ wanted: Fault) async throws -> Bool {
        let lab = try await Lab(copying: try await FaultStart.shared.reported())
        let fault = Fault(
            call: wanted.call, number: wanted.number, error: wanted.error, folders: [lab.state])
        let old = try lab.reportFiles()
        let link = lab.folder + "/fault"
        // Another day than that of the build before it: a build of its own.
        let arguments = ["report", "build", "kpi-thang", "--period", "2024-M01"]
        let output = try await lab.phusa(
            arguments + ["--as-of", "2024-03-10"],
            environment: fault.environment(
                library: try await FaultShim.shared.library(), report: link))
        guard fault.isMet(link) else { return false }
        if fault.error != nil {
            #expect(
                !output.isKilled && ExitStatus(rawValue: output.status) != nil,
                "\(fault): \(output.status) \(output.err)")
        }
        let files = try lab.reportFiles()
        for (path, bytes) in old { #expect(files[path] == bytes, "\(fault): \(path)") }
        for (path, bytes) in files {
            let text = String(decoding: bytes, as: UTF8.self)
            let isWhole =
                path.hasSuffix(".html")
                ? text.hasSuffix("</html>\n") : text.hasPrefix("\u{FEFF}") && text.hasSuffix("\r\n")
            #expect(isWhole, "\(fault): \(path)")
        }
        if output.status == 0, !output.isKilled { #expect(files.count == 4, "\(fault)") }
        let next = try await lab.phusa(arguments + ["--as-of", "2024-03-11"])
        #expect(next.status == 0, "\(fault): \(next.err)")
        #expect(lab.leftovers().isEmpty, "\(fault)")
        return true
    }
}

/// A warehouse with one sheet loaded and two waiting, once for all faults.
private actor FaultStart {
    static let shared = FaultStart()

    typealias States = (start: Lab, before: [String: [String]], after: [String: [String]])
    private var making: Task<States, any Error>?
    private var reporting: Task<Lab, any Error>?

    /// The start, and the figures before the run and after one without a fault.
    func states() async throws -> States {
        if let making { return try await making.value }
        let task = Task { try await Self.make() }
        making = task
        return try await task.value
    }

    /// The start with a report on it.
    func reported() async throws -> Lab {
        if let reporting { return try await reporting.value }
        let task = Task {
            let lab = try await Lab(copying: try await self.states().start)
            let output = try await lab.phusa("report", "build", "kpi-thang", "--period", "2024-M01")
            try #require(output.status == 0, "\(output.err)")
            return lab
        }
        reporting = task
        return try await task.value
    }

    private static func make() async throws -> States {
        let start = try await Lab()
        try start.deliver(month: 1, edition: 0, "02-05")
        try #require(try await start.run().total.drops.loaded == 1)
        try start.deliver(month: 1, edition: 2, "03-05")
        try start.deliver(month: 2, edition: 0, "03-04")
        let whole = try await Lab(copying: start)
        try #require(try await whole.run().total.drops.loaded == 2)
        return (start, try start.figuresByPeriod(), try whole.figuresByPeriod())
    }
}

extension Lab {
    /// Figures that stand and stood, by period.
    func figuresByPeriod() throws -> [String: [String]] {
        let all = try observations() + observations(isClosed: true).map { "\($0) closed" }
        return Dictionary(grouping: all) { String($0.prefix { $0 != " " }) }
    }

    /// Every file of the drop zone with its bytes.
    func sentBytes() throws -> [String: Data] { try Self.files(drops) }

    /// Every file below the report folder with its bytes, but what is under way.
    func reportFiles() throws -> [String: Data] {
        try Self.files(state + "/reports").filter {
            $0.key.hasSuffix(".html") || $0.key.hasSuffix(".csv")
        }
    }

    /// Files that a writer has not finished.
    func leftovers() -> [String] {
        let paths = (try? FileManager.default.subpathsOfDirectory(atPath: folder)) ?? []
        return paths.filter { $0.contains(".phusa-part-") }
    }

    private static func files(_ folder: String) throws -> [String: Data] {
        var files: [String: Data] = [:]
        for path in (try? FileManager.default.subpathsOfDirectory(atPath: folder)) ?? [] {
            var isFolder: ObjCBool = false
            let place = folder + "/" + path
            guard FileManager.default.fileExists(atPath: place, isDirectory: &isFolder),
                !isFolder.boolValue
            else { continue }
            files[path] = try Data(contentsOf: URL(fileURLWithPath: place))
        }
        return files
    }
}
