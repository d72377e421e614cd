import Testing

@Suite("Figures computed over a list of the catalogue follow the list")
struct ListChangeTests {
    private static let districts = ["842"] + (844...851).map { "\($0)" }

    /// A tenth district of the province, abolished with the others.
    private func addDistrict(_ lab: Lab, since day: String) throws {
        let last = "district,851,Thị xã Duyên Hải,84,,2025-07-01\n"
        try lab.replace(
            last, with: last + "district,852,Huyện Mới,84,\(day),2025-07-01\n",
            in: "catalogue/areas.csv")
        let end = "2025-07-01,851,,abolished"
        let changes = "catalogue/area-changes.csv"
        let rest = ",all,,NQ 202/2025/QH15; QĐ 19/2025/QĐ-TTg\n"
        let added = end + rest + "2025-07-01,852,,abolished" + rest
        try lab.replace(end + rest, with: added, in: changes)
    }

    @Test("a district more, a member of an axis more: what had all has not, and a rebuild agrees")
    func longerLists() async throws {
        let lab = try await Lab(
            computing: .always("X.S", "lượt", "sum(YT.NT over district)"),
            .always("X.P", "lượt", "sum(YT.NT over district)").partial,
            .always("X.GT", "lượt", "sum(YT.KCB over sex)"),
            .always("X.NUA", "lượt", "X.GT / 2"))
        let women = HealthFigure("842", "YT.KCB", 4, sex: "F")
        let men = HealthFigure("842", "YT.KCB", 2, sex: "M")
        try lab.health(
            "2024-M01", on: "2024-02-05",
            Self.districts.map { HealthFigure($0, "YT.NT", 2) } + [women, men])
        _ = try await lab.run()
        let whole = [
            "X.S 2024-M01 84": "18 A", "X.P 2024-M01 84": "18 A", "X.GT 2024-M01 842": "6 A",
            "X.NUA 2024-M01 842": "3 A",
        ]
        try lab.expectComputed(whole, "delivered")

        try addDistrict(lab, since: "")
        _ = try await lab.run()
        let axisWhole = whole.filter { $0.key.hasSuffix("842") }
        try lab.expectComputed(
            axisWhole.merging(["X.P 2024-M01 84": "18 U"]) { $1 }, "ten districts")
        try await lab.expectSound()

        let female = "    - {code: F, title: {vi: Nữ, en: Female}}\n"
        let other = female + "    - {code: K, title: {vi: Khác, en: Other}}\n"
        try lab.replace(female, with: other, in: "catalogue/breakdowns.yml")
        _ = try await lab.run()
        try lab.expectComputed(["X.P 2024-M01 84": "18 U"], "three sexes")
        try await lab.expectSound()

        let rebuilt = try await Lab(isApplied: false)
        let output = try await lab.phusa(
            ["warehouse", "rebuild"], environment: ["PHUSA_DATABASE_URL": rebuilt.databaseURL])
        #expect(output.status == 0, "\(output.err)")
        #expect(try rebuilt.observations() == lab.observations())
        #expect(try rebuilt.observations(isClosed: true) == lab.observations(isClosed: true))
    }

    @Test("only in periods in which it is so; a run with the same lists computes nothing")
    func datedList() async throws {
        let lab = try await Lab(computing: .always("X.S", "lượt", "sum(YT.NT over district)"))
        for month in ["2024-M01", "2024-M02"] {
            try lab.health(
                month, on: "2024-03-05", Self.districts.map { HealthFigure($0, "YT.NT", 2) })
        }
        _ = try await lab.run()
        let january = "X.S 2024-M01 84"
        try lab.expectComputed([january: "18 A", "X.S 2024-M02 84": "18 A"], "nine districts")
        try addDistrict(lab, since: "2024-02-01")
        _ = try await lab.run()
        try lab.expectComputed([january: "18 A"], "ten from February on")
        try await lab.expectSound()
        let sums = try lab.checksums()
        #expect(try await lab.run().total.read == 0)
        #expect(try lab.checksums() == sums)
    }
}
