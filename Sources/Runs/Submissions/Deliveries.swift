import PhusaModel
import Warehouse

/// What came of every dataset that owes something, by period.
struct Deliveries {
    struct Feed {
        let dataset: DatasetDefinition
        let byPeriod: [Period: [Delivery]]

        /// The first delivered period of each system that there is one of; of each season.
        var firstPeriods: [Period] {
            Dictionary(grouping: byPeriod.keys) { period in
                let length = PeriodLength(period)
                return [length.system.rawValue, "\(length.seasonMonth ?? 0)"]
            }.values.compactMap { $0.min() }.sorted()
        }
    }

    let feeds: [Feed]
    private let centre: CentreDefinition
    private let seasons: [Season]

    /// How records in quarantine are told: what a rebuild repeats, or what people decided since.
    enum Quarantine {
        /// By what the drop itself left there.
        case ofDrop
        /// By what is open now, or was at the moment of the question.
        case open
    }

    /// - Parameter asOf: Only what had been issued by then; `nil` for all.
    init(
        _ workspace: WorkspaceDefinition, on connection: Connection, asOf: Moment? = nil,
        quarantine: Quarantine
    ) throws {
        centre = workspace.centre
        seasons = workspace.catalogue.seasons
        let reader = LedgerReader(connection)
        let drops = Dictionary(
            grouping: try reader.drops().filter { record in
                asOf.map { record.drop.vintage.moment <= $0 } ?? true
            }, by: \.dataset)
        let contents = DeliveryContents(
            withdrawn: try reader.withdrawnEvents(by: asOf),
            open: quarantine == .open ? try reader.openQuarantineCounts(asOf: asOf) : nil)
        feeds = try workspace.datasets.filter { dataset in
            dataset.contracts.contains { $0.due != nil }
        }.map { dataset in
            let byPeriod = Self.byPeriod(drops[dataset.code] ?? [])
            let copies = try CopyQuestions(dataset, workspace.schema, byPeriod)
                .copiedEvents(on: connection)
            return Feed(
                dataset: dataset,
                byPeriod: byPeriod.mapValues { records in
                    records.map { contents.delivery($0, of: dataset, copies: copies) }
                })
        }
    }

    private static func byPeriod(_ records: [DropRecord]) -> [Period: [DropRecord]] {
        var byPeriod: [Period: [DropRecord]] = [:]
        for record in records {
            guard let period = record.drop.period.flatMap({ Period(naturalKey: $0) }) else {
                continue
            }
            byPeriod[period, default: []].append(record)
        }
        return byPeriod
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
            feed.firstPeriods.flatMap { first -> [Obligation] in
                guard let last = newestByLength[PeriodLength(first)] else { return [] }
                return owed(feed, from: first) { $0 <= last }
            }
        }
    }

    /// What a dataset owes from a period on, as long as a period is asked for.
    func owed(_ feed: Feed, from first: Period, while isAsked: (Period) -> Bool) -> [Obligation] {
        var obligations: [Obligation] = []
        var period = first
        while isAsked(period) {
            let contract = feed.dataset.contract(on: period.end) ?? feed.dataset.contracts[0]
            if let due = contract.due {
                obligations.append(
                    Obligation(
                        dataset: feed.dataset, contract: contract, period: period,
                        opensOn: centre.workingDay(due.opensAfter, from: period.end),
                        dueOn: centre.workingDay(due.dueAfter, from: period.end),
                        deliveries: feed.byPeriod[period] ?? []))
            }
            guard let next = next(after: period), next > period else { break }
            period = next
        }
        return obligations
    }

    /// The next of its length, or the same season one year later.
    private func next(after period: Period) -> Period? {
        guard period.kind == .season else { return period.shifted(months: period.monthCount) }
        return period.named(among: seasons).flatMap { Period(season: $0.season, year: $0.year + 1) }
    }
}

/// What the content of a dataset's drops makes of each.
private struct DeliveryContents {
    /// Events of drops that a person has taken out.
    let withdrawn: Set<Int>
    /// Open records in quarantine by drop; `nil` to go by what the drop itself left there.
    let open: [Int: Int]?

    func delivery(
        _ record: DropRecord, of dataset: DatasetDefinition, copies: Set<Int>
    ) -> Delivery {
        Delivery(record: record, content: content(record, dataset, copies))
    }

    private func content(
        _ record: DropRecord, _ dataset: DatasetDefinition, _ copies: Set<Int>
    ) -> Delivery.Content {
        let drop = record.drop
        if drop.outcome == .refused { return .refused }
        if let event = drop.eventID, withdrawn.contains(event) { return .withdrawn }
        // A release puts the figures in force; it does not make the file another one.
        let rules = Set(drop.violations.map(\.rule))
        if rules.contains(.dropSameBytes) || drop.eventID.map(copies.contains) ?? false {
            return .copy
        }
        let contract = dataset.contract(on: drop.vintage.day) ?? dataset.contracts[0]
        if rules.contains(.dropEmpty) || (drop.records.accepted == 0 && isLoaded(drop)),
            !contract.allowsEmpty
        {
            return .empty
        }
        guard isLoaded(drop) else { return .held }
        let waiting = open.map { $0[record.id] ?? 0 } ?? drop.records.quarantined
        return waiting == 0 ? .whole : .partial
    }

    /// Loaded at the moment asked for: what was withdrawn later was.
    private func isLoaded(_ drop: NewDrop) -> Bool {
        drop.outcome == .loaded || drop.outcome == .withdrawn
    }
}
