import PhusaModel

/// What was made of the words of a breach, kept for the next breaches with the same words.
struct BreachMemory<Value> {
    private var known: [Violation.WordsKey: Value] = [:]

    /// Values kept before all are forgotten: some rules name another line in every breach.
    private var countMax: Int { 4_096 }

    /// - Parameter make: A function of the words of the breach and of nothing else in it.
    mutating func value(_ violation: Violation, _ make: (Violation) -> Value) -> Value {
        let key = violation.wordsKey
        if let value = known[key] { return value }
        if known.count >= countMax { known.removeAll(keepingCapacity: true) }
        let value = make(violation)
        known[key] = value
        return value
    }
}
