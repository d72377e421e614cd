import PhusaModel
import Storage
import Warehouse
import Workspace

/// Why a backup or a drill cannot begin.
package enum BackupError: Error, Hashable {
    /// The folder of backups lies among the definitions.
    case insideWorkspace(String)
    case taken(String)
    case archiveMissing(String)
    case none(in: String)
    case notWhole(String)
}

/// A backup that was made.
package struct BackupReport: Encodable, Sendable {
    package let folder: String
    package let fileCount: Int
    package let byteCount: Int
    package let counts: BackupManifest.Counts
    /// Older backups that were taken away.
    package let removed: [String]
    package let milliseconds: Int
}

/// Writes a backup: what one snapshot of the database sees, then the archive, then the definitions.
///
/// The archive only grows, so a copy made after the snapshot holds every event of it; and within the
/// archive events are copied first, since what they stand on was there before them.
package struct BackupWriter: Sendable {
    private let site: Site
    private let access: WarehouseAccess
    private let archiveFolder: String
    private let programVersion: String

    package init(
        site: Site, access: WarehouseAccess, archiveFolder: String, programVersion: String
    ) {
        self.site = site
        self.access = access
        self.archiveFolder = archiveFolder
        self.programVersion = programVersion
    }

    private static let partPrefix = ".phusa-backup-"

    /// Writes one whole backup into a folder of backups.
    ///
    /// After an error or a kill nothing there looks like a backup; the next one clears what is left.
    ///
    /// - Parameter keep: How many whole backups stay, this one included; `nil` for all.
    /// - Throws: ``BackupError``, `StorageError`, `WarehouseError`.
    package func write(into folder: String, keep: Int?) async throws -> BackupReport {
        let start = ContinuousClock.now
        let takenAt = Moment.now()
        let name = "phusa-" + Self.compact(takenAt)
        let target = folder + "/" + name
        try requireOutsideWorkspace(folder)
        try DurableFile.makeFolder(folder)
        guard !DurableFile.exists(target) else { throw BackupError.taken(target) }
        try Self.clearLeftovers(in: folder)
        let part = folder + "/" + Self.partPrefix + name
        try FileTree.makePrivateFolder(part)
        let lock = FolderLock(part)
        defer { withExtendedLifetime(lock) {} }
        do {
            let sibling = Backup.all(in: folder).first?.folder
            let manifest = try await fill(part, takenAt: takenAt, sibling: sibling)
            FaultSite.beforeBackupName.pass()
            try FileTree.rename(part, to: target)
            return BackupReport(
                folder: target, fileCount: manifest.fileCount, byteCount: manifest.byteCount,
                counts: manifest.counts, removed: try Self.prune(folder, keep: keep),
                milliseconds: WarehouseVerifier.milliseconds(since: start))
        } catch {
            try? FileTree.remove(part)
            throw error
        }
    }

    private func fill(
        _ part: String, takenAt: Moment, sibling: String?
    ) async throws -> BackupManifest {
        let connection = try await access.connect(purpose: "backup")
        let schema = site.workspace.schema
        try WarehouseReadiness.require(schema, on: connection)
        try connection.beginSnapshot()
        defer { connection.rollback() }
        try await DatabaseDump.write(
            access.target(), serverVersion: connection.serverVersion,
            snapshot: try connection.exportSnapshot(),
            to: part + "/" + BackupManifest.dumpName)
        FaultSite.afterBackupDump.pass()
        let counts = try BackupManifest.Counts(on: connection)
        let figures = try FigureChecksum.all(schema, on: connection)
        var entries = [try FileEntry(reading: BackupManifest.dumpName, in: part)]
        entries += try copyArchive(into: part, sibling: sibling)
        entries += try copyWorkspace(into: part)
        try JSONFile.write(entries, to: part + "/" + BackupManifest.listName)
        let manifest = BackupManifest(
            format: BackupManifest.format, programVersion: programVersion,
            serverVersion: connection.serverVersion,
            database: try connection.databaseIdentity(), takenAt: takenAt,
            definitions: site.definitionsHash,
            list: try FileEntry(reading: BackupManifest.listName, in: part),
            fileCount: entries.count, byteCount: entries.reduce(0) { $0 + $1.byteCount },
            counts: counts, figures: figures)
        try JSONFile.write(manifest, to: part + "/" + BackupManifest.fileName)
        return manifest
    }

    /// - Throws: `.damaged` for bytes that are not those of their name: what cannot be restored to a
    ///   sound warehouse is no backup.
    private func copyArchive(into part: String, sibling: String?) throws -> [FileEntry] {
        guard Archive(reading: archiveFolder).isThere else {
            throw BackupError.archiveMissing(archiveFolder)
        }
        var entries: [FileEntry] = []
        for kind in ["events", "receipts", "objects", "definitions"] {
            for path in try FileTree.files(below: "\(archiveFolder)/\(kind)") {
                try Task.checkCancellation()
                let source = "\(archiveFolder)/\(kind)/\(path)"
                let entry = try FileEntry.copy(
                    source, to: "\(BackupManifest.archiveName)/\(kind)/\(path)", in: part,
                    sibling: sibling)
                let isNamedByHash = kind == "objects" || kind == "definitions"
                guard !isNamedByHash || path.hasSuffix(entry.sha256) else {
                    throw StorageError(kind: .damaged, path: source)
                }
                entries.append(entry)
            }
        }
        return entries
    }

    private func copyWorkspace(into part: String) throws -> [FileEntry] {
        try site.files.files.sorted { $0.key < $1.key }.map { path, bytes in
            let place = "\(BackupManifest.workspaceName)/\(path)"
            if let slash = place.lastIndex(of: "/") {
                try DurableFile.makeFolder("\(part)/\(place[..<slash])")
            }
            try DurableFile.write(bytes, to: "\(part)/\(place)")
            return try FileEntry(reading: place, in: part)
        }
    }

    // MARK: The folder of backups

    /// A copy of the definitions inside the workspace would be read as definitions.
    private func requireOutsideWorkspace(_ folder: String) throws {
        let real = SitePlaces.real(folder)
        guard real == site.folder || real.hasPrefix(site.folder + "/") else { return }
        let isHidden = real.dropFirst(site.folder.count).split(separator: "/")
            .contains { $0.hasPrefix(".") }
        if !isHidden { throw BackupError.insideWorkspace(real) }
    }

    /// Takes away what killed backups left; one that is being written holds its lock.
    private static func clearLeftovers(in folder: String) throws {
        for name in try FileTree.names(in: folder) where name.hasPrefix(partPrefix) {
            let path = folder + "/" + name
            if FolderLock(path) != nil { try FileTree.remove(path) }
        }
    }

    private static func prune(_ folder: String, keep: Int?) throws -> [String] {
        guard let keep else { return [] }
        return try Backup.all(in: folder).dropFirst(max(keep, 1)).map { backup in
            // Under a name that is no backup's, so that a kill leaves no half of one.
            let part = folder + "/" + partPrefix + "old-" + Self.compact(backup.manifest.takenAt)
            try FileTree.rename(backup.folder, to: part)
            try FileTree.remove(part)
            return backup.folder
        }
    }

    /// `20250405T170000Z`.
    private static func compact(_ moment: Moment) -> String {
        String(moment.description.prefix(19).filter { $0 != "-" && $0 != ":" }) + "Z"
    }
}
