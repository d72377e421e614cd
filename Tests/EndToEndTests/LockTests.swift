import Foundation
import PhusaTestSupport
import Testing
import Warehouse

@Suite("One writer per dataset")
struct LockTests {
    @Test("the second one is told who holds it and ends with 75; other datasets load")
    func held() async throws {
        let lab = try await Lab()
        try lab.deliver(month: 1, edition: 0, "02-05")
        #expect(try await lab.run().total.drops.loaded == 1)
        try lab.deliver(month: 2, edition: 0, "03-04")
        try lab.deliver("syt/yte-2024-M03-2024-04-05.json.gz")
        let dataset = try #require(
            Int(
                try lab.value(
                    "select dataset_id from ledger.dataset where code = 'ctk.kinh-te-xa-hoi.thang'")
            ))
        let holder = try Holder(dataset, lab)

        let output = try await lab.phusa("run", "--json")
        #expect(output.status == 75)
        let report: RunReport = try output.decode()
        let locked = try #require(report["ctk.kinh-te-xa-hoi.thang"])
        #expect(locked.lockedBy?.contains("phusa lan@may 42 run") == true)
        #expect(locked.balance.drops.loaded == 0)
        #expect(report["syt.y-te.thang"]?.balance.drops.loaded == 1)
        let text = try await lab.phusa("run")
        #expect(text.status == 75)
        #expect(text.out.contains("phusa lan@may 42 run"))
        let withdrawal = try await lab.phusa("withdraw", "1", "--reason", "thử")
        #expect(withdrawal.status == 75, "\(withdrawal.err)")
        #expect(withdrawal.err.contains("phusa lan@may 42 run"))

        holder.release()
        let next = try await lab.run()
        #expect(next.total.drops.loaded == 1)
        #expect(next["ctk.kinh-te-xa-hoi.thang"]?.balance.drops.loaded == 1)
    }

    @Test("T46: --wait says once whom it waits for, loads when the lock is free")
    func waits() async throws {
        let lab = try await Lab()
        try lab.deliver(month: 1, edition: 0, "02-05")
        #expect(try await lab.run().total.drops.loaded == 1)
        try lab.deliver(month: 2, edition: 0, "03-04")
        let holder = try Holder(1, lab)
        async let waiting = lab.phusa("run", "--wait")
        try await lab.wait(for: "wait_event_type = 'Lock' and application_name like '% run'")
        holder.release()
        let output = try await waiting
        #expect(output.status == 0, "\(output.err)")
        #expect(output.out.contains("loaded 1"))
        #expect(output.err.split(separator: "\n").count == 1)
        #expect(output.err.contains("phusa lan@may 42 run"))
        #expect(output.err.contains("ctk.kinh-te-xa-hoi.thang"))
    }

    @Test("T46: a withdrawal waits too, and gives up on a signal without a trace")
    func withdrawalWaits() async throws {
        let lab = try await Lab()
        try lab.deliver(month: 1, edition: 0, "02-05")
        #expect(try await lab.run().total.drops.loaded == 1)
        let sums = try lab.observations()
        let holder = try Holder(1, lab)
        let process = ProcessNumber()
        async let waiting = lab.phusa(
            ["withdraw", "1", "--reason", "thử", "--wait"], whenStarted: { process.set($0) })
        try await lab.wait(for: "wait_event_type = 'Lock' and application_name like '% withdraw'")
        kill(process.value, SIGTERM)
        let output = try await waiting
        #expect(output.status == 143 && !output.isKilled, "\(output.err)")
        #expect(try lab.observations() == sums)
        #expect(
            try lab.value("select state from ledger.run where command = 'withdraw'")
                == "interrupted")
        holder.release()
    }

    @Test("T46: of two runs at once one loads, the other waits or is told; a reader sees nothing")
    func twoAtOnce() async throws {
        let lab = try await Lab()
        try lab.deliver(month: 1, edition: 0, "02-05")
        #expect(try await lab.run().total.drops.loaded == 1)
        let reader = try Reader(lab)
        let before = try reader.figures()
        for round in 1...Self.roundCount {
            let day = 5 + round
            try lab.deliver(month: 1, edition: round, "02-\(day < 10 ? "0" : "")\(day)")
            let arguments = ["run", "--json"] + (round % 2 == 0 ? ["--wait"] : [])
            async let first = lab.phusa(arguments)
            async let second = lab.phusa(["run", "--json"])
            let outputs = try await [first, second]
            #expect(outputs.allSatisfy { [0, 75].contains($0.status) }, "\(outputs)")
            let reports = try outputs.map { try $0.decode(RunReport.self) }
            #expect(reports.map(\.total.drops.loaded).sorted() == [0, 1], "round \(round)")
            let loser = reports[reports[0].total.drops.loaded == 1 ? 1 : 0]
            let dataset = try #require(loser["ctk.kinh-te-xa-hoi.thang"])
            #expect(dataset.lockedBy != nil || dataset.balance.drops.known == round + 1)
            #expect(try reader.figures() == before)
        }
        #expect(
            try lab.value("select count(*) from ledger.event where kind = 'drop'")
                == "\(Self.roundCount + 1)")
        reader.end()
        #expect(try reader.figures() != before)
    }

    private static let roundCount = 20

    /// A session that sees one state of the warehouse throughout.
    ///
    /// Unchecked: one test uses it, step by step.
    private final class Reader: @unchecked Sendable {
        private let connection: Connection

        init(_ lab: Lab) throws {
            connection = try Connection(lab.target)
            try connection.execute("begin isolation level repeatable read read only")
        }

        func figures() throws -> String? {
            try connection.query(
                """
                select (select md5(string_agg(f::text, ',' order by f::text))
                        from warehouse.fact_observation f)
                    || (select count(*) from warehouse.fact_observation_closed)
                    || (select count(*) from ledger.drop)
                """
            ).text(0, 0)
        }

        func end() { connection.rollback() }
    }

    /// Another session that holds a dataset's lock.
    ///
    /// Unchecked: one test uses it, step by step.
    private final class Holder: @unchecked Sendable {
        private var connection: Connection?

        init(_ dataset: Int, _ lab: Lab) throws {
            let connection = try Connection(lab.target, applicationName: "phusa lan@may 42 run")
            try #require(try AdvisoryLock.tryLock(dataset: dataset, on: connection))
            self.connection = connection
        }

        func release() { connection = nil }
    }
}
