import PhusaModel
package import Storage
package import Warehouse

/// What `warehouse verify` found.
package struct Verification: Encodable, Sendable {
    /// Whether nothing is wrong; there may be findings that are only worth knowing.
    package let isSound: Bool
    /// In the order of ``VerifyRule``.
    package let findings: [VerifyFinding]
    package let milliseconds: Int
}

/// Looks at the whole warehouse and its archive, in one snapshot, and changes nothing.
package struct WarehouseVerifier {
    private let site: Site
    private let archive: Archive
    private let connection: Connection

    package init(site: Site, archive: Archive, connection: Connection) {
        self.site = site
        self.archive = archive
        self.connection = connection
    }

    /// - Parameters:
    ///   - isQuick: Whether the bytes of archived drops are believed by their size.
    ///   - seesReports: Whether published report files belong to this warehouse; they are no part of
    ///     a restored one.
    /// - Throws: `WarehouseError` of kind `.drift` where the tables are not as declared.
    package func verify(isQuick: Bool = false, seesReports: Bool = true) throws -> Verification {
        let start = ContinuousClock.now
        try WarehouseReadiness.require(site.workspace.schema, on: connection)
        try connection.beginSnapshot()
        defer { connection.rollback() }
        let reader = LedgerReader(connection)
        let schema = site.workspace.schema
        let checks: [any WarehouseCheck] = [
            DropBalanceCheck(), QuarantineSumCheck(), ExclusionSumCheck(), FactLinkCheck(schema),
            LineCheck(schema), IntervalCheck(schema),
        ]
        var found = try checks.flatMap { try $0.findings(on: connection) }
        found += try SubmissionCheck(site: site, connection: connection).findings()
        found += try derivedFindings()
        found += try archiveFindings(reader, isQuick: isQuick)
        if seesReports { found += try ReportFileCheck(reader: reader).findings() }
        let order = VerifyRule.allCases
        found.sort {
            (order.firstIndex(of: $0.rule) ?? 0) < (order.firstIndex(of: $1.rule) ?? 0)
        }
        return Verification(
            isSound: !found.contains(where: \.isWrong), findings: found,
            milliseconds: Self.milliseconds(since: start))
    }

    private func archiveFindings(_ reader: LedgerReader, isQuick: Bool) throws -> [VerifyFinding] {
        guard archive.isThere else {
            // Before the first run there is nothing to archive.
            let isNeeded = try reader.allEvents().contains { $0.event.kind != .definition }
            return VerifyFinding.merged([
                VerifyFinding(.archiveMissing, places: isNeeded ? [archive.folder] : [])
            ])
        }
        return try ArchiveEventCheck(archive: archive, reader: reader).findings()
            + ArchiveContentCheck(archive: archive, reader: reader, isQuick: isQuick).findings()
    }

    /// All derived figures are computed again.
    private func derivedFindings() throws -> [VerifyFinding] {
        let setting = RunSetting(
            site: site, archive: archive, connection: connection, isDryRun: true, actor: "",
            programVersion: "", startedAt: .now())
        let places = try setting.derived.differences().map { "\($0.indicator): \($0.rowCount)" }
        return VerifyFinding.merged([VerifyFinding(.derived, places: places)])
    }

    static func milliseconds(since start: ContinuousClock.Instant) -> Int {
        let elapsed = (ContinuousClock.now - start).components
        return Int(elapsed.seconds) * 1_000 + Int(elapsed.attoseconds / 1_000_000_000_000_000)
    }
}
