import PhusaModel

/// The share of satisfied answers, with the uncertainty of answers that come in bundles.
///
/// Answers of one respondent resemble each other, so n answers are worth less than n. Ratio
/// estimator clustered by respondent (W. G. Cochran, "Sampling Techniques", 3rd edition, 1977):
/// with yᵢ satisfied of mᵢ answers of respondent i, n respondents,
///
///     p = Σy / Σm,   Var(p) = n/(n−1) · Σ(yᵢ − p·mᵢ)² / (Σm)²,   n_eff = p(1−p) / Var(p).
///
/// The interval is ``Wilson`` with n_eff, at most the number of answers, and the point of Student's t
/// for as many degrees of freedom as the variance is worth. An estimated variance is itself uncertain,
/// the more so where few are dissatisfied; var(s²) = σ⁴·(κ/n + 2/(n−1)), with κ the excess kurtosis of
/// the residuals, gives by F. E. Satterthwaite ("An approximate distribution of estimates of variance
/// components", Biometrics Bulletin 2, 1946, pages 110 to 114; B. O'Neill, "Some useful moment results
/// in sampling problems", The American Statistician 68, 2014, pages 282 to 296)
///
///     df = 2 / (κ/n + 2/(n−1)).
///
/// Where the variance says nothing (p is 0 or 1, one respondent, all alike) it is plain Wilson over
/// respondents.
struct ClusteredShare: Hashable, Sendable {
    /// Forms issued, respondents with any answer, answers, satisfied answers, points.
    let issuedCount: Int
    let respondentCount: Int
    let answerCount: Int
    let satisfiedCount: Int
    let scoreSum: Int
    /// Σ(yᵢ·Σm − Σy·mᵢ)², whole numbers: (Σm)² times the sum of squares of the formula.
    private let scaledSquares: Int128
    /// Σ(yᵢ − p·mᵢ)⁴ as an estimate.
    private let fourthPowers: Double

    init(_ tallies: [RespondentTally]) {
        let answered = tallies.filter { $0.answeredCount > 0 }
        issuedCount = tallies.count
        respondentCount = answered.count
        let answers = answered.reduce(0) { $0 + $1.answeredCount }
        let satisfied = answered.reduce(0) { $0 + $1.satisfiedCount }
        answerCount = answers
        satisfiedCount = satisfied
        scoreSum = answered.reduce(0) { $0 + $1.scoreSum }
        scaledSquares = answered.reduce(0) { sum, tally in
            let residual =
                Int128(tally.satisfiedCount) * Int128(answers)
                - Int128(satisfied) * Int128(tally.answeredCount)
            return sum + residual * residual
        }
        let share = answers == 0 ? 0 : Double(satisfied) / Double(answers)
        fourthPowers = answered.reduce(0) { sum, tally in
            let residual = Double(tally.satisfiedCount) - share * Double(tally.answeredCount)
            return sum + residual * residual * residual * residual
        }
    }

    /// Satisfied answers of all answers in percent, six decimals; `nil` without answers.
    var share: ExactDecimal? { .percent(satisfiedCount, of: answerCount) }

    /// Respondents with any answer of the forms issued, in percent; `nil` without forms.
    var responseRate: ExactDecimal? { .percent(respondentCount, of: issuedCount) }

    /// Points an answer, 1 to 5, six decimals; `nil` without answers.
    var meanScore: ExactDecimal? {
        ExactDecimal(scoreSum).divided(by: ExactDecimal(answerCount), scale: 6)
    }

    /// Var(p), or `nil` with fewer than two respondents.
    var variance: Double? {
        guard respondentCount > 1 else { return nil }
        let count = Double(respondentCount)
        let answers = Double(answerCount)
        let squares = Double(scaledSquares) / (answers * answers)
        return count / (count - 1) * squares / (answers * answers)
    }

    /// How many independent answers would say as much; `nil` without answers.
    var effectiveCount: Double? {
        guard answerCount > 0 else { return nil }
        guard let variance, hasTellingVariance else { return Double(respondentCount) }
        let p = Double(satisfiedCount) / Double(answerCount)
        return min(p * (1 - p) / variance, Double(answerCount))
    }

    /// Whether the variance is above zero, and so is a share of either kind.
    private var hasTellingVariance: Bool {
        satisfiedCount > 0 && satisfiedCount < answerCount && (variance ?? 0) > 0
    }

    /// How far the variance can be relied on; `nil` where it says nothing.
    var degreesOfFreedom: Double? {
        guard hasTellingVariance else { return nil }
        let count = Double(respondentCount)
        let squares = Double(scaledSquares) / (Double(answerCount) * Double(answerCount))
        let excess = count * fourthPowers / (squares * squares) - 3
        // Above -2/n, as no excess kurtosis is under -2.
        return 2 / (excess / count + 2 / (count - 1))
    }

    /// The interval at 95 %; `nil` without answers.
    var interval: Wilson? {
        guard let effectiveCount else { return nil }
        return Wilson(
            share: Double(satisfiedCount) / Double(answerCount), count: effectiveCount,
            z: degreesOfFreedom.map(StudentPoint.two95) ?? Wilson.z95)
    }
}
