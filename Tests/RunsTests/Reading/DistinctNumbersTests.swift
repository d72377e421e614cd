import Testing

@testable import Runs

@Suite("DistinctNumbers")
struct DistinctNumbersTests {
    @Test(
        "says what a set says, within a part, at its ends and over many parts",
        arguments: [
            [], [0], [0, 0], [7, 3, 7], [1, 2, 3], [1_048_575, 1_048_576], [1_048_576, 0],
            [1_048_576, 5, 1_048_576], [536_870_911, 0, 63, 64], [536_870_911, 1, 536_870_911],
            [64, 65, 127, 128, 64 + 1_048_576],
        ] as [[UInt32]])
    func edges(_ numbers: [UInt32]) {
        let expected = Set(numbers).count == numbers.count
        #expect(DistinctNumbers.hold(numbers, below: DistinctNumbers.boundMax) == expected)
    }

    @Test("finds one number that comes again among many, wherever it stands", arguments: 0..<20)
    func property(_ step: Int) {
        // An odd factor goes through all numbers below a power of two before one comes again.
        var numbers = (0..<UInt32(50_000)).map { $0 &* 2_654_435_761 & ((1 << 29) - 1) }
        #expect(DistinctNumbers.hold(numbers, below: DistinctNumbers.boundMax))
        let (from, to) = (step * 997 % numbers.count, (step * 2_503 + 1) % numbers.count)
        numbers[to] = numbers[from]
        #expect(from == to || !DistinctNumbers.hold(numbers, below: DistinctNumbers.boundMax))
    }
}
