import Testing

@testable import PhusaModel

@Suite("ByteTable")
struct ByteTableTests {
    /// Adds the keys and holds the numbers against a dictionary.
    private func check(_ keys: [[UInt8]]) {
        var table = ByteTable()
        var twin: [[UInt8]: Int] = [:]
        for key in keys {
            let expected = twin[key] ?? twin.count
            twin[key] = expected
            #expect(table.number(of: key[...]) == expected)
        }
        #expect(table.count == twin.count)
        for (key, number) in twin { #expect(Array(table.bytes(number)) == key) }
    }

    @Test("numbers distinct bytes from 0 in order of appearance")
    func order() {
        var table = ByteTable()
        #expect(table.count == 0)
        let numbers = ["b", "a", "b", "c", "a"].map { table.number(of: Array($0.utf8)[...]) }
        #expect(numbers == [0, 1, 0, 2, 1])
        #expect(table.count == 3)
        #expect(Array(table.bytes(1)) == Array("a".utf8))
    }

    @Test("tells apart keys that join to the same bytes, and the empty one")
    func boundaries() {
        check([[], [1], [1, 2], [2], [], [0], [0, 0], [1, 2, 3], [3], [2, 3]])
    }

    @Test("takes a slice from the middle of an array")
    func slice() {
        var table = ByteTable()
        let bytes: [UInt8] = [9, 1, 2, 9, 1, 2]
        #expect(table.number(of: bytes[1...2]) == 0)
        #expect(table.number(of: bytes[4...5]) == 0)
    }

    @Test("finds every key again after it has grown many times")
    func growth() {
        var table = ByteTable()
        for number in 0..<40_000 {
            #expect(table.number(of: Array("\(number)".utf8)[...]) == number)
        }
        for number in stride(from: 39_999, through: 0, by: -7) {
            #expect(table.number(of: Array("\(number)".utf8)[...]) == number)
            #expect(Array(table.bytes(number)) == Array("\(number)".utf8))
        }
        #expect(table.count == 40_000)
    }

    @Test("agrees with a dictionary on random keys, many of them alike", arguments: 0..<20)
    func random(_ seed: UInt64) {
        var random = Numbers(seed: seed)
        let alphabet = UInt8.random(in: 1...255, using: &random)
        let lengthMax = Int.random(in: 1...40, using: &random)
        check(
            (0..<2_000).map { _ in
                (0..<Int.random(in: 0...lengthMax, using: &random)).map { _ in
                    UInt8.random(in: 0...alphabet, using: &random)
                }
            })
    }

    @Test("tells apart keys that differ in one bit, at any place")
    func bits() {
        let zero: [UInt8] = Array(repeating: 0, count: 24)
        check(
            [zero]
                + (0..<24 * 8).map { bit in
                    var key = zero
                    key[bit / 8] = 1 << UInt8(bit % 8)
                    return key
                })
    }
}
