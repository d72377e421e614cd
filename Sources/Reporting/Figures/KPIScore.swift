import PhusaModel

/// The score of some lines of a KPI set together: a group, an agency, the whole set.
///
/// score = Σ weight · points / Σ weight over the lines that have data. What is missing lowers the
/// coverage, Σ weight with data / Σ weight, and below the declared least there is no score: leaving
/// out the bad lines would raise it. The bounds are what the score can still be once all is known:
/// every missing line at 0, and every one at its cap.
struct KPIScore: Hashable, Sendable {
    /// One line's part: its points, or `nil` where figure or target is missing.
    struct Part: Hashable, Sendable {
        let weight: ExactDecimal
        let cap: ExactDecimal
        let points: ExactDecimal?

        init(_ line: KPILine, points: ExactDecimal?) {
            (weight, cap) = (line.weight, line.cap)
            self.points = points
        }

        init(weight: ExactDecimal, cap: ExactDecimal, points: ExactDecimal?) {
            (self.weight, self.cap, self.points) = (weight, cap, points)
        }
    }

    /// Points, six decimals; `nil` below the least coverage.
    let value: ExactDecimal?
    /// What it is at worst and at best once all is known.
    let low: ExactDecimal
    let high: ExactDecimal
    /// Weight with data of all weight, in percent, six decimals.
    let coverage: ExactDecimal
    /// The coverage that is needed.
    let leastCoverage: ExactDecimal
    let lineCount: Int
    let missingCount: Int
    /// Of all lines together.
    let weight: ExactDecimal

    /// - Returns: `nil` where nothing has a weight, or numbers have too many digits.
    init?(_ parts: [Part], leastCoverage: ExactDecimal) {
        let scored = parts.filter { $0.weight > .zero }
        let known = scored.filter { $0.points != nil }
        let missing = scored.filter { $0.points == nil }
        guard !scored.isEmpty, let weight = Self.sum(scored.map(\.weight)),
            let knownWeight = Self.sum(known.map(\.weight)),
            let points = Self.sum(known.map { $0.points.flatMap($0.weight.multiplied(by:)) }),
            let open = Self.sum(missing.map { $0.weight.multiplied(by: $0.cap) }),
            let most = points.adding(open), let low = Self.quotient(points, weight),
            let high = Self.quotient(most, weight),
            let coverage = knownWeight.multiplied(by: ExactDecimal(100))
                .flatMap({ Self.quotient($0, weight) }),
            let needed = weight.multiplied(by: leastCoverage),
            let reached = knownWeight.multiplied(by: ExactDecimal(100))
        else { return nil }
        self.weight = weight
        self.low = low
        self.high = high
        self.coverage = coverage
        self.leastCoverage = leastCoverage
        lineCount = scored.count
        missingCount = missing.count
        // Lines with higher caps than the missing ones must not promise what cannot come.
        let mean = Self.quotient(points, knownWeight).map { min($0, high) }
        value = reached >= needed ? mean : nil
    }

    private static func quotient(_ sum: ExactDecimal, _ weight: ExactDecimal) -> ExactDecimal? {
        sum.divided(by: weight, scale: LineScore.scale)
    }

    private static func sum(_ values: [ExactDecimal?]) -> ExactDecimal? {
        values.reduce(.zero) { sum, value in sum.flatMap { sum in value.flatMap(sum.adding) } }
    }
}
