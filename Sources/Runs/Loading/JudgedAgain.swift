import PhusaModel
import Warehouse

/// Sees to the records of a refused file that is judged again, by other definitions: those of the
/// judgement before are closed, and what somebody has waived stays waived.
struct JudgedAgain {
    let setting: RunSetting

    /// - Parameter id: Number of the new judgement in the ledger.
    func settle(_ id: Int, _ drop: NewDrop) throws {
        let earlier = try setting.reader.drops(
            DropFilter(outcome: .refused, sha256: drop.sha256)
        ).filter {
            $0.id != id && $0.drop.datasetID == drop.datasetID && $0.drop.vintage == drop.vintage
                && $0.drop.period == drop.period
        }
        for former in earlier {
            let records = try setting.reader.quarantine(QuarantineFilter(dropID: former.id))
            guard !records.isEmpty else { continue }
            try keepWaived(records.filter { $0.state == .waived }, in: id)
            _ = try setting.ledger.closeQuarantine(
                records.filter { $0.state == .open }.map(\.id), state: .fixed,
                actor: setting.actor, reason: "judged again: drop \(id)")
        }
    }

    private func keepWaived(_ waived: [QuarantineRecord], in drop: Int) throws {
        guard !waived.isEmpty else { return }
        let now = try setting.reader.quarantine(QuarantineFilter(dropID: drop, state: .open))
        for former in waived {
            let same = now.filter {
                $0.record.violation.position.line == former.record.violation.position.line
                    && $0.record.violation.rule == former.record.violation.rule
            }
            _ = try setting.ledger.closeQuarantine(
                same.map(\.id), state: .waived, actor: former.changedBy ?? setting.actor,
                reason: former.reason)
        }
    }
}
