import Testing

@Suite("The order of arrival changes nothing")
struct ArrivalOrderTests {
    /// Drops by number: month, edition and day of release; number 2 is withdrawn.
    private static let drops: [(month: Int, edition: Int, day: String)] = [
        (1, 0, "02-05"), (1, 1, "03-05"), (1, 2, "04-10"), (2, 0, "03-04"), (2, 3, "04-04"),
        (3, 0, "04-05"), (3, 1, "04-06"),
    ]

    private static let orders = [
        [0, 1, 2, 3, 4, 5, 6], [6, 5, 4, 3, 2, 1, 0], [2, 0, 4, 6, 1, 3, 5], [5, 1, 3, 2, 6, 0, 4],
    ]

    @Test("seven drops with revisions and a withdrawn one, file by file in four orders")
    func orders() async throws {
        let expected = try await warehouse(Self.orders[0])
        #expect(expected.current.count == 29)
        #expect(expected.closed.count > 20)
        for order in Self.orders.dropFirst() {
            let found = try await warehouse(order)
            #expect(found.current == expected.current, "\(order)")
            #expect(found.closed == expected.closed, "\(order)")
        }
    }

    @Test("all in one run give the same as one by one")
    func together() async throws {
        let expected = try await warehouse(Self.orders[0])
        let lab = try await Lab()
        for number in Self.drops.indices { try Self.deliver(number, lab) }
        let report = try await lab.run()
        #expect(report.total.drops.loaded == Self.drops.count)
        let path = MonthlySheet.sample(month: 1).path("04-10")
        try await withdraw(try #require(report.files.first { $0.path == path }?.drop), lab)
        #expect(try Self.rows(lab, isClosed: false) == expected.current)
        #expect(try Self.rows(lab, isClosed: true) == expected.closed)
    }

    @Test("revisions of six feeds, one by one backwards, give the same as all in one run")
    func feeds() async throws {
        let paths = [
            "skhdt/kehoach-2021-2021-01-06.json", "skhdt/kehoach-2021-2021-09-20.json",
            "snnptnt/trongtrot-DX-2024-2024-05-15.csv", "snnptnt/trongtrot-DX-2024-2024-07-10.csv",
            "stc/thungansach-2023-M12-2024-01-08.csv", "stc/thungansach-2023-M12-2024-02-07.csv",
            "syt/yte-2024-M12-2025-01-06.json.gz", "syt/yte-2024-M12-2025-02-20.json.gz",
            "ttth/phananh-2024-M06-2024-07-03.ndjson.gz",
            "ttth/phananh-2024-M06-2024-08-05.ndjson.gz",
            "ttth/nhatky-2024-Q2-2024-07-11.ndjson.gz",
        ]
        let together = try await Lab()
        for path in paths { try together.deliver(path) }
        #expect(try await together.run().total.drops.loaded == paths.count)
        let backwards = try await Lab()
        for path in paths.reversed() {
            try backwards.deliver(path)
            #expect(try await backwards.run().total.drops.loaded == 1, "\(path)")
        }
        let expected = try together.portrait()
        #expect(expected["fact_target_closed"]?.isEmpty == false, "merge")
        #expect(expected["fact_case_closed"]?.isEmpty == false)
        for (fact, rows) in try backwards.portrait() { #expect(rows == expected[fact], "\(fact)") }
    }

    @Test("a record in quarantine between two editions leaves the same warehouse in any order")
    func quarantined() async throws {
        var sheets = [0, 1, 2].map { MonthlySheet.sample(month: 1, edition: $0) }
        sheets[1].lines[2].value = "?"
        sheets[2].lines[1].value = "?"
        let days = ["02-05", "03-05", "04-05"]
        var found: [[String: [String]]] = []
        for order in [[0, 1, 2], [2, 1, 0], [1, 2, 0], [1, 0, 2]] {
            let lab = try await Lab()
            for number in order {
                try lab.write(sheets[number].path(days[number]), sheets[number].text)
                #expect(try await lab.run().total.drops.loaded == 1)
            }
            found.append(try lab.portrait())
            #expect(try lab.figure("KTXH.KDL", "84", "2024-M01", asOf: "2024-03-20") == "119100")
            #expect(try lab.figure("KTXH.DIEN", "84", "2024-M01") == "2101")
        }
        for other in found.dropFirst() {
            for (fact, rows) in other { #expect(rows == found[0][fact], "\(fact)") }
        }
    }

    /// Loads drop by drop, each by a run of its own; withdraws number 2 as soon as it is there.
    private func warehouse(
        _ order: [Int]
    ) async throws -> (current: [String], closed: [String]) {
        let lab = try await Lab()
        for number in order {
            try Self.deliver(number, lab)
            let report = try await lab.run()
            #expect(report.total.drops.loaded == 1, "\(order), \(number)")
            if number == 2 { try await withdraw(try #require(report.files.first?.drop), lab) }
        }
        return (try Self.rows(lab, isClosed: false), try Self.rows(lab, isClosed: true))
    }

    private func withdraw(_ drop: Int, _ lab: Lab) async throws {
        let output = try await lab.phusa("withdraw", "\(drop)", "--reason", "gửi nhầm")
        #expect(output.status == 0, "\(output.err)")
    }

    private static func deliver(_ number: Int, _ lab: Lab) throws {
        let (month, edition, day) = drops[number]
        var sheet = MonthlySheet.sample(month: month, edition: edition)
        if number == 4 { sheet.lines.remove(at: 6) }
        if number == 1 { sheet.status = "Chính thức" }
        try lab.write(sheet.path(day), sheet.text)
    }

    /// The moment of a withdrawal is that of the decision, so it differs between warehouses.
    private static func rows(_ lab: Lab, isClosed: Bool) throws -> [String] {
        let moments = try lab.rows("select known_at from ledger.event where kind = 'withdrawal'")
        return try lab.observations(isClosed: isClosed).map { row in
            moments.reduce(row) { $0.replacing($1[0], with: "(withdrawal)") }
        }.sorted()
    }
}
