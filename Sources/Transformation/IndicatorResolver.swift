import PhusaModel

/// The indicator of a cell: by exact code among those that the contract covers.
struct IndicatorResolver: Sendable {
    private static let isUnknown = -1
    private static let isAmbiguous = -2

    private let indicators: [Indicator]
    private let indicesByCode: [String: [Int]]
    private let covered: Set<IndicatorKey>
    private let input: Int
    private let output: Int
    private var keys: [Int: Int32] = [:]
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
        indicesByCode = Dictionary(grouping: wanted) { indicators[$0].key.code }
        self.covered = Set(covered)
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
                check(index, &bench)
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
        let inCover = named.filter { covered.contains(indicators[$0].key) }
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
        if let key = keys[index] { return key }
        let key = bench.keys.index(of: indicators[index].key.description)
        keys[index] = key
        return key
    }

    private func check(_ index: Int, _ bench: inout Workbench) {
        guard !covered.contains(indicators[index].key) else { return }
        let codes = Set(covered.map(\.code)).sorted()
        let shown = codes.prefix(10).joined(separator: ", ") + (codes.count > 10 ? ", …" : "")
        bench.report(.contractCover, slot: input, expected: .cover("indicators: \(shown)"))
    }

    private func report(_ id: TextID, isAmbiguous: Bool, _ bench: inout Workbench) {
        let text = bench.pool.text(id)
        if isAmbiguous {
            let keys = (indicesByCode[text] ?? []).map { indicators[$0].key.description }
            bench.report(
                .normaliseIndicator, slot: input,
                expected: .oneOf(list: "indicators", values: keys.sorted()))
            return
        }
        let codes = covered.isEmpty ? Set(indicesByCode.keys) : Set(covered.map(\.code))
        bench.report(
            .normaliseIndicator, slot: input, expected: .oneOf(list: "indicators", values: []),
            suggestion: bench.nearest(to: text, among: codes.sorted()))
    }
}
