import PhusaModel

/// `map` and `lookup`: a text through a code map, one look for each distinct text.
struct TranslationStep: Sendable {
    struct Output: Sendable {
        /// Place among the value columns of the map.
        let valueIndex: Int
        let slot: Int
    }

    private static let isUnknown = -1

    private let rule: Rule
    private let map: CodeMap
    private let input: Int
    private let outputs: [Output]
    /// Results of each distinct text, `outputs.count` each; -1 for an empty value.
    private var results: [TextID] = []
    private var cache = TextCache()

    init(rule: Rule, map: CodeMap, input: Int, outputs: [Output]) {
        self.rule = rule
        self.map = map
        self.input = input
        self.outputs = outputs
    }

    mutating func run(_ bench: inout Workbench) {
        switch bench.text(in: input) {
        case .absent: fill(&bench, with: .absent)
        case .invalid: fill(&bench, with: .invalid)
        case .id(let id):
            let place = place(of: id, &bench)
            guard place != Self.isUnknown else {
                reportUnknown(id, &bench)
                fill(&bench, with: .invalid)
                return
            }
            if bench.mapUses != nil { bench.noteUse(of: id, in: map) }
            for (index, output) in outputs.enumerated() {
                let result = results[place + index]
                bench.registers[output.slot] = result < 0 ? .absent : .text(result)
            }
        }
    }

    /// Forgets what it made of texts: their numbers are given out again.
    mutating func forget() {
        cache.removeAll()
        results.removeAll(keepingCapacity: true)
    }

    private mutating func place(of id: TextID, _ bench: inout Workbench) -> Int {
        if let place = cache[id] { return place }
        var place = Self.isUnknown
        if let values = map.values(for: bench.pool.text(id)) {
            place = results.count
            for output in outputs {
                let value = output.valueIndex < values.count ? values[output.valueIndex] : ""
                results.append(value.isEmpty ? -1 : bench.pool.id(of: value))
            }
        }
        cache[id] = place
        return place
    }

    private func fill(_ bench: inout Workbench, with value: Register) {
        for output in outputs { bench.registers[output.slot] = value }
    }

    private func reportUnknown(_ id: TextID, _ bench: inout Workbench) {
        let text = bench.pool.text(id)
        let suggestion = bench.nearest(
            to: text, in: "map \(map.name)", among: map.writtenKeys)
        bench.report(
            rule, slot: input, found: text, expected: .oneOf(list: map.name, values: []),
            suggestion: suggestion)
    }
}
