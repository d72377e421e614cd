package import PhusaModel
import Storage
import Transformation
import Warehouse

/// Reads the standing drops of a dataset again, by today's definitions, and counts what names met.
///
/// Reads from the archive, writes nothing. A drop stands when it was loaded and not withdrawn; what it says of a period may have been
/// replaced since. So an entry that is unused is one that no such drop needs, and a missing value that
/// an entry of today knows is missing no more, though its record waits for a replay.
package struct MappingSurvey {
    private let setting: RunSetting

    package init(setting: RunSetting) { self.setting = setting }

    /// - Throws: `StorageError` where the archive lacks a drop or has it damaged.
    package func mappings(of dataset: DatasetDefinition) throws -> DatasetMappings {
        var tally = MappingTally(dataset: dataset)
        for event in try standing(dataset) {
            try Interruption.check()
            let record = try setting.archivedEvent(event.event.key)
            do {
                let archived = try ArchivedDrop(record, in: setting.site.workspace, setting)
                let path = try setting.path(of: record.content)
                tally.read(
                    ReadingSettings(
                        path: path, drop: archived.drop, dataset: dataset,
                        contract: archived.claim.contract, workspace: setting.site.workspace,
                        fact: try fact(of: dataset)))
            } catch DecisionError.noLongerClaimed(let path, _) {
                tally.miss(
                    path,
                    Violation(
                        rule: .dropUnclaimed,
                        position: FilePosition(path: path, line: 0, column: 0), found: path,
                        expected: .ruleKept))
            }
        }
        return tally.mappings(setting.site.workspace.catalogue)
    }

    /// Events of the drops that stand, in the order of history.
    private func standing(_ dataset: DatasetDefinition) throws -> [EventRecord] {
        guard let id = try setting.reader.datasetID(code: dataset.code) else { return [] }
        let events = try setting.reader.events(datasetID: id)
        let withdrawn = Set(
            events.filter { $0.event.kind == .withdrawal }.compactMap(\.event.targetEventID))
        return events.filter { $0.event.kind == .drop && !withdrawn.contains($0.id) }
    }

    private func fact(of dataset: DatasetDefinition) throws -> FactTable {
        let name = dataset.pipeline.load.fact
        guard let fact = setting.site.workspace.schema.fact(named: name) else {
            preconditionFailure("no fact \(name) in a checked workspace")
        }
        return fact
    }
}
