import PhusaModel

/// Answers by question for each agency with a row of its own, such that all agencies' tables together,
/// held against the whole, give no small group away.
///
/// What is published is a table of agencies by questions with its sums; the agencies that are put
/// together are a row of it too, as the whole less all others. A question of which one of these rows
/// has too few answers, or the put-together agencies answers of one mind, is put together with others,
/// and for every agency alike: a question that stood alone in all rows but one would be known there as
/// well.
struct QuestionGroups {
    /// Codes of the questions that are put together; none, or two and more.
    let foldedCodes: Set<String>
    private let cells: [String: [String: [Int]]]
    private let codes: [String]

    /// - Parameters:
    ///   - tallies: Of all agencies and questions.
    ///   - agencies: The same by agency.
    ///   - questions: The same by question: what is put together for all is so for each.
    init(
        _ tallies: [ScaleTally], agencies: ScaleGroups, questions: ScaleGroups,
        below threshold: Int
    ) {
        var cells: [String: [String: [Int]]] = [:]
        for tally in tallies {
            let unit = agencies.foldedCodes.contains(tally.agencyCode) ? "" : tally.agencyCode
            let zero = Array(repeating: 0, count: ScaleTally.steps.count)
            let sum = cells[unit]?[tally.question] ?? zero
            cells[unit, default: [:]][tally.question] = zip(sum, tally.counts).map(+)
        }
        self.cells = cells
        codes = Set(tallies.map(\.question)).sorted()
        foldedCodes = Self.folded(
            cells, questions: codes, from: questions.foldedCodes, below: threshold)
    }

    /// The rows of one agency in the order of the questions, and that of the questions put together;
    /// `nil` where none are, and where all are: that is the agency's total.
    func rows(of agency: String) -> (shown: [ScaleGroups.Row], folded: ScaleGroups.Row?) {
        let own = cells[agency] ?? [:]
        let shown = codes.filter { !foldedCodes.contains($0) }
            .compactMap { code in own[code].map { Self.row(code, $0) } }
            .filter { $0.answerCount > 0 }
        let rest = Self.sum(own, foldedCodes)
        let hasRest = !shown.isEmpty && rest.contains { $0 > 0 }
        return (shown, hasRest ? Self.row("", rest) : nil)
    }

    /// Answers of all agencies to questions that are put together.
    static func whole(_ tallies: [ScaleTally], _ questions: Set<String>) -> ScaleGroups.Row {
        let all = Dictionary(
            tallies.map { ($0.question, $0.counts) }, uniquingKeysWith: { zip($0, $1).map(+) })
        return row("", sum(all, questions))
    }

    private static func row(_ code: String, _ counts: [Int]) -> ScaleGroups.Row {
        let count = counts.reduce(0, +)
        return ScaleGroups.Row(
            code: code, name: code, counts: counts, respondentCount: count, askedCount: count)
    }

    // MARK: Which are put together

    private static func folded(
        _ cells: [String: [String: [Int]]], questions: [String], from start: Set<String>,
        below threshold: Int
    ) -> Set<String> {
        var folded = start.union(
            questions.filter { code in
                cells.contains { isUnsafe($1[code], isRest: $0.isEmpty, below: threshold) }
            })
        guard !folded.isEmpty else { return [] }
        let bySize = questions.sorted { left, right in
            (leastCount(cells, left), left) < (leastCount(cells, right), right)
        }
        for code in bySize where !isSafe(folded, cells, below: threshold) { folded.insert(code) }
        return isSafe(folded, cells, below: threshold) ? folded : Set(questions)
    }

    private static func leastCount(_ cells: [String: [String: [Int]]], _ question: String) -> Int {
        cells.values.compactMap { $0[question]?.reduce(0, +) }.min() ?? 0
    }

    /// Whether a cell must not be printed, nor follow from what is.
    private static func isUnsafe(_ counts: [Int]?, isRest: Bool, below threshold: Int) -> Bool {
        let count = counts?.reduce(0, +) ?? 0
        guard let counts, count > 0 else { return false }
        return count < threshold || (isRest && isUnanimous(counts))
    }

    /// Whether questions together hide each of their cells: in each row that has one to hide, as many
    /// have answered as the threshold, and not all the same.
    private static func isSafe(
        _ questions: Set<String>, _ cells: [String: [String: [Int]]], below threshold: Int
    ) -> Bool {
        questions.count > 1
            && cells.allSatisfy { unit, own in
                let parts = questions.compactMap { own[$0] }
                let hides = parts.contains {
                    isUnsafe($0, isRest: unit.isEmpty, below: threshold)
                }
                // Who answers several questions is counted once.
                let respondents = parts.map { $0.reduce(0, +) }.max() ?? 0
                return !hides || (respondents >= threshold && !isUnanimous(sum(own, questions)))
            }
    }

    private static func isUnanimous(_ counts: [Int]) -> Bool { counts.count { $0 > 0 } < 2 }

    private static func sum(_ own: [String: [Int]], _ questions: Set<String>) -> [Int] {
        (0..<ScaleTally.steps.count).map { step in
            questions.reduce(0) { sum, code in sum + (own[code]?[step] ?? 0) }
        }
    }
}
