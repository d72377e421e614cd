/// A drop that is wrong in one way, or odd and right, with the verdict that it must get.
///
/// The expectation is written by hand from the rules, not recorded from a run. Where the rules leave
/// a place open, such as the field of a record that is broken whole, it is the first.
struct DirtyCase {
    enum Outcome: String { case accepted, held, refused }

    struct Breach {
        let rule: String
        /// Physical line, from 1.
        let line: Int
        /// Field of CSV, or key of JSON in the order of its first appearance, from 1.
        let column: Int

        /// What the whole file broke stands at its first character.
        init(_ rule: String, line: Int = 1, column: Int = 1) {
            self.rule = rule
            self.line = line
            self.column = column
        }

        /// Whether it puts a record into quarantine.
        var isOfRecord: Bool {
            !["file.", "drop.", "correction."].contains { rule.hasPrefix($0) }
        }
    }

    /// Breaches by element, from 1, at the lines on which `jsonArray` writes the elements.
    static func inArray(_ breaches: [Breach]) -> [Breach] {
        breaches.map { breach in
            breach.rule.hasPrefix("file.")
                ? breach
                : Breach(breach.rule, line: breach.line + 1, column: breach.column)
        }
    }

    /// `theme/situation`.
    let folder: String
    let dataset: String
    /// The name below the agency's folder.
    let name: String
    let bytes: [UInt8]
    var received = "2025-06-30"
    var outcome = Outcome.accepted
    /// Records that the file holds, as far as it can be read.
    let records: Int
    /// Cells that a record makes.
    var cells = 1
    /// Records left out with a reason, of an accepted file.
    var excluded = 0
    var breaches: [Breach] = []

    var drop: Drop { Drop(path: "\(folder)/\(name)", bytes: bytes) }

    /// `expected.json`.
    var expectation: String {
        let quarantined = Set(breaches.filter(\.isOfRecord).map(\.line)).count
        let sound = records - quarantined - excluded
        let isAccepted = outcome == .accepted
        let left = isAccepted ? excluded : records - quarantined
        let violations = breaches.map {
            "    {\"rule\": \"\($0.rule)\", \"line\": \($0.line), \"column\": \($0.column)}"
        }
        let list = violations.isEmpty ? "[]" : "[\n\(violations.joined(separator: ",\n"))\n  ]"
        return """
            {
              "dataset": "\(dataset)",
              "drop": "\(name)",
              "received": "\(received)",
              "outcome": "\(outcome.rawValue)",
              "records": {"read": \(records), "accepted": \(isAccepted ? sound : 0), \
            "quarantined": \(quarantined), "excluded": \(left)},
              "cells": {"read": \(records * cells), "quarantined": \(quarantined * cells), \
            "excluded": \(left * cells)},
              "violations": \(list)
            }

            """
    }

    static var all: [DirtyCase] {
        shapes + numbers + codes + keys + bytes + documents + deliveries + corrections
    }
}

extension Drop {
    init(path: String, bytes: [UInt8]) {
        self.path = path
        self.bytes = bytes
    }
}

/// The sound files that cases start from: March 2024 of the committed fixtures.
enum Sound {
    static let month = Month(2024, 3)
    static let statisticsName = "ktxh-2024-M03-2024-04-05.csv"
    static let healthName = "yte-2024-M03-2024-04-05.json"
    static let budgetName = "thungansach-2024-M03-2024-04-05.csv"
    static let officeName = "hoso-2024-M03-2024-04-03.json"
    static let feedbackName = "phananh-2024-M03-2024-04-03.ndjson"
    static let surveyName = "hailong-2024-M03-2024-04-08.json"

    /// Lines of the statistics office's file; the header is the first.
    static let statistics = lines(
        StatisticsFeed.text(Defaults.plan, month, isFinal: false))
    static let budget = lines(BudgetFeed.text(Defaults.plan, month, isFinal: false))
    static let health = HealthFeed.records(Defaults.plan, month, isFinal: false)
    static let offices = OneStopFeed.records(Defaults.plan, month)
    static let surveys = SurveyFeed.records(Defaults.plan, month)
    static let feedback = feedback(month, on: Day(2024, 4, 3))

    static func feedback(_ month: Month, on day: Day) -> [String] {
        FeedbackCase.cases(Defaults.plan, month).map { FeedbackFeed.record($0, on: day) }
    }

    private static func lines(_ text: String) -> [String] {
        text.split(separator: "\n").map(String.init)
    }
}

/// UTF-8 lines with a line feed behind each.
func bytes(_ lines: [String]) -> [UInt8] { Array((lines.joined(separator: "\n") + "\n").utf8) }

extension [String] {
    /// A copy with one line changed: the number counts from 1.
    func editing(_ number: Int, _ edit: (String) -> String) -> [String] {
        var copy = self
        copy[number - 1] = edit(copy[number - 1])
        return copy
    }

    /// A copy with one field of one line replaced; both count from 1.
    func setting(_ number: Int, _ field: Int, to value: String) -> [String] {
        editing(number) { line in
            var fields = line.split(separator: ";", omittingEmptySubsequences: false)
                .map(String.init)
            fields[field - 1] = value
            return fields.joined(separator: ";")
        }
    }

    /// A copy with the value of one key of one JSON record replaced; the value as JSON.
    func setting(_ number: Int, key: String, to value: String) -> [String] {
        editing(number) { record in
            let parts = record.split(separator: "\"\(key)\": ", maxSplits: 1)
            guard parts.count == 2, let end = parts[1].firstIndex(where: { $0 == "," || $0 == "}" })
            else { return record }
            return "\(parts[0])\"\(key)\": \(value)\(parts[1][end...])"
        }
    }
}
