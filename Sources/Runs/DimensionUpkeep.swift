import PhusaModel
import Storage
import Warehouse

/// Brings the dimensions in line with the catalogue before a run loads anything, in a transaction of
/// its own, as a `definition` event where something changed.
struct DimensionUpkeep {
    let setting: RunSetting

    /// - Returns: What new versions of formulas change in the current figures.
    func bringInLine() throws -> CurrentChanges {
        let workspace = setting.site.workspace
        FaultSite.beforeDimensions.pass()
        defer { FaultSite.afterDimensions.pass() }
        return try setting.unit.perform {
            setting.dimensions.forget()
            let upkeep = DefinitionUpkeep(setting: setting)
            try upkeep.requireUnedited()
            defer { setting.derived.forget() }
            let changes = try DimensionSync.syncInTransaction(
                workspace.schema, workspace.catalogue, on: setting.connection)
            if !changes.isEmpty { try record() }
            return try upkeep.bringInLine(changes)
        }
    }

    private func record() throws {
        let definitions = setting.site.definitionsHash
        _ = try setting.ledger.insertEvent(
            NewEvent(
                key: contentHash("definition\n\(definitions)".utf8), kind: .definition,
                datasetID: nil, scope: [], knownAt: setting.startedAt,
                recordedAt: setting.startedAt, definitions: definitions,
                content: definitions, actor: setting.actor, runID: setting.run))
    }
}
