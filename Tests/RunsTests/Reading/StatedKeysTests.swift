import PhusaModel
import Testing

@testable import Runs

@Suite("StatedKeys")
struct StatedKeysTests {
    /// A generator of our own, so that a failure can be repeated.
    private struct Seeded: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state ^ (state >> 29)
        }
    }

    @Test("finds what rendering every key finds", arguments: [1, 2, 3, 4, 5] as [UInt64])
    func property(_ seed: UInt64) throws {
        var random = Seeded(state: seed)
        var text = ReadingSample.header
        for _ in 0..<300 {
            let area = ["842", "844", "845"].randomElement(using: &random) ?? ""
            let month = Int.random(in: 1...12, using: &random)
            let value = Int.random(in: 0...9, using: &random)
            text += "NN.01;\(area);2025-M\(month < 10 ? "0" : "")\(month);tạ;\(value)\n"
        }
        let rows = try ReadingSample().read(text).rows
        let fact = ReadingSample.fact
        let all = (rows.rows + rows.spared).map { rows.keyText($0, of: fact) }
        var wanted: Set<String> = ["", "; ", "2025-M03", "2025-M03; không có", "Điều lạ"]
        for key in all where Bool.random(using: &random) {
            wanted.insert(key)
            wanted.insert(String(key.dropLast()))
        }
        let keys = StatedKeys(wanted, in: rows, of: fact)
        for some in [rows.rows, rows.spared, []] {
            let slow = Set(some.map { rows.keyText($0, of: fact) }).intersection(wanted)
            #expect(keys.find(among: some) == slow)
        }
    }

    @Test("looks at no row where nothing is wanted")
    func nothing() throws {
        let rows = try ReadingSample().read(
            ReadingSample.header + "NN.01;842;2025-M03;tạ;1\n"
        ).rows
        let keys = StatedKeys([], in: rows, of: ReadingSample.fact)
        #expect(keys.find(among: rows.rows).isEmpty)
    }
}
