import Foundation
import PhusaModel
import Testing

@Suite("Reports about one agency at a time")
struct AgencyReportTests {
    private struct Built: Decodable {
        let report: String
        let agency: String?
        let period: String
        let build: Int
        let html: String
        let isUnchanged: Bool
    }

    private struct Cell: Decodable {
        let section: String
        let row: String
        let column: String
        let value: String
    }

    /// A lab that holds survey, cases and their log of the first months of 2024.
    private static func lab() async throws -> Lab {
        let lab = try await Lab()
        try lab.deliver(
            "snv/hailong-2024-M02-2024-03-07.json.gz", "snv/hailong-2024-M03-2024-04-08.json.gz",
            "ttth/phananh-2024-M02-2024-03-04.ndjson.gz",
            "ttth/phananh-2024-M03-2024-04-03.ndjson.gz",
            "ttth/nhatky-2024-Q1-2024-04-11.ndjson.gz")
        #expect(try await lab.run().total.loaded > 0)
        return lab
    }

    private func cells(_ lab: Lab, _ build: Int) throws -> [Cell] {
        let json = try lab.value(
            "select cells from ledger.report_build where build_id = \(build)")
        return try JSONDecoder().decode([Cell].self, from: Data(json.utf8))
    }

    /// The three measures in plain SQL, by agency: cases, satisfied by 766, in time; ratings, their
    /// mean; respondents, share of answers at 4 and 5, mean.
    private static let statement = """
        with handled as (
            select agency_id, count(*) n,
                100.0 * count(*) filter (where not (coalesce(closed_at, now()) > due_at
                    or coalesce(rating, 3) <= 2)) / count(*) as satisfied,
                100.0 * count(*) filter (where closed_at <= due_at) / count(*) as in_time,
                count(rating) as rated, avg(rating) as rating
            from warehouse.fact_case f join warehouse.dim_period p using (period_id)
            where p.code = '2024-M03' group by agency_id),
        asked as (
            select agency_id, count(distinct respondent) filter (where score is not null) n,
                100.0 * count(*) filter (where score >= 4) / count(score) as share,
                avg(score) as mean
            from warehouse.fact_survey_answer f join warehouse.dim_period p using (period_id)
            where p.code = '2024-M03' group by agency_id)
        select g.code, g.name, h.n, round(h.satisfied, 4), round(h.in_time, 4), h.rated,
            round(h.rating, 4), a.n, round(a.share, 4), round(a.mean, 4)
        from warehouse.dim_agency g left join handled h using (agency_id)
        left join asked a using (agency_id)
        where h.n is not null or a.n is not null order by g.code
        """

    private static let columns = [
        "Handling of cases (Decision 766): Received",
        "Handling of cases (Decision 766): Satisfaction",
        "Handling of cases (Decision 766): On-time rate",
        "Ratings of cases (voluntary): Ratings (n)",
        "Ratings of cases (voluntary): Mean score (1–5)", "Survey: Respondents (n)",
        "Survey: Share satisfied", "Survey: Mean score (1–5)",
    ]

    @Test("one for each agency that has something, with the measures that plain SQL gives")
    func all() async throws {
        let lab = try await Self.lab()
        let output = try await lab.phusa(
            "report", "build", "co-quan", "--period", "2024-M03", "--json")
        try #require(output.status == 0, "\(output.err)")
        let built = try output.decode([Built].self)
        let agencies = try lab.rows(Self.statement)
        #expect(agencies.count > 5)
        let reported = built.compactMap(\.agency)
        #expect(Set(reported).count == built.count && built.allSatisfy { $0.period == "2024-M03" })
        #expect(Set(agencies.map { $0[0] }).isSubset(of: reported))
        let known = try lab.rows("select distinct code from warehouse.dim_agency").count
        #expect(
            output.err.contains("\(known - built.count) agencies have nothing"), "\(output.err)")
        #expect(known > built.count, "an agency with nothing has no report")
        var count = 0
        for agency in agencies {
            let own = try #require(built.first { $0.agency == agency[0] })
            #expect(own.html.hasSuffix("/co-quan-\(agency[0])-2024-M03-\(own.build).html"))
            let cells = try cells(lab, own.build).filter { $0.section.contains("side by side") }
            for (column, expected) in zip(Self.columns, agency[2...]) {
                let printed = cells.first { $0.row == agency[1] && $0.column == column }?.value
                guard let printed = printed.flatMap({ Decimal(string: $0) }) else {
                    let isSmall = column.hasPrefix("Survey") || column.hasPrefix("Ratings")
                    #expect(expected == "∅" || isSmall, "\(agency) \(column)")
                    continue
                }
                let wanted = try #require(Decimal(string: expected), "\(agency) \(column)")
                #expect(abs(printed - wanted) < 0.0001, "\(agency) \(column): \(printed)")
                count += 1
            }
            let others = Set(agencies.map { $0[1] }).subtracting([agency[1]])
            #expect(cells.allSatisfy { !others.contains($0.row) }, "a row of another agency")
        }
        #expect(count > 40, "\(count)")
        let again = try await lab.phusa(
            "report", "build", "co-quan", "--period", "2024-M03", "--json")
        #expect(try again.decode([Built].self).allSatisfy(\.isUnchanged))
    }

    private func build(_ lab: Lab, _ agency: String, _ period: String) async throws -> Built {
        let output = try await lab.phusa(
            "report", "build", "co-quan", "--agency", agency, "--period", period, "--json")
        try #require(output.status == 0, "\(output.err)")
        return try #require(try output.decode([Built].self).first)
    }

    @Test("is held against the build before about the same agency, and made again as it was")
    func revisions() async throws {
        let lab = try await Self.lab()
        let agencies = try lab.rows(
            """
            select g.code from warehouse.fact_case join warehouse.dim_agency g using (agency_id)
            group by 1 order by count(*) desc limit 2
            """
        ).map { $0[0] }
        try #require(agencies.count == 2)
        let first = try await build(lab, agencies[0], "2024-M02")
        let other = try await build(lab, agencies[1], "2024-M02")
        let next = try await build(lab, agencies[0], "2024-M03")
        let page = try String(contentsOfFile: next.html, encoding: .utf8)
        #expect(page.contains("(build \(first.build), "), "\(first.build)")
        #expect(!page.contains("(build \(other.build), "))
        #expect(
            try lab.rows("select agency from ledger.report_build order by build_id")
                == [[agencies[0]], [agencies[1]], [agencies[0]]])
        try FileManager.default.removeItem(atPath: next.html)
        let rebuilt = try await lab.phusa("report", "rebuild", "\(next.build)", "--json")
        #expect(rebuilt.status == 0, "\(rebuilt.err)")
        #expect(rebuilt.out.contains("\"agency\" : \"\(agencies[0])\""), "\(rebuilt.out)")
        #expect(try String(contentsOfFile: next.html, encoding: .utf8) == page)
        #expect(rebuilt.out.contains("\"moved\" : ["))
        let plain = try await lab.phusa("report", "rebuild", "\(next.build)")
        #expect(plain.out.contains("every printed figure is what the warehouse answers today"))
    }

    @Test("an agency that is not there, has nothing, or is not asked for is told how to go on")
    func mistakes() async throws {
        let lab = try await Self.lab()
        func message(_ arguments: String..., status: Int32 = 64) async throws -> String {
            let output = try await lab.phusa(["report"] + arguments)
            #expect(output.status == status, "\(arguments) \(output.err)")
            return output.err + output.out
        }
        #expect(try await message("build", "co-quan", "--agency", "snvx").contains("mean 'snv'?"))
        let whole = try await message("build", "hai-long", "--agency", "snv")
        #expect(whole.contains("leave out --agency") && whole.contains("co-quan"), "\(whole)")
        #expect(try await message("preview", "co-quan").contains("add --agency, one of "))
        let nothing = try await message(
            "build", "co-quan", "--agency", "bqlkkt", "--period", "2019-M03", status: 1)
        #expect(nothing.contains("about the agency bqlkkt"), "\(nothing)")
        #expect(try lab.value("select count(*) from ledger.report_build") == "0")
        let out = lab.folder + "/thu.html"
        let preview = try await lab.phusa(
            "report", "preview", "co-quan", "--agency", "snv", "--period", "2024-M03", "--out", out)
        #expect(preview.status == 0, "\(preview.err)")
        #expect(
            try String(contentsOfFile: out, encoding: .utf8).contains("class=\"about\">Sở Nội vụ"))
    }

    @Test("a night makes those that are owed, once, and lists them with their agency")
    func night() async throws {
        let lab = try await Self.lab()
        _ = try await lab.phusa("nightly")
        let kept = try lab.rows(
            """
            select agency, count(*) from ledger.report_build where report = 'co-quan'
            group by 1 order by 1
            """)
        #expect(kept.count > 5 && kept.allSatisfy { $0[1] == "1" }, "\(kept)")
        let page = try await lab.phusa("nightly", "--json")
        #expect(page.out.contains("\"reports\""))
        #expect(
            try lab.value(
                "select count(*) from ledger.report_build where report = 'co-quan'")
                == "\(kept.count)", "a second night makes none again")
    }
}
