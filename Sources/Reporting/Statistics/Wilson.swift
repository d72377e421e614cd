/// The score interval for a share.
///
/// Source: Edwin B. Wilson, "Probable Inference, the Law of Succession, and Statistical Inference",
/// Journal of the American Statistical Association 22 (1927), pages 209 to 212.
///
/// centre = (p + z²/2n) / (1 + z²/n), half = z / (1 + z²/n) · √(p(1−p)/n + z²/4n²).
///
/// An estimate, so it is computed in binary numbers; no stored figure goes through it.
struct Wilson: Hashable, Sendable {
    /// Both between 0 and 1.
    let low: Double
    let high: Double

    /// The two-sided 95 % point of the normal distribution.
    static let z95 = 1.959964

    /// - Parameters:
    ///   - share: Between 0 and 1.
    ///   - count: Observations, or effective ones; need not be whole.
    /// - Returns: `nil` for no observations.
    init?(share: Double, count: Double, z: Double = z95) {
        guard count > 0, count.isFinite, (0...1).contains(share) else { return nil }
        let square = z * z
        let denominator = 1 + square / count
        let centre = (share + square / (2 * count)) / denominator
        let spread = share * (1 - share) / count + square / (4 * count * count)
        let half = z / denominator * spread.squareRoot()
        // At 0 and 1 the bound is the share itself; rounding must not push it past.
        low = share == 0 ? 0 : max(0, centre - half)
        high = share == 1 ? 1 : min(1, centre + half)
    }
}
