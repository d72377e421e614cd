import PhusaModel
import Storage
import Warehouse

/// Drops read again from the archive, each by the definitions that an event names.
///
/// Belongs to one fold: readings are kept until it is done.
final class DropReadings {
    private struct Key: Hashable {
        let event: String
        let definitions: String
        let corrections: [CorrectionDefinition]
    }

    private let setting: RunSetting
    private let dataset: String
    private var readings: [Key: DropReading] = [:]

    init(setting: RunSetting, dataset: String) {
        self.setting = setting
        self.dataset = dataset
    }

    /// Keeps a reading that was made already.
    func keep(_ reading: DropReading, of event: String, by definitions: String) {
        readings[Key(event: event, definitions: definitions, corrections: [])] = reading
    }

    /// - Parameters:
    ///   - event: Key of the drop's event.
    ///   - corrections: Recorded ones that the drop meets besides those of the definitions.
    /// - Throws: `StorageError` of kind `.missing` or `.damaged` when the archive cannot answer: a
    ///   fold over less than all events would be wrong.
    func reading(
        of event: String, by definitions: String, corrections: [CorrectionDefinition]
    ) throws -> DropReading {
        let key = Key(event: event, definitions: definitions, corrections: corrections)
        if let known = readings[key] { return known }
        let reading = try Self.read(
            try setting.archivedEvent(event), by: definitions, corrections: corrections, setting)
        readings[key] = reading
        return reading
    }

    /// The dataset as some definitions have it; `nil` where they have none of its code.
    func dataset(by definitions: String) throws -> DatasetDefinition? {
        try setting.readings.workspace(definitions, dataset: dataset).dataset(dataset)
    }

    static func read(
        _ record: ArchivedEvent, by definitions: String, corrections: [CorrectionDefinition],
        _ setting: RunSetting
    ) throws -> DropReading {
        let archived = try ArchivedDrop(record, by: definitions, setting)
        let reading = try DropReading.readKept(
            path: try setting.path(of: record.content), drop: archived.drop,
            dataset: archived.claim.dataset.meeting(corrections, on: archived.drop.vintage.day),
            contract: archived.claim.contract, workspace: archived.workspace,
            receivedOn: archived.receivedAt.day)
        guard
            let arranged = reading.arranged(
                from: archived.workspace.schema, to: setting.site.workspace.schema)
        else {
            throw DecisionError.factDiffers(path: record.path, fact: reading.rows.fact)
        }
        return arranged
    }
}

/// A drop of the archive, and the contract that some definitions find for it.
struct ArchivedDrop {
    let workspace: WorkspaceDefinition
    let claim: Claim
    let drop: DropFile
    let receivedAt: Moment

    /// - Throws: `DecisionError.noLongerClaimed` where no contract of its dataset claims it.
    init(_ record: ArchivedEvent, by definitions: String, _ setting: RunSetting) throws {
        try self.init(
            record, in: setting.readings.workspace(definitions, dataset: record.dataset), setting)
    }

    /// - Throws: `DecisionError.noLongerClaimed` where no contract of its dataset claims it.
    init(
        _ record: ArchivedEvent, in workspace: WorkspaceDefinition, _ setting: RunSetting
    ) throws {
        self.workspace = workspace
        let receipt = try setting.archive.knownReceipt(record.content)
        receivedAt = receipt?.receivedAt ?? record.recordedAt
        let slash = record.path.firstIndex(of: "/") ?? record.path.startIndex
        let claims = Claim.all(
            on: String(record.path[slash...].dropFirst()),
            agency: String(record.path[..<slash]), receivedAt: receivedAt, workspace: workspace)
        guard let claim = claims.first(where: { $0.dataset.code == record.dataset }) else {
            throw DecisionError.noLongerClaimed(path: record.path, dataset: record.dataset)
        }
        self.claim = claim
        drop = DropFile(
            path: record.path, sha256: record.content, byteCount: receipt?.byteCount ?? 0,
            captures: claim.captures,
            vintage: Vintage(
                moment: record.knownAt, sequence: record.sequence,
                isDeclared: record.isVintageDeclared),
            dataset: record.dataset)
    }
}

extension DatasetDefinition {
    /// The dataset with recorded corrections that a drop meets whatever the day of their decision:
    /// one of the same name takes the place of the dataset's own.
    fileprivate func meeting(
        _ recorded: [CorrectionDefinition], on day: CalendarDay
    ) -> DatasetDefinition {
        guard !recorded.isEmpty else { return self }
        let names = Set(recorded.map(\.id))
        return DatasetDefinition(
            code: code, folder: folder, contracts: contracts, pipeline: pipeline,
            corrections: corrections.filter { !names.contains($0.id) }
                + recorded.map { $0.decided(by: day) },
            codeMaps: codeMaps, exemptions: exemptions)
    }
}

extension CorrectionDefinition {
    fileprivate func decided(by day: CalendarDay) -> CorrectionDefinition {
        CorrectionDefinition(
            id: id, decided: min(decided, day), expires: expires, reason: reason,
            decidedBy: decidedBy, match: match, change: change)
    }
}
