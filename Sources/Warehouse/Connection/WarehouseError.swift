/// Why the warehouse did not do what it was asked.
///
/// Holds no password: messages are redacted when the error is made.
package struct WarehouseError: Error, Hashable, Sendable {
    /// What a caller may do about it, coarser than SQLSTATE.
    package enum Kind: String, Sendable, CaseIterable {
        /// No server answers, or the connection broke.
        case unreachable
        case authentication
        /// The server's certificate is expired, or not the one of its name.
        case certificate
        case permission
        case unknownDatabase
        /// A table, column or function is not there, or is not of the expected form.
        case unknownObject
        case serialization, deadlock, lockTimeout
        /// Cancelled by a person, or by `statement_timeout`.
        case cancelled
        /// This process was told to end: see ``Interruption``.
        case interrupted
        case tooManyConnections
        case diskFull
        /// A standby, or a session that may only read.
        case readOnly
        case constraint
        /// A value is not what its column takes, or a member is unknown.
        case data
        /// The connection broke between COMMIT and its answer: ask the ledger what happened.
        case commitUnknown
        /// The server is older than ``Connection/serverVersionMinimum``.
        case version
        /// What is applied differs from what this program carries.
        case drift
        /// The embedded cluster cannot be made, started or stopped.
        case cluster
        case other
    }

    package var kind: Kind
    /// Five characters, where the server gave them.
    package var sqlState: String?
    /// The server's or libpq's first sentence.
    package var message: String
    package var detail: String?
    package var hint: String?
    package var schema: String?
    package var table: String?
    package var column: String?
    package var constraint: String?
    /// Where the server stood: for COPY its table, line and column.
    package var context: String?
    /// The line of the drop that the refused row comes from, where the server named the row.
    package var dropLine: Int?
    /// The first ``statementLengthMax`` characters of the statement, without parameters.
    package var statement: String?

    /// Characters of a statement that are kept.
    package static let statementLengthMax = 200

    package init(
        kind: Kind, sqlState: String? = nil, message: String, detail: String? = nil,
        statement: String? = nil
    ) {
        self.kind = kind
        self.sqlState = sqlState
        self.message = Redaction.redacted(message)
        self.detail = detail.map { Redaction.redacted($0) }
        self.statement = statement.map { Self.cut(Redaction.redacted($0)) }
    }

    /// Whether the same work may succeed if it is tried again from its start after a pause.
    package var isRetryable: Bool {
        switch kind {
        case .serialization, .deadlock, .tooManyConnections, .unreachable: true
        default: false
        }
    }

    /// Whether a server is there that cannot take a session just now: it starts, stops or is full.
    package var isBusyServer: Bool {
        kind == .tooManyConnections || ["57P01", "57P02", "57P03"].contains(sqlState)
    }

    /// The row of a COPY at which the server stopped, from 1, as in `COPY t, line 3, column x`.
    ///
    /// The word is translated with the server's messages; the number after the second word is not.
    var copyRow: Int? {
        guard let context, context.hasPrefix("COPY ") else { return nil }
        let parts = context.split(separator: "\n")[0].split(separator: ",")
        guard parts.count > 1 else { return nil }
        return parts[1].split(whereSeparator: { !$0.isNumber }).first.flatMap { Int($0) }
    }

    private static func cut(_ statement: String) -> String {
        let words = statement.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return words.count > statementLengthMax ? words.prefix(statementLengthMax) + "…" : words
    }
}

extension WarehouseError: CustomStringConvertible {
    /// Several lines, the message first.
    package var description: String {
        var lines = [sqlState.map { "\(message) [\($0)]" } ?? message]
        let facts = [
            ("detail", detail), ("hint", hint), ("table", table), ("column", column),
            ("constraint", constraint), ("line of the drop", dropLine.map(String.init)),
            ("context", context), ("statement", statement),
        ]
        for case (let name, let fact?) in facts { lines.append("  \(name): \(fact)") }
        return lines.joined(separator: "\n")
    }
}

extension WarehouseError.Kind {
    /// What a SQLSTATE means to a caller.
    package init(sqlState: String) {
        switch sqlState {
        case "40001": self = .serialization
        case "40P01": self = .deadlock
        case "55P03": self = .lockTimeout
        case "57014": self = .cancelled
        case "53300": self = .tooManyConnections
        case "53100": self = .diskFull
        case "25006": self = .readOnly
        case "42501": self = .permission
        case "3D000": self = .unknownDatabase
        case "40003": self = .commitUnknown
        case "57P01", "57P02", "57P03": self = .unreachable
        case "42P01", "42703", "42883", "42704", "3F000", "42P07", "42710": self = .unknownObject
        default:
            switch sqlState.prefix(2) {
            case "08": self = .unreachable
            case "28": self = .authentication
            case "23", "44": self = .constraint
            case "22": self = .data
            default: self = .other
            }
        }
    }
}
