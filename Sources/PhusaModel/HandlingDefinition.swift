/// How a report tells of the handling of feedback.
package struct HandlingDefinition: Sendable, Hashable {
    /// What cases are put together by.
    package enum Grouping: String, Sendable, CaseIterable { case agency, category, channel }

    /// A state that times are told to.
    package struct State: Sendable, Hashable {
        /// As the log has it.
        package let code: String
        package let title: Words

        package init(code: String, title: Words) {
            self.code = code
            self.title = title
        }
    }

    package let basis: CaseBasis
    package let groupings: [Grouping]
    /// In the order in which a case is to come to them.
    package let states: [State]
    /// Code of the state that ends the work: one of ``states``.
    package let done: String
    /// The one agency that it is about; `nil` for all.
    package let agency: String?

    package init(
        basis: CaseBasis, groupings: [Grouping], states: [State], done: String, agency: String?
    ) {
        self.basis = basis
        self.groupings = groupings
        self.states = states
        self.done = done
        self.agency = agency
    }
}

/// Which deliveries a report tells of.
package struct SubmissionScope: Sendable, Hashable {
    /// Periods of each length that the matrix shows, the newest that are over with the report's.
    package let periodCount: Int
    /// The one agency that it is about; `nil` for all.
    package let agency: String?

    package init(periodCount: Int, agency: String?) {
        self.periodCount = periodCount
        self.agency = agency
    }
}
