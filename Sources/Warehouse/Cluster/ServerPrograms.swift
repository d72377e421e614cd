import Glibc
import Subprocess
import SystemPackage

/// `initdb`, `pg_ctl` and `postgres` of one installation.
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
        var found: [ServerPrograms] = []
        for folder in await candidateFolders() {
            guard access("\(folder)/initdb", X_OK) == 0, access("\(folder)/pg_ctl", X_OK) == 0,
                let version = await version(in: folder)
            else { continue }
            found.append(ServerPrograms(folder: folder, majorVersion: version))
        }
        let oldest = Connection.serverVersionMinimum / 10_000
        let suitable = found.first { programs in
            majorVersion.map { $0 == programs.majorVersion } ?? (programs.majorVersion >= oldest)
        }
        if let suitable { return suitable }
        let wanted = majorVersion.map { "version \($0), which made the data," }
        throw WarehouseError(
            kind: .cluster,
            message: "no PostgreSQL server of \(wanted ?? "version \(oldest) or later") found",
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
        let said: (isSuccess: Bool, text: String)
        do {
            let result = try await Subprocess.run(
                .path(FilePath(command[0])), arguments: Arguments(Array(command.dropFirst())),
                environment: .custom(["PATH": "/usr/bin:/bin", "LC_ALL": "C"]),
                workingDirectory: FilePath(workingFolder), input: .none,
                output: .string(limit: Self.outputByteCountMax), error: .combinedWithOutput)
            said = (result.terminationStatus.isSuccess, result.standardOutput)
        } catch {
            throw WarehouseError(kind: .cluster, message: "\(name) could not be run: \(error)")
        }
        guard said.isSuccess else {
            throw WarehouseError(kind: .cluster, message: "\(name) failed", detail: said.text)
        }
    }
}
