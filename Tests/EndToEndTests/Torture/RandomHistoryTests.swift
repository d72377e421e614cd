import Foundation
import PhusaTestSupport
import Testing
import Warehouse

extension TortureTests {
    @Test("random histories in any order: one warehouse, and as of any day what was known by then")
    func histories() async throws {
        let start = try await Self.sheetLab()
        let count = TortureSetting.count(25, full: 250)
        try await Ordeal(name: "random-histories", count: count).run { _, dice in
            var dice = dice
            let history = SheetHistory(&dice)
            let all = Array(history.drops.indices)
            let orders = [[all], Self.parts(all.reversed(), &dice), Self.parts(all, &dice)]
            var violations: [String] = []
            var portraits: Set<[String]> = []
            for order in orders {
                let lab = try await Lab(copying: start)
                for part in order { violations += try await Self.load(part, history, lab) }
                violations += try Self.differences(lab, history).map { "\($0), in \(order)" }
                portraits.insert(try Self.timeless(lab))
            }
            if portraits.count != 1 { violations.append("the orders \(orders) differ") }
            let day = history.drops[Int.random(in: all.indices, using: &dice)].day
            violations += try await Self.rebuilt(history, day, start)
            return Round(stage: "\(history.drops.count)-drops", violations: violations)
        }
    }

    /// A lab for sheets alone, whose contract lets a drop close and quarantine what it likes: a hold
    /// depends on what has come before it.
    private static func sheetLab() async throws -> Lab {
        let lab = try await Lab()
        try lab.keepSheetsOnly()
        let path = lab.pipelines + "/ctk/kinh-te-xa-hoi/contract.yml"
        let text = try String(contentsOfFile: path, encoding: .utf8)
        let free = text.replacing(
            "accept: {quarantined: 15%, closed: 10%}",
            with: "accept: {quarantined: 90%, closed: 100%}")
        try #require(free != text)
        try free.write(toFile: path, atomically: true, encoding: .utf8)
        return lab
    }

    /// The drops in random order, in up to two parts; each part is loaded by a run of its own.
    private static func parts(_ drops: [Int], _ dice: inout TortureDice) -> [[Int]] {
        var parts: [[Int]] = [[], []]
        for drop in drops.shuffled(using: &dice) {
            parts[Int.random(in: parts.indices, using: &dice)].append(drop)
        }
        return parts.filter { !$0.isEmpty }
    }

    /// Loads a part, and withdraws what is to be withdrawn as soon as it is there.
    private static func load(
        _ part: [Int], _ history: SheetHistory, _ lab: Lab
    ) async throws -> [String] {
        for index in part { try lab.write(history.drops[index].path, history.drops[index].text) }
        let report = try await lab.run()
        var violations: [String] = []
        if report.total.drops.loaded != part.count {
            violations.append("\(report.total.drops) of \(part.count)")
        }
        for index in part where history.withdrawn.contains(index) {
            let path = history.drops[index].path
            guard let drop = report.files.first(where: { $0.path == path })?.drop else { continue }
            let output = try await lab.phusa("withdraw", "\(drop)", "--reason", "gửi nhầm")
            if output.status != 0 { violations.append("withdraw: \(output.err)") }
        }
        return violations
    }

    /// Where the warehouse differs from the slow model, now and as of each day.
    private static func differences(_ lab: Lab, _ history: SheetHistory) throws -> [String] {
        let days = Set(history.drops.map(\.day)).sorted()
        return try ([nil] + days).compactMap { day in
            let (found, expected) = (try rows(lab, asOf: day), history.rows(asOf: day))
            guard found != expected else { return nil }
            let surplus = Set(found).subtracting(expected).sorted()
            let missing = Set(expected).subtracting(found).sorted()
            return "as of \(day ?? "now"): has \(surplus.prefix(3)), lacks \(missing.prefix(3))"
        }
    }

    private static func rows(_ lab: Lab, asOf day: String?) throws -> [String] {
        let table =
            day.map { "fact_observation_as_of('2024-\($0) 12:00+07')" } ?? "fact_observation"
        return try lab.rows(
            """
            select p.code || ' ' || f.value || ' ' || d.path || ' ' || f.line
            from warehouse.\(table) f join warehouse.dim_period p using (period_id)
            join ledger.drop d on d.event_id = coalesce(f.origin_id, f.event_id)
            """
        ).map { $0[0] }.sorted()
    }

    /// All facts by natural keys; the moment of a withdrawal is that of the decision.
    private static func timeless(_ lab: Lab) throws -> [String] {
        let moments = try lab.rows("select known_at from ledger.event where kind = 'withdrawal'")
        return try WarehouseImage(lab).scopes.flatMap { scope, rows in
            rows.map { row in
                moments.reduce("\(scope) \(row)") { $0.replacing($1[0], with: "(withdrawal)") }
            }
        }.sorted()
    }

    /// A warehouse made of what was known by a day alone says what the model says of that day.
    private static func rebuilt(
        _ history: SheetHistory, _ day: String, _ start: Lab
    ) async throws -> [String] {
        let lab = try await Lab(copying: start)
        for drop in history.drops where drop.day <= day { try lab.write(drop.path, drop.text) }
        _ = try await lab.run()
        let isSame = try rows(lab, asOf: nil) == history.rows(asOf: day)
        return isSame ? [] : ["a rebuild of what was known by \(day) differs"]
    }
}
