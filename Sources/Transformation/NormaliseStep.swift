import PhusaModel

/// `normalise`: names and codes to members of the catalogue, values to the canonical unit.
struct NormaliseStep: Sendable {
    /// Registers that hold the value and its parts; results go to the others.
    struct ValueSlots: Sendable {
        let input: Int
        let value: Int
        let mark: Int
        let conf: Int
    }

    struct StatusSlots: Sendable {
        /// `nil`: A, normal, unless a mark says otherwise.
        let input: Int?
        let output: Int
    }

    var periods: PeriodResolver?
    var indicators: IndicatorResolver?
    var areas: AreaResolver?
    var agencies: AgencyResolver?
    var breakdowns: BreakdownResolver?
    var units: UnitConverter?
    var confidentiality: ConfidentialityResolver?
    let value: ValueSlots?
    let status: StatusSlots?
    /// Status by number of the text: place in `statuses`, -1 for none.
    private var statusCache = TextCache()
    /// All statuses, each with its letter in the pool.
    private let statuses: [(status: ObservationStatus, letter: TextID)]
    private let normal: TextID

    /// - Parameter pool: Takes the letters that results are made of, for good.
    init(value: ValueSlots?, status: StatusSlots?, pool: inout TextPool) {
        self.value = value
        self.status = status
        statuses = ObservationStatus.allCases.map { ($0, pool.id(of: $0.rawValue)) }
        normal = pool.id(of: ObservationStatus.normal.rawValue)
    }

    /// - Returns: Whether there is a cell: an empty value cell makes none, and nothing more is read
    ///   of it unless its key is wanted (while the bench is silent).
    mutating func run(_ bench: inout Workbench) -> Bool {
        let isEmpty = value.map { Self.isEmpty($0.input, &bench) } ?? false
        if isEmpty, !bench.isSilent { return false }
        let status = readStatus(&bench)
        let period = periods?.run(&bench, status: status)
        let indicator = indicators?.run(&bench)
        areas?.run(&bench, period: period)
        agencies?.run(&bench)
        breakdowns?.run(&bench, indicator: indicator)
        if let value { run(value, indicator, status, &bench) }
        confidentiality?.run(&bench)
        return true
    }

    /// Forgets what it made of texts: their numbers are given out again.
    mutating func forget() {
        statusCache.removeAll()
        periods?.forget()
        indicators?.forget()
        areas?.forget()
        agencies?.forget()
        breakdowns?.forget()
        units?.forget()
        confidentiality?.forget()
    }

    private static func isEmpty(_ slot: Int, _ bench: inout Workbench) -> Bool {
        switch bench.registers[slot] {
        case .absent: true
        case .span(let span): span.count == 0
        case .text(let id): id == TextPool.emptyID
        default: false
        }
    }

    // MARK: Status

    /// - Returns: `nil` for an unknown one, which is reported.
    private mutating func readStatus(_ bench: inout Workbench) -> ObservationStatus? {
        guard let status else { return .normal }
        var result: ObservationStatus?
        var letter = Register.invalid
        switch status.input.map({ bench.text(in: $0) }) ?? .absent {
        case .absent: (result, letter) = (.normal, .text(normal))
        case .invalid: break
        case .id(let id):
            let place = place(of: id, &bench)
            if place >= 0 {
                result = statuses[place].status
                letter = .text(statuses[place].letter)
            } else {
                reportStatus(ObservationStatus.allCases, &bench)
            }
        }
        bench.registers[status.output] = letter
        return result
    }

    private mutating func place(of id: TextID, _ bench: inout Workbench) -> Int {
        if let place = statusCache[id] { return place }
        let status = ObservationStatus(reading: bench.pool.text(id))
        let place = status.flatMap { found in statuses.firstIndex { $0.status == found } } ?? -1
        statusCache[id] = place
        return place
    }

    /// The words that clerks write, then the letters.
    private func reportStatus(_ allowed: [ObservationStatus], _ bench: inout Workbench) {
        guard let slot = status?.input else { return }
        let words = [ObservationStatus.normal, .provisional, .estimated, .forecast].map(\.title.vi)
        bench.report(
            .normaliseStatus, slot: slot,
            expected: .oneOf(list: "statuses", values: words + allowed.map(\.rawValue)))
    }

    private func letter(_ text: String, _ bench: inout Workbench) -> Register {
        .text(bench.pool.id(of: text))
    }

    // MARK: Value

    private mutating func run(
        _ slots: ValueSlots, _ indicator: Int?, _ said: ObservationStatus?,
        _ bench: inout Workbench
    ) {
        bench.registers[slots.conf] = .absent
        bench.registers[slots.mark] = .absent
        if case .mark(let mark) = bench.registers[slots.input] {
            run(mark, slots, said, &bench)
            return
        }
        switch bench.number(in: slots.input) {
        case .absent: bench.registers[slots.value] = .absent
        case .invalid: bench.registers[slots.value] = .invalid
        case .number(let number):
            convert(number, slots, indicator, &bench)
            if said?.isReasonForNone == true { refuseReason(&bench) }
        case .text:
            bench.report(
                .contractDecimal, slot: slots.input,
                expected: .decimal(decimalMark: ".", groupMark: ""))
            bench.registers[slots.value] = .invalid
        }
    }

    private mutating func convert(
        _ number: ExactDecimal, _ slots: ValueSlots, _ indicator: Int?, _ bench: inout Workbench
    ) {
        guard units != nil else {
            bench.registers[slots.value] = .decimal(number)
            return
        }
        let converted = indicator.flatMap {
            units?.convert(number, valueSlot: slots.input, indicator: $0, &bench)
        }
        bench.registers[slots.value] = converted.map { .decimal($0) } ?? .invalid
    }

    /// A zero is the number with its mark kept; the others are no number, and the status says why:
    /// the file's own where it is a reason and nothing is withheld, else what the mark stands for.
    private func run(
        _ mark: Mark, _ slots: ValueSlots, _ said: ObservationStatus?, _ bench: inout Workbench
    ) {
        bench.registers[slots.mark] = letter(mark.rawValue, &bench)
        bench.registers[slots.value] = mark == .zero ? .decimal(.zero) : .absent
        guard let reason = mark.reason else {
            if said?.isReasonForNone == true { refuseReason(&bench) }
            return
        }
        if let status, mark == .suppressed || said?.isReasonForNone == false {
            bench.registers[status.output] = letter(reason.rawValue, &bench)
        }
    }

    /// A number whose status says that there is none is one of two mistakes, and nobody knows which.
    private func refuseReason(_ bench: inout Workbench) {
        guard let status else { return }
        reportStatus(ObservationStatus.ofNumbers, &bench)
        bench.registers[status.output] = .invalid
    }
}

extension Mark {
    /// Why there is no number; `nil` for a zero, which is one.
    fileprivate var reason: ObservationStatus? {
        switch self {
        case .zero: nil
        case .missing: .notCollected
        case .empty: .missing
        case .suppressed: .suppressed
        }
    }
}
