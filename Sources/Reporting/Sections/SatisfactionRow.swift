import PhusaModel

/// One row of the satisfaction table: what may be printed of a group, and nothing else.
struct SatisfactionRow {
    enum Kind { case agency, folded, silent, total }

    let kind: Kind
    /// Or kind of respondents; `nil` for rows of several.
    let agency: String?
    let name: String
    let issuedCount: Int
    /// `nil` where the row is suppressed: number, share and interval go together.
    let share: ClusteredShare?
    /// `nil` without a declared sample design.
    let interval: Wilson?
    /// Only of agencies with a row of their own, and only where there are intervals.
    let rank: RankRange?
    let isSmall: Bool

    /// The rows in the order of the page: agencies by share, the folded, the silent, the total; in a
    /// report about one agency, of those its own and the total.
    static func rows(
        of groups: SurveyGroups, survey: SurveyDefinition, setting: ReportSetting
    ) -> [SatisfactionRow] {
        let hasDesign = survey.design != nil
        let isByAgency = survey.grouping == .agency
        let intervals = groups.shown.compactMap(\.share.interval)
        let ranks =
            hasDesign && intervals.count == groups.shown.count && intervals.count > 1
            ? RankRange.ranges(of: intervals) : []
        func row(
            _ kind: Kind, _ name: String, _ share: ClusteredShare, rank: RankRange? = nil,
            agency: String? = nil
        ) -> Self {
            let isHidden = kind == .total && groups.isTotalSuppressed
            return SatisfactionRow(
                kind: kind, agency: agency, name: name, issuedCount: share.issuedCount,
                share: isHidden ? nil : share,
                interval: hasDesign && !isHidden ? share.interval : nil, rank: rank,
                isSmall: !isHidden && share.respondentCount > 0
                    && share.respondentCount < survey.reliableFrom)
        }
        var rows = groups.shown.enumerated().map { index, group in
            row(
                .agency, group.name, group.share,
                rank: index < ranks.count ? ranks[index] : nil,
                agency: group.code)
        }
        rows.sort { ($0.share?.share ?? .zero) > ($1.share?.share ?? .zero) }
        if let folded = groups.folded {
            let name = setting.say(
                isByAgency ? .othersCount(groups.foldedNames.count) : .otherRespondents)
            rows.append(row(.folded, name, folded))
        }
        rows += groups.silent.map {
            row(.silent, $0.name, $0.share, agency: $0.code)
        }
        return rows.filter { !isByAgency || setting.shows($0.agency) }
            + [row(.total, setting.say(setting.whole), groups.total)]
    }
}

extension Wilson {
    var lowPercent: ExactDecimal? { ExactDecimal(estimate: low * 100, scale: 6) }
    var highPercent: ExactDecimal? { ExactDecimal(estimate: high * 100, scale: 6) }
}

extension FigureText {
    /// `68,7–87,3 %`.
    func interval(_ interval: Wilson) -> String {
        guard let low = interval.lowPercent, let high = interval.highPercent else { return "–" }
        return "\(number(low, decimals: 1))–\(percent(high))"
    }
}
