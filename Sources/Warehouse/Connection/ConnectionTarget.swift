/// Which database, as libpq understands it.
package enum ConnectionTarget: Sendable, Hashable {
    /// libpq's keywords: `host` (a folder for a socket), `dbname`, `user` …
    case parameters([String: String])
    /// `PGHOST`, `PGDATABASE`, `PGSERVICE` and the like, with `.pgpass`.
    case environment
    /// `postgresql://…`, or libpq's `keyword=value` form.
    case url(String)
}

extension ConnectionTarget: CustomStringConvertible {
    /// For people: without passwords.
    package var description: String {
        switch self {
        case .parameters(let parameters):
            parameters.sorted { $0.key < $1.key }
                .filter { !$0.key.lowercased().contains("password") }
                .map { "\($0.key)=\($0.value)" }.joined(separator: " ")
        case .environment: "PG*"
        case .url(let url): Redaction.redacted(url)
        }
    }
}
