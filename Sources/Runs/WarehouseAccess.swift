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
    package func connect(purpose: String) async throws -> Connection {
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
    /// What psql needs to open the same database; the embedded cluster is started.
    package func psqlArguments() async throws -> [String] {
        switch self {
        case .named(let target):
            let (keywords, password) = try target.parted()
            if let password { setenv("PGPASSWORD", password, 1) }
            return keywords.isEmpty ? [] : ["--dbname", Self.conninfo(keywords)]
        case .embedded(let cluster):
            try await cluster.start()
            guard case .parameters(let parameters) = try cluster.connectionTarget() else {
                return []
            }
            let options = [
                "host": "--host", "port": "--port", "user": "--username", "dbname": "--dbname",
            ]
            return options.sorted { $0.key < $1.key }.flatMap { key, option in
                parameters[key].map { [option, $0] } ?? []
            }
        }
    }
    /// libpq's keyword form; the password goes through the environment, since the arguments of a
    /// process can be read by everybody.
    private static func conninfo(_ keywords: [String: String]) -> String {
        keywords.sorted { $0.key < $1.key }.map { key, value in
            let escaped = value.replacing("\\", with: "\\\\").replacing("'", with: "\\'")
            return "\(key)='\(escaped)'"
        }.joined(separator: " ")
    }
}
