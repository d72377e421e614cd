import PhusaModel

/// Answers on the scale of 1 to 5 put together by agency or by question, such that no small group can
/// be read off or subtracted out.
struct ScaleGroups {
    struct Row: Hashable {
        let name: String
        /// How many answered 1, 2, 3, 4, 5.
        let counts: [Int]
        /// Forms or cases that could have answered.
        let askedCount: Int

        var answerCount: Int { counts.reduce(0, +) }

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
    /// The folded ones; `nil` where none are, and where all are: that is the total.
    let folded: Row?
    let total: Row
    /// Whether even all together are too few to be printed.
    let isTotalSuppressed: Bool

    /// - Parameter respondents: By code of the row, where a respondent gives several answers; rows
    ///   without an entry have a respondent for each answer.
    init(
        _ tallies: [ScaleTally], by grouping: ScaleDefinition.Grouping, below threshold: Int,
        respondents: [String: Int] = [:], allRespondents: Int? = nil
    ) {
        let groups = Dictionary(grouping: tallies) {
            grouping == .agency ? $0.agencyCode : $0.question
        }.mapValues { own in
            Self.sum(own, name: grouping == .agency ? own[0].agencyName : own[0].question)
        }.filter { $0.value.answerCount > 0 }
        total = Self.sum(tallies, name: "")
        isTotalSuppressed = (allRespondents ?? total.answerCount) < threshold
        let codes = SmallGroups.folded(
            groups.map { code, row in
                SmallGroups.Entry(
                    code: code, respondentCount: respondents[code] ?? row.answerCount,
                    counts: row.counts)
            }, below: threshold)
        let byName = groups.sorted {
            (VietnameseOrder($0.value.name), $0.key) < (VietnameseOrder($1.value.name), $1.key)
        }
        shown = byName.filter { !codes.contains($0.key) }.map(\.value)
        foldedNames = byName.filter { codes.contains($0.key) }.map(\.value.name)
        folded =
            codes.isEmpty || shown.isEmpty
            ? nil
            : Self.sum(
                tallies.filter {
                    codes.contains(grouping == .agency ? $0.agencyCode : $0.question)
                }, name: "")
    }

    private static func sum(_ tallies: [ScaleTally], name: String) -> Row {
        Row(
            name: name,
            counts: (0..<ScaleTally.steps.count).map { step in
                tallies.reduce(0) { $0 + $1.counts[step] }
            },
            askedCount: tallies.reduce(0) { $0 + $1.askedCount })
    }
}
