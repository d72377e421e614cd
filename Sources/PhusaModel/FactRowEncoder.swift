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

    /// `numeric`: groups of four digits to base 10,000, with the shortest display scale.
    package mutating func append(decimal value: ExactDecimal) {
        let fractionGroupCount = (value.scale + 3) / 4
        let pad = fractionGroupCount * 4 - value.scale
        var magnitude = value.mantissa.magnitude
        // Least group first. The first one is filled with zeros to four digits, which is done apart
        // so that 38 digits do not overflow.
        var groups: [UInt16] = []
        if pad > 0 {
            let divisor = Self.padDivisors[pad]
            groups.append(UInt16(magnitude % divisor * Self.padFactors[pad]))
            magnitude /= divisor
        }
        while magnitude > 0 {
            groups.append(UInt16(magnitude % 10_000))
            magnitude /= 10_000
        }
        let weight = groups.isEmpty ? 0 : groups.count - fractionGroupCount - 1
        let shortest = groups.drop { $0 == 0 }
        append(UInt32(8 + shortest.count * 2))
        append(UInt16(shortest.count))
        append(UInt16(bitPattern: Int16(weight)))
        append(value.isNegative ? 0x4000 : 0 as UInt16)
        append(UInt16(value.scale))
        for group in shortest.reversed() { append(group) }
    }

    private static let padDivisors: [UInt128] = [10_000, 1_000, 100, 10]
    private static let padFactors: [UInt128] = [1, 10, 100, 1_000]

    private mutating func append(_ value: some FixedWidthInteger) {
        withUnsafeBytes(of: value.bigEndian) { bytes.append(contentsOf: $0) }
    }
}
