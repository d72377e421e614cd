import PhusaModel

/// The period of a cell: read, held against the contract's cover, the drop's period and its vintage.
struct PeriodResolver: Sendable {
    struct Limits: Sendable {
        let seasons: [Season]
        /// Kinds that the contract covers; empty for all.
        let kinds: [PeriodKind]
        /// The drop's own period, where its name declares one.
        let declared: Period?
        /// The day after which only forecasts begin; `nil` for facts without a status.
        let vintageDay: CalendarDay?
    }

    /// A period with what can be said of it once and for all.
    private struct Entry: Sendable {
        let period: Period
        let key: Int32
        let isCovered: Bool
        let isWithinDeclared: Bool
        /// Whether it begins after the vintage, so that only a forecast can be known of it.
        let isAhead: Bool
    }

    private let limits: Limits
    private let input: Int
    private let output: Int
    private var entries: [Entry] = []
    /// Index in `entries`, see ``number(of:)``.
    private var places = NumberTable()
    /// Entry of each distinct text, -1 for one that is no period.
    private var cache = TextCache()

    init(limits: Limits, input: Int, output: Int) {
        self.limits = limits
        self.input = input
        self.output = output
    }

    /// Forgets what it made of texts: their numbers are given out again.
    mutating func forget() { cache.removeAll() }

    /// - Returns: The period, also where it broke a limit; `nil` where there is none.
    mutating func run(_ bench: inout Workbench, status: ObservationStatus?) -> Period? {
        let index: Int
        switch bench.registers[input] {
        case .period(let period): index = entry(of: period, &bench)
        default:
            let reading =
                switch bench.registers[input] {
                case .day(let day): entry(around: day, &bench)
                case .moment(let moment): entry(around: moment.day, &bench)
                default: read(&bench)
                }
            switch reading {
            case .entry(let found): index = found
            case .none(let register):
                bench.registers[output] = register
                return nil
            }
        }
        let entry = entries[index]
        if !entry.isCovered || !entry.isWithinDeclared || entry.isAhead {
            report(entry, status, &bench)
        }
        bench.registers[output] = .reference(entry.key)
        return entry.period
    }

    private enum Reading {
        case entry(Int)
        case none(Register)
    }

    /// The period of the covered kind that a day lies in; the day where several or all are covered.
    private mutating func entry(around day: CalendarDay, _ bench: inout Workbench) -> Reading {
        let kind = limits.kinds.count == 1 ? limits.kinds[0] : .day
        guard let period = Period(kind, around: day) else {
            bench.report(.normalisePeriod, slot: input, expected: .period(kinds: limits.kinds))
            return .none(.invalid)
        }
        return .entry(entry(of: period, &bench))
    }

    private mutating func read(_ bench: inout Workbench) -> Reading {
        switch bench.text(in: input) {
        case .absent: return .none(.absent)
        case .invalid: return .none(.invalid)
        case .id(let id):
            if let index = cache[id], index >= 0 { return .entry(index) }
            if cache[id] == nil,
                let period = Period(bench.pool.text(id), seasons: limits.seasons)
            {
                let index = entry(of: period, &bench)
                cache[id] = index
                return .entry(index)
            }
            cache[id] = -1
            let refusal = Period.refusal(of: bench.pool.text(id), seasons: limits.seasons)
            bench.report(
                .normalisePeriod, slot: input,
                expected: refusal.map { .periodForm($0) } ?? .period(kinds: limits.kinds))
            return .none(.invalid)
        }
    }

    private mutating func entry(of period: Period, _ bench: inout Workbench) -> Int {
        let number = Self.number(of: period)
        if let index = places.number(for: number) { return Int(index) }
        let isWithinDeclared =
            limits.declared.map { declared in
                period.system == declared.system && period.start >= declared.start
                    && period.end <= declared.end
            } ?? true
        places.set(Int32(entries.count), for: number)
        entries.append(
            Entry(
                period: period,
                key: bench.keys.index(of: period.naturalKey),
                isCovered: limits.kinds.isEmpty || limits.kinds.contains(period.kind),
                isWithinDeclared: isWithinDeclared,
                isAhead: limits.vintageDay.map { period.start > $0 } ?? false))
        return entries.count - 1
    }

    /// A number of its own for each period: 32 bits of the first day, 24 of the length in days, and
    /// the kind and the system.
    private static func number(of period: Period) -> UInt64 {
        let kind: UInt64 =
            switch period.kind {
            case .day: 0
            case .month: 1
            case .quarter: 2
            case .half: 3
            case .cumulative: 4
            case .year: 5
            case .season: 6
            }
        let system: UInt64 =
            switch period.system {
            case .statistical: 0
            case .administrative: 1
            }
        let start = UInt64(UInt32(truncatingIfNeeded: period.start.number))
        let dayCount = UInt64(period.end.number - period.start.number)
        return start << 32 | dayCount << 8 | kind << 1 | system
    }

    private func report(
        _ entry: Entry, _ status: ObservationStatus?, _ bench: inout Workbench
    ) {
        if !entry.isCovered {
            let kinds = limits.kinds.map(\.rawValue).joined(separator: ", ")
            bench.report(.contractCover, slot: input, expected: .cover("periods: \(kinds)"))
        }
        if let declared = limits.declared, !entry.isWithinDeclared {
            bench.report(
                .normalisePeriod, slot: input, expected: .periodWithin(declared.description))
        }
        if let day = limits.vintageDay, entry.isAhead, status != .forecast {
            bench.report(.normalisePeriod, slot: input, expected: .periodWithin(day.description))
        }
    }
}
