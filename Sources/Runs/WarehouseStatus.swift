import PhusaModel
import Warehouse

/// Where a workspace's warehouse stands.
package struct WarehouseStatus: Encodable, Sendable {
    package let target: String
    package let isEmbedded: Bool
    package let isRunning: Bool
    package let dataFolder: String?
    package let socketFolder: String?
    package let serverVersion: Int?
    package let pendingMigrations: [String]
    package let pendingStatements: [String]
    package let differences: [String]
    /// The SQL of ``differences``, for a person who has thought about the rows.
    package let mending: [String]
    /// Why the server does not answer; `nil` where it does.
    package let error: String?

    package var isReady: Bool {
        error == nil && pendingMigrations.isEmpty && pendingStatements.isEmpty
            && differences.isEmpty
    }

    /// Looks and starts nothing.
    package init(site: Site, access: WarehouseAccess) throws {
        var cluster: ClusterStatus?
        let found: ConnectionTarget
        switch access {
        case .named(let named): found = named
        case .embedded(let embedded):
            cluster = embedded.status()
            found = try embedded.connectionTarget()
        }
        target = found.description
        isEmbedded = access.isEmbedded
        dataFolder = cluster?.dataFolder
        socketFolder = cluster?.socketFolder
        let answer = Self.ask(found, site.workspace.schema)
        isRunning = answer.error == nil || (cluster?.isRunning ?? false)
        serverVersion = answer.serverVersion
        pendingMigrations = answer.migrations
        pendingStatements = answer.statements
        differences = answer.differences.map { $0.message(.en) }
        mending = answer.differences.flatMap(\.migration)
        error = answer.error
    }

    /// What the server says of itself.
    private struct Answer {
        var serverVersion: Int?
        var migrations: [String] = []
        var statements: [String] = []
        var differences: [SchemaDifference] = []
        var error: String?
    }

    private static func ask(_ target: ConnectionTarget, _ schema: StarSchema) -> Answer {
        var answer = Answer()
        do {
            let connection = try Connection(target)
            answer.serverVersion = connection.serverVersion
            answer.migrations = try Migrator.pending(on: connection)
            guard answer.migrations.isEmpty else { return answer }
            let plan = try SchemaPlan(schema, on: connection)
            answer.statements = plan.statements
            answer.differences = plan.differences
        } catch {
            let facts = [error.message, error.detail].compactMap { $0 }
            answer.error = facts.joined(separator: ": ")
        }
        return answer
    }
}

/// A run needs a warehouse that is as the workspace declares it.
enum WarehouseReadiness {
    /// - Throws: `WarehouseError` of kind `.drift` that says what to run.
    static func require(_ setting: RunSetting) throws {
        try require(setting.site.workspace.schema, on: setting.connection)
    }

    static func require(_ schema: StarSchema, on connection: Connection) throws {
        let pending = try Migrator.pending(on: connection)
        guard pending.isEmpty else {
            throw WarehouseError(
                kind: .drift, message: "the warehouse is not set up: run `phusa warehouse apply`",
                detail: list(pending))
        }
        let plan = try SchemaPlan(schema, on: connection)
        guard plan.differences.isEmpty else {
            throw WarehouseError(
                kind: .drift,
                message: "the warehouse is not as the workspace declares it:"
                    + " `phusa warehouse status` has the SQL that mends it",
                detail: list(plan.differences.map { $0.message(.en) }))
        }
        guard plan.isEmpty else {
            throw WarehouseError(
                kind: .drift,
                message: "the warehouse is not as the workspace declares it:"
                    + " run `phusa warehouse apply`",
                detail: list(plan.statements.map(WarehouseStatus.title)))
        }
    }

    private static func list(_ facts: [String]) -> String { facts.joined(separator: "; ") }
}

extension WarehouseStatus {
    /// What a statement makes: its first line.
    package static func title(_ statement: String) -> String {
        let line = statement.split(separator: "\n").first.map(String.init) ?? statement
        return line.hasSuffix(" (") ? String(line.dropLast(2)) : line
    }
}
