import Glibc
package import PhusaModel
import Storage
package import Warehouse
import Workspace

/// What a drill showed.
package struct DrillReport: Encodable, Sendable {
    package let backup: String
    package let takenAt: Moment
    /// Whether the backup gives back the warehouse that it was made of.
    package let isSound: Bool
    package let fileCount: Int
    package let byteCount: Int
    package let counts: BackupManifest.Counts
    /// Rows of all facts that were restored, current and closed; 0 where nothing could be.
    package let rowCount: Int
    package let findings: [VerifyFinding]
    package let milliseconds: Int
}

/// Restores a backup into a server of its own, looks at it as `warehouse verify` does, and compares
/// it with what the backup says of itself; the live warehouse is never touched.
///
/// Always a local cluster, also where the backup is of a named database. Nothing of it stays: not
/// after an error and not after a cancellation, which ends the server first; what a kill leaves, the
/// next drill takes away.
package struct RestoreDrill: Sendable {
    private let backup: Backup
    private let folder: String
    private let cluster: EmbeddedCluster

    /// - Parameter scratch: A folder with room for the warehouse, that the server's account may pass.
    package init(_ backup: Backup, scratch: String) {
        self.backup = backup
        let number = UInt32.random(in: 0 ... .max)
        folder = "\(scratch)/\(Self.prefix)\(getpid())-\(String(number, radix: 16))"
        cluster = EmbeddedCluster(
            folder: folder + "/cluster", settings: EmbeddedCluster.carelessSettings)
    }

    private static let prefix = "phusa-drill-"

    /// - Throws: What kept the drill itself from running; what is wrong with the backup is in the
    ///   report.
    package func run() async throws -> DrillReport {
        let start = ContinuousClock.now
        await Self.clearLeftovers(beside: folder)
        try DurableFile.makeFolder(folder)
        let lock = FolderLock(folder)
        defer { withExtendedLifetime(lock) {} }
        let result: Result<Outcome, any Error>
        do {
            result = .success(
                try await withTaskCancellationHandler {
                    try await restoreAndLook()
                } onCancel: {
                    cluster.kill()
                })
        } catch {
            result = .failure(error)
        }
        try await Self.remove(folder)
        let outcome = try result.get()
        let order = VerifyRule.allCases
        return DrillReport(
            backup: backup.folder, takenAt: backup.manifest.takenAt,
            isSound: !outcome.findings.contains(where: \.isWrong),
            fileCount: backup.manifest.fileCount, byteCount: backup.manifest.byteCount,
            counts: backup.manifest.counts, rowCount: outcome.rowCount,
            findings: outcome.findings.sorted {
                (order.firstIndex(of: $0.rule) ?? 0) < (order.firstIndex(of: $1.rule) ?? 0)
            }, milliseconds: WarehouseVerifier.milliseconds(since: start))
    }

    private struct Outcome {
        var findings: [VerifyFinding]
        var rowCount = 0
    }

    private func restoreAndLook() async throws -> Outcome {
        var outcome = Outcome(findings: backup.fileFindings())
        try Task.checkCancellation()
        try await cluster.start()
        do {
            try await DatabaseDump.restore(backup.dump, into: cluster)
        } catch {
            try Task.checkCancellation()
            let words = "\(error.message): \(error.detail ?? "")"
            let first = words.split(separator: "\n").first.map(String.init) ?? words
            outcome.findings += VerifyFinding.merged([
                VerifyFinding(.backupRestore, places: [first])
            ])
            return outcome
        }
        let site: Site
        do {
            site = try Site(folder: backup.workspace)
        } catch {
            outcome.findings += VerifyFinding.merged([
                VerifyFinding(.backupDefinitions, places: error.errors.map { $0.message(.en) })
            ])
            return outcome
        }
        try look(site, &outcome)
        return outcome
    }

    private func look(_ site: Site, _ outcome: inout Outcome) throws {
        let connection = try Connection(
            cluster.connectionTarget(), applicationName: "phusa restore-drill")
        // Roles belong to the server, not to the dump: whoever restores gives the rights again.
        _ = try SchemaChange(site.workspace.schema, on: connection, isDryRun: false)
        outcome.findings += try WarehouseVerifier(
            site: site, archive: backup.archive, connection: connection
        ).verify(seesReports: false).findings
        try Task.checkCancellation()
        let manifest = backup.manifest
        let figures = try FigureChecksum.all(site.workspace.schema, on: connection)
        outcome.rowCount = figures.reduce(0) { $0 + $1.currentCount + $1.closedCount }
        let counts = try BackupManifest.Counts(on: connection)
        outcome.findings += VerifyFinding.merged([
            VerifyFinding(
                .backupFigures,
                places: FigureDifference.between(manifest.figures, figures).map(\.place)),
            VerifyFinding(
                .backupCounts,
                places: counts == manifest.counts
                    ? [] : ["\(manifest.counts) - \(counts)"]),
        ])
    }

    // MARK: The scratch folder

    /// In a task of its own: a cancelled one could neither wait nor run a program.
    private static func remove(_ folder: String) async throws {
        try await Task {
            try await EmbeddedCluster(folder: folder + "/cluster").remove()
            try FileTree.remove(folder)
        }.value
    }

    private static func clearLeftovers(beside folder: String) async {
        let parent = String(folder[..<(folder.lastIndex(of: "/") ?? folder.startIndex)])
        for name in (try? FileTree.names(in: parent)) ?? [] where name.hasPrefix(prefix) {
            guard FolderLock("\(parent)/\(name)") != nil else { continue }
            try? await remove("\(parent)/\(name)")
        }
    }
}

extension FigureDifference {
    /// Which part of which fact: no numbers that depend on the order of loading.
    fileprivate var place: String {
        let part = expected ?? found
        let left = expected.map { "\($0.currentCount)+\($0.closedCount)" } ?? "-"
        let right = found.map { "\($0.currentCount)+\($0.closedCount)" } ?? "-"
        return "\(part?.fact ?? "") \(part?.dataset ?? "") \(part?.period ?? ""): "
            + "\(left) / \(right)"
    }
}
