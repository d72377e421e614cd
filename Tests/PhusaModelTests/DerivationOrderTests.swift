import PhusaModel
import Testing

@Suite("DerivationOrder")
struct DerivationOrderTests {
    private func key(_ number: Int) -> IndicatorKey {
        IndicatorKey(edition: "e", code: "X\(number)", methodology: "default")
    }

    @Test("puts every part before what is computed from it, in any graph", arguments: 1...50)
    func parts(seed: UInt64) {
        var state = seed &* 0x9E37_79B9_7F4A_7C15
        var inputs: [IndicatorKey: [IndicatorKey]] = [:]
        for number in 0..<40 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            // Every third also reads something further on, which may close a cycle.
            let back = (0..<3).map { key(Int(state >> UInt64(20 + $0 * 8)) % max(1, number)) }
            let on = number % 3 == 0 ? [key(Int(state >> 50) % 60)] : []
            inputs[key(number)] = number == 0 ? on : back + on
        }
        let order = DerivationOrder(inputs)
        let places = Dictionary(
            uniqueKeysWithValues: order.keys.enumerated().map { ($1, $0) })
        let onCycles = Set(order.cycles.flatMap { $0 })
        #expect(Set(order.keys).union(onCycles) == Set(inputs.keys))
        #expect(onCycles.isDisjoint(with: order.keys))
        for (reader, place) in places {
            for input in inputs[reader] ?? [] {
                #expect(places[input].map { $0 < place } ?? true)
            }
        }
        for cycle in order.cycles {
            #expect(cycle.min() == cycle.first)
            for (one, next) in zip(cycle, cycle.dropFirst() + cycle.prefix(1)) {
                #expect(inputs[one]?.contains(next) == true)
            }
        }
    }
}
