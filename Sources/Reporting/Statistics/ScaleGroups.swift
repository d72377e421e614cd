import PhusaModel

/// Answers on the scale of 1 to 5 put together by agency or by question, such that no small group can
/// be read off or subtracted out.
struct ScaleGroups {
    struct Row: Hashable {
        /// Of the agency or question; empty for several.
        var code = ""
        let name: String
        /// How many answered 1, 2, 3, 4, 5.
        let counts: [Int]
        /// Who answered: as many as answers where each gave one.
        let respondentCount: Int
        /// Forms or cases that could have answered.
        let askedCount: Int

        var answerCount: Int { counts.reduce(0, +) }

        /// Answers of 1 to 3, and of 4 and 5.
        ///
        /// A group all of whose answers are on one side is of one mind, as it is where shares satisfied
        /// are printed: both tables fold the same agencies.
        fileprivate var sides: [Int] {
            [counts.prefix(3).reduce(0, +), counts.dropFirst(3).reduce(0, +)]
        }

        /// Points an answer, six decimals; `nil` without answers.
        var mean: ExactDecimal? {
            let points = zip(ScaleTally.steps, counts).reduce(0) { $0 + $1.0 * $1.1 }
            return ExactDecimal(points).divided(by: ExactDecimal(answerCount), scale: 6)
        }

        /// Answers of a step in percent, six decimals; `nil` without answers.
        func share(_ step: Int) -> ExactDecimal? {
            .percent(counts[step - ScaleTally.steps.lowerBound], of: answerCount)
        }
    }

    /// With a row of their own, by name.
    let shown: [Row]
    /// Names of those that are folded; none, or two and more.
    let foldedNames: [String]
    /// Codes of those.
    let foldedCodes: Set<String>
    /// The folded ones; `nil` where none are, and where all are: that is the total.
    let folded: Row?
    let total: Row
    /// Whether even all together are too few to be printed.
    let isTotalSuppressed: Bool

    /// - Parameters:
    ///   - respondents: By code of the row, where a respondent gives several answers; rows without an
    ///     entry have a respondent for each answer.
    ///   - allRespondents: Of all rows together; as many as answers where it is not given.
    init(
        _ tallies: [ScaleTally], by grouping: ScaleDefinition.Grouping, below threshold: Int,
        respondents: [String: Int] = [:], allRespondents: Int? = nil
    ) {
        let code = { (tally: ScaleTally) in
            grouping == .agency ? tally.agencyCode : tally.question
        }
        let groups = Dictionary(grouping: tallies, by: code).map { key, own in
            let name = grouping == .agency ? own[0].agencyName : key
            var row = Row(own, name: name, respondentCount: respondents[key])
            row.code = key
            return row
        }.filter { $0.answerCount > 0 }.sorted {
            (VietnameseOrder($0.name), $0.code) < (VietnameseOrder($1.name), $1.code)
        }
        total = Row(tallies, name: "", respondentCount: allRespondents)
        isTotalSuppressed = total.respondentCount < threshold
        let codes = SmallGroups.folded(
            groups.map {
                SmallGroups.Entry(
                    code: $0.code, respondentCount: $0.respondentCount, counts: $0.sides)
            }, below: threshold)
        let small = groups.filter { codes.contains($0.code) }
        shown = groups.filter { !codes.contains($0.code) }
        foldedCodes = codes
        foldedNames = small.map(\.name)
        folded =
            small.isEmpty || shown.isEmpty
            ? nil
            : Row(
                tallies.filter { codes.contains(code($0)) }, name: "",
                respondentCount: small.reduce(0) { $0 + $1.respondentCount })
    }
}

extension ScaleGroups.Row {
    /// - Parameter respondentCount: As many as answers where it is `nil`.
    fileprivate init(_ tallies: [ScaleTally], name: String, respondentCount: Int?) {
        let counts = (0..<ScaleTally.steps.count).map { step in
            tallies.reduce(0) { $0 + $1.counts[step] }
        }
        self.init(
            name: name, counts: counts, respondentCount: respondentCount ?? counts.reduce(0, +),
            askedCount: tallies.reduce(0) { $0 + $1.askedCount })
    }
}
