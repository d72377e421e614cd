import Foundation
import Testing

/// Full disks, few descriptors, little memory, a reader that goes away.
@Suite("Scarce resources")
struct ScarcityTests {
    @Test("T59 the archive's disk is full: 73 with the path, nothing loaded, and then it goes on")
    func fullArchive() async throws {
        let lab = try await Lab()
        try lab.deliver(month: 1, edition: 0, "02-05")
        guard let disk = try await SmallDisk.mount(at: lab.archive) else { return }
        #expect(try await lab.run().total.drops.loaded == 1)
        let before = try lab.observations()
        try lab.deliver(month: 2, edition: 0, "03-04")
        try disk.fill()
        let full = try await lab.phusa("run")
        #expect(full.status == 73, "\(full.status): \(full.err) \(full.out)")
        #expect((full.out + full.err).contains(lab.archive), "\(full.err)")
        #expect(try lab.observations() == before)
        disk.free()
        let next = try await lab.phusa("run")
        #expect(next.status == 0, "\(next.err)")
        #expect(next.lastLine.hasPrefix("read 10 = loaded 10 "))
        #expect(lab.leftovers().isEmpty)
        await disk.unmount()
    }

    @Test("T59 the reports' disk is full: 73 with the path, no half report and no record of one")
    func fullReports() async throws {
        let lab = try await Lab()
        try lab.deliver(month: 1, edition: 0, "02-05")
        #expect(try await lab.run().total.drops.loaded == 1)
        guard let disk = try await SmallDisk.mount(at: lab.state) else { return }
        try disk.fill()
        let arguments = ["report", "build", "kpi-thang", "--period", "2024-M01"]
        let full = try await lab.phusa(arguments)
        #expect(full.status == 73 && full.out.isEmpty)
        #expect(full.err.contains(lab.state), "\(full.err)")
        #expect(try lab.reportFiles().isEmpty && lab.leftovers().isEmpty)
        #expect(try lab.value("select count(*) from ledger.report_build") == "0")
        disk.free()
        #expect(try await lab.phusa(arguments).status == 0)
        #expect(try lab.reportFiles().count == 2)
        await disk.unmount()
    }

    @Test("T59 standard output is full: 73, and what was committed stays")
    func fullOutput() async throws {
        let lab = try await Lab()
        try lab.deliver(month: 1, edition: 0, "02-05")
        let output = try await lab.phusa("run", outputPath: "/dev/full")
        #expect(output.status == 73)
        #expect(output.err.contains("No space left"))
        #expect(try lab.factRowCount() == 10)
        let next = try await lab.phusa("run")
        #expect(next.status == 0 && next.lastLine.hasPrefix("read 0 = "))
    }

    @Test(
        "T59 little is granted: a run does its work or fails cleanly, and the next one is whole",
        arguments: [
            "ulimit -n 32", "ulimit -n 9", "ulimit -v 1048576", "ulimit -v 524288", "ulimit -f 4",
        ])
    func limits(_ limit: String) async throws {
        let lab = try await Lab()
        try lab.deliver(month: 1, edition: 0, "02-05")
        try lab.deliver("syt/yte-2024-M03-2024-04-05.json.gz")
        let limited = try await lab.shell(limit + "; exec \"$@\"", "run")
        print("T59: \(limit): status \(limited.status)\(limited.isKilled ? ", by a signal" : "")")
        let count = try lab.factRowCount()
        #expect(limited.status == 0 ? count > 10 : !limited.err.isEmpty, "\(limited.err)")
        if limit == "ulimit -n 32" { #expect(limited.status == 0, "\(limited.err)") }
        let next = try await lab.phusa("run")
        #expect(next.status == 0, "\(next.err)")
        #expect(try lab.value("select count(*) from ledger.drop where outcome = 'loaded'") == "2")
        #expect(try lab.value("select count(*) from ledger.run where state = 'running'") == "0")
    }

    @Test("T60 a reader goes away: quiet, the work is done, and the status tells of the work alone")
    func closedPipe() async throws {
        let lab = try await Lab()
        try lab.deliver(month: 1, edition: 0, "02-05")
        let closed = "\"$@\" | true; echo \"${PIPESTATUS[0]}\" >&2"
        for command in ["run", "run", "plan"] {
            let output = try await lab.shell(closed, command)
            #expect(output.err == "0\n", "\(command): \(output.err)")
        }
        #expect(try lab.factRowCount() == 10)
        let head = try await lab.shell(
            "\"$@\" | head -1; echo \"${PIPESTATUS[0]}\" >&2", "lint", "--schema", "contract")
        #expect(head.err == "0\n" && head.out.split(separator: "\n").count == 1, "\(head.err)")
        try lab.write(MonthlySheet.sample(month: 2).path("03-04"), "")
        let refused = try await lab.shell(closed, "run", "--json")
        #expect(refused.err == "1\n", "a refusal is not hushed up: \(refused.err)")
    }
}

extension Lab {
    /// Runs `phusa` from a shell's script, in which `"$@"` is the command.
    func shell(_ script: String, _ arguments: String...) async throws -> ProgramOutput {
        var program = Program(
            path: "/bin/bash",
            arguments: ["-c", script, "phusa", Program.phusa] + arguments
                + ["--workspace", pipelines])
        program.environment = Self.environment.merging(["PHUSA_DATABASE_URL": databaseURL]) { $1 }
        return try await program.run()
    }
}
