import PhusaModel
package import Warehouse

/// Closes records in quarantine that nobody will mend, by a person's decision; no figure changes.
package struct QuarantineWaiver {
    private let setting: RunSetting

    package init(setting: RunSetting) { self.setting = setting }

    /// Marks open records as waived: all that are meant, or none.
    ///
    /// - Parameters:
    ///   - filter: Where it names records, each must be there and open; else all open ones count.
    ///   - reason: Why, in a person's words; kept with each record.
    /// - Returns: Numbers of the records, in the order of drops and lines.
    /// - Throws: `WaiveError`; then nothing has changed.
    package func waive(_ filter: QuarantineFilter, reason: String) throws -> [Int] {
        try setting.unit.perform {
            var filter = filter
            if filter.ids == nil { filter.state = .open }
            let records = try setting.reader.quarantine(filter)
            try require(filter.ids ?? [], in: records)
            let ids = records.map(\.id)
            let count = try setting.ledger.closeQuarantine(
                ids, state: .waived, actor: setting.actor, reason: reason)
            guard count == ids.count else { throw WaiveError.changedMeanwhile }
            return ids
        }
    }

    private func require(_ ids: [Int], in records: [QuarantineRecord]) throws {
        let found = Set(records.map(\.id))
        let missing = ids.filter { !found.contains($0) }
        guard missing.isEmpty else { throw WaiveError.noSuchRecords(missing) }
        let decided = records.filter { $0.state != .open }
        guard ids.isEmpty || decided.isEmpty else {
            throw WaiveError.decided(decided.map { .init(id: $0.id, state: $0.state) })
        }
    }
}

/// A waiver that cannot be carried out.
package enum WaiveError: Error, Hashable {
    package struct Decided: Hashable, Sendable {
        package let id: Int
        package let state: QuarantineRecord.State
    }

    case noSuchRecords([Int])
    /// Records that a person or a corrected file has closed before.
    case decided([Decided])
    /// Somebody else decided on one of the records at the same moment.
    case changedMeanwhile
}
