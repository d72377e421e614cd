import PhusaModel

extension NightlyPage: Encodable {
    private enum Keys: String, CodingKey {
        case version, centre, day, run, actor, host, program, startedAt = "started_at"
        case finishedAt = "finished_at", exit, total, feeds, drops, unclaimed
        case underWay = "under_way", reports, late, faults, decisions
        case reportsAsOf = "reports_as_of"
    }

    /// The shape of `phusa nightly --json`; a change of it raises the version.
    private static var shapeVersion: Int { 1 }

    private struct Total: Encodable {
        let cells: CellCounts
        let records: RecordCounts
        let files: NightlyFiles
        let openQuarantine: Int
        let heldDrops: Int

        private enum CodingKeys: String, CodingKey {
            case cells, records, files, openQuarantine = "open_quarantine"
            case heldDrops = "held_drops"
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Keys.self)
        try container.encode(Self.shapeVersion, forKey: .version)
        try container.encode(centre, forKey: .centre)
        try container.encode(day, forKey: .day)
        try container.encode(run, forKey: .run)
        try container.encode(actor, forKey: .actor)
        try container.encode(host, forKey: .host)
        try container.encode(programVersion, forKey: .program)
        try container.encode(startedAt, forKey: .startedAt)
        try container.encode(finishedAt, forKey: .finishedAt)
        try container.encode(exit, forKey: .exit)
        try container.encode(
            Total(
                cells: cells, records: records, files: files, openQuarantine: openQuarantineCount,
                heldDrops: heldDropCount), forKey: .total)
        try container.encode(feeds, forKey: .feeds)
        try container.encode(drops, forKey: .drops)
        try container.encode(unclaimed, forKey: .unclaimed)
        try container.encode(underWay, forKey: .underWay)
        try container.encode(reports, forKey: .reports)
        try container.encode(reportsAsOf, forKey: .reportsAsOf)
        try container.encode(late, forKey: .late)
        try container.encode(faults, forKey: .faults)
        try container.encode(decisions, forKey: .decisions)
    }
}
