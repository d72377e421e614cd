/// How a contract says that numbers are written: never guessed cell by cell.
package struct NumberFormat: Hashable, Sendable {
    /// The byte between whole digits and fraction: `,` in Vietnamese files, `.` in others.
    package let decimalMark: UInt8
    /// The bytes between groups of three digits, or none.
    package let groupMark: [UInt8]
    /// The same where each mark is one byte, as nearly all are.
    package let marks: NumberMarks?
    /// Whether somebody said so; else it is the plain form, and ``isAmbiguous(_:)`` counts.
    package let isDeclared: Bool

    package static let plain = NumberFormat(decimalMark: UInt8(ascii: "."), groupMark: [])
    package static let undeclared = NumberFormat(
        decimalMark: UInt8(ascii: "."), groupMark: [], isDeclared: false)
    package static let vietnamese = NumberFormat(
        decimalMark: UInt8(ascii: ","), groupMark: [UInt8(ascii: ".")])

    package init(decimalMark: UInt8, groupMark: [UInt8], isDeclared: Bool = true) {
        self.decimalMark = decimalMark
        self.groupMark = groupMark
        self.isDeclared = isDeclared
        marks =
            groupMark.count > 1 ? nil : NumberMarks(decimal: decimalMark, group: groupMark.first)
    }

    /// Whether a number may be a thousand times larger than it reads, as nobody said how numbers are
    /// written: `1.234` is a fraction in one country and a thousand in another.
    package func isAmbiguous(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard !isDeclared else { return false }
        let digits = bytes.first == UInt8(ascii: "-") ? bytes.dropFirst() : bytes[...]
        let parts = digits.split(separator: decimalMark, omittingEmptySubsequences: false)
        guard parts.count == 2, parts[1].count == 3, (1...3).contains(parts[0].count) else {
            return false
        }
        return parts[0].first != UInt8(ascii: "0")
    }
}

extension ExactDecimal {
    /// Reads `[-]digits[mark digits][E±n]` with well-formed groups of three, and nothing else.
    ///
    /// A group mark must stand before every three digits or before none, and no group follows a zero:
    /// `1.23` and `0.125` are no Vietnamese numbers, so a lost decimal mark is found and not read a
    /// thousand times too large. An exponent
    /// is read (spreadsheets write `1.2E+08`), a leading `+`, blanks, signs behind and `%` are not.
    ///
    /// - Returns: `nil` for anything else, and for more than ``digitCountMax`` digits.
    package init?(utf8 bytes: some Collection<UInt8>, format: NumberFormat) {
        let value = Array(bytes).withUnsafeBufferPointer { ExactDecimal(utf8: $0, format: format) }
        guard let value else { return nil }
        self = value
    }

    /// The same for bytes in place, without a generic call for each of them: that would cost more
    /// than the reading.
    package init?(utf8 bytes: UnsafeBufferPointer<UInt8>, format: NumberFormat) {
        if let marks = format.marks, let short = ExactDecimal(shortUTF8: bytes, marks) {
            self = short
            return
        }
        self.init(anyUTF8: bytes, format: format)
    }

    /// The same for a number of few digits, which nearly all are.
    ///
    /// - Returns: `nil` also for one that wants to be read with more care.
    package init?(shortUTF8 bytes: UnsafeBufferPointer<UInt8>, _ marks: NumberMarks) {
        guard let short = ShortNumber(bytes, marks),
            let value = ExactDecimal(narrow: short.mantissa, scale: short.scale)
        else { return nil }
        self = value
    }

    /// The same for every number, also a long one.
    init?(anyUTF8 bytes: UnsafeBufferPointer<UInt8>, format: NumberFormat) {
        var reading = NumberReading(bytes: bytes)
        guard reading.run(format) else { return nil }
        self.init(mantissa: reading.mantissa, scale: reading.scale)
    }
}

/// The marks of a number format, each a byte: plain bytes, which nobody counts references to.
package struct NumberMarks: Hashable, Sendable {
    package let decimal: UInt8
    package let group: UInt8?
}

/// A number of few digits without an exponent: nearly all are, and are read in half the time.
private struct ShortNumber {
    let mantissa: Int64
    let scale: Int

    /// What may be digits: so many fit 64 bits.
    private static let byteCountMax = 18

    /// - Returns: `nil` for what is no number, and for one that wants to be read with more care.
    @inline(__always)
    init?(_ bytes: UnsafeBufferPointer<UInt8>, _ marks: NumberMarks) {
        guard bytes.count <= Self.byteCountMax else { return nil }
        let groupMark = marks.group
        var index = bytes.first == UInt8(ascii: "-") ? 1 : 0
        var value: Int64 = 0
        func readDigits() -> Int {
            let start = index
            while index < bytes.count {
                let digit = bytes[index] &- UInt8(ascii: "0")
                guard digit <= 9 else { break }
                value = value &* 10 &+ Int64(digit)
                index += 1
            }
            return index - start
        }
        let isNegative = index == 1
        let whole = readDigits()
        guard whole > 0 else { return nil }
        if let groupMark, index < bytes.count, bytes[index] == groupMark {
            guard whole <= 3, bytes[index - whole] != UInt8(ascii: "0") else { return nil }
            while index < bytes.count, bytes[index] == groupMark {
                index += 1
                guard readDigits() == 3 else { return nil }
            }
        }
        var scale = 0
        if index < bytes.count, bytes[index] == marks.decimal {
            index += 1
            scale = readDigits()
            guard scale > 0 else { return nil }
        }
        guard index == bytes.count else { return nil }
        mantissa = isNegative ? -value : value
        self.scale = scale
    }
}

/// One pass over the bytes of a number.
private struct NumberReading {
    let bytes: UnsafeBufferPointer<UInt8>
    var scale = 0
    private var index = 0
    private var isNegative = false
    /// Digits without zeros in front.
    private var digitCount = 0
    /// The digits while they fit 64 bits; from the 19th on they stand in `wide`.
    private var narrow: Int64 = 0
    private var wide: Int128 = 0

    private static let narrowDigitCountMax = 18

    init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    var mantissa: Int128 {
        let magnitude = digitCount <= Self.narrowDigitCountMax ? Int128(narrow) : wide
        return isNegative ? -magnitude : magnitude
    }

    mutating func run(_ format: NumberFormat) -> Bool {
        isNegative = skip(UInt8(ascii: "-"))
        guard readWhole(format) else { return false }
        if skip(format.decimalMark), !readFraction() { return false }
        if skip(UInt8(ascii: "E")) || skip(UInt8(ascii: "e")), !readExponent() { return false }
        return index == bytes.count
    }

    private mutating func skip(_ byte: UInt8) -> Bool {
        guard index < bytes.count, bytes[index] == byte else { return false }
        index += 1
        return true
    }

    /// The digit at the place, or more than 9.
    private var digit: UInt8 {
        index < bytes.count ? bytes[index] &- UInt8(ascii: "0") : UInt8.max
    }

    /// Reads digits as far as they go.
    ///
    /// - Returns: Whether the number still has no more digits than it may.
    private mutating func readDigits() -> Bool {
        while index < bytes.count {
            let digit = bytes[index] &- UInt8(ascii: "0")
            guard digit <= 9 else { return true }
            if digitCount < Self.narrowDigitCountMax {
                narrow = narrow &* 10 &+ Int64(digit)
                // Zeros in front do not count.
                digitCount += narrow == 0 ? 0 : 1
            } else if !appendWide(digit) {
                return false
            }
            index += 1
        }
        return true
    }

    private mutating func appendWide(_ digit: UInt8) -> Bool {
        guard digitCount < ExactDecimal.digitCountMax else { return false }
        if digitCount == Self.narrowDigitCountMax { wide = Int128(narrow) }
        wide = wide * 10 + Int128(digit)
        digitCount += 1
        return true
    }

    private mutating func readWhole(_ format: NumberFormat) -> Bool {
        let start = index
        guard readDigits() else { return false }
        guard isAt(format.groupMark) else { return index > start }
        guard isFirstGroup(from: start) else { return false }
        while isAt(format.groupMark) {
            index += format.groupMark.count
            let group = index
            guard readDigits(), index == group + 3 else { return false }
        }
        return true
    }

    /// Whether the digits since `start` may stand before a group mark: none are grouped behind a
    /// zero, so `0.125` is a fraction of another country.
    private func isFirstGroup(from start: Int) -> Bool {
        (1...3).contains(index - start) && bytes[start] != UInt8(ascii: "0")
    }

    private func isAt(_ mark: [UInt8]) -> Bool {
        guard !mark.isEmpty, index + mark.count <= bytes.count, bytes[index] == mark[0] else {
            return false
        }
        return mark.count == 1 || mark.indices.allSatisfy { bytes[index + $0] == mark[$0] }
    }

    private mutating func readFraction() -> Bool {
        let start = index
        guard readDigits() else { return false }
        scale = index - start
        return index > start
    }

    private mutating func readExponent() -> Bool {
        let isDown = skip(UInt8(ascii: "-"))
        if !isDown { _ = skip(UInt8(ascii: "+")) }
        let start = index
        var exponent = 0
        while digit <= 9, index - start < 4 {
            exponent = exponent * 10 + Int(digit)
            index += 1
        }
        scale -= isDown ? -exponent : exponent
        return index > start
    }
}
