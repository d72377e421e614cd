import PhusaModel

/// What a number measures, and in which size of unit: what the units of a formula come to.
///
/// The scale is what a number in base units is multiplied by: 1/10,000,000 for figures in `nghìn ha`
/// where the base is m².
struct UnitMeasure {
    /// Powers of base dimensions, none of them 0; empty for a ratio.
    let powers: [String: Int]
    /// Numerator and denominator, reduced where the quotient ends.
    let scale: (ExactDecimal, ExactDecimal)

    static let one = ExactDecimal(1)
    /// A plain number.
    static let plain = UnitMeasure(powers: [:], scale: (one, one))

    private init(powers: [String: Int], scale: (ExactDecimal, ExactDecimal)) {
        self.powers = powers
        self.scale = scale
    }

    /// - Returns: `nil` for a dimension that is no product.
    init?(_ unit: UnitOfMeasure) {
        guard let powers = Self.powers(of: unit.dimension) else { return nil }
        self.init(powers: powers, scale: Self.reduced(Self.one, unit.factor))
    }

    /// What a literal brings: a power of ten its size, any other nothing.
    init(literal number: ExactDecimal) {
        let isPower = number.mantissa == 1 || Self.isPowerOfTen(number.mantissa)
        self.init(powers: [:], scale: (isPower ? number : Self.one, Self.one))
    }

    private static func isPowerOfTen(_ number: Int128) -> Bool {
        (0...ExactDecimal.digitCountMax).contains { ExactDecimal.powerOfTen($0) == number }
    }

    /// The powers of a dimension's text: factors joined by `*` and `/`, from left to right.
    ///
    /// `ratio` is none, and what follows a colon tells units apart that do not convert though they
    /// measure the same: `ratio:index`.
    ///
    /// - Returns: `nil` where a factor has no name.
    static func powers(of dimension: String) -> [String: Int]? {
        var powers: [String: Int] = [:]
        var sign = 1
        var rest = dimension[...]
        while true {
            let factor = rest.prefix { $0 != "*" && $0 != "/" }
            let name = factor.prefix { $0 != ":" }
            guard !name.isEmpty, !name.contains(where: \.isWhitespace), factor.last != ":"
            else { return nil }
            if name != "ratio" { powers[String(name), default: 0] += sign }
            rest = rest.dropFirst(factor.count)
            guard let mark = rest.popFirst() else { break }
            sign = mark == "*" ? 1 : -1
        }
        return powers.filter { $0.value != 0 }
    }

    private static func reduced(
        _ numerator: ExactDecimal, _ denominator: ExactDecimal
    ) -> (ExactDecimal, ExactDecimal) {
        if let whole = numerator.exactlyDivided(by: denominator) { return (whole, one) }
        if let part = denominator.exactlyDivided(by: numerator) { return (one, part) }
        return (numerator, denominator)
    }

    /// The measure of a product or, with `isQuotient`, of a quotient.
    ///
    /// - Returns: `nil` where the scale has more digits than a decimal holds.
    func combined(with other: UnitMeasure, isQuotient: Bool) -> UnitMeasure? {
        let sign = isQuotient ? -1 : 1
        let powers = powers.merging(other.powers.mapValues { $0 * sign }, uniquingKeysWith: +)
        let (top, bottom) = isQuotient ? (other.scale.1, other.scale.0) : other.scale
        guard let numerator = scale.0.multiplied(by: top),
            let denominator = scale.1.multiplied(by: bottom)
        else { return nil }
        return UnitMeasure(
            powers: powers.filter { $0.value != 0 }, scale: Self.reduced(numerator, denominator))
    }

    /// The power of ten that numbers of this measure are multiplied or divided by to be of another.
    ///
    /// - Returns: `nil` where they do not measure the same, or no power of ten leads there.
    func conversion(to other: UnitMeasure) -> FormulaProblem.Conversion? {
        guard powers == other.powers, let (top, bottom) = factor(to: other) else { return nil }
        // 0.001 is easier read as a division by 1000.
        let divides = top < bottom
        let factor = divides ? bottom.exactlyDivided(by: top) : top.exactlyDivided(by: bottom)
        guard let factor, factor.scale == 0, Self.isPowerOfTen(factor.mantissa) else { return nil }
        return FormulaProblem.Conversion(factor: factor.description, divides: divides)
    }

    /// What numbers of this measure are multiplied by to be of another of the same powers.
    ///
    /// - Returns: Numerator and denominator, one of them 1 where the quotient ends; `nil` where
    ///   there are too many digits.
    private func factor(to other: UnitMeasure) -> (ExactDecimal, ExactDecimal)? {
        UnitMeasure(powers: [:], scale: other.scale)
            .combined(with: UnitMeasure(powers: [:], scale: scale), isQuotient: true)?.scale
    }

    func isSame(as other: UnitMeasure) -> Bool {
        guard powers == other.powers, let factor = factor(to: other) else { return false }
        return factor.0 == Self.one && factor.1 == Self.one
    }

    /// The code of a unit that measures this, or its size in base units: `0.0001 kg/m²`.
    func name(in units: UnitList) -> String {
        let same = units.units.first { unit in UnitMeasure(unit)?.isSame(as: self) ?? false }
        if let same { return same.code }
        let names = powers.sorted { $0.key < $1.key }.map { dimension, power in
            let base = units.units.first { $0.dimension == dimension && $0.factor == Self.one }
            return (key: base?.code ?? dimension, value: power)
        }
        func joined(_ sign: Int) -> String {
            names.filter { $0.value.signum() == sign }
                .flatMap { Array(repeating: $0.key, count: abs($0.value)) }
                .joined(separator: sign > 0 ? "*" : "/")
        }
        let (above, below) = (joined(1), joined(-1))
        var text = powers.isEmpty ? "ratio" : above.isEmpty ? "1" : above
        if !below.isEmpty { text += "/" + below }
        let factor = scale.1.exactlyDivided(by: scale.0)
        if factor == Self.one { return text }
        return "\(factor?.description ?? "\(scale.1)/\(scale.0)") \(text)"
    }
}
