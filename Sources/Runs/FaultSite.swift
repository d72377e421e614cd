import Glibc

/// Named places at which a test kills the process, to see what is left: `PHUSA_FAULT=SITE:N` kills
/// at the N-th passage, from 1.
///
/// Without the variable a passage costs one comparison.
package enum FaultSite: String, Sendable, CaseIterable {
    case afterHash = "after-hash"
    case afterArchive = "after-archive"
    case afterEventRecord = "after-event-record"
    case afterBegin = "after-begin"
    case afterCopy = "after-copy"
    case afterCheck = "after-check"
    case beforeCommit = "before-commit"
    case afterCommit = "after-commit"
    case afterReportWrite = "after-report-write"
    case beforeRunFinish = "before-run-finish"
    case afterBackupDump = "after-backup-dump"
    case beforeBackupName = "before-backup-name"

    /// Places that no run passes.
    package static let outsideRuns: Set<FaultSite> = [
        .afterReportWrite, .afterBackupDump, .beforeBackupName,
    ]

    /// Dies here by SIGKILL where the environment asks for it.
    package func pass() {
        guard let plan = Self.plan, plan.site == self else { return }
        plan.countDown()
    }

    private static let plan: Plan? = {
        guard let value = getenv("PHUSA_FAULT") else { return nil }
        let parts = String(cString: value).split(separator: ":")
        guard parts.count == 2, let site = FaultSite(rawValue: String(parts[0])),
            let count = Int(parts[1])
        else { return nil }
        return Plan(site: site, count: count)
    }()

    /// Passages come from one thread: a run is one sequence of drops.
    private final class Plan: @unchecked Sendable {
        let site: FaultSite
        private var count: Int

        init(site: FaultSite, count: Int) {
            self.site = site
            self.count = count
        }

        func countDown() {
            count -= 1
            if count == 0 { kill(getpid(), SIGKILL) }
        }
    }
}
