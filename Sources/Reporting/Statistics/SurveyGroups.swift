import PhusaModel

/// The rows of a survey table, such that no small group can be read off or subtracted out.
///
/// Agencies with fewer respondents than the threshold fold into one group. It takes in the next
/// smallest agency until it holds two agencies and as many respondents as the threshold, because a
/// group of one, or one below the threshold, is what the total less the other rows would give.
struct SurveyGroups: Sendable {
    struct Group: Sendable {
        let code: String
        let name: String
        let share: ClusteredShare
    }

    /// Agencies with a row of their own, in the order of their names.
    let shown: [Group]
    /// Names of the agencies that are folded, in their order; none, or two and more.
    let foldedNames: [String]
    private let foldedCodes: Set<String>
    /// The folded agencies; `nil` where none are folded, and where all are: that is the total.
    let folded: ClusteredShare?
    /// Agencies to which forms were issued and from which nobody answered.
    let silent: [Group]
    let total: ClusteredShare
    /// Whether even all agencies together are too few to be printed.
    let isTotalSuppressed: Bool

    init(_ tallies: [RespondentTally], confidentialBelow: Int) {
        let groups = Dictionary(grouping: tallies, by: \.agencyCode).map { code, own in
            Group(code: code, name: own[0].agencyName, share: ClusteredShare(own))
        }.sorted(by: Self.isBefore)
        silent = groups.filter { $0.share.respondentCount == 0 }
        let answered = groups.filter { $0.share.respondentCount > 0 }
        foldedCodes = Self.foldedCodes(answered, confidentialBelow: confidentialBelow)
        let foldedCodes = self.foldedCodes
        shown = answered.filter { !foldedCodes.contains($0.code) }
        foldedNames = answered.filter { foldedCodes.contains($0.code) }.map(\.name)
        total = ClusteredShare(tallies)
        isTotalSuppressed = total.respondentCount < confidentialBelow
        folded =
            shown.isEmpty || foldedCodes.isEmpty
            ? nil : ClusteredShare(tallies.filter { foldedCodes.contains($0.agencyCode) })
    }

    /// Whether an agency has answers that are not printed apart.
    func isFolded(_ agency: String) -> Bool { foldedCodes.contains(agency) }

    private static func isBefore(_ left: Group, _ right: Group) -> Bool {
        (VietnameseOrder(left.name), left.code) < (VietnameseOrder(right.name), right.code)
    }

    private static func foldedCodes(_ groups: [Group], confidentialBelow: Int) -> Set<String> {
        SmallGroups.folded(
            groups.map { group in
                let share = group.share
                return SmallGroups.Entry(
                    code: group.code, respondentCount: share.respondentCount,
                    counts: [share.satisfiedCount, share.answerCount - share.satisfiedCount])
            }, below: confidentialBelow)
    }
}

/// Which rows of a table fold into one, so that none below a threshold can be read or worked out.
enum SmallGroups {
    struct Entry {
        let code: String
        /// Above 0.
        let respondentCount: Int
        /// Answers of each kind that the table tells apart.
        let counts: [Int]
    }

    /// The smallest first, until they are two or more, as many respondents as the threshold, and not
    /// all of one mind: of a group that is wholly satisfied, so is each member.
    static func folded(_ entries: [Entry], below threshold: Int) -> Set<String> {
        let bySize = entries.sorted {
            ($0.respondentCount, $0.code) < ($1.respondentCount, $1.code)
        }
        guard let smallest = bySize.first, smallest.respondentCount < threshold else { return [] }
        var folded: [Entry] = []
        for entry in bySize {
            let respondents = folded.reduce(0) { $0 + $1.respondentCount }
            let isSafe = folded.count >= 2 && respondents >= threshold && !isUnanimous(folded)
            guard entry.respondentCount < threshold || !isSafe else { break }
            folded.append(entry)
        }
        return Set(folded.map(\.code))
    }

    private static func isUnanimous(_ entries: [Entry]) -> Bool {
        let kinds = entries.first?.counts.indices ?? 0..<0
        return kinds.count { kind in entries.contains { $0.counts[kind] > 0 } } < 2
    }
}
