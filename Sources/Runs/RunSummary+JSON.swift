import PhusaModel

extension RunSummary: Encodable {
    private enum Keys: String, CodingKey {
        case version, run, dryRun = "dry_run", startedAt = "started_at"
        case finishedAt = "finished_at", pipelines, total, unclaimed, underWay = "under_way"
        case stale, derived, movedReports = "moved_reports"
    }

    /// The shape of `phusa run --json`; a change of it raises the version.
    private static var shapeVersion: Int { 1 }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Keys.self)
        try container.encode(Self.shapeVersion, forKey: .version)
        try container.encode(run, forKey: .run)
        try container.encode(isDryRun, forKey: .dryRun)
        try container.encode(startedAt, forKey: .startedAt)
        try container.encode(finishedAt, forKey: .finishedAt)
        try container.encode(pipelines, forKey: .pipelines)
        let states = StateCounts { count($0) }
        try container.encode(
            Balance(pipeline: nil, cells: cells, records: records, drops: states),
            forKey: .total)
        try container.encode(unclaimed, forKey: .unclaimed)
        try container.encode(underWay, forKey: .underWay)
        try container.encode(staleCount, forKey: .stale)
        try container.encode(derived, forKey: .derived)
        try container.encode(movedReports, forKey: .movedReports)
    }
}

extension PipelineSummary: Encodable {
    private enum Keys: String, CodingKey {
        case files, corrections, restatement, stale, lockedBy = "locked_by"
    }

    package func encode(to encoder: any Encoder) throws {
        let states = StateCounts { count($0) }
        try Balance(pipeline: pipeline, cells: cells, records: records, drops: states)
            .encode(to: encoder)
        var container = encoder.container(keyedBy: Keys.self)
        try container.encode(drops.filter { $0.state != .known }, forKey: .files)
        try container.encode(corrections, forKey: .corrections)
        try container.encodeIfPresent(restatement, forKey: .restatement)
        try container.encode(stale, forKey: .stale)
        try container.encodeIfPresent(lockedBy, forKey: .lockedBy)
    }
}

/// Both balances of a pipeline or of the run, cells on top.
private struct Balance: Encodable {
    let pipeline: String?
    let read: Int
    let loaded: Int
    let changed: Int
    let unchanged: Int
    let quarantined: Int
    let excluded: Int
    let closed: Int
    let records: RecordCounts
    let drops: StateCounts

    init(pipeline: String?, cells: CellCounts, records: RecordCounts, drops: StateCounts) {
        self.pipeline = pipeline
        read = cells.read
        loaded = cells.loaded
        changed = cells.changed
        unchanged = cells.unchanged
        quarantined = cells.quarantined
        excluded = cells.excluded
        closed = cells.closed
        self.records = records
        self.drops = drops
    }
}

private struct StateCounts: Encodable {
    let loaded: Int
    let known: Int
    let refused: Int
    let held: Int
    let failed: Int

    init(_ count: (DropResult.State) -> Int) {
        loaded = count(.loaded)
        known = count(.known)
        refused = count(.refused)
        held = count(.held)
        failed = count(.failed)
    }
}
