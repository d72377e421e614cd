/// How a delivery that an agency owes stands on a day; told from what the files hold, never from
/// somebody's word that they were sent.
package enum SubmissionState: String, Sendable, CaseIterable, Codable {
    /// The period is over, files are not taken yet.
    case notDue = "not-due"
    /// Nothing came, and there is still time.
    case due
    case onTime = "on-time"
    case late
    /// Loaded, but records of every file wait in quarantine.
    case partial
    /// A file without records.
    case empty
    /// A file that says for this period what the period before had said.
    case copy
    case refused, held, withdrawn
    /// The agency need not deliver: a dated decision with a reason says so.
    case exempted
    /// Past due, and nothing came.
    case missing

    /// Whether a whole delivery came, in time or not.
    package var isReceived: Bool { self == .onTime || self == .late }

    /// Whether the agency still has to do something once the due day has passed.
    package var isShort: Bool {
        switch self {
        case .notDue, .due, .onTime, .late, .exempted: false
        case .partial, .empty, .copy, .refused, .held, .withdrawn, .missing: true
        }
    }
}

/// One delivery that an agency owes: a dataset, for one period, as it stands on a day.
package struct Submission: Hashable, Sendable {
    package let agency: String
    package let agencyName: String
    package let dataset: String
    package let period: Period
    /// The last day on which it is in time.
    package let dueOn: CalendarDay
    /// When the first file came that counts; `nil` while there is none.
    package let receivedAt: Moment?
    package let state: SubmissionState
    /// Working days between the due day and the day on which it came, or the day asked for while it
    /// has not; 0 where it is not late.
    package let workingDaysLate: Int
    /// The latest of the files that came, where any did.
    package let path: String?
    /// Who answers for the figures, and how to reach them.
    package let answerable: String
    package let contact: String
    /// Set where the state is exempted.
    package let exemption: ExemptionDefinition?

    package init(
        agency: String, agencyName: String, dataset: String, period: Period, dueOn: CalendarDay,
        receivedAt: Moment?, state: SubmissionState, workingDaysLate: Int, path: String?,
        answerable: String, contact: String, exemption: ExemptionDefinition? = nil
    ) {
        self.agency = agency
        self.agencyName = agencyName
        self.dataset = dataset
        self.period = period
        self.dueOn = dueOn
        self.receivedAt = receivedAt
        self.state = state
        self.workingDaysLate = workingDaysLate
        self.path = path
        self.answerable = answerable
        self.contact = contact
        self.exemption = exemption
    }
}

extension Submission: Encodable {
    private enum CodingKeys: String, CodingKey {
        case agency, agencyName = "agency_name", dataset, period, dueOn = "due_on"
        case receivedAt = "received_at", state, workingDaysLate = "working_days_late", path
        case answerable, contact, exemption
    }
}

extension Sequence<Submission> {
    /// Deliveries that were due before `day` and have not come, or came with nothing that counts in
    /// full; the longest overdue first.
    package func short(on day: CalendarDay) -> [Submission] {
        filter { $0.dueOn < day && $0.state.isShort }.sorted {
            ($0.dueOn, $0.agency, $0.dataset, $0.period) < (
                $1.dueOn, $1.agency, $1.dataset, $1.period
            )
        }
    }
}

/// How many of some deliveries came, of those whose due day has passed and that are not exempted.
///
/// Both rates take the same deliveries above and below the line, so neither exceeds 100 %: a file
/// that came before its due day has passed counts from the day after.
package struct SubmissionTally: Hashable, Sendable {
    /// Due and not exempted.
    package private(set) var owedCount = 0
    package private(set) var exemptedCount = 0
    package private(set) var onTimeCount = 0
    package private(set) var lateCount = 0
    /// Past due: nothing came, or nothing that counts in full.
    package private(set) var shortCount = 0

    package init(_ submissions: some Sequence<Submission>, on day: CalendarDay) {
        for submission in submissions where submission.dueOn < day {
            switch submission.state {
            case .exempted: exemptedCount += 1
            case .onTime: onTimeCount += 1
            case .late: lateCount += 1
            default: shortCount += 1
            }
        }
        owedCount = onTimeCount + lateCount + shortCount
    }
}
