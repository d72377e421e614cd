import PhusaModel
import Runs
import Testing

@Suite("Reading a drop: refused and held")
struct ReadingOutcomeTests {
    private let header = ReadingSample.header
    private let good = "NN.01;842;2025-M03;tạ;1\n"

    private func rows(_ count: Int, bad: Int) -> String {
        (0..<count).map { number in
            "NN.01;842;\(1900 + number);tạ;\(number < bad ? "x" : "1")\n"
        }.joined()
    }

    // MARK: Refused

    @Test(
        "refuses only above the share that the contract accepts",
        arguments: [
            (20, 1, "5", true), (20, 2, "5", false), (40, 3, "7.5", true), (40, 4, "7.5", false),
            (3, 1, "33.33", false), (3, 1, "33.34", true),
        ])
    func share(count: Int, bad: Int, percent: String, isAccepted: Bool) throws {
        let reading = try ReadingSample(percent: percent).read(header + rows(count, bad: bad))
        let verdict = reading.verdict
        #expect(verdict.outcome == (isAccepted ? .accepted : .refused))
        #expect(verdict.violations.map(\.rule) == (isAccepted ? [] : [.fileLimit]))
        #expect(verdict.quarantine.count == bad)
        #expect(reading.rows.rows.count == (isAccepted ? count - bad : 0))
        #expect(verdict.areBalanced)
        #expect(verdict.records.excluded == (isAccepted ? 0 : count - bad))
    }

    @Test("what the system cannot read is the sender's fault, or ours where the archive keeps it")
    func unreadable() throws {
        let sample = ReadingSample()
        let path = "/proc/self/mem"
        let verdict = sample.read(path: path).verdict
        #expect(verdict.outcome == .refused && verdict.violations.map(\.rule) == [.fileUnreadable])
        let error = #expect(throws: (any Error).self) { try sample.readKept(path: path) }
        #expect(error.map { "\($0)" }?.contains(path) == true)
    }

    @Test("says how large the share was")
    func shareText() throws {
        let verdict = try ReadingSample(percent: "5").read(header + rows(3, bad: 1)).verdict
        #expect(
            verdict.violations == [
                Violation(
                    rule: .fileLimit,
                    position: FilePosition(path: "skhdt/ktxh.csv", line: 1, column: 1),
                    found: "1/3", expected: .share(percent: "33.33", allowedPercent: "5"))
            ])
        #expect(
            verdict.exclusions == [
                Exclusion(
                    cause: .refused, reason: "", line: 0, cellCount: 2, isWholeRecord: true)
            ])
    }

    @Test("refuses at the first bad value where the contract says so")
    func strict() throws {
        let sample = ReadingSample(badValue: .refuseFile)
        #expect(try sample.read(header + rows(50, bad: 1)).verdict.outcome == .refused)
        #expect(try sample.read(header + rows(50, bad: 0)).verdict.outcome == .accepted)
    }

    @Test("refuses a file without a column of the contract, and one that is not there")
    func refusedWhole() throws {
        let missing = try ReadingSample().read("Mã chỉ tiêu;Kỳ\nNN.01;2024\n").verdict
        #expect(missing.outcome == .refused)
        #expect(Set(missing.violations.map(\.rule)) == [.fileMissingColumn])
        #expect(missing.records == RecordCounts())
        let absent = ReadingSample().read(path: "/nonexistent/ktxh.csv").verdict
        #expect(absent.outcome == .refused)
        #expect(absent.violations.count == 1)
    }

    // MARK: Held

    @Test("T2: holds a drop without records unless the contract allows it")
    func empty() throws {
        var sample = ReadingSample()
        let held = try sample.read(header).verdict
        #expect(held.outcome == .held)
        #expect(held.violations.map(\.rule) == [.dropEmpty])
        sample.allowsEmpty = true
        #expect(try sample.read(header).verdict.outcome == .accepted)
    }

    @Test("holds a drop that would close a whole scope, but not one that only adds")
    func nothingToLoad() throws {
        var sample = ReadingSample(mode: .replace, captures: ["period": "2025-M03"], filter: "842")
        #expect(try sample.read(header + good).verdict.violations.map(\.rule) == [.dropEmpty])
        sample.mode = .merge
        #expect(try sample.read(header + good).verdict.outcome == .accepted)
    }

    @Test("holds a vintage from the future and keeps the rows for a release")
    func future() throws {
        var sample = ReadingSample()
        sample.receivedOn = "2025-04-05"
        let reading = try sample.read(header + good + "NN.01;842;2025-M02;tạ;x\n")
        #expect(reading.verdict.outcome == .held)
        #expect(reading.verdict.violations.map(\.rule) == [.dropFutureVintage])
        #expect(reading.verdict.violations[0].expected == .vintage(latest: "2025-04-05"))
        #expect(reading.rows.rows.count == 1)
        #expect(reading.verdict.records == RecordCounts(read: 2, quarantined: 1, excluded: 1))
        #expect(reading.verdict.cells == CellCounts(read: 2, quarantined: 1, excluded: 1))
        #expect(reading.verdict.exclusions.map(\.cause) == [.held])
        sample.receivedOn = "2025-04-06"
        #expect(try sample.read(header + good).verdict.outcome == .accepted)
    }

    @Test(
        "holds a vintage after the last open working day",
        arguments: [("2025-04-04", true), ("2025-04-07", false)])
    func locked(vintage: String, isAccepted: Bool) throws {
        var sample = ReadingSample(locksAfter: 4, captures: ["period": "2025-M03"])
        sample.vintage = vintage
        let verdict = try sample.read(header + good).verdict
        #expect(verdict.outcome == (isAccepted ? .accepted : .held))
        #expect(verdict.violations.map(\.rule) == (isAccepted ? [] : [.dropLocked]))
        if !isAccepted {
            #expect(verdict.violations[0].expected == .vintage(latest: "2025-04-04"))
        }
    }

    // MARK: Periods

    @Test("names the covered periods inside the drop's own under replace, those seen otherwise")
    func periods() throws {
        var sample = ReadingSample(mode: .replace, captures: ["period": "2025-Q1"])
        #expect(
            try sample.read(header + good).verdict.periods.map(\.description) == [
                "2025-M01", "2025-M02", "2025-M03",
            ])
        sample.mode = .merge
        let mixed = good + "NN.01;842;2025-M01;tạ;x\n"
        #expect(
            try sample.read(header + mixed).verdict.periods.map(\.description) == [
                "2025-M01", "2025-M03",
            ])
    }
}
