import CLibpq
import Glibc

/// Opens connections in steps, which alone lets libpq name the SQLSTATE of a refusal.
struct ConnectionOpener {
    /// Seconds to wait for a server, where nothing else is said.
    private static let timeoutSeconds = 15

    private let keywords: [(String, String)]
    private let secrets: [String]
    /// Whether the target is a person's choice: then the password file counts.
    private let isNamed: Bool

    init(_ target: ConnectionTarget, applicationName: String) {
        // A later keyword wins over an earlier one, and over what a URL says.
        var keywords = [
            ("keepalives_idle", "30"), ("keepalives_interval", "10"), ("keepalives_count", "3"),
            ("tcp_user_timeout", "60000"),
        ]
        var secrets = [getenv("PGPASSWORD").map { String(cString: $0) } ?? ""]
        if case .parameters = target { isNamed = false } else { isNamed = true }
        switch target {
        case .parameters(let parameters):
            keywords += parameters.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
            secrets.append(parameters["password"] ?? "")
            secrets.append(parameters["sslpassword"] ?? "")
        case .environment: break
        case .url(let url):
            keywords.append(("dbname", url))
            secrets += ConnectionSecrets.passwords(in: url)
        }
        keywords += [("client_encoding", "UTF8"), ("application_name", applicationName)]
        self.keywords = keywords
        self.secrets = secrets
    }

    /// - Returns: An open connection that the caller must close.
    func open() throws(WarehouseError) -> OpaquePointer {
        guard let handle = start() else {
            throw WarehouseError(kind: .other, message: "out of memory")
        }
        if isNamed, let refusal = PasswordFile.refusal(of: handle) {
            PQfinish(handle)
            throw refusal
        }
        do {
            try finish(handle, PQconnectPoll)
        } catch {
            PQfinish(handle)
            throw error
        }
        return handle
    }

    /// Opens a connection again that was lost, with what it was opened with.
    func reopen(_ handle: OpaquePointer) throws(WarehouseError) {
        // Whether it begins shows in the handle, as with the first opening.
        _ = PQresetStart(handle)
        try finish(handle, PQresetPoll)
    }

    private func finish(
        _ handle: OpaquePointer, _ step: (OpaquePointer) -> PostgresPollingStatusType
    ) throws(WarehouseError) {
        // So that the message has the SQLSTATE, in any language of the server.
        PQsetErrorVerbosity(handle, PQERRORS_VERBOSE)
        defer { PQsetErrorVerbosity(handle, PQERRORS_DEFAULT) }
        guard PQstatus(handle) != CONNECTION_BAD, try poll(handle, step) else {
            throw failure(handle)
        }
    }

    private func start() -> OpaquePointer? {
        let names = keywords.map { strdup($0.0) }
        let values = keywords.map { strdup($0.1) }
        defer { (names + values).forEach { free($0) } }
        let terminatedNames = names.map { UnsafePointer($0) } + [nil]
        let terminatedValues = values.map { UnsafePointer($0) } + [nil]
        return PQconnectStartParams(terminatedNames, terminatedValues, 1)
    }

    /// Milliseconds after which an interruption is looked for.
    private static let sliceMilliseconds = 200

    /// - Returns: Whether the session stands; `false` also when the time is up.
    private func poll(
        _ handle: OpaquePointer, _ step: (OpaquePointer) -> PostgresPollingStatusType
    ) throws(WarehouseError) -> Bool {
        let deadline = Self.now() + Self.timeout(of: handle)
        var state = PGRES_POLLING_WRITING
        while state == PGRES_POLLING_WRITING || state == PGRES_POLLING_READING {
            try Interruption.check()
            let remaining = deadline - Self.now()
            guard remaining > 0 else { return false }
            let events = state == PGRES_POLLING_READING ? POLLIN : POLLOUT
            var descriptor = pollfd(fd: PQsocket(handle), events: Int16(events), revents: 0)
            let ready = Glibc.poll(
                &descriptor, 1, Int32(min(remaining, Self.sliceMilliseconds)))
            if ready < 0, errno != EINTR { return false }
            if ready > 0 { state = step(handle) }
        }
        return state == PGRES_POLLING_OK
    }

    private func failure(_ handle: OpaquePointer) -> WarehouseError {
        if PQstatus(handle) == CONNECTION_BAD {
            // Also the password that libpq found in `.pgpass` or in a service file.
            let found = PQpass(handle).map { String(cString: $0) } ?? ""
            return WarehouseError(connecting: handle, secrets: secrets + [found])
        }
        return WarehouseError(kind: .unreachable, message: "the server did not answer in time")
    }

    /// Milliseconds: the user's `connect_timeout` (0 and less: an hour), else ours.
    private static func timeout(of handle: OpaquePointer) -> Int {
        let stated = ConnectionSecrets.options(PQconninfo(handle))["connect_timeout"]
        guard let seconds = stated.flatMap({ Int($0) }) else { return timeoutSeconds * 1_000 }
        return (seconds > 0 ? seconds : 3_600) * 1_000
    }

    /// Milliseconds of a clock that nobody sets.
    private static func now() -> Int {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return time.tv_sec * 1_000 + time.tv_nsec / 1_000_000
    }
}
