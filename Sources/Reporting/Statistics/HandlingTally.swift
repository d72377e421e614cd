import PhusaModel

/// The states that a case goes through, as a report declares them.
struct HandlingStates {
    /// In the order in which a case is to come to them.
    let order: [String]
    /// The state that ends the work; a case that leaves it for one before it is reopened.
    let done: String

    /// Times that a case went back from the state that ends the work to one before it.
    func reopeningCount(_ steps: [FeedbackCase.Step]) -> Int {
        guard let end = order.firstIndex(of: done) else { return 0 }
        return zip(steps, steps.dropFirst()).count { from, to in
            from.state == done && (order.firstIndex(of: to.state).map { $0 < end } ?? false)
        }
    }
}

/// How some cases were handled.
struct HandlingTally {
    let caseCount: Int
    let closedInTimeCount: Int
    let closedLateCount: Int
    let openCount: Int
    /// Open cases past their due moment.
    let openOverdueCount: Int
    let reopenedCount: Int
    /// By state, in the order of the states: how long it took from receipt.
    let times: [TimesToState]

    /// - Parameter moment: Open cases are late where they were due before it.
    init(
        _ cases: [FeedbackCase], states: HandlingStates, clock: WorkingClock, at moment: Moment
    ) {
        let closed = cases.filter { $0.closedAt != nil }
        let open = cases.filter { $0.closedAt == nil }
        caseCount = cases.count
        closedInTimeCount = closed.count { item in item.closedAt.map { $0 <= item.dueAt } ?? false }
        closedLateCount = closed.count - closedInTimeCount
        openCount = open.count
        openOverdueCount = open.count { $0.dueAt < moment }
        reopenedCount = cases.count { states.reopeningCount($0.steps) > 0 }
        times = states.order.map { TimesToState($0, cases, states: states, clock: clock) }
    }

    /// Closed in time of all, in percent; `nil` without cases.
    var onTimeRate: ExactDecimal? { .percent(closedInTimeCount, of: caseCount) }
}

/// Working time from receipt to the first moment in a state, over cases that came to it and cases that
/// have not.
///
/// A case that has not come to the state took longer than any that has: leaving it out would make an
/// office look fast that leaves the hard cases lying. A percentile that falls among those is not
/// reached, and no number stands for it. A case of which nothing is logged says nothing of states but
/// the one that ends the work.
struct TimesToState {
    let state: String
    /// Cases that have not come to it.
    let waitingCount: Int
    /// Working minutes of the others, ascending.
    private let minutes: [Int]

    init(_ state: String, _ cases: [FeedbackCase], states: HandlingStates, clock: WorkingClock) {
        self.state = state
        let known = state == states.done ? cases : cases.filter { !$0.steps.isEmpty }
        minutes = known.compactMap { item in
            Self.reached(state, item, states).map { clock.minutes(from: item.receivedAt, to: $0) }
        }.sorted()
        waitingCount = known.count - minutes.count
    }

    /// The first logged moment; of the state that ends the work, the last, or where the log has none,
    /// the moment at which the case itself says that it was closed: work that was taken up again had
    /// not ended.
    private static func reached(
        _ state: String, _ item: FeedbackCase, _ states: HandlingStates
    ) -> Moment? {
        let steps = item.steps.filter { $0.state == state }.map(\.happenedAt)
        guard state == states.done else { return steps.min() }
        guard let closedAt = item.closedAt else { return nil }
        return steps.max() ?? closedAt
    }

    /// Cases that say whether they came to it.
    var caseCount: Int { minutes.count + waitingCount }

    /// Cases that have not come to the state, in percent; `nil` without cases.
    var waitingShare: ExactDecimal? { .percent(waitingCount, of: caseCount) }

    /// The smallest time within which at least so many percent of all cases came to the state, in
    /// working minutes (nearest rank); `nil` where so many have not come to it.
    func percentile(_ percent: Int) -> Int? {
        let rank = max(1, (caseCount * percent + 99) / 100)
        return rank <= minutes.count ? minutes[rank - 1] : nil
    }
}
