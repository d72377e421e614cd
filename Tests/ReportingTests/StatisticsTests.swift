import PhusaModel
import Testing

@testable import Reporting

@Suite struct WilsonTests {
    @Test(
        "gives the textbook's bounds to five digits",
        arguments: [
            (9, 10, 0.59585, 0.98212), (0, 10, 0, 0.27753), (819, 1000, 0.79393, 0.84163),
            (10, 10, 0.72247, 1),
        ])
    func bounds(satisfied: Int, count: Int, low: Double, high: Double) throws {
        let share = Double(satisfied) / Double(count)
        let interval = try #require(Wilson(share: share, count: Double(count)))
        #expect(abs(interval.low - low) < 0.000005)
        #expect(abs(interval.high - high) < 0.000005)
    }

    @Test(
        "is nothing without observations or for what is no share",
        arguments: [(0.5, 0.0), (0.5, -1), (1.2, 10), (.nan, 10), (0.5, .infinity), (0.5, .nan)])
    func refusesNonsense(share: Double, count: Double) {
        #expect(Wilson(share: share, count: count) == nil)
    }
}

@Suite struct ClusteredShareTests {
    private func tally(_ answered: Int, _ satisfied: Int) -> RespondentTally {
        RespondentTally(
            agencyCode: "a", agencyName: "A", answeredCount: answered, satisfiedCount: satisfied,
            scoreSum: answered * 3)
    }

    @Test("counts n - 1 effective answers when each respondent gave one")
    func independent() throws {
        let share = ClusteredShare((0..<10).map { tally(1, $0 < 9 ? 1 : 0) })
        #expect(abs(try #require(share.effectiveCount) - 9) < 1e-9)
        #expect(share.share == ExactDecimal(90))
    }

    @Test("gives ten like answers of one person the weight of one")
    func fullyCorrelated() throws {
        let share = ClusteredShare((0..<10).map { tally(10, $0 < 9 ? 10 : 0) })
        #expect(abs(try #require(share.effectiveCount) - 9) < 1e-9)
        #expect(share.answerCount == 100)
    }

    @Test("follows the ratio estimator when respondents answer different numbers of questions")
    func ratioEstimator() throws {
        let share = ClusteredShare([tally(2, 1), tally(3, 3), tally(5, 2)])
        // p = 6/10; residuals -0.2, 1.2, -1; sum of squares 2.48; Var = 3/2 * 2.48/100.
        #expect(abs(try #require(share.variance) - 0.0372) < 1e-12)
        #expect(abs(try #require(share.effectiveCount) - 0.24 / 0.0372) < 1e-9)
    }

    @Test("never counts more effective answers than there are")
    func capped() {
        let share = ClusteredShare((0..<20).map { tally(10, $0 % 2 == 0 ? 5 : 6) })
        #expect(share.effectiveCount == 200)
    }

    @Test(
        "is plain Wilson over respondents where the variance says nothing",
        arguments: [
            [(4, 4), (6, 6), (5, 5)], [(4, 0), (6, 0), (5, 0)], [(7, 3)], [(4, 2), (2, 1)],
        ])
    func degenerate(answers: [(Int, Int)]) {
        let share = ClusteredShare(answers.map { tally($0.0, $0.1) })
        #expect(share.effectiveCount == Double(answers.count))
        #expect(share.interval != nil)
    }

    @Test("has a response rate and no share where nobody answered")
    func silent() {
        let share = ClusteredShare([tally(0, 0), tally(0, 0)])
        #expect(share.responseRate == .zero)
        #expect(share.share == nil && share.meanScore == nil && share.interval == nil)
        #expect(ClusteredShare([]).responseRate == nil)
    }

    @Test("covers the truth in about 95 of 100 samples of like-minded answers, unlike pooling")
    func coverage() throws {
        var random = Congruential(state: 20_250_405)
        var clustered = 0
        var pooled = 0
        for _ in 0..<600 {
            // A respondent's own rate is 0.4 to 1 at random: 0.7 in the mean, answers correlated.
            let share = ClusteredShare(
                (0..<80).map { _ in
                    let isContent = random.next() < 0.5
                    let satisfied = (0..<12).count { _ in random.next() < (isContent ? 1 : 0.4) }
                    return tally(12, satisfied)
                })
            let p = Double(share.satisfiedCount) / Double(share.answerCount)
            let own = try #require(share.interval)
            let naive = try #require(Wilson(share: p, count: Double(share.answerCount)))
            if (own.low...own.high).contains(0.7) { clustered += 1 }
            if (naive.low...naive.high).contains(0.7) { pooled += 1 }
        }
        #expect((555...590).contains(clustered), "\(clustered) of 600")
        #expect(pooled < 450, "\(pooled) of 600")
    }
}

/// Knuth's MMIX generator: the same numbers on every machine.
struct Congruential {
    var state: UInt64

    mutating func next() -> Double {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Double(state >> 11) / 9_007_199_254_740_992
    }
}

@Suite struct RankRangeTests {
    @Test("ranks by whole intervals: only what lies apart is surely better or worse")
    func ranges() throws {
        let shares = [(0.95, 400.0), (0.93, 400), (0.7, 100), (0.4, 100)]
        let intervals = try shares.map { try #require(Wilson(share: $0.0, count: $0.1)) }
        let ranges = RankRange.ranges(of: intervals)
        #expect(ranges.map(\.text) == ["1–2", "1–2", "3", "4"])
    }

    @Test("gives one agency rank 1, and none no ranks")
    func few() throws {
        let interval = try #require(Wilson(share: 0.5, count: 10))
        #expect(RankRange.ranges(of: [interval]) == [RankRange(best: 1, worst: 1)])
        #expect(RankRange.ranges(of: []).isEmpty)
    }
}

@Suite struct SurveyGroupsTests {
    private func groups(_ sizes: [Int], below: Int = 5) -> SurveyGroups {
        let tallies = sizes.enumerated().flatMap { index, size in
            size == 0
                ? Make.tallies("c\(index)", "Cơ quan \(index)", 4, answered: 0, satisfied: 0)
                : Make.tallies("c\(index)", "Cơ quan \(index)", size)
        }
        return SurveyGroups(tallies, confidentialBelow: below)
    }

    @Test("folds a lone small agency together with the next smallest")
    func complementary() {
        let groups = groups([40, 3, 12])
        #expect(groups.foldedNames == ["Cơ quan 1", "Cơ quan 2"])
        #expect(groups.folded?.respondentCount == 15)
        #expect(groups.shown.map(\.name) == ["Cơ quan 0"])
    }

    @Test("takes in more agencies until the group itself is large enough")
    func groupIsLargeEnough() {
        let groups = groups([40, 1, 2, 7, 30])
        #expect(groups.foldedNames == ["Cơ quan 1", "Cơ quan 2", "Cơ quan 3"])
        #expect(groups.folded?.respondentCount == 10)
    }

    @Test("prints only the total where every agency must be folded")
    func onlyTotal() {
        let groups = groups([3, 20])
        #expect(groups.shown.isEmpty && groups.folded == nil)
        #expect(groups.total.respondentCount == 23 && !groups.isTotalSuppressed)
    }

    @Test("suppresses the total where all together are too few", arguments: [[2, 2], [4], [1]])
    func suppressesTotal(sizes: [Int]) {
        #expect(groups(sizes).isTotalSuppressed)
    }

    @Test("keeps agencies without answers apart and folds nothing where all are large")
    func silentAndLarge() {
        let groups = groups([5, 0, 8])
        #expect(groups.silent.map(\.name) == ["Cơ quan 1"])
        #expect(groups.foldedNames.isEmpty && groups.shown.count == 2)
    }

    @Test("never lets a group under the threshold be had as total less the rest")
    func noSubtraction() {
        var random = Congruential(state: 7)
        for _ in 0..<500 {
            let sizes = (0..<Int(random.next() * 8)).map { _ in Int(random.next() * 14) }
            let groups = groups(sizes)
            let rest =
                groups.total.respondentCount
                - groups.shown.reduce(0) { $0 + $1.share.respondentCount }
            #expect(groups.shown.allSatisfy { $0.share.respondentCount >= 5 })
            #expect(rest == 0 || rest >= 5 || groups.isTotalSuppressed, "\(sizes)")
            #expect(rest == 0 || groups.foldedNames.count != 1 || groups.isTotalSuppressed)
        }
    }
}
