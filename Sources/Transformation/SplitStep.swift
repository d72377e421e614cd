import PhusaModel

/// `split`: the captures of the first pattern that matches become columns.
struct SplitStep: Sendable {
    private static let isUnmatched = -1

    private let patterns: [NamePattern]
    private let input: Int
    /// Names of all captures of all patterns, and the register of each.
    private let outputs: [(name: String, slot: Int)]
    /// Captures of each distinct text, `outputs.count` each; -1 for one that its pattern lacks.
    private var results: [TextID] = []
    private var cache = TextCache()

    init(patterns: [NamePattern], input: Int, outputs: [(name: String, slot: Int)]) {
        self.patterns = patterns
        self.input = input
        self.outputs = outputs
    }

    mutating func run(_ bench: inout Workbench) {
        switch bench.text(in: input) {
        case .absent: fill(&bench, with: .absent)
        case .invalid: fill(&bench, with: .invalid)
        case .id(let id):
            let place = place(of: id, &bench)
            guard place != Self.isUnmatched else {
                bench.report(
                    .transformSplit, slot: input,
                    expected: .pattern(patterns.map(\.text).joined(separator: " | ")))
                fill(&bench, with: .invalid)
                return
            }
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
        var place = Self.isUnmatched
        let text = bench.pool.text(id)
        if let captures = patterns.lazy.compactMap({ $0.match(text) }).first {
            place = results.count
            for output in outputs {
                results.append(captures[output.name].map { bench.pool.id(of: $0) } ?? -1)
            }
        }
        cache[id] = place
        return place
    }

    private func fill(_ bench: inout Workbench, with value: Register) {
        for output in outputs { bench.registers[output.slot] = value }
    }
}
