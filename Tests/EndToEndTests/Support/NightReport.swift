import Foundation
import Testing

/// What `nightly --json` prints, and what lies in `latest.json`.
struct NightReport: Decodable {
    struct Total: Decodable {
        struct Files: Decodable, Equatable {
            let loaded: Int
            let known: Int
            let refused: Int
            let held: Int
            let failed: Int
        }

        let files: Files
    }

    struct Report: Decodable, Equatable {
        let report: String
        let period: String
        let state: String
        let moved: Int
    }

    struct Owed: Decodable {
        let agency: String
        let dataset: String
        let period: String
        let dueOn: String
        let workingDaysLate: Int
        let state: String

        private enum CodingKeys: String, CodingKey {
            case agency, dataset, period, dueOn = "due_on", workingDaysLate = "working_days_late"
            case state
        }
    }

    struct Drop: Decodable {
        let path: String
        let state: String
        let reasons: [Breach]
    }

    struct Fault: Decodable {
        struct Words: Decodable {
            let vi: String
            let en: String
        }

        let kind: String
        let message: Words
    }

    struct Decision: Decodable {
        let command: String
    }

    let run: Int?
    let day: String
    let exit: Int
    let total: Total
    let drops: [Drop]
    let reports: [Report]
    let late: [Owed]
    let faults: [Fault]
    let decisions: [Decision]

    /// Reports by code and period, with what became of them.
    var reportStates: [String] { reports.map { "\($0.report) \($0.period) \($0.state)" } }
}

extension Lab {
    /// `phusa nightly --json`, read, with its status.
    func nightly(
        _ arguments: String..., environment: [String: String] = [:]
    ) async throws -> (report: NightReport, output: ProgramOutput) {
        let output = try await phusa(
            ["nightly", "--json", "--on", "2024-04-30"] + arguments, environment: environment)
        do {
            return (try output.decode(), output)
        } catch {
            Issue.record("nightly ended with \(output.status): \(output.err)\n\(output.out)")
            throw error
        }
    }

    /// Adds a line to `phusa.yml`.
    func configure(_ line: String) throws {
        let path = pipelines + "/phusa.yml"
        let text = try String(contentsOfFile: path, encoding: .utf8)
        try (text + line + "\n").write(toFile: path, atomically: true, encoding: .utf8)
    }

    func text(_ path: String) throws -> String {
        try String(contentsOfFile: folder + "/" + path, encoding: .utf8)
    }

    func document<Value: Decodable>(_ path: String, _ type: Value.Type = Value.self) throws -> Value
    {
        try JSONDecoder().decode(type, from: Data(text(path).utf8))
    }
}
