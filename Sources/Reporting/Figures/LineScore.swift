import PhusaModel

/// Points of one line of a KPI set, from 0 to its cap.
///
/// In proportion, unless the line declares steps: 100 · figure / due upwards, 100 · due / figure
/// downwards, capped; due is the share of the target that the pace asks for by now. It is the form of
/// the scoring tables behind the national indices ("điểm đạt được / điểm chuẩn", PAR INDEX of the
/// Ministry of Home Affairs), with the inverse ratio for what is to be kept low.
///
/// Where a ratio means nothing:
/// - a figure at or below zero against a target above it has no points upwards, all downwards;
/// - a due amount at or below zero is reached, for 100 points or the cap, or missed, for none.
enum LineScore {
    /// Digits behind the decimal mark that points are rounded to, half to even.
    static let scale = 6

    /// - Parameter elapsedMonths: Months of the year gone, 12 where the whole target is due.
    /// - Returns: `nil` where the line has no direction, or numbers have too many digits.
    static func points(
        _ actual: ExactDecimal, target: ExactDecimal, elapsedMonths: Int, line: KPILine
    ) -> ExactDecimal? {
        guard
            let sides = TargetSides(
                actual, target: target, elapsedMonths: elapsedMonths, line: line)
        else { return nil }
        guard sides.haveRatio else { return points(withoutRatio: sides, line) }
        if line.bands.isEmpty { return proportional(sides, cap: line.cap) }
        guard let hundredfold = sides.over.multiplied(by: ExactDecimal(100)) else { return nil }
        var points = ExactDecimal.zero
        for band in line.bands {
            guard let bound = sides.under.multiplied(by: band.from) else { return nil }
            if hundredfold >= bound { points = band.points }
        }
        return min(points, line.cap)
    }

    private static func proportional(_ sides: TargetSides, cap: ExactDecimal) -> ExactDecimal? {
        guard let hundredfold = sides.over.multiplied(by: ExactDecimal(100)),
            let bound = sides.under.multiplied(by: cap)
        else { return nil }
        // Compared first: far above the cap a quotient may have too many digits.
        return hundredfold >= bound ? cap : hundredfold.divided(by: sides.under, scale: scale)
    }

    private static func points(withoutRatio sides: TargetSides, _ line: KPILine) -> ExactDecimal {
        let most = min(line.bands.last?.points ?? line.cap, line.cap)
        // Nothing of what was to be kept low, where some was allowed.
        if line.direction == .down, sides.over > .zero { return most }
        return sides.over >= sides.under ? min(most, KPILine.standardCap) : .zero
    }
}
