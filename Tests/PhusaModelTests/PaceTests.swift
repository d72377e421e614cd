import PhusaModel
import Testing

@Suite("Pace of a year's target")
struct PaceTests {
    private func decimal(_ text: String) throws -> ExactDecimal { try #require(ExactDecimal(text)) }

    private func due(_ pace: Pace, _ months: Int, of target: String = "1200") throws -> String {
        let (due, denominator) = try #require(pace.due(of: try decimal(target), months: months))
        return try #require(due.divided(by: denominator, scale: 6)).description
    }

    @Test("is a twelfth a month without more", arguments: [(1, "100"), (4, "400"), (12, "1200")])
    func even(months: Int, expected: String) throws {
        #expect(try due(.even, months) == expected)
    }

    @Test(
        "goes evenly between the months that it names",
        arguments: [
            (1, "40"), (3, "120"), (4, "220"), (6, "420"), (9, "720"), (11, "1040"), (12, "1200"),
        ])
    func seasonal(months: Int, expected: String) throws {
        let shares = [3: 10, 6: 35, 9: 60, 12: 100].mapValues { ExactDecimal($0) }
        let pace = try #require(Pace(percents: shares))
        #expect(try due(pace, months) == expected)
    }

    @Test("keeps a third exact: three times as much of the target is due as of a ninth")
    func exact() throws {
        let pace = try #require(Pace(percents: [9: ExactDecimal(100), 12: ExactDecimal(100)]))
        let (due, denominator) = try #require(pace.due(of: ExactDecimal(9), months: 3))
        #expect(due == denominator.multiplied(by: ExactDecimal(3)))
    }

    @Test(
        "is none where it falls, leaves its bounds or does not end with all in December",
        arguments: [
            [:], [12: 99], [11: 100], [3: 20, 6: 10, 12: 100], [0: 5, 12: 100], [1: -5, 12: 100],
            [6: 101, 12: 100], [12: 100, 13: 100],
        ])
    func refused(percents: [Int: Int]) {
        #expect(Pace(percents: percents.mapValues { ExactDecimal($0) }) == nil)
    }
}
