import PhusaModel

/// What parts add to the growth of a whole, in percentage points: 100 · (now − before) of the part /
/// before of the whole.
///
/// The points as printed add up to the growth as printed: they are cut to ``scale`` digits and what
/// is left over goes to those that lost most by the cut (Hamilton's method of largest remainders).
struct GrowthParts: Hashable, Sendable {
    /// Digits behind the decimal mark.
    static let scale = 2

    /// Growth of the whole in percent.
    let growth: ExactDecimal
    /// Points in the order of the parts.
    let points: [ExactDecimal]
    /// What the whole grew by and no part did, in its own unit; zero where the parts make it up.
    let rest: ExactDecimal
    /// The same in points.
    let restPoints: ExactDecimal

    /// - Parameters:
    ///   - before: The whole's value in the earlier period.
    ///   - now: Its value now.
    ///   - changes: What the parts changed by, in the same unit.
    /// - Returns: `nil` where there is nothing to grow from, or numbers have too many digits.
    init?(before: ExactDecimal, now: ExactDecimal, changes: [ExactDecimal]) {
        guard before > .zero, let change = now.subtracting(before),
            let rest = changes.reduce(change, { left, part in left?.subtracting(part) }),
            let growth = Self.points(change, before, Self.scale)
        else { return nil }
        var exact: [ExactDecimal] = []
        for part in changes + [rest] {
            guard let points = Self.points(part, before, Self.scale + 12) else { return nil }
            exact.append(points)
        }
        guard let cut = Self.apportioned(exact, total: growth), let last = cut.last else {
            return nil
        }
        self.growth = growth
        self.rest = rest
        points = Array(cut.dropLast())
        restPoints = last
    }

    private static func points(
        _ change: ExactDecimal, _ whole: ExactDecimal, _ scale: Int
    ) -> ExactDecimal? {
        change.multiplied(by: ExactDecimal(100))?.divided(by: whole, scale: scale)
    }

    /// The values at ``scale`` digits, such that they add up to the total.
    private static func apportioned(
        _ values: [ExactDecimal], total: ExactDecimal
    ) -> [ExactDecimal]? {
        var units: [Int128] = []
        var lost: [ExactDecimal] = []
        for value in values {
            guard let unit = floor(value), let cut = ExactDecimal(mantissa: unit, scale: scale),
                let loss = value.subtracting(cut)
            else { return nil }
            units.append(unit)
            lost.append(loss)
        }
        guard let wanted = floor(total) else { return nil }
        let left = wanted - units.reduce(0, +)
        // A part that did not change gets nothing of what others lost.
        let order = values.indices.filter { !lost[$0].isZero }
            .sorted { (lost[$1], $0) < (lost[$0], $1) }
        for index in order.prefix(max(0, Int(left))) { units[index] += 1 }
        return units.compactMap { ExactDecimal(mantissa: $0, scale: scale) }
    }

    /// The value in units of the last digit, cut downwards.
    private static func floor(_ value: ExactDecimal) -> Int128? {
        guard value.scale > scale else {
            return ExactDecimal.powerOfTen(scale - value.scale).map { value.mantissa * $0 }
        }
        guard let factor = ExactDecimal.powerOfTen(value.scale - scale) else { return nil }
        let (quotient, remainder) = value.mantissa.quotientAndRemainder(dividingBy: factor)
        return remainder < 0 ? quotient - 1 : quotient
    }
}
