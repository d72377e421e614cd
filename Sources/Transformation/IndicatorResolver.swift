import PhusaModel

/// The indicator of a cell: by exact code among those that the contract covers, or by its whole key.
struct IndicatorResolver: Sendable {
    private static let isUnknown = -1
    private static let isAmbiguous = -2
    /// Stands for a key that was not asked for yet.
    private static let noKey: Int32 = -1

    private let indicators: [Indicator]
    /// By code, and by `edition|code|methodology`; no code has a bar in it.
    private let indicesByCode: [String: [Int]]
    /// By index in `indicators`.
    private let isCovered: [Bool]
    /// Codes of the covered indicators, in order.
    private let coveredCodes: [String]
    private let input: Int
    private let output: Int
    /// Index in the key table, by index in `indicators`.
    private var keys: [Int32]
    /// Index in `indicators` of each distinct text.
    private var cache = TextCache()

    /// - Parameters:
    ///   - edition: Where the code alone is not unique; `nil` for any.
    ///   - methodology: Where the code alone is not unique; `nil` for any.
    init(
        indicators: [Indicator], covered: [IndicatorKey], edition: String?, methodology: String?,
        input: Int, output: Int
    ) {
        let wanted = indicators.indices.filter {
            let key = indicators[$0].key
            return (edition ?? key.edition) == key.edition
                && (methodology ?? key.methodology) == key.methodology
        }
        self.indicators = indicators
        indicesByCode = Dictionary(grouping: wanted) { indicators[$0].key.code }.merging(
            wanted.map { (indicators[$0].key.description, [$0]) }
        ) { codes, _ in codes }
        let covered = Set(covered)
        isCovered = indicators.map { covered.contains($0.key) }
        coveredCodes = Set(covered.map(\.code)).sorted()
        keys = Array(repeating: Self.noKey, count: indicators.count)
        self.input = input
        self.output = output
    }

    /// Forgets what it made of texts: their numbers are given out again.
    mutating func forget() { cache.removeAll() }

    /// - Returns: The index in the catalogue, also where the indicator is not covered; `nil` where
    ///   there is none.
    mutating func run(_ bench: inout Workbench) -> Int? {
        switch bench.text(in: input) {
        case .absent: bench.registers[output] = .absent
        case .invalid: bench.registers[output] = .invalid
        case .id(let id):
            let index = index(of: id, &bench)
            if index >= 0 {
                if !isCovered[index] { reportUncovered(index, &bench) }
                bench.registers[output] = .reference(key(of: index, &bench))
                return index
            }
            report(id, isAmbiguous: index == Self.isAmbiguous, &bench)
            bench.registers[output] = .invalid
        }
        return nil
    }

    private mutating func index(of id: TextID, _ bench: inout Workbench) -> Int {
        if let index = cache[id] { return index }
        let named = indicesByCode[bench.pool.text(id)] ?? []
        let inCover = named.filter { isCovered[$0] }
        let found = inCover.isEmpty ? named : inCover
        let index =
            switch found.count {
            case 0: Self.isUnknown
            case 1: found[0]
            default: Self.isAmbiguous
            }
        cache[id] = index
        return index
    }

    private mutating func key(of index: Int, _ bench: inout Workbench) -> Int32 {
        if keys[index] == Self.noKey {
            keys[index] = bench.keys.index(of: indicators[index].key.description)
        }
        return keys[index]
    }

    private func reportUncovered(_ index: Int, _ bench: inout Workbench) {
        if indicators[index].derivation != nil {
            bench.report(.contractCover, slot: input, expected: .loadedIndicator)
            return
        }
        let shown =
            coveredCodes.prefix(10).joined(separator: ", ")
            + (coveredCodes.count > 10 ? ", …" : "")
        bench.report(.contractCover, slot: input, expected: .cover("indicators: \(shown)"))
    }

    private func report(_ id: TextID, isAmbiguous: Bool, _ bench: inout Workbench) {
        guard !bench.isSilent else { return }
        let text = bench.pool.text(id)
        if isAmbiguous {
            let keys = (indicesByCode[text] ?? []).map { indicators[$0].key.description }
            bench.report(
                .normaliseIndicator, slot: input,
                expected: .oneOf(list: "indicators", values: keys.sorted()))
            return
        }
        bench.report(
            .normaliseIndicator, slot: input, expected: .oneOf(list: "indicators", values: []),
            suggestion: bench.nearest(
                to: text, in: "indicators \(output)",
                among: coveredCodes.isEmpty ? indicesByCode.keys.sorted() : coveredCodes))
    }
}
