/// The order in which derived indicators can be computed: each after all that it reads.
package struct DerivationOrder: Sendable, Hashable {
    /// Inputs first; those that are ready at the same time in the order of their keys.
    ///
    /// What lies on a cycle is left out.
    package private(set) var keys: [IndicatorKey] = []
    /// Each from its smallest key along what it reads, without that key again at its end.
    package private(set) var cycles: [[IndicatorKey]] = []

    /// - Parameter inputs: What each derived indicator reads; inputs that are no keys of it are
    ///   loaded ones.
    /// - Complexity: O(*n* log *n*), *n* the inputs of all, once more for each cycle.
    package init(_ inputs: [IndicatorKey: [IndicatorKey]]) {
        var open = inputs.mapValues { all in Set(all.filter { inputs[$0] != nil }) }
        while !open.isEmpty {
            settle(&open)
            guard let first = open.keys.min() else { return }
            let cycle = Self.cycle(from: first, in: open)
            cycles.append(cycle)
            // What reads a cycle is no part of it: it takes its place behind.
            for key in cycle { open[key] = nil }
            for key in open.keys { open[key]?.subtract(cycle) }
        }
    }

    /// Moves all that is ready from `open` to ``keys``.
    private mutating func settle(_ open: inout [IndicatorKey: Set<IndicatorKey>]) {
        var readers: [IndicatorKey: [IndicatorKey]] = [:]
        for (key, inputs) in open {
            for input in inputs { readers[input, default: []].append(key) }
        }
        var ready = open.filter(\.value.isEmpty).keys.sorted()
        while !ready.isEmpty {
            var next: [IndicatorKey] = []
            for key in ready {
                keys.append(key)
                open[key] = nil
                for reader in readers[key] ?? [] {
                    open[reader]?.remove(key)
                    if open[reader]?.isEmpty ?? false { next.append(reader) }
                }
            }
            ready = next.sorted()
        }
    }

    /// Every key of `open` reads another of it, so the way along the smallest comes round.
    private static func cycle(
        from first: IndicatorKey, in open: [IndicatorKey: Set<IndicatorKey>]
    ) -> [IndicatorKey] {
        var way: [IndicatorKey] = []
        var places: [IndicatorKey: Int] = [:]
        var current = first
        while places[current] == nil, let next = open[current]?.min() {
            places[current] = way.count
            way.append(current)
            current = next
        }
        let cycle = way[(places[current] ?? 0)...]
        let start = cycle.indices.min { cycle[$0] < cycle[$1] } ?? cycle.startIndex
        return Array(cycle[start...] + cycle[..<start])
    }
}

extension Catalogue {
    /// The derived indicators, each after all that it reads.
    package var derivationOrder: [Indicator] {
        let derived = Dictionary(
            uniqueKeysWithValues: indicators.filter { $0.derivation != nil }.map { ($0.key, $0) })
        let order = DerivationOrder(derived.mapValues { $0.derivation?.inputs ?? [] })
        return order.keys.compactMap { derived[$0] }
    }
}
