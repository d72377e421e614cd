package import PhusaModel
package import Storage
package import Warehouse

/// What a backup says of itself: written last, so that a folder with one is whole.
package struct BackupManifest: Codable, Sendable {
    static let fileName = "manifest.json"
    static let dumpName = "database.dump"
    static let listName = "files.json"
    static let archiveName = "archive"
    static let workspaceName = "workspace"
    /// Of this layout; another number is another layout.
    static let format = 1

    /// Rows of the ledger.
    package struct Counts: Codable, Hashable, Sendable {
        package let events: Int
        package let drops: Int
        package let quarantined: Int
        package let runs: Int
    }

    package let format: Int
    package let programVersion: String
    /// As 150018 for PostgreSQL 15.18.
    package let serverVersion: Int
    /// The cluster's number and the database's name.
    package let database: String
    package let takenAt: Moment
    /// Hash of the workspace's definitions.
    package let definitions: String
    /// The list of all other files with their hashes.
    package let list: FileEntry
    package let fileCount: Int
    package let byteCount: Int
    package let counts: Counts
    package let figures: [FigureChecksum]
}

/// A whole backup on disk.
package struct Backup: Sendable {
    package let folder: String
    package let manifest: BackupManifest

    /// - Throws: `StorageError` where there is no manifest of ours.
    package init(_ folder: String) throws(StorageError) {
        let path = folder + "/" + BackupManifest.fileName
        manifest = try JSONFile.read(BackupManifest.self, from: path)
        guard manifest.format == BackupManifest.format else {
            throw StorageError(kind: .damaged, path: path)
        }
        self.folder = folder
    }

    /// Whole backups in a folder, the newest first; whatever else lies there is left out.
    package static func all(in folder: String) -> [Backup] {
        let names = (try? FileTree.names(in: folder)) ?? []
        return names.filter { !$0.hasPrefix(".") }
            .compactMap { try? Backup(folder + "/" + $0) }
            .sorted { ($0.manifest.takenAt, $0.folder) > ($1.manifest.takenAt, $1.folder) }
    }

    var dump: String { folder + "/" + BackupManifest.dumpName }
    var archive: Archive { Archive(reading: folder + "/" + BackupManifest.archiveName) }
    var workspace: String { folder + "/" + BackupManifest.workspaceName }

    /// Files that are not what the manifest says.
    func fileFindings() -> [VerifyFinding] {
        var missing: [String] = []
        var changed: [String] = []
        func look(_ entry: FileEntry) -> Bool {
            guard DurableFile.exists(folder + "/" + entry.path) else {
                missing.append(entry.path)
                return false
            }
            let isEqual = (try? FileEntry(reading: entry.path, in: folder)) == entry
            if !isEqual { changed.append(entry.path) }
            return isEqual
        }
        if look(manifest.list),
            let entries = try? JSONFile.read(
                [FileEntry].self, from: folder + "/" + manifest.list.path)
        {
            for entry in entries { _ = look(entry) }
        }
        return VerifyFinding.merged([
            VerifyFinding(.backupFileMissing, places: missing),
            VerifyFinding(.backupFileChanged, places: changed),
        ])
    }
}

extension BackupManifest.Counts {
    init(on connection: Connection) throws(WarehouseError) {
        let rows = try connection.query(
            """
            select (select count(*) from ledger.event), (select count(*) from ledger.drop),
                (select count(*) from ledger.quarantine), (select count(*) from ledger.run)
            """)
        events = rows.int(0, 0) ?? 0
        drops = rows.int(0, 1) ?? 0
        quarantined = rows.int(0, 2) ?? 0
        runs = rows.int(0, 3) ?? 0
    }
}
