import PhusaModel

/// A recorded correction, compiled for the columns of one file.
struct CorrectionPlan: Sendable {
    let definition: CorrectionDefinition
    /// Whether a record has held what the correction looks for.
    var hasMatched = false
    private var matches: [Side] = []
    private var change: Side?
    /// Whether the file has every column that the correction names.
    private var isBound = false

    /// An alias with its columns, and the text that one of them must hold.
    private struct Side: Sendable {
        let plans: [Int]
        let text: [UInt8]
    }

    enum Effect {
        case none
        case exclude
        /// The index of the plan whose field is to be read as the correction says.
        case replace(plan: Int)
        /// The file no longer says what was corrected; the index of the plan that shows it.
        case guarded(plan: Int)
    }

    /// Those that apply to a vintage, in the order of their definition.
    static func applying(
        _ corrections: [CorrectionDefinition], on day: CalendarDay
    ) -> [CorrectionPlan] {
        corrections.filter { $0.decided <= day && ($0.expires.map { day <= $0 } ?? true) }
            .map { CorrectionPlan(definition: $0) }
    }

    private init(definition: CorrectionDefinition) { self.definition = definition }

    /// The text that stands for the field after the correction.
    var value: [UInt8] { Array((definition.change?.value ?? "").utf8) }

    /// Looks up the columns again: at the start, and when a column has come.
    mutating func bind(_ plans: [ColumnPlan]) {
        func side(_ alias: String, _ text: String) -> Side {
            Side(
                plans: plans.indices.filter { plans[$0].alias == alias },
                text: Array(composed(trimmedText(text)).utf8))
        }
        matches = definition.match.sorted { $0.key < $1.key }.map { side($0.key, $0.value) }
        change = definition.change.map { side($0.column, $0.expected) }
        isBound = matches.allSatisfy { !$0.plans.isEmpty } && change?.plans.isEmpty != true
    }

    /// What the correction does to a record.
    ///
    /// - Parameters:
    ///   - original: Whether the field of a plan holds a text in the file, trimmed.
    ///   - current: The same after the corrections before this one.
    mutating func effect(
        original: (Int, [UInt8]) -> Bool, current: (Int, [UInt8]) -> Bool
    ) -> Effect {
        guard isBound else { return .none }
        for side in matches where !side.plans.contains(where: { original($0, side.text) }) {
            return .none
        }
        hasMatched = true
        guard let change else { return .exclude }
        let holders = change.plans.filter { current($0, change.text) }
        // Two columns of one pattern that hold the text leave open which one was meant.
        return holders.count == 1 ? .replace(plan: holders[0]) : .guarded(plan: change.plans[0])
    }
}
