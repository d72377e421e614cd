import History
import PhusaModel
import Storage
import Warehouse

/// Takes one discovered drop from its bytes to its rows, its receipt in the ledger and its event.
struct DropLoader {
    let setting: RunSetting
    let dataset: DatasetDefinition
    let datasetID: Int
    let mayRestTriggers: Bool
    /// Drops of the dataset that the ledger knows, and those of this run.
    private(set) var known: KnownDrops
    /// Reads ahead and writes receipts; `nil` where all is done on one thread.
    private let sideline: Sideline?
    private let open: OpenWords

    init(
        setting: RunSetting, dataset: DatasetDefinition, datasetID: Int, mayRestTriggers: Bool,
        known: KnownDrops, sideline: Sideline? = nil
    ) {
        self.setting = setting
        self.dataset = dataset
        self.datasetID = datasetID
        self.mayRestTriggers = mayRestTriggers
        self.known = known
        self.sideline = sideline
        open = OpenWords(setting: setting, datasetID: datasetID)
    }

    /// - Throws: What stopped the warehouse or the archive; what the drop itself broke is in the
    ///   result. After an error nothing of the drop is in the warehouse.
    ///
    /// - Parameters:
    ///   - upcoming: What the run comes to after this drop: the next of it is read meanwhile.
    ///   - isResumed: Whether the session broke at this drop: then its transaction may have
    ///     been committed without an answer, and the ledger says what became of it.
    mutating func load(
        _ discovered: DiscoveredDrop, upcoming: Upcoming = Upcoming(), isResumed: Bool = false
    ) throws -> DropResult {
        try Interruption.check()
        let definitions = try setting.definitions(of: dataset)
        if known.isSettled(discovered.drop, definitions: definitions) {
            ReceiptWriter(setting: setting).writeMissing(discovered)
            return try (isResumed ? committed(discovered) : nil)
                ?? DropResult(discovered.drop, state: .known)
        }
        let (result, receipt) = try judge(discovered, next: next(in: upcoming), definitions)
        known.add(discovered.drop, outcome: result.state.rawValue, definitions: definitions)
        if let receipt {
            receipt.publish()
        } else {
            ReceiptWriter(setting: setting).write(drop: result.drop, on: sideline)
        }
        return result
    }

    /// What became of a drop, and its receipt where that was begun before the commit.
    private typealias Judged = (result: DropResult, receipt: ReceiptDraft?)

    /// Drops that a run has still to come to.
    struct Upcoming {
        /// Of the loader's dataset, in the order of loading.
        var own: ArraySlice<DiscoveredDrop> = []
        /// The first drop of the datasets that follow.
        var following: DiscoveredDrop?
    }

    /// The drop to be read while another one is loaded: one of the same dataset that is not settled,
    /// or that of the next dataset, of which the ledger has not been asked yet, where its bytes came
    /// first in this run.
    private func next(in upcoming: Upcoming) -> DiscoveredDrop? {
        let definitions = setting.definitionsHash(of: dataset)
        let own = upcoming.own.first { !known.isSettled($0.drop, definitions: definitions) }
        if let own { return own }
        return upcoming.following.flatMap {
            $0.receipt.receivedAt == setting.startedAt ? $0 : nil
        }
    }

    private func judge(
        _ discovered: DiscoveredDrop, next: DiscoveredDrop?, _ definitions: String
    ) throws -> Judged {
        let kept =
            try sideline?.reading(of: discovered, next: next)
            ?? setting.bytes.read(discovered, by: setting.site.workspace)
        setting.noteKept(discovered)
        var reading = kept.reading
        if let violation = known.sameBytes(discovered.drop, contract: discovered.contract) {
            reading.hold([violation])
        }
        if let warning = known.sameVintage(discovered.drop) { reading.report(warning) }
        let event = eventRecord(discovered, reading, definitions)
        guard reading.verdict.outcome == .accepted else {
            try kept.settle()
            return (try record(discovered, reading, event), nil)
        }
        let load = AcceptedLoad(
            setting: setting, dataset: dataset, datasetID: datasetID,
            mayRestTriggers: mayRestTriggers, settleBytes: kept.settle)
        do {
            return try loadAccepted(discovered, reading, event, load)
        } catch {
            // What came is kept, whatever becomes of its load.
            try? kept.settle()
            throw error
        }
    }

    /// What this run has recorded of the drop; `nil` where it has not.
    private func committed(_ discovered: DiscoveredDrop) throws -> DropResult? {
        let drop = discovered.drop
        let filter = DropFilter(dataset: dataset.code, runID: setting.run, sha256: drop.sha256)
        let recorded = try setting.reader.drops(filter).first {
            $0.drop.path == drop.path && $0.drop.vintage == drop.vintage
        }
        guard let recorded, let state = DropResult.State(rawValue: recorded.drop.outcome.rawValue)
        else { return nil }
        var result = DropResult(drop, state: state)
        result.records = recorded.drop.records
        result.cells = recorded.drop.cells
        result.violations = recorded.drop.violations
        result.quarantined = try setting.reader.quarantine(QuarantineFilter(dropID: recorded.id))
            .prefix(DropResult.quarantinedCountMax).map(\.record.violation)
        result.drop = recorded.id
        return result
    }

    // MARK: An accepted drop

    private func loadAccepted(
        _ discovered: DiscoveredDrop, _ reading: DropReading, _ event: ArchivedEvent,
        _ load: AcceptedLoad
    ) throws -> Judged {
        do {
            return try setting.unit.perform {
                try loadInTransaction(discovered, reading, event, load)
            }
        } catch let hold as Hold {
            try load.settleBytes()
            var held = reading
            held.hold(hold.violations)
            return (try record(discovered, held, event), nil)
        }
    }

    /// A rule that reads the warehouse says that a person must look first.
    private struct Hold: Error {
        let violations: [Violation]
    }

    /// The drop is recorded before its rows are sent: its receipt is made while the server takes them.
    private func loadInTransaction(
        _ discovered: DiscoveredDrop, _ reading: DropReading, _ event: ArchivedEvent,
        _ load: AcceptedLoad
    ) throws -> Judged {
        var reading = reading
        let (eventID, prepared) = try load.prepare(event, reading)
        if let violation = hold(prepared.outcome, discovered) {
            throw Hold(violations: [violation])
        }
        for warning in try brokenChecks(discovered.drop, reading) { reading.report(warning) }
        var result = DropResult(discovered.drop, state: .loaded, reading: reading)
        result.cells.take(prepared.outcome.effect)
        result.current = prepared.outcome.current
        result.periods = reading.verdict.periods.sorted().map(\.description)
        let newDrop = discovered.newDrop(
            result, outcome: .loaded, event, datasetID: datasetID, eventID: eventID, setting)
        let drop = try setting.record(
            newDrop, reading.verdict, isJudgedAgain: known.hasRefused(discovered.drop))
        result.drop = setting.isDryRun ? nil : drop
        let record = DropRecord(id: drop, dataset: dataset.code, drop: newDrop)
        let receipt = draft(record, reading.verdict, prepared)
        result.derived = try load.write(event, prepared)
        try load.settle(drop: drop, event, eventID, prepared, reading, open: open)
        open.note(reading.verdict.quarantine, period: discovered.period(setting))
        return (result, receipt)
    }

    /// The receipt of a drop whose record stays as it is; a fold may revise it once more.
    private func draft(
        _ record: DropRecord, _ verdict: Verdict, _ prepared: FactLoad.Prepared
    ) -> ReceiptDraft? {
        guard let sideline, !setting.isDryRun, prepared.told.reread.isEmpty else { return nil }
        return ReceiptWriter(setting: setting).draft(record, verdict, on: sideline)
    }

    /// What the pipeline's checks warn of.
    ///
    /// - Throws: `Hold`, with the warnings too, where a check holds the drop.
    private func brokenChecks(_ drop: DropFile, _ reading: DropReading) throws -> [Violation] {
        let pipeline = dataset.pipeline
        let rows = reading.rows
        guard let fact = setting.site.workspace.schema.fact(named: pipeline.load.fact) else {
            return []
        }
        var violations: [Violation] = []
        var isHeld = false
        for check in pipeline.checks {
            let breaches =
                switch check.rule {
                case .total(let rule):
                    try TotalCheck(setting: setting, dataset: dataset, fact: fact, rule: rule)
                        .breaches(of: drop, rows)
                case .jump(let rule):
                    try JumpCheck(setting: setting, fact: fact, rule: rule)
                        .breaches(of: drop, rows)
                case .cumulative:
                    try CumulativeCheck(
                        setting: setting, dataset: dataset, fact: fact,
                        scope: reading.verdict.periods
                    ).breaches(of: drop, rows)
                }
            if check.level == .hold, !breaches.isEmpty { isHeld = true }
            violations += breaches
        }
        if isHeld { throw Hold(violations: violations) }
        return violations
    }

    private func hold(_ outcome: FactLoad.Outcome, _ discovered: DiscoveredDrop) -> Violation? {
        let allowed = discovered.contract.accept.closedPercent
        let position = FilePosition(path: discovered.drop.path, line: 0, column: 0)
        if outcome.hasAppendConflict {
            return Violation(
                rule: .dropAppended, position: position, found: discovered.drop.path,
                expected: .ruleKept)
        }
        guard outcome.effect.vanishedCount > 0, allowed < outcome.closedPercent else { return nil }
        return Violation(
            rule: .dropClosures, position: position, found: "\(outcome.effect.vanishedCount)",
            expected: .share(
                percent: outcome.closedPercent.rounded(scale: 2).description,
                allowedPercent: allowed.description))
    }

    // MARK: A refused or held drop

    /// Its verdict goes into the ledger; no figure changes.
    private func record(
        _ discovered: DiscoveredDrop, _ reading: DropReading, _ event: ArchivedEvent
    ) throws -> DropResult {
        let isHeld = reading.verdict.outcome == .held
        var result = DropResult(
            discovered.drop, state: isHeld ? .held : .refused, reading: reading)
        let drop = try setting.unit.perform {
            try setting.record(
                discovered.newDrop(
                    result, outcome: isHeld ? .held : .refused, event, datasetID: datasetID,
                    eventID: nil, setting),
                reading.verdict, isJudgedAgain: known.hasRefused(discovered.drop))
        }
        open.note(reading.verdict.quarantine, period: discovered.period(setting))
        result.drop = setting.isDryRun ? nil : drop
        return result
    }

    private func eventRecord(
        _ discovered: DiscoveredDrop, _ reading: DropReading, _ definitions: String
    ) -> ArchivedEvent {
        ArchivedEvent(
            kind: "drop", dataset: dataset.code,
            scope: scope(reading),
            knownAt: discovered.drop.vintage.moment, sequence: discovered.drop.vintage.sequence,
            recordedAt: setting.startedAt, definitions: definitions,
            content: discovered.drop.sha256, path: discovered.drop.path,
            isVintageDeclared: discovered.drop.vintage.isDeclared, reason: "",
            actor: setting.actor)
    }

    private func scope(_ reading: DropReading) -> [String] {
        let fact = setting.site.workspace.schema.fact(named: dataset.pipeline.load.fact)
        if fact?.scope == nil { return [ArchivedEvent.wholeFact] }
        return reading.verdict.periods.sorted().map(\.naturalKey)
    }
}
