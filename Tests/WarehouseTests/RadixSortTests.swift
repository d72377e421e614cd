import Testing

@testable import Warehouse

@Suite("RadixSort")
struct RadixSortTests {
    @Test("sorts as comparing does, and keeps the order of equals", arguments: [0, 1, 100, 20_000])
    func sorts(count: Int) {
        var random = SplitMix64(seed: UInt64(count))
        for bits in [10..<40, 20..<63, 0..<11, 5..<6] {
            var words = (0..<count).map { _ in
                UInt64.random(in: 0..<1 << UInt64(bits.upperBound), using: &random)
            }
            let low = UInt64(bits.lowerBound)
            let expected = words.enumerated().sorted {
                ($0.element >> low, $0.offset) < ($1.element >> low, $1.offset)
            }.map(\.element)
            RadixSort.sort(&words, bits: bits)
            #expect(words == expected)
        }
    }
}
