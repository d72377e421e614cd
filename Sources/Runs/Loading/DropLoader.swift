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

    /// Times that a transport failure is tried again, and the pause before each, in milliseconds.
    private static let retryPausesMilliseconds = [100, 400, 1600]

    init(
        setting: RunSetting, dataset: DatasetDefinition, datasetID: Int, mayRestTriggers: Bool,
        known: KnownDrops
    ) {
        self.setting = setting
        self.dataset = dataset
        self.datasetID = datasetID
        self.mayRestTriggers = mayRestTriggers
        self.known = known
    }

    /// - Throws: What stopped the warehouse or the archive; what the drop itself broke is in the
    ///   result. After an error nothing of the drop is in the warehouse.
    mutating func load(_ discovered: DiscoveredDrop) throws -> DropResult {
        let definitions = try setting.definitions(of: dataset)
        if known.isSettled(discovered.drop, definitions: definitions) {
            return DropResult(discovered.drop, state: .known)
        }
        let result = try judge(discovered, definitions)
        known.add(discovered.drop, outcome: result.state.rawValue, definitions: definitions)
        return result
    }

    private func judge(
        _ discovered: DiscoveredDrop, _ definitions: String
    ) throws -> DropResult {
        if setting.isDryRun {
            setting.unarchivedPaths[discovered.drop.sha256] = discovered.fullPath
        } else {
            try setting.archive.store(discovered.fullPath, sha256: discovered.drop.sha256)
            FaultSite.afterArchive.pass()
        }
        var reading = DropReading.read(
            path: try setting.path(of: discovered.drop.sha256), drop: discovered.drop,
            dataset: dataset, contract: discovered.contract, workspace: setting.site.workspace,
            receivedOn: discovered.receipt.receivedAt.day)
        if let violation = known.sameBytes(discovered.drop, contract: discovered.contract) {
            reading.hold(violation)
        }
        if let warning = known.sameVintage(discovered.drop) { reading.report(warning) }
        let event = eventRecord(discovered, reading, definitions)
        guard reading.verdict.outcome == .accepted else {
            return try record(discovered, reading, event)
        }
        return try retrying { try loadAccepted(discovered, reading, event) }
    }

    // MARK: An accepted drop

    private func loadAccepted(
        _ discovered: DiscoveredDrop, _ reading: DropReading, _ event: ArchivedEvent
    ) throws -> DropResult {
        do {
            return try setting.unit.perform {
                FaultSite.afterBegin.pass()
                return try loadInTransaction(discovered, reading, event)
            }
        } catch let hold as Hold {
            var held = reading
            held.hold(hold.violation)
            return try record(discovered, held, event)
        }
    }

    /// A rule that reads the warehouse says that a person must look first.
    private struct Hold: Error {
        let violation: Violation
    }

    private func loadInTransaction(
        _ discovered: DiscoveredDrop, _ reading: DropReading, _ event: ArchivedEvent
    ) throws -> DropResult {
        let load = AcceptedLoad(
            setting: setting, dataset: dataset, datasetID: datasetID,
            mayRestTriggers: mayRestTriggers)
        let (eventID, prepared) = try load.load(event, reading) { outcome in
            if let violation = hold(outcome, discovered) { throw Hold(violation: violation) }
        }
        var result = DropResult(discovered.drop, state: .loaded, reading: reading)
        result.cells.take(prepared.outcome.effect)
        result.periods = reading.verdict.periods.sorted().map(\.description)
        let drop = try setting.record(
            discovered.newDrop(
                result, outcome: .loaded, event, datasetID: datasetID, eventID: eventID, setting),
            reading.verdict)
        result.drop = setting.isDryRun ? nil : drop
        try load.settle(drop: drop, event, eventID, prepared, reading)
        return result
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
                reading.verdict)
        }
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

    /// Tries transport failures again; a content failure never.
    private func retrying<Value>(_ body: () throws -> Value) throws -> Value {
        for pause in setting.isDryRun ? [] : Self.retryPausesMilliseconds {
            do {
                return try body()
            } catch let error as WarehouseError where error.isRetryable && setting.connection.isOpen
            {
                Pause.milliseconds(pause)
            }
        }
        return try body()
    }
}
