package import PhusaModel
package import Storage
package import Warehouse
import Workspace

/// What all parts of one run share.
///
/// Belongs to one thread, like the connection in it.
package final class RunSetting {
    package let site: Site
    package let archive: Archive
    package let connection: Connection
    package let dimensions: DimensionMap
    package let isDryRun: Bool
    /// Who runs: `name@host`.
    package let actor: String
    package let programVersion: String
    /// The moment at which the run began: what is recorded as now.
    package let startedAt: Moment
    /// Whether to wait for datasets that another run is loading; `nil` to leave them out.
    let lockWait: LockWait?
    /// The first fault of a system that a drop met; `nil` while there is none.
    package var fault: (any Error)?
    /// Number in the ledger; `nil` in a dry run.
    package internal(set) var run: Int?
    /// Where the bytes of drops stand that a dry run has not archived, by hash.
    private var unarchivedPaths: [String: String] = [:]
    /// Objects of the archive whose bytes this run has hashed.
    private var verifiedHashes: Set<String> = []
    /// Events under way, and those of a dry run: the archive does not have them, by key.
    var eventsUnderWay: [String: ArchivedEvent] = [:]
    /// By dataset: the catalogue does not change during a run.
    private var covers: [String: [CoveredColumn]] = [:]
    private var definitionsHashes: [String: String] = [:]
    private var archivedDefinitions: Set<String> = []
    let readings: ReadingCache
    /// What follows from loaded figures.
    private(set) lazy var derived = DerivedFigures(setting: self)

    package init(
        site: Site, archive: Archive, connection: Connection, isDryRun: Bool, actor: String,
        programVersion: String, startedAt: Moment, lockWait: LockWait? = nil
    ) {
        self.site = site
        self.archive = archive
        self.connection = connection
        self.isDryRun = isDryRun
        self.actor = actor
        self.programVersion = programVersion
        self.startedAt = startedAt
        self.lockWait = lockWait
        dimensions = DimensionMap(site.workspace.schema, on: connection)
        readings = ReadingCache(site: site, archive: archive)
    }

    var ledger: LedgerWriter { LedgerWriter(connection) }
    var reader: LedgerReader { LedgerReader(connection) }
    var unit: WorkUnit {
        WorkUnit(connection: connection, dimensions: dimensions, isDryRun: isDryRun)
    }

    /// The hash of the definitions that a dataset depends on.
    func definitionsHash(of dataset: DatasetDefinition) -> String {
        if let hash = definitionsHashes[dataset.code] { return hash }
        let hash = site.definitionsHash(of: dataset)
        definitionsHashes[dataset.code] = hash
        return hash
    }

    /// As ``definitionsHash(of:)``, for what is about to be read by them: archived, except in a dry
    /// run.
    func definitions(of dataset: DatasetDefinition) throws -> String {
        let hash = definitionsHash(of: dataset)
        guard !isDryRun, !archivedDefinitions.contains(hash) else { return hash }
        _ = try archive.storeDefinitions(site.relevantDefinitions(of: dataset))
        archivedDefinitions.insert(hash)
        return hash
    }

    /// An event as it was recorded: one under way, or one that the archive has.
    func archivedEvent(_ key: String) throws -> ArchivedEvent {
        if let event = eventsUnderWay[key] { return event }
        return try archive.event(key)
    }

    /// Keeps an event in the archive; a dry run only remembers it.
    func keep(_ event: ArchivedEvent) throws {
        guard !isDryRun else { return }
        try archive.store(event)
    }

    /// What a dataset's contracts cover of a fact, as surrogate keys by column.
    func cover(of dataset: DatasetDefinition, in fact: FactTable) throws -> [CoveredColumn] {
        if let known = covers[dataset.code] { return known }
        let cover = CoverFilter(
            dataset: dataset, fact: fact, catalogue: site.workspace.catalogue)
        var columns: [CoveredColumn] = []
        for column in fact.columns {
            guard let dimension = column.dimension, let members = cover.members(dimension) else {
                continue
            }
            let ids = try dimensions.resolve(MemberList(members), dimension: dimension)
            columns.append(CoveredColumn(column: column.name, ids: ids.sorted()))
        }
        covers[dataset.code] = columns
        return columns
    }

    /// Where new drops are kept and read.
    var bytes: DropBytes { DropBytes(archive: archive, isDryRun: isDryRun) }

    /// Remembers where the bytes of a drop stand that this run has kept and read.
    func noteKept(_ drop: DiscoveredDrop) {
        if isDryRun {
            unarchivedPaths[drop.drop.sha256] = drop.fullPath
        } else {
            verifiedHashes.insert(drop.drop.sha256)
        }
    }

    /// Where the bytes of a drop are read from: checked against their hash in the archive, once in a
    /// run; what the run has just written there was hashed on the way.
    func path(of sha256: String) throws -> String {
        if let path = unarchivedPaths[sha256] { return path }
        if verifiedHashes.contains(sha256) { return archive.objectPath(sha256) }
        let path = try archive.verifiedObjectPath(sha256)
        verifiedHashes.insert(sha256)
        return path
    }

    /// What the ledger knows of a dataset's drops.
    func knownDrops(of dataset: DatasetDefinition) throws -> KnownDrops {
        KnownDrops(
            try reader.drops(DropFilter(dataset: dataset.code)),
            seasons: site.workspace.catalogue.seasons)
    }

    /// The run as the ledger records its start.
    func newRun(_ command: String) -> NewRun {
        NewRun(
            actor: actor, host: Actor.host, command: command, programVersion: programVersion,
            definitions: site.definitionsHash)
    }
}
