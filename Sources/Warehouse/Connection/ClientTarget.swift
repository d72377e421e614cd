import CLibpq

/// How a program of PostgreSQL (`psql`, `pg_dump`) opens the same database.
///
/// The arguments of a process can be read by everybody: a password goes through the environment.
package struct ClientTarget: Sendable, Hashable {
    /// Variables of libpq to be set besides those that the caller has.
    package let environment: [String: String]
    /// `--dbname` and what has no variable of its own; empty where the caller's variables say all.
    package let arguments: [String]
}

extension ConnectionTarget {
    /// - Throws: Kind `.other` for a secret that no variable takes, or a URL that libpq cannot read.
    package func client() throws(WarehouseError) -> ClientTarget {
        switch self {
        case .environment: return ClientTarget(environment: [:], arguments: [])
        case .parameters(let parameters):
            return try Self.client(parameters, Self.options(PQconndefaults()))
        case .url(let url):
            // As libpq does: other text is the name of a database.
            let isConnectionString =
                url.contains("=") || url.hasPrefix("postgresql://") || url.hasPrefix("postgres://")
            guard isConnectionString else {
                return try Self.client(["dbname": url], Self.options(PQconndefaults()))
            }
            guard let parsed = PQconninfoParse(url, nil) else {
                throw WarehouseError(
                    kind: .other, message: "the database's name cannot be read: \(description)")
            }
            let options = Self.options(parsed)
            return try Self.client(options.compactMapValues(\.value), options)
        }
    }

    /// A keyword of libpq.
    private struct Option {
        let value: String?
        let variable: String?
        let isSecret: Bool
    }

    /// Takes over the list.
    private static func options(
        _ first: UnsafeMutablePointer<PQconninfoOption>?
    ) -> [String: Option] {
        guard let first else { return [:] }
        defer { PQconninfoFree(first) }
        var options: [String: Option] = [:]
        var option = first
        while let keyword = option.pointee.keyword {
            options[String(cString: keyword)] = Option(
                value: option.pointee.val.map { String(cString: $0) },
                variable: option.pointee.envvar.map { String(cString: $0) },
                isSecret: option.pointee.dispchar.map { String(cString: $0) } == "*")
            option += 1
        }
        return options
    }

    private static func client(
        _ values: [String: String], _ options: [String: Option]
    ) throws(WarehouseError) -> ClientTarget {
        var environment: [String: String] = [:]
        var words: [String] = []
        for (keyword, value) in values.sorted(by: { $0.key < $1.key }) {
            if keyword != "dbname", let variable = options[keyword]?.variable {
                environment[variable] = value
            } else if options[keyword]?.isSecret ?? false {
                throw WarehouseError(
                    kind: .other, message: "\(keyword) cannot be handed to a program safely",
                    detail: "take it out of the database's name, or use a service file")
            } else {
                words.append("\(keyword)=\(quoted(value))")
            }
        }
        return ClientTarget(
            environment: environment,
            arguments: words.isEmpty ? [] : ["--dbname", words.joined(separator: " ")])
    }

    /// A value of a connection string, in quotes.
    private static func quoted(_ value: String) -> String {
        var text = "'"
        for scalar in value.unicodeScalars {
            if scalar == "'" || scalar == "\\" { text.unicodeScalars.append("\\") }
            text.unicodeScalars.append(scalar)
        }
        return text + "'"
    }
}
