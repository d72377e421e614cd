import PhusaModel

/// A straight axis whose ticks are numbers that people count in: 1, 2, 2.5 or 5 times a power of ten.
struct Scale: Sendable {
    let low: Double
    let high: Double
    let step: Double
    /// Digits behind the decimal mark that every tick can be written with.
    let tickDecimals: Int
    /// Where `low` and `high` are drawn.
    let from: Double
    let to: Double

    /// Covers all values, with zero where it is near enough not to flatten the line.
    ///
    /// - Parameters:
    ///   - tickCount: About how many steps; what is drawn may have one or two more or fewer.
    ///   - bounds: What the axis never leaves, such as 0 to 100 for shares.
    init(
        covering values: [Double], tickCount: Int = 5, bounds: ClosedRange<Double>? = nil,
        from: Double, to: Double
    ) {
        var low = values.min() ?? 0
        var high = values.max() ?? 1
        if low >= 0, low < 0.5 * high { low = 0 }
        if high <= 0, high > 0.5 * low { high = 0 }
        if low == high {
            let margin = low == 0 ? 1 : abs(low) * 0.1
            (low, high) = (low - margin, high + margin)
        }
        // A little air, so that a line never runs along the frame; none below zero as a base.
        let air = (high - low) * 0.04
        if low != 0 { low -= air }
        if high != 0 { high += air }
        if let bounds { (low, high) = (max(low, bounds.lowerBound), min(high, bounds.upperBound)) }
        let step = Self.niceStep((high - low) / Double(tickCount))
        self.step = step.value
        // 2.3 / 0.05 is 45.99…: a value on a tick must not call for another one.
        let dust = 1e-9
        self.low = (low / step.value + dust).rounded(.down) * step.value
        self.high = (high / step.value - dust).rounded(.up) * step.value
        tickDecimals = step.decimals
        self.from = from
        self.to = to
    }

    private static func niceStep(_ rough: Double) -> (value: Double, decimals: Int) {
        var power = 1.0
        var decimals = 0
        while rough < power { (power, decimals) = (power / 10, decimals + 1) }
        while rough >= power * 10 { (power, decimals) = (power * 10, decimals - 1) }
        let factors: [(Double, Int)] = [(1, 0), (2, 0), (2.5, 1), (5, 0), (10, -1)]
        let factor = factors.first { $0.0 * power >= rough * 0.999 } ?? (10, -1)
        return (factor.0 * power, max(0, decimals + factor.1))
    }

    var ticks: [Double] {
        let count = Int(((high - low) / step).rounded())
        return (0...max(1, count)).map { low + Double($0) * step }
    }

    func position(_ value: Double) -> Double {
        from + (value - low) / (high - low) * (to - from)
    }

    /// A tick as text; rounding removes what binary fractions leave behind.
    func label(_ tick: Double, _ text: FigureText) -> String {
        let value = ExactDecimal(estimate: tick, scale: tickDecimals) ?? .zero
        return text.number(value, decimals: tickDecimals)
    }
}
