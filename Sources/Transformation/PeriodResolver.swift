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

    private struct Entry: Sendable {
        let period: Period
        let key: Int32
    }

    private let limits: Limits
    private let input: Int
    private let output: Int
    private var entries: [Entry] = []
    private var indexByPeriod: [Period: Int] = [:]
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
        check(entry.period, status, &bench)
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
            bench.report(.normalisePeriod, slot: input, expected: .period(kinds: limits.kinds))
            return .none(.invalid)
        }
    }

    private mutating func entry(of period: Period, _ bench: inout Workbench) -> Int {
        if let index = indexByPeriod[period] { return index }
        let key = bench.keys.index(of: period.naturalKey, periodID: period.id)
        indexByPeriod[period] = entries.count
        entries.append(Entry(period: period, key: key))
        return entries.count - 1
    }

    private func check(
        _ period: Period, _ status: ObservationStatus?, _ bench: inout Workbench
    ) {
        if !limits.kinds.isEmpty, !limits.kinds.contains(period.kind) {
            let kinds = limits.kinds.map(\.rawValue).joined(separator: ", ")
            bench.report(.contractCover, slot: input, expected: .cover("periods: \(kinds)"))
        }
        if let declared = limits.declared,
            period.system != declared.system || period.start < declared.start
                || period.end > declared.end
        {
            bench.report(
                .normalisePeriod, slot: input, expected: .periodWithin(declared.description))
        }
        if let day = limits.vintageDay, status != .forecast, period.start > day {
            bench.report(.normalisePeriod, slot: input, expected: .periodWithin(day.description))
        }
    }
}
