/// Makes one number of a key that is several small numbers, so that keys sort and compare as numbers.
///
/// The columns are the digits of a number of mixed radix, the first one the highest. Where that would
/// not fit 62 bits, what the columns so far have come to is replaced by its place among the distinct
/// ones that occur: there are never more of these than rows.
package struct KeyPacking: Sendable {
    private enum Step: Sendable {
        case column(radix: UInt64)
        case places(of: [UInt64])
    }

    private static let boundMax: UInt64 = 1 << 62
    private var steps: [Step] = []
    /// Packed keys are below it.
    package private(set) var bound: UInt64 = 1

    /// Packs the keys of all rows.
    ///
    /// - Parameters:
    ///   - counts: For each column a number above those that occur.
    ///   - boundMax: What the result must stay below, where the count of rows allows it.
    ///   - digits: Adds the digits of a column: `packed[row] = packed[row] * radix + digit`.
    package init(
        counts: [Int], rowCount: Int, boundMax: UInt64 = boundMax, packed: inout [UInt64],
        digits: (_ column: Int, _ radix: UInt64, _ packed: inout [UInt64]) -> Void
    ) {
        packed = [UInt64](repeating: 0, count: rowCount)
        for (column, count) in counts.enumerated() {
            let radix = UInt64(max(1, count))
            let (product, isTooLarge) = radix.multipliedReportingOverflow(by: bound)
            if isTooLarge || product > Self.boundMax { compress(&packed) }
            steps.append(.column(radix: radix))
            bound *= radix
            digits(column, radix, &packed)
        }
        if bound > boundMax { compress(&packed) }
    }

    private mutating func compress(_ packed: inout [UInt64]) {
        let sorted = packed.sorted()
        var distinct: [UInt64] = []
        for key in sorted where distinct.last != key { distinct.append(key) }
        for row in packed.indices {
            packed[row] = UInt64(Self.place(of: packed[row], in: distinct) ?? 0)
        }
        steps.append(.places(of: distinct))
        bound = UInt64(max(1, distinct.count))
    }

    /// The packed form of a key.
    ///
    /// - Returns: `nil` where none of the packed rows has such a key.
    package func pack(_ digits: UnsafeBufferPointer<UInt64>) -> UInt64? {
        var key: UInt64 = 0
        var column = 0
        for step in steps {
            switch step {
            case .column(let radix):
                key = key * radix + digits[column]
                column += 1
            case .places(let distinct):
                guard let place = Self.place(of: key, in: distinct) else { return nil }
                key = UInt64(place)
            }
        }
        return key
    }

    private static func place(of key: UInt64, in sorted: [UInt64]) -> Int? {
        var (low, high) = (0, sorted.count)
        while low < high {
            let middle = (low + high) / 2
            if sorted[middle] < key { low = middle + 1 } else { high = middle }
        }
        return low < sorted.count && sorted[low] == key ? low : nil
    }
}
