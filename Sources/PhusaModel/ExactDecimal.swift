/// A decimal number, exact from a file's bytes to PostgreSQL's `numeric`: `mantissa` × 10^-`scale`.
///
/// Always in its shortest form: no trailing zero stays behind the decimal mark, so two equal values
/// have equal parts, equal hashes and equal bytes on the wire. At most ``digitCountMax`` digits.
package struct ExactDecimal: Hashable, Sendable {
    /// Digits that a value may have, before and behind the mark together: what 128 bits hold whole.
    package static let digitCountMax = 38
    package static let zero = ExactDecimal(0)

    package let mantissa: Int128
    /// Digits behind the decimal mark, 0 to 38.
    ///
    /// A whole word: in a byte it would make each value of a checked batch 16 bytes shorter, but the
    /// compiler (Swift 6.3.1, unoptimised) then crashes programs that map an optional of it.
    package let scale: Int

    package init(_ whole: Int) {
        mantissa = Int128(whole)
        scale = 0
    }

    /// - Returns: `nil` when the number has more than ``digitCountMax`` digits in its shortest form.
    package init?(mantissa: Int128, scale: Int) {
        if let narrow = Int64(exactly: mantissa),
            let value = ExactDecimal(narrow: narrow, scale: scale)
        {
            self = value
            return
        }
        var mantissa = mantissa
        var scale = scale
        while scale > 0, mantissa % 10 == 0 {
            mantissa /= 10
            scale -= 1
        }
        while scale < 0 {
            let (product, overflow) = mantissa.multipliedReportingOverflow(by: 10)
            if overflow { return nil }
            mantissa = product
            scale += 1
        }
        guard scale <= Self.digitCountMax, mantissa.magnitude < Self.bound else { return nil }
        self.init(shortest: mantissa, scale: scale)
    }

    /// Nearly every value: 64 bits divide many times faster than 128, and never have too many digits.
    ///
    /// - Returns: `nil` where 64 bits are not enough, and for a scale that may be out of bounds.
    init?(narrow: Int64, scale: Int) {
        guard scale <= Self.digitCountMax else { return nil }
        var narrow = narrow
        var scale = scale
        while scale < 0 {
            let (product, overflow) = narrow.multipliedReportingOverflow(by: 10)
            if overflow { return nil }
            narrow = product
            scale += 1
        }
        while scale > 0 {
            let (quotient, remainder) = narrow.quotientAndRemainder(dividingBy: 10)
            if remainder != 0 { break }
            narrow = quotient
            scale -= 1
        }
        self.init(shortest: Int128(narrow), scale: scale)
    }

    /// For parts that are known to be in the shortest form and within bounds.
    private init(shortest mantissa: Int128, scale: Int) {
        self.mantissa = mantissa
        self.scale = scale
    }

    /// 10^38, the first magnitude with too many digits.
    private static let bound: UInt128 = powers[digitCountMax].magnitude

    /// - Returns: 10^`exponent`, or `nil` outside 0 to 38.
    package static func powerOfTen(_ exponent: Int) -> Int128? {
        guard (0...digitCountMax).contains(exponent) else { return nil }
        return powers[exponent]
    }

    private static let powers: [Int128] = {
        var powers: [Int128] = [1]
        for _ in 0..<digitCountMax { powers.append(powers[powers.count - 1] * 10) }
        return powers
    }()
}

// MARK: Arithmetic, exact or `nil`

extension ExactDecimal {
    package var isNegative: Bool { mantissa < 0 }
    package var isZero: Bool { mantissa == 0 }
    package var negated: ExactDecimal { ExactDecimal(shortest: -mantissa, scale: scale) }

    package func adding(_ other: ExactDecimal) -> ExactDecimal? {
        guard let (left, right, scale) = aligned(with: other) else { return nil }
        let (sum, overflow) = left.addingReportingOverflow(right)
        return overflow ? nil : ExactDecimal(mantissa: sum, scale: scale)
    }

    package func subtracting(_ other: ExactDecimal) -> ExactDecimal? { adding(other.negated) }

    package func multiplied(by other: ExactDecimal) -> ExactDecimal? {
        let (product, overflow) = mantissa.multipliedReportingOverflow(by: other.mantissa)
        return overflow ? nil : ExactDecimal(mantissa: product, scale: scale + other.scale)
    }

    /// The quotient rounded half-even to `scale` digits behind the mark.
    ///
    /// - Returns: `nil` for a division by zero, or where the dividend cannot be widened in 128 bits.
    package func divided(by other: ExactDecimal, scale: Int) -> ExactDecimal? {
        guard !other.isZero else { return nil }
        let shift = scale - self.scale + other.scale
        var dividend = mantissa
        var divisor = other.mantissa
        guard let factor = Self.powerOfTen(abs(shift)) else { return nil }
        let widened =
            shift >= 0
            ? dividend.multipliedReportingOverflow(by: factor)
            : divisor.multipliedReportingOverflow(by: factor)
        if widened.overflow { return nil }
        if shift >= 0 { dividend = widened.partialValue } else { divisor = widened.partialValue }
        return ExactDecimal(mantissa: Self.roundedQuotient(dividend, divisor), scale: scale)
    }

    /// The value rounded to `scale` digits behind the mark, halves away from zero, as people and
    /// PostgreSQL's `round` do; for display only.
    package func rounded(scale: Int) -> ExactDecimal {
        guard self.scale > scale, let factor = Self.powerOfTen(self.scale - scale) else {
            return self
        }
        var (quotient, remainder) = mantissa.quotientAndRemainder(dividingBy: factor)
        if remainder.magnitude >= factor.magnitude / 2 { quotient += mantissa < 0 ? -1 : 1 }
        return ExactDecimal(mantissa: quotient, scale: scale) ?? self
    }

    /// The quotient where it ends within 38 digits, else `nil`: for unit factors, which never round.
    package func exactlyDivided(by other: ExactDecimal) -> ExactDecimal? {
        guard !other.isZero else { return nil }
        for scale in 0...Self.digitCountMax {
            guard let quotient = divided(by: other, scale: scale) else { return nil }
            if quotient.multiplied(by: other) == self { return quotient }
        }
        return nil
    }

    private static func roundedQuotient(_ dividend: Int128, _ divisor: Int128) -> Int128 {
        let (quotient, remainder) = dividend.quotientAndRemainder(dividingBy: divisor)
        let half = divisor.magnitude - remainder.magnitude
        let isAbove = remainder.magnitude > half
        let isTieToOdd = remainder.magnitude == half && quotient % 2 != 0
        guard isAbove || isTieToOdd else { return quotient }
        return (dividend < 0) == (divisor < 0) ? quotient + 1 : quotient - 1
    }

    private func aligned(with other: ExactDecimal) -> (Int128, Int128, Int)? {
        if scale == other.scale { return (mantissa, other.mantissa, scale) }
        if scale < other.scale {
            guard let (right, left, scale) = other.aligned(with: self) else { return nil }
            return (left, right, scale)
        }
        guard let factor = Self.powerOfTen(scale - other.scale) else { return nil }
        let (widened, overflow) = other.mantissa.multipliedReportingOverflow(by: factor)
        return overflow ? nil : (mantissa, widened, scale)
    }
}

extension ExactDecimal: Comparable {
    package static func < (left: ExactDecimal, right: ExactDecimal) -> Bool {
        // Most limits are zero, and what differs in sign needs no common scale.
        let (leftSign, rightSign) = (left.mantissa.signum(), right.mantissa.signum())
        if leftSign != rightSign { return leftSign < rightSign }
        if let (left, right, _) = left.aligned(with: right) { return left < right }
        // Too far apart to align in 128 bits: the one with more digits before the mark is larger.
        if left.isNegative != right.isNegative { return left.isNegative }
        let leftIsSmaller = left.wholeDigitCount < right.wholeDigitCount
        return left.isNegative ? !leftIsSmaller : leftIsSmaller
    }

    private var wholeDigitCount: Int { String(mantissa.magnitude).count - scale }
}

// MARK: Text

extension ExactDecimal: CustomStringConvertible, LosslessStringConvertible, Codable {
    /// Plain digits with a dot, `-12.5`: the form of JSON, CSV for machines and SQL.
    package var description: String { text(decimalMark: ".", groupMark: "", scale: scale) }

    /// Reads the plain form of ``description`` and nothing else.
    package init?(_ description: String) {
        self.init(utf8: Array(description.utf8), format: .plain)
    }

    /// The digits, rounded as ``rounded(scale:)`` does or filled with zeros to `scale` digits behind the mark.
    package func text(decimalMark: String, groupMark: String, scale: Int) -> String {
        let shown = rounded(scale: scale)
        var digits = String(shown.mantissa.magnitude)
        digits = String(repeating: "0", count: max(0, shown.scale + 1 - digits.count)) + digits
        let whole = String(digits.dropLast(shown.scale))
        let fraction =
            digits.suffix(shown.scale) + String(repeating: "0", count: scale - shown.scale)
        let grouped = groupMark.isEmpty ? whole : Self.grouped(whole, mark: groupMark)
        return (shown.isNegative ? "-" : "") + grouped + (scale > 0 ? decimalMark + fraction : "")
    }

    /// All digits with the decimal mark of a language and no group marks: `104,5` or `104.5`.
    package func text(_ language: Language) -> String {
        text(decimalMark: language == .vi ? "," : ".", groupMark: "", scale: scale)
    }

    private static func grouped(_ digits: String, mark: String) -> String {
        var parts: [Substring] = []
        var rest = digits[...]
        while rest.count > 3 {
            parts.append(rest.suffix(3))
            rest = rest.dropLast(3)
        }
        parts.append(rest)
        return parts.reversed().joined(separator: mark)
    }

    package init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let value = ExactDecimal(text) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "not a decimal: \(text)"))
        }
        self = value
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
