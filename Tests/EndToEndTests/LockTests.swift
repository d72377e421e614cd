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
