package import PhusaModel
package import Storage
import Warehouse

/// A file of the drop zone that one pipeline claims.
package struct DiscoveredDrop: Sendable {
    package let drop: DropFile
    /// Where its bytes stand now.
    package let fullPath: String
    package let dataset: DatasetDefinition
    package let contract: ContractDefinition
    package let receipt: Receipt
    /// The copy for the archive, where it was made while the bytes were hashed.
    var incoming: ArchiveCopy?
}

/// What lies in the drop zone.
package struct Discovery: Sendable {
    /// By dataset in the order of their codes, each in the order of history.
    package var drops: [DiscoveredDrop] = []
    package var unclaimed: [Violation] = []
    package var underWay: [String] = []
    private var incomingCount = 0

    /// A file changed less than this many seconds ago may still be written.
    private static let settlingSeconds = 1.0
    /// Copies for the archive that are held at a time: each keeps a file open.
    private static let incomingCountMax = 16

    /// Hashes every file that is not as it was when it was hashed last, and finds its claim.
    ///
    /// Receipts of new bytes are recorded in the archive, or, in a dry run, only assumed.
    ///
    /// - Parameter sizes: Of large drops that came before; see ``StampCache/taken(_:into:except:)``.
    package init(
        site: Site, archive: Archive, now: Moment, isDryRun: Bool, knownSizes sizes: Set<Int> = []
    ) throws(StorageError) {
        let listing = try site.dropZone.list()
        underWay = listing.underWay
        let folders = Self.foldersNamedAsDrops(listing, site, now)
        unclaimed = (listing.refused + folders).map {
            Self.notAFile($0, zone: site.dropZone.folder)
        }
        if let youngest = listing.files.map(\.ageSeconds).min(), youngest < Self.settlingSeconds {
            Pause.milliseconds(Int((Self.settlingSeconds - max(0, youngest)) * 1_000) + 1)
        }
        var stamps = StampCache(file: site.places.stampFile)
        for entry in listing.files where !Interruption.isRequested {
            try take(
                entry, site: site, archive: archive, now: now, isDryRun: isDryRun,
                knownSizes: sizes, stamps: &stamps)
        }
        if !isDryRun, !Interruption.isRequested { stamps.save() }
        drops.sort {
            ($0.dataset.code, $0.drop.vintage, $0.drop.sha256, $0.drop.path)
                < ($1.dataset.code, $1.drop.vintage, $1.drop.sha256, $1.drop.path)
        }
    }

    private mutating func take(
        _ entry: DropZone.Entry, site: Site, archive: Archive, now: Moment, isDryRun: Bool,
        knownSizes: Set<Int>, stamps: inout StampCache
    ) throws(StorageError) {
        let fullPath = site.dropZone.folder + "/" + entry.path
        FaultSite.beforeHash.pass()
        let isCopied = !isDryRun && incomingCount < Self.incomingCountMax
        let (digest, incoming): (FileReader.Digest, ArchiveCopy?)
        do throws(StorageError) {
            (digest, incoming) = try stamps.taken(
                fullPath, into: isCopied ? archive : nil, except: knownSizes)
        } catch {
            if error.kind == .changing {
                underWay.append(entry.path)
            } else {
                unclaimed.append(Self.notAFile(error, zone: site.dropZone.folder))
            }
            return
        }
        FaultSite.afterHash.pass()
        let known = try archive.knownReceipt(digest.sha256)
        let assumed = Receipt(
            path: entry.path, sha256: digest.sha256, byteCount: digest.stamp.byteCount,
            receivedAt: now)
        let claims = Self.claims(entry.path, (known ?? assumed).receivedAt, site.workspace)
        guard claims.count == 1 else {
            unclaimed.append(Self.unclaimed(entry.path, claims: claims))
            return
        }
        let receipt =
            if isDryRun || known != nil {
                known ?? assumed
            } else {
                try archive.receipt(
                    path: entry.path, sha256: digest.sha256, byteCount: digest.stamp.byteCount,
                    now: now)
            }
        var drop = Self.discovered(claims[0], entry.path, fullPath, receipt)
        if known == nil, let incoming {
            drop.incoming = incoming
            incomingCount += 1
        }
        drops.append(drop)
    }

    private static func claims(
        _ path: String, _ receivedAt: Moment, _ workspace: WorkspaceDefinition
    ) -> [Claim] {
        guard let slash = path.firstIndex(of: "/") else { return [] }
        return Claim.all(
            on: String(path[path.index(after: slash)...]), agency: String(path[..<slash]),
            receivedAt: receivedAt, workspace: workspace)
    }

    private static func discovered(
        _ claim: Claim, _ path: String, _ fullPath: String, _ receipt: Receipt
    ) -> DiscoveredDrop {
        DiscoveredDrop(
            drop: DropFile(
                path: path, sha256: receipt.sha256, byteCount: receipt.byteCount,
                captures: claim.captures, vintage: claim.vintage, dataset: claim.dataset.code),
            fullPath: fullPath, dataset: claim.dataset, contract: claim.contract,
            receipt: receipt)
    }

    private static func unclaimed(_ path: String, claims: [Claim]) -> Violation {
        Violation(
            rule: claims.isEmpty ? .dropUnclaimed : .dropClaimedTwice,
            position: FilePosition(path: path, line: 0, column: 0), found: path,
            expected: .oneOf(list: "contracts", values: claims.map(\.dataset.code)))
    }

    /// A folder that bears the name of a drop: somebody meant to send a file.
    private static func foldersNamedAsDrops(
        _ listing: DropZone.Listing, _ site: Site, _ now: Moment
    ) -> [StorageError] {
        listing.folders.filter { !claims($0, now, site.workspace).isEmpty }.map {
            StorageError(
                kind: .notRegular, path: site.dropZone.folder + "/" + $0, found: "directory")
        }
    }

    private static func notAFile(_ error: StorageError, zone: String) -> Violation {
        let path =
            error.path.hasPrefix(zone + "/")
            ? String(error.path.dropFirst(zone.count + 1)) : error.path
        let facts = [error.found, error.systemReason].filter { !$0.isEmpty }
        return Violation(
            rule: .fileUnreadable, position: FilePosition(path: path, line: 0, column: 0),
            found: facts.first ?? error.kind.rawValue, expected: .ruleKept)
    }
}
