/// Which cases a report of a period is about.
package enum CaseBasis: String, Sendable, CaseIterable {
    /// A cohort: received in the months of the period, closed since or not.
    case received
    /// A flow: closed in the period, whenever they were received.
    case closed
}

/// One feedback case with what happened to it, as it stood at a moment.
package struct FeedbackCase: Hashable, Sendable {
    /// A state that the case came into.
    package struct Step: Hashable, Sendable {
        package let state: String
        package let happenedAt: Moment

        package init(state: String, happenedAt: Moment) {
            self.state = state
            self.happenedAt = happenedAt
        }
    }

    package let code: String
    package let agencyCode: String
    package let agencyName: String
    package let category: String
    package let channel: String
    package let receivedAt: Moment
    package let dueAt: Moment
    /// `nil` while it is open.
    package let closedAt: Moment?
    /// 1 to 5; `nil` where nobody rated it.
    package let rating: Int?
    /// In the order of the log; empty where nothing is logged.
    package let steps: [Step]

    package init(
        code: String, agencyCode: String, agencyName: String, category: String, channel: String,
        receivedAt: Moment, dueAt: Moment, closedAt: Moment?, rating: Int?, steps: [Step]
    ) {
        self.code = code
        self.agencyCode = agencyCode
        self.agencyName = agencyName
        self.category = category
        self.channel = channel
        self.receivedAt = receivedAt
        self.dueAt = dueAt
        self.closedAt = closedAt
        self.rating = rating
        self.steps = steps
    }
}
