import History
import PhusaModel
import Storage
import Warehouse

/// Makes recorded corrections count for drops that were read before they were known.
///
/// Each correction of a dataset's folder becomes an event once, dated by the day of its decision.
/// Drops with a later vintage have met it when they were read; older ones say something else from
/// that day on.
struct CorrectionUpkeep {
    let setting: RunSetting
    let dataset: DatasetDefinition
    let datasetID: Int

    /// - Returns: What each new correction did; corrections decided after today wait.
    func bringInLine() throws -> [CorrectionResult] {
        try dataset.corrections.compactMap { correction in
            guard correction.decided <= setting.startedAt.day else { return nil }
            let content = contentHash(Self.text(correction).utf8)
            guard try !isRecorded(content) else { return nil }
            let record = try event(correction, content)
            return try DecisionRecord(setting: setting).correct(by: record).map {
                CorrectionResult(
                    correction: correction.id, dataset: dataset.code,
                    loaded: $0.effect.loadedCount,
                    isFound: try !record.scope.isEmpty
                        || setting.reader.isApplied(
                            correction: correction.id, datasetID: datasetID),
                    changes: $0.current, derived: $0.derived)
            }
        }
    }

    private func event(
        _ correction: CorrectionDefinition, _ content: String
    ) throws -> ArchivedEvent {
        ArchivedEvent(
            kind: EventKind.correction.rawValue, dataset: dataset.code,
            scope: try scope(correction), knownAt: Moment(startOf: correction.decided),
            sequence: 0, recordedAt: setting.startedAt,
            definitions: try setting.definitions(of: dataset), content: content, path: "",
            isVintageDeclared: true, reason: correction.reason, actor: correction.decidedBy,
            correction: correction.id)
    }

    /// Whether a correction that says the very same is an event already.
    private func isRecorded(_ content: String) throws -> Bool {
        try setting.reader.events(datasetID: datasetID, touching: []).contains {
            $0.event.content == content
        }
    }

    /// Natural keys of the periods of older drops that hold what the correction looks for.
    private func scope(_ correction: CorrectionDefinition) throws -> [String] {
        var scope: Set<String> = []
        for event in try setting.reader.events(datasetID: datasetID)
        where event.event.kind == .drop {
            guard try !isMet(correction, by: event) else { continue }
            let reading = try DropReadings.read(
                try setting.archivedEvent(event.event.key), by: event.event.definitions,
                corrections: [correction], setting)
            if reading.verdict.corrections.contains(where: { $0.correction == correction.id }) {
                scope.formUnion(event.event.scope)
            }
        }
        return scope.sorted()
    }

    /// Whether a drop has met the correction when it was read, or never will.
    private func isMet(_ correction: CorrectionDefinition, by drop: EventRecord) throws -> Bool {
        let day = drop.event.knownAt.day
        if let expires = correction.expires, expires < day { return true }
        guard correction.decided <= day else { return false }
        let read = try setting.readings.workspace(drop.event.definitions, dataset: dataset.code)
        return read.dataset(dataset.code)?.corrections.contains(correction) ?? false
    }

    /// All that a correction says, one part a line.
    private static func text(_ correction: CorrectionDefinition) -> String {
        let match = correction.match.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
        let change = correction.change.map { [$0.column, $0.expected, $0.value] } ?? ["exclude"]
        let dates = [correction.decided.description, correction.expires?.description ?? ""]
        return ([correction.id] + dates + match + change).joined(separator: "\n")
    }
}

/// What a correction did to figures of drops that were loaded before it.
package struct CorrectionResult: Codable, Hashable, Sendable {
    package let correction: String
    package let dataset: String
    /// Versions of cells that it made.
    package let loaded: Int
    /// Whether any loaded drop holds what it looks for.
    package let isFound: Bool
    /// What changes in the current figures.
    package let changes: CurrentChanges
    /// What follows in the current figures that are computed from those.
    package let derived: CurrentChanges
}
