import Glibc
import Subprocess
import SystemPackage

/// `initdb`, `pg_ctl`, `postgres` and the client programs of one installation.
struct ServerPrograms: Sendable {
    /// Bytes of a program's output that are kept.
    private static let outputByteCountMax = 65_536
    private static let debianFolder = "/usr/lib/postgresql"
    /// Of util-linux, which every Debian has.
    private static let setpriv = "/usr/bin/setpriv"

    let folder: String
    let majorVersion: Int

    /// Finds an installation of at least version 15; of `majorVersion` where data needs that one.
    static func find(majorVersion: Int?) async throws(WarehouseError) -> ServerPrograms {
        let oldest = Connection.serverVersionMinimum / 10_000
        let wanted = majorVersion.map { "version \($0), which made the data," }
        return try await find(wanted ?? "version \(oldest) or later") { version in
            majorVersion.map { $0 == version } ?? (version >= oldest)
        }
    }

    /// Finds an installation whose programs can read a server of this version.
    static func find(atLeast majorVersion: Int) async throws(WarehouseError) -> ServerPrograms {
        try await find("version \(majorVersion) or later") { $0 >= majorVersion }
    }

    private static func find(
        _ wanted: String, where isSuitable: (Int) -> Bool
    ) async throws(WarehouseError) -> ServerPrograms {
        var found: [ServerPrograms] = []
        for folder in await candidateFolders() {
            guard access("\(folder)/initdb", X_OK) == 0, access("\(folder)/pg_ctl", X_OK) == 0,
                let version = await version(in: folder)
            else { continue }
            found.append(ServerPrograms(folder: folder, majorVersion: version))
        }
        if let suitable = found.first(where: { isSuitable($0.majorVersion) }) { return suitable }
        throw WarehouseError(
            kind: .cluster, message: "no PostgreSQL server of \(wanted) found",
            detail: "looked for pg_config and below \(debianFolder); found versions: "
                + "\(found.map { String($0.majorVersion) }.joined(separator: ", "))")
    }

    private static func candidateFolders() async -> [String] {
        var folders: [String] = []
        if let output = try? await output(of: .name("pg_config"), ["--bindir"]) {
            folders.append(output)
        }
        let versions = FileNames.list(debianFolder).compactMap { Int($0) }.sorted(by: >)
        return folders + versions.map { "\(debianFolder)/\($0)/bin" }
    }

    /// The major version, from `postgres (PostgreSQL) 15.18`.
    private static func version(in folder: String) async -> Int? {
        let path = FilePath("\(folder)/postgres")
        let output = try? await output(of: .path(path), ["--version"])
        let words = output?.split(separator: " ") ?? []
        guard words.count >= 3, words[1] == "(PostgreSQL)" else { return nil }
        return Int(words[2].prefix { $0.isNumber })
    }

    private static func output(of program: Executable, _ arguments: Arguments) async throws
        -> String?
    {
        let result = try await Subprocess.run(
            program, arguments: arguments, output: .string(limit: outputByteCountMax),
            error: .discarded)
        guard result.terminationStatus.isSuccess else { return nil }
        return result.standardOutput.split(separator: "\n").first.map(String.init)
    }

    /// Runs a program as the account, without the caller's environment, groups and descriptors.
    ///
    /// Root goes down to the account through `setpriv`, a process of one thread. To change users
    /// between fork and exec, as the options of a child process offer, hangs now and then: glibc's
    /// `setgroups` waits there for threads that the fork did not take along.
    ///
    /// - Throws: Kind `.cluster` with what the program said.
    func run(
        _ name: String, _ arguments: [String], as account: ServerAccount, in workingFolder: String
    ) async throws(WarehouseError) {
        var command = ["\(folder)/\(name)"] + arguments
        if geteuid() == 0 {
            let identity = ["--reuid=\(account.userID)", "--regid=\(account.groupID)"]
            command = [Self.setpriv] + identity + ["--clear-groups", "--"] + command
        }
        try await run(
            name, command, environment: .custom(["PATH": "/usr/bin:/bin", "LC_ALL": "C"]),
            in: workingFolder)
    }

    /// Runs a client program as the current user, with the caller's variables, which libpq reads.
    ///
    /// - Parameter environment: Set besides those of the caller.
    /// - Throws: Kind `.cluster` with what the program said.
    func runClient(
        _ name: String, _ arguments: [String], environment: [String: String]
    ) async throws(WarehouseError) {
        var changes: [Environment.Key: String?] = ["LC_ALL": "C"]
        for (key, value) in environment { changes[Environment.Key(stringLiteral: key)] = value }
        try await run(
            name, ["\(folder)/\(name)"] + arguments, environment: .inherit.updating(changes),
            in: "/")
    }

    private func run(
        _ name: String, _ command: [String], environment: Environment, in workingFolder: String
    ) async throws(WarehouseError) {
        let said: (isSuccess: Bool, text: String)
        do {
            let result = try await Subprocess.run(
                .path(FilePath(command[0])), arguments: Arguments(Array(command.dropFirst())),
                environment: environment, workingDirectory: FilePath(workingFolder),
                input: .none, output: .string(limit: Self.outputByteCountMax),
                error: .combinedWithOutput)
            said = (result.terminationStatus.isSuccess, result.standardOutput)
        } catch {
            throw WarehouseError(kind: .cluster, message: "\(name) could not be run: \(error)")
        }
        guard said.isSuccess else {
            throw WarehouseError(kind: .cluster, message: "\(name) failed", detail: said.text)
        }
    }
}
