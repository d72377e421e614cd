import PhusaModel
import Storage
import Warehouse

/// A decision as the archive has it, carried out again: after a kill, or into an empty warehouse.
struct DecisionRecord {
    let setting: RunSetting

    /// - Returns: Whether the record is a decision; a drop is not.
    func carryOut(_ record: ArchivedEvent) throws -> Bool {
        switch EventKind(rawValue: record.kind) {
        case .withdrawal: _ = try Withdrawal(setting: setting).apply(record)
        case .replay: try Replay(setting: setting).apply(record)
        case .restatement: _ = try Restatement(setting: setting).apply(record)
        case .correction: _ = try correct(by: record)
        case .drop, .release, .definition, nil: return false
        }
        return true
    }

    /// Lets older drops meet a correction.
    ///
    /// - Returns: What came of it; `nil` where the event is recorded already.
    func correct(by record: ArchivedEvent) throws -> FactLoad.Outcome? {
        try DecisionLoad(setting: setting, dataset: try setting.dataset(of: record))
            .carryOut(record, target: nil, state: .fixed)
    }
}

extension RunSetting {
    /// The dataset of an event: as it is today, else as it was when the event was recorded.
    func dataset(of record: ArchivedEvent) throws -> DatasetDefinition {
        if let dataset = site.workspace.dataset(record.dataset) { return dataset }
        let then = try readings.workspace(record.definitions, dataset: record.dataset)
        guard let dataset = then.dataset(record.dataset) else {
            throw DecisionError.unknownDataset(record.dataset)
        }
        return dataset
    }
}
