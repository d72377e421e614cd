import PhusaModel
import Testing

@testable import Reporting

@Suite("Contribution to growth")
struct GrowthPartsTests {
    @Test("is each part's change of the whole before, and comes to the growth")
    func worked() throws {
        let growth = try #require(
            GrowthParts(
                before: ExactDecimal(200), now: ExactDecimal(230),
                changes: [40, -15, 5].map { ExactDecimal($0) }))
        #expect(growth.growth == ExactDecimal(15))
        #expect(growth.points.map(\.description) == ["20", "-7.5", "2.5"])
        #expect(growth.rest.isZero && growth.restPoints.isZero)
    }

    @Test("gives what no part explains to the rest")
    func rest() throws {
        let growth = try #require(
            GrowthParts(
                before: ExactDecimal(300), now: ExactDecimal(310), changes: [ExactDecimal(4)]))
        #expect(growth.growth == Make.decimal("3.33") && growth.points == [Make.decimal("1.33")])
        #expect(growth.rest == ExactDecimal(6) && growth.restPoints == ExactDecimal(2))
    }

    @Test("rounds three thirds to 33.34, 33.33 and 33.33, not to 99.99")
    func thirds() throws {
        let growth = try #require(
            GrowthParts(
                before: ExactDecimal(3), now: ExactDecimal(6),
                changes: [1, 1, 1].map { ExactDecimal($0) }))
        #expect(growth.points.map(\.description) == ["33.34", "33.33", "33.33"])
    }

    @Test("is none where there is nothing to grow from", arguments: [0, -5])
    func none(before: Int) {
        #expect(GrowthParts(before: ExactDecimal(before), now: ExactDecimal(1), changes: []) == nil)
    }

    @Test("adds up as printed, each within a unit of the last digit", arguments: 0..<80)
    func addsUp(seed: Int) throws {
        var random = RandomTexts(seed: UInt64(seed))
        func draw(_ range: ClosedRange<Int>) -> ExactDecimal {
            ExactDecimal(mantissa: Int128(Int.random(in: range, using: &random)), scale: 3) ?? .zero
        }
        let before = draw(1...9_000_000)
        let changes = (0..<Int.random(in: 0...9, using: &random)).map { _ in
            draw(-900_000...900_000)
        }
        let now = try #require(before.adding(draw(-500_000...500_000)))
        let growth = try #require(GrowthParts(before: before, now: now, changes: changes))
        let sum = growth.points.reduce(growth.restPoints) { $0.adding($1) ?? .zero }
        #expect(sum == growth.growth)
        for (change, points) in zip(changes, growth.points) {
            let exact = change.approximate / before.approximate * 100
            #expect(abs(points.approximate - exact) <= 0.010001)
        }
    }
}

@Suite("Ranking of areas")
struct AreaRankingTests {
    private func figures(_ values: [Int?]) -> [Figure] {
        values.enumerated().map { index, value in
            Make.figure(
                "A", Make.month(2025, 3), value.map(String.init), area: ("84\(index)", "X\(index)"))
        }
    }

    @Test("shares ranks, skips the next, and leaves areas without a figure to the end")
    func ranks() {
        let ranking = AreaRanking(
            now: figures([5, nil, 9, 5, 1]), before: figures([1, 8, 9, 5, 5]), direction: .up)
        #expect(ranking.rows.map(\.figure.areaName) == ["X2", "X0", "X3", "X4", "X1"])
        #expect(ranking.rows.map(\.rank) == [1, 2, 2, 4, nil])
        #expect(ranking.rows.map(\.rankBefore) == [1, 5, 3, 3, 2])
        #expect(ranking.rows.map(\.placesGained) == [0, 3, 1, -1, nil])
    }

    @Test("puts the lowest first where lower is better")
    func downward() {
        let ranking = AreaRanking(now: figures([5, 9, 1]), before: [], direction: .down)
        #expect(ranking.rows.map(\.figure.areaName) == ["X2", "X0", "X1"])
        #expect(ranking.rows.allSatisfy { $0.placesGained == nil })
    }
}

@Suite("Distances, shades and answers")
struct SmallAnalysisTests {
    @Test("tells what the rest of the year asks for a month")
    func distance() throws {
        let distance = try #require(
            TargetDistance(sum: ExactDecimal(30), target: ExactDecimal(120), elapsedMonths: 3))
        #expect(distance.remaining == ExactDecimal(90))
        #expect(distance.neededMonthly == ExactDecimal(10))
        #expect(distance.reachedMonthly == ExactDecimal(10))
    }

    @Test("asks for nothing more of a year that is over, and for less than nothing once passed")
    func distanceAtTheEnd() throws {
        let over = try #require(
            TargetDistance(sum: ExactDecimal(130), target: ExactDecimal(120), elapsedMonths: 12))
        #expect(over.remaining == ExactDecimal(-10) && over.neededMonthly == nil)
    }

    @Test("shades by equal steps from the lowest to the highest")
    func shades() {
        let shades = Shades([0, 100, 40].map { ExactDecimal($0) })
        let levels = [0, 19, 20, 59, 60, 99, 100].map { shades.level(ExactDecimal($0)) }
        #expect(levels == [0, 0, 1, 2, 3, 4, 4])
        #expect(Shades([ExactDecimal(5), ExactDecimal(5)]).level(ExactDecimal(5)) == 0)
        #expect(Shades([]).level(ExactDecimal(5)) == 0)
    }

    private func tally(_ code: String, _ counts: [Int], question: String = "C1") -> ScaleTally {
        ScaleTally(
            agencyCode: code, agencyName: "Sở \(code)", question: question, counts: counts,
            askedCount: counts.reduce(0, +) + 2)
    }

    @Test("spreads answers by agency, folding small ones, and by question")
    func scale() throws {
        let tallies = [
            tally("A", [1, 2, 3, 4, 10]), tally("A", [0, 0, 0, 0, 20], question: "C2"),
            tally("B", [0, 0, 0, 3, 0]), tally("C", [0, 0, 4, 5, 0]),
        ]
        let byAgency = ScaleGroups(tallies, by: .agency, below: 5)
        #expect(byAgency.shown.map(\.name) == ["Sở A"] && byAgency.foldedNames == ["Sở B", "Sở C"])
        #expect(byAgency.folded?.counts == [0, 0, 4, 8, 0])
        #expect(byAgency.shown[0].mean == Make.decimal("4.5"))
        #expect(byAgency.shown[0].share(5) == ExactDecimal(75))
        let byQuestion = ScaleGroups(tallies, by: .question, below: 5)
        #expect(byQuestion.shown.map(\.counts) == [[1, 2, 7, 12, 10], [0, 0, 0, 0, 20]])
        #expect(byQuestion.total.askedCount == 60)
    }

    @Test("folds one more agency where the small ones are all of one mind")
    func unanimous() {
        let tallies = [
            tally("A", [0, 0, 0, 0, 3]), tally("B", [0, 0, 0, 0, 9]), tally("C", [0, 0, 1, 9, 0]),
            tally("D", [5, 5, 5, 5, 5]),
        ]
        let groups = ScaleGroups(tallies, by: .agency, below: 5)
        #expect(groups.foldedNames == ["Sở A", "Sở B", "Sở C"])
    }
}
