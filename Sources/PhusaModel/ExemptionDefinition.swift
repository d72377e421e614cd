/// Periods of a dataset that its agency is excused from delivering, by a dated decision.
package struct ExemptionDefinition: Hashable, Sendable {
    /// In the rhythm of the dataset's files; never empty.
    package let periods: [Period]
    /// The day of the decision: before it the periods were owed.
    package let decided: CalendarDay
    package let decidedBy: String
    package let reason: String
    /// Number of the paper that says so; `nil` where there is none.
    package let paper: String?

    package init(
        periods: [Period], decided: CalendarDay, decidedBy: String, reason: String, paper: String?
    ) {
        self.periods = periods
        self.decided = decided
        self.decidedBy = decidedBy
        self.reason = reason
        self.paper = paper
    }
}

extension ExemptionDefinition: Encodable {
    private enum CodingKeys: String, CodingKey {
        case periods, decided, decidedBy = "by", reason, paper
    }
}

extension ContractDefinition {
    /// The kind of period that each of its files is for; `nil` where the name does not say.
    package var rhythm: PeriodKind? {
        switch file.name.kind(of: "period") {
        case .month: .month
        case .quarter: .quarter
        case .half: .half
        case .year: .year
        default: nil
        }
    }
}
