import PhusaModel
import Testing

@testable import Reporting

/// A design that is drawn from again and again: its truth is known, so intervals can be counted.
struct SurveyDesign: Sendable, CustomTestStringConvertible {
    let respondents: Int
    let share: Double
    /// How alike the answers of one person are, 0 to 1 (intraclass correlation).
    let likeness: Double

    static let questionCount = 8

    var testDescription: String { "\(respondents) × 8, p \(share), ρ \(likeness)" }

    /// Chances of up to 0, 1 … 8 satisfied answers of one person, whose answers are drawn one after the
    /// other, each either anew or as an earlier one of the same person (Pólya's urn: the shares of
    /// persons are beta, the answers of one have the correlation `likeness`).
    private var chances: [Double] {
        let strength = (1 - likeness) / likeness
        var chances = [1.0]
        for answer in 0..<Self.questionCount {
            var next = [Double](repeating: 0, count: answer + 2)
            for (satisfied, chance) in chances.enumerated() {
                let more = (share * strength + Double(satisfied)) / (strength + Double(answer))
                next[satisfied + 1] += chance * more
                next[satisfied] += chance * (1 - more)
            }
            chances = next
        }
        var sum = 0.0
        return chances.map { chance in
            sum += chance
            return sum
        }
    }

    private func sample(_ chances: [Double], _ random: inout Congruential) -> [RespondentTally] {
        (0..<respondents).map { _ in
            let place = random.next()
            return RespondentTally(
                agencyCode: "a", agencyName: "A", answeredCount: Self.questionCount,
                satisfiedCount: min(chances.count { $0 <= place }, Self.questionCount),
                scoreSum: 0)
        }
    }

    /// In how many of `count` samples the interval holds the truth: clustered, and pooled.
    func covered(of count: Int, seed: UInt64) throws -> (clustered: Double, pooled: Double) {
        var random = Congruential(state: seed)
        let chances = chances
        var (clustered, pooled) = (0, 0)
        for _ in 0..<count {
            let sampled = ClusteredShare(sample(chances, &random))
            let own = try #require(sampled.interval)
            let p = Double(sampled.satisfiedCount) / Double(sampled.answerCount)
            let naive = try #require(Wilson(share: p, count: Double(sampled.answerCount)))
            if own.low <= share, share <= own.high { clustered += 1 }
            if naive.low <= share, share <= naive.high { pooled += 1 }
        }
        return (Double(clustered) / Double(count), Double(pooled) / Double(count))
    }
}

@Suite("Coverage of the survey interval")
struct CoverageTests {
    static let designs = [30, 100, 400].flatMap { respondents in
        [0.6, 0.8, 0.95].flatMap { share in
            [0.3, 0.5, 0.7].map {
                SurveyDesign(respondents: respondents, share: share, likeness: $0)
            }
        }
    }

    @Test("holds the truth in 93 to 97 of 100 samples", arguments: designs)
    func clustered(design: SurveyDesign) throws {
        let samples = 300_000 / design.respondents
        let covered = try design.covered(of: min(samples, 5_000), seed: 20_250_405).clustered
        #expect((0.93...0.97).contains(covered), "\(covered)")
    }

    @Test("which pooling all answers does not: with them alike it holds it in 56 to 66")
    func pooled() throws {
        for likeness in [0.5, 0.6, 0.7] {
            let design = SurveyDesign(respondents: 150, share: 0.8, likeness: likeness)
            let covered = try design.covered(of: 2_000, seed: 7).pooled
            #expect((0.56...0.67).contains(covered), "\(likeness): \(covered)")
        }
    }

    @Test(
        "widens by the points of Student's t",
        arguments: [
            (1.0, 12.7062), (2, 4.3027), (3, 3.1824), (7, 2.3646), (13, 2.1604), (29, 2.0452),
            (399, 1.9659), (1e9, 1.95996), (0.2, 12.7062),
        ])
    func student(degrees: Double, expected: Double) {
        #expect(abs(StudentPoint.two95(degrees) / expected - 1) < 0.002)
    }
}
