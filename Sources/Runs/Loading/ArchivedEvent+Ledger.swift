import History
import PhusaModel
import Storage
import Warehouse

extension ArchivedEvent {
    /// The scope of events of a fact that has no periods.
    static let wholeFact = "all"

    var periods: [Period] { scope.compactMap { Period(naturalKey: $0) } }

    /// The place in history.
    var order: EventOrder {
        EventOrder(
            knownAt: knownAt, rank: (EventKind(rawValue: kind) ?? .drop).rank, sequence: sequence,
            content: content)
    }

    /// The event as the ledger records it.
    func newEvent(datasetID: Int, target: Int?, run: Int?) -> NewEvent {
        NewEvent(
            key: key, kind: EventKind(rawValue: kind) ?? .drop, datasetID: datasetID, scope: scope,
            knownAt: knownAt, sequence: sequence, recordedAt: recordedAt,
            definitions: definitions, content: content, targetEventID: target,
            reason: reason.isEmpty ? nil : reason, actor: actor, runID: run)
    }
}

extension EventRecord {
    /// The place in history.
    var order: EventOrder {
        EventOrder(
            knownAt: event.knownAt, rank: event.kind.rank, sequence: event.sequence,
            content: event.content)
    }
}

extension EventKind {
    /// The place among events of one moment.
    var rank: EventOrder.Rank {
        switch self {
        case .drop: .drop
        case .release: .release
        case .replay: .replay
        case .withdrawal: .withdrawal
        case .correction: .correction
        case .restatement: .restatement
        case .definition: .definition
        }
    }
}

extension CellCounts {
    /// Takes over what an event did.
    mutating func take(_ effect: EventEffect) {
        loaded = effect.loadedCount
        changed = effect.changedCount
        unchanged = effect.unchangedCount
        closed = effect.vanishedCount
    }
}

extension RunSetting {
    /// Records a drop with everything that its verdict says of single records.
    ///
    /// - Parameter isJudgedAgain: Whether the ledger may have an earlier judgement of these bytes.
    /// - Returns: The drop's number.
    func record(
        _ drop: NewDrop, _ verdict: Verdict, isJudgedAgain: Bool = true
    ) throws -> Int {
        let id = try ledger.insertDrop(drop)
        try ledger.insertQuarantine(verdict.quarantine, dropID: id)
        try ledger.insertExclusions(verdict.exclusions, dropID: id)
        try ledger.insertCorrections(verdict.corrections, dropID: id)
        if isJudgedAgain { try JudgedAgain(setting: self).settle(id, drop) }
        return id
    }
}
