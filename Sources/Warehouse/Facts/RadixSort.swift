/// Sorts words by some of their bits: stable, and in time proportional to their count.
enum RadixSort {
    private static let digitBitCount = 11
    /// Fewer words than this are sorted by comparing.
    private static let countMin = 4_096

    /// - Parameter bits: Those that count, the lowest being 0.
    static func sort(_ words: inout [UInt64], bits: Range<Int>) {
        guard words.count >= countMin else {
            words.sort { $0 >> UInt64(bits.lowerBound) < $1 >> UInt64(bits.lowerBound) }
            return
        }
        var other = [UInt64](repeating: 0, count: words.count)
        for low in stride(from: bits.lowerBound, to: bits.upperBound, by: digitBitCount) {
            pass(words, into: &other, shift: UInt64(low))
            swap(&words, &other)
        }
    }

    private static func pass(_ words: [UInt64], into other: inout [UInt64], shift: UInt64) {
        let mask = UInt64(1) << UInt64(digitBitCount) - 1
        var places = [Int](repeating: 0, count: 1 << digitBitCount)
        for word in words { places[Int(word >> shift & mask)] += 1 }
        var start = 0
        for digit in places.indices { (places[digit], start) = (start, start + places[digit]) }
        words.withUnsafeBufferPointer { words in
            other.withUnsafeMutableBufferPointer { other in
                for word in words {
                    let digit = Int(word >> shift & mask)
                    other[places[digit]] = word
                    places[digit] += 1
                }
            }
        }
    }
}
