/// Writes values in PostgreSQL's binary COPY form.
///
/// Source of the forms: `src/backend/utils/adt/*send` of PostgreSQL 15; `numeric_send` for decimals.
package struct FactRowEncoder: Sendable {
    package private(set) var bytes: [UInt8] = []

    package init() {}

    package mutating func reserve(_ byteCount: Int) { bytes.reserveCapacity(byteCount) }

    package mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

    package mutating func appendNull() { append(UInt32.max) }

    package mutating func append(int16 value: Int16) {
        append(2 as UInt32)
        append(UInt16(bitPattern: value))
    }

    /// Also an index into a member list, and a `date` as days since 2000-01-01.
    package mutating func append(int32 value: Int32) {
        append(4 as UInt32)
        append(UInt32(bitPattern: value))
    }

    package mutating func append(int64 value: Int64) {
        append(8 as UInt32)
        append(UInt64(bitPattern: value))
    }

    package mutating func append(day: CalendarDay) { append(int32: Int32(day.number - 10_957)) }

    package mutating func append(moment: Moment) {
        append(int64: moment.microseconds - 10_957 * 86_400_000_000)
    }

    package mutating func append(boolean value: Bool) {
        append(1 as UInt32)
        bytes.append(value ? 1 : 0)
    }

    /// PostgreSQL's `"char"`: one byte.
    package mutating func append(character value: UInt8) {
        append(1 as UInt32)
        bytes.append(value)
    }

    package mutating func append(text: some Collection<UInt8>) {
        append(UInt32(text.count))
        bytes.append(contentsOf: text)
    }

    /// Takes back what was appended last.
    package mutating func truncate(to byteCount: Int) {
        bytes.removeLast(bytes.count - byteCount)
    }

    /// `numeric`: groups of four digits to base 10,000, with the shortest display scale.
    package mutating func append(decimal value: ExactDecimal) {
        let fractionGroupCount = (value.scale + 3) / 4
        let pad = fractionGroupCount * 4 - value.scale
        withUnsafeTemporaryAllocation(of: UInt16.self, capacity: Self.groupCountMax) { groups in
            let magnitude = value.mantissa.magnitude
            let count =
                magnitude < Self.narrowBound
                ? Self.fill(groups, UInt64(magnitude) * UInt64(Self.padFactors[pad]))
                : Self.fill(groups, magnitude, pad: pad)
            append(groups[..<count], fractionGroupCount: fractionGroupCount, value)
        }
    }

    /// - Parameter groups: Least group first.
    private mutating func append(
        _ groups: Slice<UnsafeMutableBufferPointer<UInt16>>, fractionGroupCount: Int,
        _ value: ExactDecimal
    ) {
        let weight = groups.isEmpty ? 0 : groups.count - fractionGroupCount - 1
        let shortest = groups.drop { $0 == 0 }
        append(UInt32(8 + shortest.count * 2))
        append(UInt16(shortest.count))
        append(UInt16(bitPattern: Int16(weight)))
        append(value.isNegative ? 0x4000 : 0 as UInt16)
        append(UInt16(value.scale))
        for group in shortest.reversed() { append(group) }
    }

    /// Cuts a number into groups, least first: nearly every value, with its padding, fits 64 bits.
    private static func fill(
        _ groups: UnsafeMutableBufferPointer<UInt16>, _ magnitude: UInt64
    ) -> Int {
        var (count, rest) = (0, magnitude)
        while rest > 0 {
            groups[count] = UInt16(rest % 10_000)
            rest /= 10_000
            count += 1
        }
        return count
    }

    /// The same where zeros behind the last digit would overflow: the first group is filled apart.
    private static func fill(
        _ groups: UnsafeMutableBufferPointer<UInt16>, _ magnitude: UInt128, pad: Int
    ) -> Int {
        var (count, rest) = (0, magnitude)
        if pad > 0 {
            groups[0] = UInt16(rest % padDivisors[pad] * padFactors[pad])
            rest /= padDivisors[pad]
            count = 1
        }
        while rest > 0 {
            groups[count] = UInt16(rest % 10_000)
            rest /= 10_000
            count += 1
        }
        return count
    }

    /// Groups of a number of 38 digits that begins and ends within a group.
    private static let groupCountMax = 12
    /// Below it a number takes three more digits in 64 bits.
    private static let narrowBound: UInt128 = 1_000_000_000_000_000
    private static let padDivisors: [UInt128] = [10_000, 1_000, 100, 10]
    private static let padFactors: [UInt128] = [1, 10, 100, 1_000]

    private mutating func append(_ value: some FixedWidthInteger) {
        withUnsafeBytes(of: value.bigEndian) { bytes.append(contentsOf: $0) }
    }
}
