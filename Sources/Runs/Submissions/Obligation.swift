import PhusaModel
import Warehouse

/// A file that came for a period, and what its content makes of it.
struct Delivery {
    enum Content {
        /// Loaded, all of it.
        case whole
        /// Loaded, with records in quarantine.
        case partial
        case empty, copy
        case refused, held, withdrawn
    }

    let record: DropRecord
    let content: Content

    /// Whether it is a file of this period with something in it that was loaded.
    var counts: Bool { content == .whole || content == .partial }

    /// The state of a period of which it is the last file, and none counts.
    fileprivate var state: SubmissionState {
        switch content {
        case .whole, .partial: .partial
        case .empty: .empty
        case .copy: .copy
        case .refused: .refused
        case .held: .held
        case .withdrawn: .withdrawn
        }
    }
}

/// One delivery that an agency owes: a dataset with a `due`, for one period.
struct Obligation {
    let dataset: DatasetDefinition
    let contract: ContractDefinition
    let period: Period
    /// The first day on which files are taken, and the last on which they are in time.
    let opensOn: CalendarDay
    let dueOn: CalendarDay
    /// What came for it, by vintage.
    let deliveries: [Delivery]

    /// When the first file came that counts.
    var receivedAt: Moment? {
        deliveries.filter(\.counts).map(\.record.drop.vintage.moment).min()
    }

    /// The first event that came of it.
    var event: Int? { deliveries.compactMap(\.record.drop.eventID).min() }

    /// The decision that excuses the agency, where it was made by a day; `nil` for any day.
    func exemption(by day: CalendarDay?) -> ExemptionDefinition? {
        dataset.exemptions.first { exemption in
            exemption.periods.contains(period) && (day.map { exemption.decided <= $0 } ?? true)
        }
    }

    /// - Parameter day: The day asked for; `nil` asks without a clock, as if all were past due.
    func state(on day: CalendarDay?) -> SubmissionState {
        if exemption(by: day) != nil { return .exempted }
        if let first = receivedAt?.day {
            guard deliveries.contains(where: { $0.content == .whole }) else { return .partial }
            return first <= dueOn ? .onTime : .late
        }
        if let last = deliveries.last { return last.state }
        guard let day, day <= dueOn else { return .missing }
        return day < opensOn ? .notDue : .due
    }

    /// The owner as it was called in the period; `nil` where the catalogue has none.
    func agency(of catalogue: Catalogue) -> Agency? {
        catalogue.agency(contract.owner.agency, on: period.start)
    }
}

/// What periods have in common that follow each other.
struct PeriodLength: Hashable {
    let system: PeriodSystem
    let monthCount: Int
    /// The first month of a season; `nil` for other kinds.
    let seasonMonth: Int?

    init(system: PeriodSystem, monthCount: Int) {
        self.system = system
        self.monthCount = monthCount
        seasonMonth = nil
    }

    init(_ period: Period) {
        system = period.system
        monthCount = period.monthCount
        seasonMonth = period.kind == .season ? period.start.parts.month : nil
    }
}
