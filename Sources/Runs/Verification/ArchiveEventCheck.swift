import PhusaModel
import Storage
import Warehouse

/// Every event of the ledger stands in the archive, with equal content; what the archive has beyond
/// them was interrupted.
///
/// An event of kind `definition` says which catalogue the dimensions follow; no fold reads it, and
/// it is not archived.
struct ArchiveEventCheck {
    let archive: Archive
    let reader: LedgerReader

    func findings() throws -> [VerifyFinding] {
        let keys = Set(try archive.eventKeys())
        let datasets = try reader.datasetCodes()
        var missing: [String] = []
        var differing: [String] = []
        var known: Set<String> = []
        for record in try reader.allEvents() where record.event.kind != .definition {
            let event = record.event
            let dataset = event.datasetID.flatMap { datasets[$0] } ?? ""
            known.insert(event.key)
            guard keys.contains(event.key) else {
                missing.append(place(event.kind.rawValue, dataset, event.knownAt, event.key))
                continue
            }
            let archived = try? archive.event(event.key)
            if archived.map({ !Self.isEqual($0, event, dataset) }) ?? true {
                differing.append(place(event.kind.rawValue, dataset, event.knownAt, event.key))
            }
        }
        let unfinished = keys.subtracting(known).sorted().map { key in
            (try? archive.event(key)).map {
                place($0.kind, $0.dataset, $0.knownAt, key)
            } ?? key
        }
        return VerifyFinding.merged([
            VerifyFinding(.eventMissing, places: missing),
            VerifyFinding(.eventDiffers, places: differing),
            VerifyFinding(.eventUnfinished, places: unfinished),
        ])
    }

    private func place(
        _ kind: String, _ dataset: String, _ knownAt: Moment, _ key: String
    ) -> String {
        "\(dataset) \(kind) \(knownAt.local): \(key)"
    }

    /// The archive's record is made first: where a kill came between it and the commit, the ledger
    /// has the moment and the person of the run that finished it.
    private static func isEqual(
        _ archived: ArchivedEvent, _ event: NewEvent, _ dataset: String
    ) -> Bool {
        archived.key == event.key && archived.kind == event.kind.rawValue
            && archived.dataset == dataset && archived.scope == event.scope
            && archived.knownAt == event.knownAt && archived.sequence == event.sequence
            && archived.definitions == event.definitions && archived.content == event.content
            && archived.reason == event.reason ?? ""
            && event.recordedAt.map { archived.recordedAt <= $0 } ?? true
    }
}
