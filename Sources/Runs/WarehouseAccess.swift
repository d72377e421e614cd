import Glibc
package import Warehouse

/// Where a workspace's warehouse is: named by the command line or the environment, else the
/// embedded cluster.
package enum WarehouseAccess: Sendable {
    case named(ConnectionTarget)
    case embedded(EmbeddedCluster)

    /// `--database` goes before `PHUSA_DATABASE_URL`, that before libpq's own variables.
    package init(places: SitePlaces, database: String?, environment: [String: String]) {
        if let url = database ?? environment["PHUSA_DATABASE_URL"], !url.isEmpty {
            self = .named(.url(url))
        } else if Self.variables.contains(where: { !(environment[$0] ?? "").isEmpty }) {
            self = .named(.environment)
        } else {
            self = .embedded(EmbeddedCluster(folder: places.clusterFolder))
        }
    }

    /// The variables of libpq that name a database.
    private static let variables = ["PGHOST", "PGHOSTADDR", "PGPORT", "PGDATABASE", "PGSERVICE"]

    package var isEmbedded: Bool {
        if case .embedded = self { true } else { false }
    }

    /// A session; the embedded cluster is made and started where it is not there.
    ///
    /// - Parameter purpose: What the session does, for the person who looks at who holds a lock.
    /// A server that is there and cannot take a session just now is asked again for a few seconds;
    /// one that does not answer is not: more often than not its name is wrong.
    package func connect(purpose: String) async throws -> Connection {
        for index in 0..<Retry.countMax {
            do {
                return try await connectOnce(purpose: purpose)
            } catch let error as WarehouseError where error.isBusyServer {
                Retry.pause(before: index)
                try Interruption.check()
            }
        }
        return try await connectOnce(purpose: purpose)
    }

    private func connectOnce(purpose: String) async throws -> Connection {
        let name = "phusa \(Actor.current) \(getpid()) \(purpose)"
        switch self {
        case .named(let target):
            return try Connection(target, applicationName: String(name.prefix(63)))
        case .embedded(let cluster):
            try await cluster.start()
            return try Connection(
                try cluster.connectionTarget(), applicationName: String(name.prefix(63)))
        }
    }
}

extension WarehouseAccess {
    /// Which database it is; nothing is started.
    package func target() throws -> ConnectionTarget {
        switch self {
        case .named(let target): target
        case .embedded(let cluster): try cluster.connectionTarget()
        }
    }

    /// What psql needs to open the same database; the embedded cluster is started.
    package func client() async throws -> ClientTarget {
        if case .embedded(let cluster) = self { try await cluster.start() }
        return try target().client()
    }
}
