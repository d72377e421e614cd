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

    /// Rows whose digits are added at a time: so many stay in the processor's nearest memory.
    private static let blockRowCount = 4_096

    /// Packs the keys of all rows.
    ///
    /// - Parameters:
    ///   - counts: For each column a number above those that occur.
    ///   - boundMax: What the result must stay below, where the count of rows allows it.
    ///   - digits: Adds the digits of a column to some of the rows:
    ///     `packed[row] = packed[row] * radix + digit`.
    package init(
        counts: [Int], rowCount: Int, boundMax: UInt64 = boundMax, packed: inout [UInt64],
        digits: (_ column: Int, _ radix: UInt64, _ rows: Range<Int>, _ packed: inout [UInt64])
            -> Void
    ) {
        packed = [UInt64](repeating: 0, count: rowCount)
        let radices = counts.map { UInt64(max(1, $0)) }
        if let product = Self.product(radices), product <= Self.boundMax {
            for start in stride(from: 0, to: rowCount, by: Self.blockRowCount) {
                let rows = start..<min(start + Self.blockRowCount, rowCount)
                for (column, radix) in radices.enumerated() {
                    digits(column, radix, rows, &packed)
                }
            }
            steps = radices.map { .column(radix: $0) }
            bound = product
        } else {
            for (column, radix) in radices.enumerated() {
                let (product, isTooLarge) = radix.multipliedReportingOverflow(by: bound)
                if isTooLarge || product > Self.boundMax { compress(&packed) }
                steps.append(.column(radix: radix))
                bound *= radix
                digits(column, radix, 0..<rowCount, &packed)
            }
        }
        if bound > boundMax { compress(&packed) }
    }

    /// The product of numbers; `nil` where it is none of 64 bits.
    package static func product(_ numbers: [UInt64]) -> UInt64? {
        var result: UInt64 = 1
        for number in numbers {
            let (product, isTooLarge) = result.multipliedReportingOverflow(by: number)
            if isTooLarge { return nil }
            result = product
        }
        return result
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
