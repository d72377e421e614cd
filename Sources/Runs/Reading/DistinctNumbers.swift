/// Tells whether numbers are all different.
///
/// A bit for each number that could come would be looked up all over a memory of many megabytes. So
/// the numbers are first put together by their high bits; the bits of one such part at a time stay
/// in the processor's nearest memory.
enum DistinctNumbers {
    /// Numbers are below it: so many parts are still put together in one pass.
    static let boundMax: UInt64 = 1 << 29
    /// Bits of a number that count within a part: their 2²⁰ marks are 128 KiB.
    private static let lowBitCount: UInt32 = 20

    static func hold(_ numbers: [UInt32], below bound: UInt64) -> Bool {
        let (parted, starts) = parted(numbers, partCount: Int(bound >> UInt64(lowBitCount)) + 1)
        var marks = [UInt64](repeating: 0, count: 1 << (lowBitCount - 6))
        return marks.withUnsafeMutableBufferPointer { marks in
            zip(starts, starts.dropFirst()).allSatisfy { start, end in
                areDistinct(parted[start..<end], marks)
            }
        }
    }

    /// - Returns: The numbers by part, and where each part begins; the last one ends at the count.
    private static func parted(
        _ numbers: [UInt32], partCount: Int
    ) -> (numbers: [UInt32], starts: [Int]) {
        var starts = [Int](repeating: 0, count: partCount + 1)
        for number in numbers { starts[Int(number >> lowBitCount) + 1] += 1 }
        for part in 0..<partCount { starts[part + 1] += starts[part] }
        var places = starts
        let parted = [UInt32](unsafeUninitializedCapacity: numbers.count) { parted, count in
            places.withUnsafeMutableBufferPointer { places in
                for number in numbers {
                    let part = Int(number >> lowBitCount)
                    parted[places[part]] = number
                    places[part] += 1
                }
            }
            count = numbers.count
        }
        return (parted, starts)
    }

    /// - Parameter marks: Of the numbers of one part; whatever they were.
    private static func areDistinct(
        _ part: ArraySlice<UInt32>, _ marks: UnsafeMutableBufferPointer<UInt64>
    ) -> Bool {
        guard part.count > 1 else { return true }
        marks.update(repeating: 0)
        let low = UInt32(1) << lowBitCount - 1
        return part.allSatisfy { number in
            let place = Int((number & low) >> 6)
            let mark = UInt64(1) << UInt64(number & 63)
            let isNew = marks[place] & mark == 0
            marks[place] |= mark
            return isNew
        }
    }
}
