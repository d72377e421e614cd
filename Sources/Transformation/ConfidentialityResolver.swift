import PhusaModel

/// Whether a figure may be published: CONF_STATUS, and for an embargo the day from which it is free.
struct ConfidentialityResolver: Sendable {
    struct Slots: Sendable {
        /// `nil`: only the day says.
        let status: Int?
        /// The day on which an embargo ends; `nil` where no column holds it.
        let embargo: Int?
        let conf: Int
        /// `nil` where no column holds the day.
        let until: Int?
    }

    private let slots: Slots
    /// All of them, each with its letter in the pool.
    private let letters: [(status: Confidentiality, letter: TextID)]
    /// Place in `letters` of each distinct text, -1 for none.
    private var cache = TextCache()

    /// - Parameter pool: Takes the letters that results are made of, for good.
    init(slots: Slots, pool: inout TextPool) {
        self.slots = slots
        letters = Confidentiality.allCases.map { ($0, pool.id(of: $0.rawValue)) }
    }

    /// Forgets what it made of texts: their numbers are given out again.
    mutating func forget() { cache.removeAll() }

    /// An embargo needs its day, and a day is that of an embargo, also where no status stands.
    mutating func run(_ bench: inout Workbench) {
        if let until = slots.until { bench.registers[until] = .absent }
        bench.registers[slots.conf] = .absent
        guard let status = readStatus(&bench), let day = readDay(&bench) else {
            bench.registers[slots.conf] = .invalid
            return
        }
        switch (status, day) {
        case (.none, .none): break
        case (.embargo, .some(let day)), (.none, .some(let day)):
            bench.registers[slots.conf] = letter(.embargo)
            if let until = slots.until { bench.registers[until] = .day(day) }
        case (.embargo, .none):
            bench.report(
                .normaliseConfidentiality, slot: slots.embargo ?? slots.status, expected: .ruleKept)
            bench.registers[slots.conf] = .invalid
        case (.some, .some):
            bench.report(.normaliseConfidentiality, slot: slots.status, expected: .ruleKept)
            bench.registers[slots.conf] = .invalid
        case (.some(let status), .none): bench.registers[slots.conf] = letter(status)
        }
    }

    private func letter(_ status: Confidentiality) -> Register {
        letters.first { $0.status == status }.map { .text($0.letter) } ?? .invalid
    }

    /// - Returns: `nil` for one that is none, which has been reported.
    private mutating func readStatus(_ bench: inout Workbench) -> Confidentiality?? {
        guard let slot = slots.status else { return .some(nil) }
        switch bench.text(in: slot) {
        case .absent: return .some(nil)
        case .invalid: return nil
        case .id(let id):
            let place =
                cache[id]
                ?? letters.firstIndex { $0.status.rawValue == bench.pool.text(id) } ?? -1
            cache[id] = place
            if place >= 0 { return letters[place].status }
            bench.report(
                .normaliseConfidentiality, slot: slot,
                expected: .oneOf(
                    list: "CONF_STATUS", values: Confidentiality.allCases.map(\.rawValue)))
            return nil
        }
    }

    /// - Returns: `nil` for a text that is no day, which has been reported.
    private mutating func readDay(_ bench: inout Workbench) -> CalendarDay?? {
        guard let slot = slots.embargo else { return .some(nil) }
        if case .day(let day) = bench.registers[slot] { return day }
        switch bench.text(in: slot) {
        case .absent: return .some(nil)
        case .invalid: return nil
        case .id(let id):
            if let day = CalendarDay(bench.pool.text(id)) { return day }
            bench.report(.contractDate, slot: slot, expected: .date(form: "yyyy-MM-dd"))
            return nil
        }
    }
}
