import Foundation
import PhusaTestSupport
import Testing

/// What must hold after a fault, whatever it hit; each check returns the sentences of what does not.
enum Invariants {
    /// Tables of facts that carry an event, current and closed.
    static func facts(_ lab: Lab) throws -> [String] {
        try lab.rows(
            """
            select tablename from pg_tables where schemaname = 'warehouse'
                and tablename like 'fact%' and tablename not like 'fact_submission%' order by 1
            """
        ).map { $0[0] }
    }

    /// I1, I2, I5, I6: right after the fault.
    static func afterFault(_ lab: Lab, _ workload: Workload) throws -> [String] {
        try half(lab, workload) + unbalanced(lab) + orphaned(lab) + misplaced(lab, workload)
    }

    /// I1: each dataset and period is as before or after a whole drop.
    private static func half(_ lab: Lab, _ workload: Workload) throws -> [String] {
        let image = try WarehouseImage(lab)
        return Set(image.scopes.keys).union(workload.permitted.keys).sorted().compactMap { scope in
            let isWhole = workload.permitted[scope]?.contains(image.scopes[scope] ?? []) == true
            return isWhole ? nil : "I1: \(scope) is half loaded"
        }
    }

    /// I2: the balances of each drop, and its quarantine and exclusions, as rows.
    private static func unbalanced(_ lab: Lab) throws -> [String] {
        try lab.rows(
            """
            select d.path from ledger.drop d
            left join (select drop_id, count(*) n, sum(cells) cells from ledger.quarantine
                group by 1) q using (drop_id)
            where d.records_read <> d.records_accepted + d.records_quarantined + d.records_excluded
                or d.cells_read <> d.cells_loaded + d.cells_unchanged + d.cells_quarantined
                    + d.cells_excluded
                or d.records_quarantined <> coalesce(q.n, 0)
                or d.cells_quarantined <> coalesce(q.cells, 0)
            """
        ).map { "I2: the balance of \($0[0]) does not hold" }
    }

    /// I5: each fact row has an event, and the drop whose line it is.
    private static func orphaned(_ lab: Lab) throws -> [String] {
        let tables = try facts(lab).map { fact in
            """
            select '\(fact)', count(*) from warehouse.\(fact) f
            where not exists (select from ledger.event e where e.event_id = f.event_id)
                or not exists (select from ledger.drop d
                    where d.event_id = coalesce(f.origin_id, f.event_id))
            \(fact.hasSuffix("_closed")
                ? "or not exists (select from ledger.event e where e.event_id = f.closed_by)" : "")
            """
        }
        return try lab.rows(tables.joined(separator: " union all ")).filter { $0[1] != "0" }
            .map { "I5: \($0[1]) rows of \($0[0]) have no committed event" }
    }

    /// I6: no dropped file is in two states, and its bytes are what they were.
    private static func misplaced(_ lab: Lab, _ workload: Workload) throws -> [String] {
        var broken = try lab.rows(
            "select path, count(*) from ledger.drop group by 1 having count(*) > 1"
        ).map { "I6: \($0[0]) is in \($0[1]) states" }
        if try Workload.hashes(lab) != workload.files { broken.append("I6: the drop zone changed") }
        return broken
    }

    /// I9: a run that says by its exit code and its report that it is done has committed all.
    static func claims(_ output: ProgramOutput, _ lab: Lab, _ workload: Workload) throws -> [String]
    {
        let code = output.shellStatus
        guard code == 0 || code == workload.status else { return [] }
        guard let report: RunReport = try? output.decode() else {
            return ["I9: exit code \(code) without a report: \(output.err)"]
        }
        let isWhole = try WarehouseImage(lab) == workload.final
        if isWhole { return [] }
        let isTold = report.total.drops.failed > 0 && code != 0
        return isTold ? [] : ["I9: exit code \(code), and not all is committed"]
    }

    /// I3, I4, I6: the next run alone reaches the unbroken result, and one more writes nothing.
    static func recovery(_ lab: Lab, _ workload: Workload) async throws -> [String] {
        let leftovers = try leftovers(lab)
        let next = try await lab.phusa(Workload.arguments)
        guard next.shellStatus == 0 || next.shellStatus == workload.status else {
            return ["I3: the next run ends with \(next.shellStatus): \(next.err)"]
        }
        var broken: [String] = []
        let image = try WarehouseImage(lab)
        if image != workload.final {
            broken.append("I3: the next run: \(image.difference(from: workload.final))")
        }
        for path in try Invariants.leftovers(lab) where leftovers.contains(path) {
            broken.append("I4: \(path) outlived the next start")
        }
        broken += try await sessions(lab)
        let paths = Set(try lab.rows("select path from ledger.drop").map { $0[0] })
        if paths != Set(workload.files.keys) {
            broken.append("I6: without a state: \(Set(workload.files.keys).subtracting(paths))")
        }
        let sums = try lab.checksums()
        let again: RunReport = try await lab.phusa(Workload.arguments).decode()
        if again.total.read != 0 { broken.append("I3: one more run reads \(again.total.read)") }
        if try lab.checksums() != sums { broken.append("I3: one more run writes") }
        return broken
    }

    /// Temporary files of writers, and tables of loads under way.
    private static func leftovers(_ lab: Lab) throws -> Set<String> {
        let files = [lab.archive, lab.state].flatMap { folder in
            ((try? FileManager.default.subpathsOfDirectory(atPath: folder)) ?? [])
                .filter { $0.split(separator: "/").last?.hasPrefix(".phusa-part-") == true }
                .map { folder + "/" + $0 }
        }
        let tables = try lab.rows("select tablename from pg_tables where schemaname = 'staging'")
        return Set(files + tables.map { "staging." + $0[0] })
    }

    /// I4: locks and sessions of runs that have ended; a server needs a moment to notice an end.
    private static func sessions(_ lab: Lab) async throws -> [String] {
        var held = ""
        for _ in 0..<100 {
            held = try lab.value(
                """
                select count(*)::text from pg_locks l join pg_database d on d.oid = l.database
                where d.datname = current_database() and l.locktype = 'advisory'
                """)
            if held == "0" { return [] }
            try await Task.sleep(for: .milliseconds(50))
        }
        return ["I4: \(held) locks are held and nobody runs"]
    }
}

extension ProgramOutput {
    /// The exit code as a shell tells it: 128 and the signal's number where one ended the process.
    var shellStatus: Int32 { isKilled ? 128 + status : status }
}
