/// Steele, Lea and Flood's generator: small, fast, and the same on every machine.
struct SplitMix64 {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    /// A generator of its own for each feed and period, so that no file depends on another.
    init(seed: UInt64, _ name: String, _ number: Int) {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in name.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
        var mixer = SplitMix64(seed: seed ^ hash)
        // The number goes through the mixer too: as a mere offset, two periods would share draws.
        var other = SplitMix64(seed: mixer.next() ^ UInt64(bitPattern: Int64(number)))
        state = other.next()
    }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }

    /// A whole number of the closed range; the bias of the remainder is below 2⁻³⁰ here.
    mutating func int(_ range: ClosedRange<Int>) -> Int {
        range.lowerBound + Int(next() % UInt64(range.upperBound - range.lowerBound + 1))
    }

    /// True in so many of a thousand draws.
    mutating func chance(_ perMille: Int) -> Bool { int(0...999) < perMille }

    /// An index, drawn by weights.
    mutating func index(weights: [Int]) -> Int {
        var left = int(0...max(0, weights.reduce(0, +) - 1))
        for (index, weight) in weights.enumerated() {
            if left < weight { return index }
            left -= weight
        }
        return weights.count - 1
    }

    mutating func pick<Element>(_ items: [Element]) -> Element { items[int(0...items.count - 1)] }
}
