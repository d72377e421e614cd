import CLibpq

extension WarehouseError {
    /// What libpq says of a failed statement.
    ///
    /// - Parameter result: `nil` where not even a result came.
    init(connection: OpaquePointer, result: OpaquePointer?, statement: String) {
        let field = { (code: DiagnosticField) -> String? in
            PQresultErrorField(result, code.rawValue).map { String(cString: $0) }
        }
        let state = field(.sqlState)
        if state == nil { Self.noticeEnd(of: connection) }
        let isBroken = PQstatus(connection) == CONNECTION_BAD
        let isInterrupted = state == "57014" && Interruption.isRequested
        let fallback = result.flatMap { PQresultErrorMessage($0) } ?? PQerrorMessage(connection)
        let text = fallback.map { String(cString: $0) } ?? ""
        self.init(
            kind: isInterrupted
                ? .interrupted
                : state.map { Kind(sqlState: $0) } ?? (isBroken ? .unreachable : .other),
            sqlState: state, message: field(.message) ?? Self.firstLine(text),
            detail: field(.detail), statement: statement)
        hint = field(.hint)
        schema = field(.schema)
        table = field(.table)
        column = field(.column)
        constraint = field(.constraint)
        context = field(.context).map { Redaction.redacted($0) }
    }

    /// Lets libpq see that the server has hung up.
    ///
    /// Where a statement could not be sent, libpq says so and still takes the connection for open,
    /// until it has read what the server said last and the end after it.
    private static func noticeEnd(of connection: OpaquePointer) {
        for _ in 0..<unreadPieceCountMax where PQstatus(connection) == CONNECTION_OK {
            PQconsumeInput(connection)
        }
    }

    /// Pieces of the server's last words that may lie before the end.
    private static let unreadPieceCountMax = 4

    /// What libpq says of a connection that did not come about.
    init(connecting connection: OpaquePointer?, secrets: [String]) {
        let text = PQerrorMessage(connection).map { String(cString: $0) } ?? "out of memory"
        let lines = text.split(separator: "\n").filter { !$0.hasPrefix("LOCATION:") }
        let clean = Redaction.redacted(lines.joined(separator: "\n"), secrets: secrets)
        let state = Self.sqlState(in: clean)
        let isCertificate = clean.contains("certificate") || clean.contains("SSL error")
        self.init(
            kind: state.map { Kind(sqlState: $0) } ?? (isCertificate ? .certificate : .unreachable),
            sqlState: state, message: clean)
    }

    /// The code that libpq's verbose form has after the severity, as in `FATAL:  28P01: …`.
    ///
    /// The severity may be translated, the code is not.
    private static func sqlState(in text: String) -> String? {
        for line in text.split(separator: "\n").reversed() {
            let parts = line.split(separator: ":").map { $0.drop { $0 == " " } }
            let code = parts.first { part in
                part.utf8.count == 5 && part.contains(where: \.isNumber)
                    && part.utf8.allSatisfy {
                        (0x30...0x39).contains($0) || (0x41...0x5A).contains($0)
                    }
            }
            if let code { return String(code) }
        }
        return nil
    }

    private static func firstLine(_ text: String) -> String {
        text.split(separator: "\n").first.map(String.init) ?? "no answer from the server"
    }
}

/// Codes of error fields: `PG_DIAG_…` of `postgres_ext.h`, which Swift does not import as they are
/// character constants.
enum DiagnosticField: Int32 {
    case sqlState = 0x43  // C
    case message = 0x4D  // M
    case detail = 0x44  // D
    case hint = 0x48  // H
    case context = 0x57  // W
    case schema = 0x73  // s
    case table = 0x74  // t
    case column = 0x63  // c
    case constraint = 0x6E  // n
}
