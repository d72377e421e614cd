/// Writes values in PostgreSQL's binary COPY form.
///
/// Source of the forms: `src/backend/utils/adt/*send` of PostgreSQL 15; `numeric_send` for decimals.
///
/// Advice to the next editor: a load writes several values for each row. So an array stands ready
/// that is longer than what was written, and each value is put in place with one look at it: to
/// append number by number to an array costs more than all the rest.
package struct FactRowEncoder: Sendable {
    /// What was written, and room behind it.
    private var storage: [UInt8] = []
    /// Bytes written so far.
    package private(set) var byteCount = 0

    package init() {}

    /// A copy of what was written.
    package var bytes: [UInt8] { Array(storage[..<byteCount]) }

    /// The bytes behind those that stand at the beginning; to be let go of before more is written.
    package func written(behind byteCount: Int) -> ArraySlice<UInt8> {
        storage[byteCount..<self.byteCount]
    }

    package mutating func removeAll() { byteCount = 0 }

    /// Takes back what was appended last.
    package mutating func truncate(to count: Int) { byteCount = min(byteCount, count) }

    /// - Parameter count: How many columns have no value.
    package mutating func appendNulls(_ count: Int) {
        guard count > 0 else { return }
        let place = makeRoom(for: 4 * count)
        storage.withUnsafeMutableBytes { storage in
            for index in 0..<count { storage.put(UInt32.max, at: place + 4 * index) }
        }
    }

    package mutating func appendNull() { appendNulls(1) }

    package mutating func append(int16 value: Int16) {
        append(UInt16(bitPattern: value), byteCount: 2)
    }

    /// Also an index into a member list, and a `date` as days since 2000-01-01.
    package mutating func append(int32 value: Int32) {
        append(UInt32(bitPattern: value), byteCount: 4)
    }

    package mutating func append(int64 value: Int64) {
        append(UInt64(bitPattern: value), byteCount: 8)
    }

    package mutating func append(day: CalendarDay) { append(int32: Int32(day.number - 10_957)) }

    package mutating func append(moment: Moment) {
        append(int64: moment.microseconds - 10_957 * 86_400_000_000)
    }

    package mutating func append(boolean value: Bool) {
        append(UInt8(value ? 1 : 0), byteCount: 1)
    }

    /// PostgreSQL's `"char"`: one byte.
    package mutating func append(character value: UInt8) { append(value, byteCount: 1) }

    package mutating func append(text: ArraySlice<UInt8>) {
        let place = makeRoom(for: 4 + text.count)
        storage.withUnsafeMutableBytes { storage in
            storage.put(UInt32(text.count), at: place)
            text.withUnsafeBytes { text in
                UnsafeMutableRawBufferPointer(rebasing: storage[(place + 4)...])
                    .copyMemory(from: text)
            }
        }
    }

    package mutating func append(text: [UInt8]) { append(text: text[...]) }

    @inline(__always)
    private mutating func append(_ value: some FixedWidthInteger, byteCount: Int) {
        let place = makeRoom(for: 4 + byteCount)
        storage.withUnsafeMutableBytes { storage in
            storage.put(UInt32(byteCount), at: place)
            storage.put(value, at: place + 4)
        }
    }

    /// - Returns: Where so many bytes, which count as written from now on, are to be put.
    @inline(__always)
    private mutating func makeRoom(for count: Int) -> Int {
        let place = byteCount
        byteCount += count
        if byteCount > storage.count { grow() }
        return place
    }

    private mutating func grow() {
        let room = max(Self.roomMin, byteCount)
        storage.append(contentsOf: repeatElement(0, count: room))
    }

    private static let roomMin = 256
}

// MARK: Decimals

extension FactRowEncoder {
    /// `numeric`: groups of four digits to base 10,000, with the shortest display scale.
    package mutating func append(decimal value: ExactDecimal) {
        let fractionGroupCount = (value.scale + 3) / 4
        let pad = fractionGroupCount * 4 - value.scale
        let magnitude = value.mantissa.magnitude
        if magnitude < Self.narrowBound {
            append(
                UInt64(truncatingIfNeeded: magnitude) &* Self.narrowPadFactors[pad],
                fractionGroupCount: fractionGroupCount, value)
            return
        }
        withUnsafeTemporaryAllocation(of: UInt16.self, capacity: Self.groupCountMax) { groups in
            let count = Self.fill(groups, magnitude, pad: pad)
            append(groups[..<count], fractionGroupCount: fractionGroupCount, value)
        }
    }

    /// Nearly every value, which with its padding fits 64 bits.
    private mutating func append(
        _ padded: UInt64, fractionGroupCount: Int, _ value: ExactDecimal
    ) {
        var rest = padded
        var count = 0
        var bound: UInt64 = 1
        while count < Self.narrowGroupCountMax, rest >= bound {
            count += 1
            bound &*= 10_000
        }
        let weight = count == 0 ? 0 : count - fractionGroupCount - 1
        while count > 0, rest % 10_000 == 0 {
            rest /= 10_000
            count -= 1
        }
        let place = makeRoom(for: 12 + 2 * count)
        storage.withUnsafeMutableBytes { storage in
            storage.put(
                UInt32(8 + 2 * count), Self.head(count, weight: weight, value), at: place)
            var index = count
            while index > 0 {
                index -= 1
                storage.put(UInt16(rest % 10_000), at: place + 12 + 2 * index)
                rest /= 10_000
            }
        }
    }

    /// Digit count, weight, sign and display scale.
    private static func head(_ count: Int, weight: Int, _ value: ExactDecimal) -> UInt64 {
        UInt64(count) << 48 | UInt64(UInt16(truncatingIfNeeded: weight)) << 32
            | (value.isNegative ? 0x4000 << 16 : 0) | UInt64(value.scale)
    }

    /// - Parameter groups: Least group first.
    private mutating func append(
        _ groups: Slice<UnsafeMutableBufferPointer<UInt16>>, fractionGroupCount: Int,
        _ value: ExactDecimal
    ) {
        let weight = groups.isEmpty ? 0 : groups.count - fractionGroupCount - 1
        let shortest = groups.drop { $0 == 0 }
        let place = makeRoom(for: 12 + 2 * shortest.count)
        storage.withUnsafeMutableBytes { storage in
            storage.put(
                UInt32(8 + 2 * shortest.count), Self.head(shortest.count, weight: weight, value),
                at: place)
            for (index, group) in shortest.reversed().enumerated() {
                storage.put(group, at: place + 12 + 2 * index)
            }
        }
    }

    /// Cuts a number into groups, least first; where zeros behind the last digit would overflow, the
    /// first group is filled apart.
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
    /// Below it a number takes three more digits in 64 bits, and so many groups.
    private static let narrowBound: UInt128 = 1_000_000_000_000_000
    private static let narrowGroupCountMax = 5
    private static let narrowPadFactors: [UInt64] = [1, 10, 100, 1_000]
    private static let padDivisors: [UInt128] = [10_000, 1_000, 100, 10]
    private static let padFactors: [UInt128] = [1, 10, 100, 1_000]
}

extension UnsafeMutableRawBufferPointer {
    /// Big endian.
    @inline(__always)
    fileprivate func put(_ value: some FixedWidthInteger, at place: Int) {
        storeBytes(of: value.bigEndian, toByteOffset: place, as: type(of: value))
    }

    @inline(__always)
    fileprivate func put(_ length: UInt32, _ head: UInt64, at place: Int) {
        put(length, at: place)
        put(head, at: place + 4)
    }
}
