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
        let foldedCodes = Self.foldedCodes(answered, confidentialBelow: confidentialBelow)
        shown = answered.filter { !foldedCodes.contains($0.code) }
        foldedNames = answered.filter { foldedCodes.contains($0.code) }.map(\.name)
        total = ClusteredShare(tallies)
        isTotalSuppressed = total.respondentCount < confidentialBelow
        folded =
            shown.isEmpty || foldedCodes.isEmpty
            ? nil : ClusteredShare(tallies.filter { foldedCodes.contains($0.agencyCode) })
    }

    private static func isBefore(_ left: Group, _ right: Group) -> Bool {
        (VietnameseOrder(left.name), left.code) < (VietnameseOrder(right.name), right.code)
    }

    private static func foldedCodes(_ groups: [Group], confidentialBelow: Int) -> Set<String> {
        let bySize = groups.sorted {
            ($0.share.respondentCount, $0.code) < ($1.share.respondentCount, $1.code)
        }
        guard let smallest = bySize.first, smallest.share.respondentCount < confidentialBelow
        else { return [] }
        var codes: Set<String> = []
        var respondents = 0
        for group in bySize {
            let isSmall = group.share.respondentCount < confidentialBelow
            let isSafe = codes.count >= 2 && respondents >= confidentialBelow
            guard isSmall || !isSafe else { break }
            codes.insert(group.code)
            respondents += group.share.respondentCount
        }
        return codes
    }
}
