import Testing

@testable import PhusaModel

@Suite("KeyPacking")
struct KeyPackingTests {
    /// Packs keys and holds them against the keys themselves.
    private func check(_ keys: [[UInt64]], counts: [Int], boundMax: UInt64) {
        var packed: [UInt64] = []
        let packing = KeyPacking(
            counts: counts, rowCount: keys.count, boundMax: boundMax, packed: &packed
        ) { column, radix, rows, packed in
            for row in rows { packed[row] = packed[row] * radix + keys[row][column] }
        }
        #expect(packed.allSatisfy { $0 < packing.bound })
        for (left, leftKey) in keys.enumerated() {
            #expect(leftKey.withUnsafeBufferPointer { packing.pack($0) } == packed[left])
            for (right, rightKey) in keys.enumerated() {
                #expect(
                    leftKey.lexicographicallyPrecedes(rightKey) == (packed[left] < packed[right]))
            }
        }
    }

    @Test("orders keys column by column, also where their product overflows")
    func order() {
        var random = Numbers(seed: 20_261_123)
        for counts in [
            [5], [3, 4, 5], [1 << 30, 1 << 30, 1 << 30], [1 << 31, 1 << 31, 7, 1 << 31],
        ] {
            for boundMax in [UInt64(1) << 62, 1 << 20] {
                let keys = (0..<60).map { _ in
                    counts.map { UInt64.random(in: 0..<UInt64($0), using: &random) }
                }
                check(keys, counts: counts, boundMax: boundMax)
            }
        }
    }

    @Test("packs more rows than it takes at a time", arguments: [4_095, 4_096, 4_097, 10_000])
    func blocks(rowCount: Int) {
        var packed: [UInt64] = []
        let packing = KeyPacking(counts: [100, 7], rowCount: rowCount, packed: &packed) {
            let radix: UInt64 = $0 == 0 ? 100 : 7
            #expect($1 == radix)
            for row in $2 { $3[row] = $3[row] * radix + UInt64(row) % radix }
        }
        #expect(packing.bound == 700)
        let expected = (0..<rowCount).map { UInt64($0 % 100 * 7 + $0 % 7) }
        #expect(packed == expected)
    }

    @Test("a key that no row has is told, once places stand for keys")
    func unknown() {
        var packed: [UInt64] = []
        let keys: [[UInt64]] = [[1, 2], [3, 4]]
        let packing = KeyPacking(counts: [9, 9], rowCount: 2, boundMax: 4, packed: &packed) {
            for row in $2 { $3[row] = $3[row] * $1 + keys[row][$0] }
        }
        let other: [UInt64] = [1, 3]
        #expect(other.withUnsafeBufferPointer { packing.pack($0) } == nil)
    }
}
