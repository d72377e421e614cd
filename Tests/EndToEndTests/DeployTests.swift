import Foundation
import Testing

@Suite("What ships for the timer")
struct DeployTests {
    @Test("systemd accepts the units, and finds little to attack")
    func systemd() async throws {
        let lab = try await Lab(isApplied: false)
        let units = lab.folder + "/units"
        let output = try await lab.phusa(
            "deploy", "systemd", "--into", units, "--user", "root", "--at", "03:15")
        #expect(output.status == 0, "\(output.err)")
        let service = try lab.text("units/phusa-nightly.service")
        let timer = try lab.text("units/phusa-nightly.timer")
        #expect(service.contains("\"\(lab.state)\"") && service.contains("\"\(lab.archive)\""))
        #expect(timer.contains("Persistent=true") && timer.contains("03:15:00 Asia/Ho_Chi_Minh"))

        let analyze = "/usr/bin/systemd-analyze"
        guard FileManager.default.isExecutableFile(atPath: analyze) else {
            print("systemd-analyze is not there: the units are not verified")
            return
        }
        var verify = Program(
            path: analyze,
            arguments: ["verify", units + "/phusa-nightly.service", units + "/phusa-nightly.timer"])
        verify.environment = ["SYSTEMD_LOG_LEVEL": "warning", "PATH": "/usr/bin:/bin"]
        let verdict = try await verify.run()
        let ours = verdict.err.split(separator: "\n").filter { $0.contains("phusa-nightly") }
        #expect(ours.isEmpty, "\(verdict.err)")
        var security = Program(
            path: analyze,
            arguments: [
                "security", "--offline=true", "--threshold=25",
                units + "/phusa-nightly.service",
            ])
        security.environment = verify.environment
        let exposure = try await security.run()
        #expect(exposure.status == 0, "\(exposure.out.suffix(300)) \(exposure.err)")
    }

    @Test("the line for cron runs the program with this workspace, and percent signs are escaped")
    func cron() async throws {
        let lab = try await Lab(isApplied: false)
        let output = try await lab.phusa("deploy", "cron", "--at", "01:05")
        #expect(output.status == 0, "\(output.err)")
        let line = try #require(output.out.split(separator: "\n").last)
        #expect(line.hasPrefix("05 01 * * * "))
        #expect(line.contains(" nightly ") && line.contains(lab.pipelines))
        #expect(try await lab.phusa("deploy", "cron", "--at", "25:00").status == 64)
        #expect(try await lab.phusa("deploy", "systemd", "--user", "a b").status == 64)
    }
}
