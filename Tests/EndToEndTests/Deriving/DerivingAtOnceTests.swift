import PhusaTestSupport
import Testing
import Warehouse

@Suite("Two sessions that compute the same figures at once")
struct DerivingAtOnceTests {
    /// Doctors of the health department for each hundred traffic deaths of the statistics office.
    private static let ratio = ComputedIndicator.always(
        "X.TS", "%", "100 * YT.BS / KTXH.TNGTC")
    private static let health = ["run", "--pipeline", "syt.y-te.thang"]
    private static let statistics = ["run", "--pipeline", "ctk.kinh-te-xa-hoi.thang"]

    private func doctors(_ lab: Lab, _ count: Int, on day: String, isWhole: Bool = true) throws {
        let others = ["842", "844"].map { HealthFigure($0, "YT.KCB", 5) }
        try lab.health(
            "2024-M01", on: day,
            [HealthFigure("84", "YT.BS", count, unit: "người")] + (isWhole ? others : []))
    }

    private func deaths(_ lab: Lab, _ count: Int, on day: String) throws {
        var sheet = MonthlySheet.sample(month: 1)
        sheet.lines[8].value = "\(count)"
        try lab.write(sheet.path(day), sheet.text)
    }

    private func ratio(_ lab: Lab) throws -> String? { try lab.figure("X.TS", "84", "2024-M01") }

    /// Runs both up to where figures are computed, with what each loads written and not committed;
    /// only then lets one go on and the other after it.
    ///
    /// - Parameter inOrder: Whether the first one is to go on first.
    private func together(
        _ lab: Lab, _ first: [String], _ second: [String], inOrder: Bool = false
    ) async throws {
        let holder = try Connection(lab.target)
        try holder.begin()
        try AdvisoryLock.waitForPublishing(on: holder)
        async let one = lab.phusa(first)
        if inOrder { try await waiting(1, lab) }
        async let other = lab.phusa(second)
        try await waiting(2, lab)
        holder.rollback()
        for output in try await [one, other] {
            #expect(output.status == 0, "\(output.err)\(output.out)")
        }
    }

    private func waiting(_ count: Int, _ lab: Lab) async throws {
        try await lab.wait(
            for: """
                (select count(*) from pg_stat_activity where datname = current_database()
                    and wait_event_type = 'Lock') = \(count)
                """)
    }

    private func day(_ round: Int) -> String { "02-\(round < 4 ? "0" : "")\(6 + round)" }

    @Test("a numerator and a denominator loaded by two runs meet in the ratio")
    func runs() async throws {
        let lab = try await Lab(computing: Self.ratio)
        for round in 1...6 {
            try doctors(lab, round, on: "2024-" + day(round))
            try deaths(lab, 8 + round, on: day(round))
            let orders = [Self.health, Self.statistics]
            try await together(lab, orders[round % 2], orders[1 - round % 2])
            // Hundredfold, to four digits: 11.1111, 20, 27.2727, 33.3333, 38.4615, 42.8571.
            let expected = ["11.1111", "20", "27.2727", "33.3333", "38.4615", "42.8571"]
            #expect(try ratio(lab) == expected[round - 1])
        }
        try await lab.expectSound()
        #expect(try ratio(lab) == "42.8571")
    }

    @Test("a run that ends beside another one does not take its delivery back")
    func deliveries() async throws {
        let lab = try await Lab()
        try doctors(lab, 1, on: "2024-02-06")
        try deaths(lab, 4, on: "02-06")
        let holder = try Connection(lab.target)
        try holder.begin()
        try AdvisoryLock.waitForSubmissions(on: holder)
        async let one = lab.phusa(Self.health)
        try await waiting(1, lab)
        // The first one has loaded what it had to, and knows nothing of the second one's drop.
        async let other = lab.phusa(Self.statistics)
        try await waiting(2, lab)
        holder.rollback()
        for output in try await [one, other] { #expect(output.status == 0, "\(output.err)") }
        let received = try lab.rows(
            "select dataset from warehouse.fact_submission where received_at is not null order by 1"
        )
        #expect(received == [["ctk.kinh-te-xa-hoi.thang"], ["syt.y-te.thang"]])
        try await lab.expectSound()
    }

    @Test("a release or a withdrawal beside a run, and both beside each other")
    func decisions() async throws {
        let lab = try await Lab(computing: Self.ratio)
        try doctors(lab, 1, on: "2024-02-06")
        try deaths(lab, 4, on: "02-06")
        _ = try await lab.run()
        try doctors(lab, 2, on: "2024-02-07", isWhole: false)
        _ = try await lab.run()
        #expect(try ratio(lab) == "25")
        try deaths(lab, 8, on: "02-07")
        try await together(lab, try decision("release", "held", lab), Self.statistics)
        #expect(try ratio(lab) == "25", "2 of 8")
        try doctors(lab, 3, on: "2024-02-08")
        try await together(lab, try decision("withdraw", "ctk/%02-07.csv", lab), Self.health)
        #expect(try ratio(lab) == "75", "3 of 4")
        try await together(
            lab, try decision("withdraw", "ctk/%02-06.csv", lab),
            try decision("withdraw", "syt/%02-08.json", lab))
        #expect(try ratio(lab) == nil)
        try await lab.expectSound()
    }

    private func decision(_ verb: String, _ which: String, _ lab: Lab) throws -> [String] {
        let drop = try lab.value(
            "select drop_id from ledger.drop where outcome = '\(which)' or path like '\(which)'")
        return [verb, drop, "--reason", "thử"]
    }

    @Test("one computes a figure of a month that the other has brought in and not committed")
    func newMonth() async throws {
        let lab = try await Lab(
            computing: .always("X.TR", "người", "lag(YT.BS)"),
            .always("X.CH", "người", "KTXH.TNGTC"))
        try doctors(lab, 3, on: "2024-02-06")
        let february = MonthlySheet.sample(month: 2)
        try lab.write(february.path("03-06"), february.text)
        try await together(lab, Self.health, Self.statistics, inOrder: true)
        #expect(try lab.figure("X.TR", "84", "2024-M02") == "3")
        #expect(try lab.figure("X.CH", "84", "2024-M02") == "4")
        #expect(
            try lab.value("select count(*) from ledger.drop where outcome = 'loaded'") == "2")
        try await lab.expectSound()
    }

    @Test("of two runs that both find a new formula one records it, and both go on")
    func definition() async throws {
        let lab = try await Lab()
        try doctors(lab, 1, on: "2024-02-06")
        try deaths(lab, 4, on: "02-06")
        _ = try await lab.run()
        try lab.define([Self.ratio])
        try doctors(lab, 2, on: "2024-02-07")
        try deaths(lab, 5, on: "02-07")
        try await together(lab, Self.health, Self.statistics)
        #expect(try ratio(lab) == "40")
        #expect(
            try lab.value("select count(*) from warehouse.dim_definition where code = 'X.TS'")
                == "1")
        try await lab.expectSound()
    }

    @Test("a run that began by an older formula does not bring it back")
    func olderFormula() async throws {
        let lab = try await Lab(computing: Self.ratio)
        try doctors(lab, 1, on: "2024-02-06")
        try deaths(lab, 4, on: "02-06")
        _ = try await lab.run()
        let dataset = try #require(
            Int(
                try lab.value("select dataset_id from ledger.dataset where code = 'syt.y-te.thang'")
            ))
        let holder = try Connection(lab.target)
        try #require(try AdvisoryLock.tryLock(dataset: dataset, on: holder))
        try doctors(lab, 2, on: "2024-02-07")
        async let older = lab.phusa(Self.health + ["--wait"])
        try await lab.wait(for: "wait_event_type = 'Lock' and application_name like '% run'")
        let next =
            "effective_from: 2020, known_at: 2024-03-01, is: '100 * 3 * YT.BS / KTXH.TNGTC', "
            + "restate: Đơn vị khác"
        var changed = Self.ratio
        changed = ComputedIndicator(
            code: "X.TS", unit: "%", versions: changed.versions + [next])
        try lab.define([changed])
        let newer = try await lab.phusa(Self.statistics)
        #expect(newer.status == 0, "\(newer.err)")
        #expect(try ratio(lab) == "75")
        try AdvisoryLock.unlock(dataset: dataset, on: holder)
        let output = try await older
        #expect(output.status == 65, "\(output.err)\(output.out)")
        #expect(try ratio(lab) == "75")
        _ = try await lab.run()
        #expect(try ratio(lab) == "150")
        try await lab.expectSound()
    }

    @Test("a decision by definitions from which a recorded formula is gone changes nothing")
    func editedDefinition() async throws {
        let lab = try await Lab(computing: Self.ratio)
        try doctors(lab, 1, on: "2024-02-06")
        try deaths(lab, 4, on: "02-06")
        try doctors(lab, 3, on: "2024-02-07")
        _ = try await lab.run()
        #expect(try ratio(lab) == "75")
        let withdrawal = try decision("withdraw", "syt/%02-07.json", lab)
        for code in ["X.KHAC", "X.TS"] {
            try lab.define([.always(code, "%", "100 * 2 * YT.BS / KTXH.TNGTC")])
            let output = try await lab.phusa(withdrawal)
            #expect(output.status == 65 && output.err.contains("recorded"), "\(output.err)")
            #expect(try ratio(lab) == "75")
        }
        try lab.define([Self.ratio])
        let output = try await lab.phusa(withdrawal)
        #expect(output.status == 0, "\(output.err)")
        #expect(try ratio(lab) == "25")
        try await lab.expectSound()
    }
}
