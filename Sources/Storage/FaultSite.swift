import Glibc
import Synchronization

/// Named places at which a test kills the process, to see what is left: `PHUSA_FAULT=SITE:N` kills
/// at the N-th passage, from 1.
///
/// `PHUSA_FAULT_TRACE=FILE` appends the name of every place that is passed, so that a test knows
/// which there are. Without the variables a passage costs one comparison.
package enum FaultSite: String, Sendable, CaseIterable {
    // The frame of a run.
    case afterRunStart = "after-run-start"
    case beforeRecovery = "before-recovery"
    case afterRecovery = "after-recovery"
    case beforeRunFinish = "before-run-finish"
    case afterRunFinish = "after-run-finish"

    // Files: every durable write, whatever it is for.
    case afterFileOpen = "after-file-open"
    case afterFileWrite = "after-file-write"
    case afterFileFlush = "after-file-flush"
    case afterFileRename = "after-file-rename"

    // The archive.
    case beforeHash = "before-hash"
    case afterHash = "after-hash"
    case beforeReceipt = "before-receipt"
    case afterReceipt = "after-receipt"
    case beforeArchive = "before-archive"
    case afterArchive = "after-archive"
    case beforeDefinitions = "before-definitions"
    case afterDefinitions = "after-definitions"
    case beforeEventRecord = "before-event-record"
    case afterEventRecord = "after-event-record"

    // One dataset.
    case beforeLock = "before-lock"
    case afterLock = "after-lock"
    case afterUnlock = "after-unlock"

    // One transaction.
    case beforeBegin = "before-begin"
    case afterBegin = "after-begin"
    case beforeDiff = "before-diff"
    case afterDiff = "after-diff"
    case beforeCopy = "before-copy"
    case afterClosedRemove = "after-closed-remove"
    case afterMove = "after-move"
    case afterRemove = "after-remove"
    case afterUpdate = "after-update"
    case afterInsert = "after-insert"
    case afterCopy = "after-copy"
    case beforeCheck = "before-check"
    case afterCheck = "after-check"
    case afterLedgerEvent = "after-ledger-event"
    case afterLedgerDrop = "after-ledger-drop"
    case afterLedgerQuarantine = "after-ledger-quarantine"
    case afterLedgerExclusions = "after-ledger-exclusions"
    case afterLedgerCorrections = "after-ledger-corrections"
    case beforeDerive = "before-derive"
    case afterDerive = "after-derive"
    case beforeCommit = "before-commit"
    case afterCommit = "after-commit"

    // Around the drops.
    case beforeDimensions = "before-dimensions"
    case afterDimensions = "after-dimensions"
    case beforeSubmissions = "before-submissions"
    case afterSubmissions = "after-submissions"

    // A report.
    case beforeReportRecord = "before-report-record"
    case afterReportRecord = "after-report-record"
    case afterReportPage = "after-report-page"
    case afterReportWrite = "after-report-write"

    // `warehouse apply`.
    case beforeMigration = "before-migration"
    case afterMigration = "after-migration"
    case beforeSchema = "before-schema"
    case afterSchema = "after-schema"

    // `warehouse backup`.
    case afterBackupDump = "after-backup-dump"
    case beforeBackupName = "before-backup-name"

    /// Dies here by SIGKILL where the environment asks for it.
    package func pass() {
        guard let plan = Self.plan else { return }
        plan.pass(self)
    }

    /// - Returns: `nil` where neither variable is set.
    private static let plan: Plan? = {
        let trace = getenv("PHUSA_FAULT_TRACE").map { String(cString: $0) }
        let fault = getenv("PHUSA_FAULT").flatMap { kill(String(cString: $0)) }
        return trace == nil && fault == nil ? nil : Plan(fault: fault, trace: trace)
    }()

    private static func kill(_ text: String) -> (FaultSite, Int)? {
        let parts = text.split(separator: ":")
        guard parts.count == 2, let site = FaultSite(rawValue: String(parts[0])),
            let count = Int(parts[1])
        else { return nil }
        return (site, count)
    }

    /// What the environment asks for.
    ///
    /// Passages are counted whatever thread they come from: a run writes receipts and reads ahead
    /// beside its sequence of drops.
    private final class Plan: Sendable {
        private let site: FaultSite?
        /// Passages until the kill.
        private let count: Mutex<Int>
        private let trace: Int32

        init(fault: (site: FaultSite, count: Int)?, trace: String?) {
            site = fault?.site
            count = Mutex(fault?.count ?? 0)
            let flags = O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC
            self.trace = trace.map { open($0, flags, 0o644) } ?? -1
        }

        func pass(_ passed: FaultSite) {
            if trace >= 0 {
                let line = Array((passed.rawValue + "\n").utf8)
                _ = write(trace, line, line.count)
            }
            guard passed == site else { return }
            count.withLock { count in
                count -= 1
                if count == 0 { Glibc.kill(getpid(), SIGKILL) }
            }
        }
    }
}
