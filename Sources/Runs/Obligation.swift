import PhusaModel
import Warehouse

/// One delivery that an agency owes: a dataset with a `due`, for one period.
struct Obligation {
    let dataset: DatasetDefinition
    let contract: ContractDefinition
    let period: Period
    /// The last day on which it is in time.
    let dueOn: CalendarDay
    /// What came for it, by vintage.
    let deliveries: [DropRecord]

    var loaded: [DropRecord] { deliveries.filter { $0.drop.outcome == .loaded } }

    /// on-time, late, partial (some records quarantined), refused, held, withdrawn or missing.
    var state: String {
        if let first = loaded.map(\.drop.vintage.day).min() {
            if loaded.contains(where: { $0.drop.records.quarantined == 0 }) {
                return first <= dueOn ? "on-time" : "late"
            }
            return "partial"
        }
        return deliveries.last?.drop.outcome.rawValue ?? "missing"
    }

    var receivedAt: Moment? { loaded.map(\.drop.vintage.moment).min() }

    /// The first event that came of it.
    var event: Int? { deliveries.compactMap(\.drop.eventID).min() }

    /// The owner as it was called in the period; `nil` where the catalogue has none.
    func agency(of catalogue: Catalogue) -> Agency? {
        catalogue.agency(contract.owner.agency, on: period.start)
    }
}

/// What periods have in common that follow each other.
struct PeriodLength: Hashable {
    let system: PeriodSystem
    let monthCount: Int

    init(system: PeriodSystem, monthCount: Int) {
        self.system = system
        self.monthCount = monthCount
    }

    init(_ period: Period) { self.init(system: period.system, monthCount: period.monthCount) }
}

/// What came of every dataset that owes something, by period.
struct Deliveries {
    struct Feed {
        let dataset: DatasetDefinition
        let byPeriod: [Period: [DropRecord]]

        /// The first delivered period of each system that there is one of.
        var firstBySystem: [Period] {
            PeriodSystem.allCases.compactMap { system in
                byPeriod.keys.filter { $0.system == system }.min()
            }
        }
    }

    let feeds: [Feed]
    private let centre: CentreDefinition

    init(_ workspace: WorkspaceDefinition, _ reader: LedgerReader) throws {
        centre = workspace.centre
        let drops = Dictionary(grouping: try reader.drops(), by: \.dataset)
        feeds = workspace.datasets.filter { dataset in
            dataset.contracts.contains { $0.due != nil }
        }.map { dataset in
            var byPeriod: [Period: [DropRecord]] = [:]
            for record in drops[dataset.code] ?? [] {
                guard let period = record.drop.period.flatMap({ Period(naturalKey: $0) }) else {
                    continue
                }
                byPeriod[period, default: []].append(record)
            }
            return Feed(dataset: dataset, byPeriod: byPeriod)
        }
    }

    /// The newest delivered period of any dataset, by its system and months.
    var newestByLength: [PeriodLength: Period] {
        Dictionary(grouping: feeds.flatMap(\.byPeriod.keys), by: PeriodLength.init)
            .compactMapValues { $0.max() }
    }

    /// The oldest delivered period of any dataset, by its system and months.
    var oldestByLength: [PeriodLength: Period] {
        Dictionary(grouping: feeds.flatMap(\.byPeriod.keys), by: PeriodLength.init)
            .compactMapValues { $0.min() }
    }

    /// What `fact_submission` says: for each dataset from its first delivered period to the newest
    /// that any agency has delivered of the same length.
    func submissions() -> [Obligation] {
        feeds.flatMap { feed -> [Obligation] in
            feed.firstBySystem.flatMap { first -> [Obligation] in
                guard let last = newestByLength[PeriodLength(first)] else { return [] }
                return owed(feed, from: first) { period, _ in period <= last }
            }
        }
    }

    /// What a dataset owes from a period on, as long as a period and its due day are asked for.
    func owed(
        _ feed: Feed, from first: Period, while isAsked: (Period, CalendarDay) -> Bool
    ) -> [Obligation] {
        var obligations: [Obligation] = []
        var period = first
        while true {
            let contract = feed.dataset.contract(on: period.end) ?? feed.dataset.contracts[0]
            let dueOn = contract.due.map { centre.workingDay($0.dueAfter, from: period.end) }
            guard isAsked(period, dueOn ?? period.end) else { break }
            if let dueOn {
                obligations.append(
                    Obligation(
                        dataset: feed.dataset, contract: contract, period: period, dueOn: dueOn,
                        deliveries: feed.byPeriod[period] ?? []))
            }
            guard let next = period.shifted(months: period.monthCount), next > period else { break }
            period = next
        }
        return obligations
    }
}
