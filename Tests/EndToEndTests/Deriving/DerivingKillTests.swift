import Foundation
import Testing

@Suite("A kill while figures are computed leaves parts and figures as they were")
struct DerivingKillTests {
    private static let share = ComputedIndicator.always(
        "X.TL", "%", "100 * YT.NT / (YT.NT + YT.KCB)")
    /// Reads the other one.
    private static let half = ComputedIndicator.always("X.NUA", "%", "X.TL / 2")

    private static func sheet(_ admissions: Int) -> [HealthFigure] {
        [HealthFigure("842", "YT.NT", admissions), HealthFigure("842", "YT.KCB", 3)]
    }

    /// January with 1 and, where asked for, its revision with 9 in the drop zone.
    private func lab(waiting: Bool) async throws -> Lab {
        let lab = try await Lab(computing: Self.share, Self.half)
        try lab.health("2024-M01", on: "2024-02-05", Self.sheet(1))
        _ = try await lab.run()
        if waiting { try lab.health("2024-M01", on: "2024-03-05", Self.sheet(9)) }
        return lab
    }

    /// Kills at a place, looks that nothing changed, and lets the next run complete it.
    ///
    /// - Returns: What figures stand and stood then.
    private func kill(_ lab: Lab, _ arguments: [String], at place: String) async throws {
        let before = try lab.observations() + lab.observations(isClosed: true)
        let versions = try lab.rows("select count(*) from warehouse.dim_definition")
        let killed = try await lab.phusa(arguments, environment: ["PHUSA_FAULT": place])
        #expect(killed.isKilled && killed.status == SIGKILL, "\(place) was not reached")
        #expect(try lab.observations() + lab.observations(isClosed: true) == before, "\(place)")
        #expect(try lab.rows("select count(*) from warehouse.dim_definition") == versions)
        let next = try await lab.phusa("run")
        #expect(next.status == 0, "\(next.err)")
        try await lab.expectSound(place)
    }

    @Test(
        "in a run: before the first figure, between two that read each other, before the commit",
        arguments: [
            "before-derive:1", "after-derive:1", "after-derive:2", "before-copy:2", "after-move:2",
            "after-update:2", "after-move:3", "after-insert:3", "before-commit:2",
        ])
    func run(place: String) async throws {
        let lab = try await lab(waiting: true)
        let whole = try await Lab(copying: lab)
        _ = try await whole.run()
        #expect(try whole.figure("X.NUA", "842", "2024-M01") == "37.5")
        try await kill(lab, ["run"], at: place)
        #expect(try lab.observations() == whole.observations())
        #expect(try lab.observations(isClosed: true) == whole.observations(isClosed: true))
    }

    @Test("in a withdrawal", arguments: ["before-derive:1", "after-derive:1", "after-derive:2"])
    func withdrawal(place: String) async throws {
        let lab = try await lab(waiting: true)
        _ = try await lab.run()
        let drop = try lab.value("select drop_id from ledger.drop where path like '%03-05.json'")
        try await kill(lab, ["withdraw", drop, "--reason", "gửi nhầm"], at: place)
        #expect(try lab.figure("YT.NT", "842", "2024-M01") == "1")
        #expect(try lab.figure("X.TL", "842", "2024-M01") == "25")
        #expect(try lab.figure("X.NUA", "842", "2024-M01") == "12.5")
    }

    @Test("in a release", arguments: ["after-derive:1"])
    func release(place: String) async throws {
        let lab = try await lab(waiting: false)
        try lab.health("2024-M01", on: "2024-03-05", Array(Self.sheet(9).prefix(1)))
        _ = try await lab.run()
        #expect(try lab.figure("X.TL", "842", "2024-M01") == "25")
        let drop = try lab.value("select drop_id from ledger.drop where outcome = 'held'")
        try await kill(lab, ["release", drop, "--reason", "đúng"], at: place)
        #expect(try lab.figure("YT.NT", "842", "2024-M01") == "9")
        #expect(try lab.computed() == [:])
    }

    @Test(
        "in a run that records a new version of a formula",
        arguments: ["before-derive:1", "after-derive:1", "after-derive:2"])
    func definition(place: String) async throws {
        let lab = try await lab(waiting: true)
        let next =
            "effective_from: 2024, known_at: 2024-04-01, is: 100 * YT.NT / YT.KCB, restate: Đúng"
        let changed = ComputedIndicator(
            code: "X.TL", unit: "%", versions: Self.share.versions + [next])
        try lab.define([changed, Self.half])
        try await kill(lab, ["run"], at: place)
        #expect(try lab.figure("X.TL", "842", "2024-M01") == "300")
        #expect(try lab.figure("X.NUA", "842", "2024-M01") == "150")
        #expect(try lab.figure("X.NUA", "842", "2024-M01", asOf: "2024-03-20") == "37.5")
        #expect(try lab.figure("X.NUA", "842", "2024-M01", asOf: "2024-02-20") == "12.5")
    }
}
