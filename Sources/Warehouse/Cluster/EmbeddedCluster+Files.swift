import Glibc

extension EmbeddedCluster {
    static let port = "5432"

    /// Bytes of `sun_path` less the final zero.
    private static let socketPathByteCountMax = 107

    /// Where the socket stands: in the cluster's folder, or where that path cannot name a socket,
    /// in a folder below `/tmp` that nobody else may enter.
    var socketFolder: String {
        let near = folder + "/run"
        let socket = "\(near)/.s.PGSQL.\(Self.port).lock"
        // A comma would separate two folders.
        let isUsable = socket.utf8.count <= Self.socketPathByteCountMax && !near.contains(",")
        if isUsable { return near }
        return "/tmp/phusa-\(Self.fingerprint(folder))"
    }

    /// FNV-1a, 64 bits: names a folder, keeps no secret.
    private static func fingerprint(_ text: String) -> String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        return String(hash, radix: 16)
    }

    func checkFolder() throws(WarehouseError) {
        let isSafe = folder.unicodeScalars.allSatisfy { scalar in
            scalar.value >= 0x20 && !"\"$`\\".unicodeScalars.contains(scalar)
        }
        guard folder.hasPrefix("/"), isSafe else {
            throw WarehouseError(
                kind: .cluster, message: "the server's folder cannot be \(folder)",
                detail: "needs an absolute path without quotes, dollar signs and backslashes")
        }
    }

    func checkTraversal(_ account: ServerAccount) throws(WarehouseError) {
        guard let barrier = FileNames.barrier(on: dataFolder, for: account) else { return }
        throw WarehouseError(
            kind: .cluster, message: "account \(account.name) cannot pass through \(barrier)",
            detail: "chmod o+x \(barrier), or choose another folder")
    }

    /// Makes the data in a folder beside, which takes its place when it is whole.
    func initialise(_ programs: ServerPrograms, _ account: ServerAccount)
        async throws(WarehouseError)
    {
        let newFolder = folder + "/data.new"
        try FileNames.remove(newFolder)
        try FileNames.makeFolder(newFolder, mode: 0o700, owner: account)
        try await programs.run(
            "initdb",
            [
                "-D", newFolder, "-U", Self.ownerRole, "--encoding=UTF8", "--locale=C.UTF-8",
                "--data-checksums", "--auth-local=peer", "--auth-host=reject", "--no-instructions",
            ] + (settings["fsync"] == "off" ? ["--no-sync"] : []), as: account, in: folder)
        let path = newFolder + "/postgresql.conf"
        guard let text = FileNames.text(path) else { throw FileNames.failure("read", path) }
        try FileNames.write(text + "\ninclude 'phusa.conf'\n", to: path, owner: account)
        try FileNames.remove(dataFolder)
        try FileNames.rename(newFolder, to: dataFolder)
    }

    /// Settings and access rules; written before each start, since the folder may have moved.
    func writeSettings(into dataFolder: String, _ account: ServerAccount) throws(WarehouseError) {
        try FileNames.makeFolder(socketFolder, mode: 0o700, owner: account)
        let lines = serverSettings.sorted { $0.key < $1.key }
            .map { "\($0.key) = \(Self.quoted($0.value))" }
        try FileNames.write(
            lines.joined(separator: "\n") + "\n", to: dataFolder + "/phusa.conf", owner: account)
        try FileNames.write(
            "local all all peer map=phusa\n", to: dataFolder + "/pg_hba.conf", owner: account)
        let users = account.connectableNames.map { "phusa \"\($0)\" \(Self.ownerRole)" }
        try FileNames.write(
            users.joined(separator: "\n") + "\n", to: dataFolder + "/pg_ident.conf", owner: account)
    }

    private var serverSettings: [String: String] {
        let own = [
            "listen_addresses": "", "port": Self.port,
            "unix_socket_directories": "\"\(socketFolder)\"", "unix_socket_permissions": "0777",
            "timezone": "UTC", "log_timezone": "UTC", "lc_messages": "C",
            "log_line_prefix": "%m [%p] %a ", "jit": "off",
            // A long load is not to be held up by checkpoints, which are spread over their time.
            "checkpoint_timeout": "15min", "checkpoint_completion_target": "0.9",
        ]
        let machine = MachineSettings.of(folder: folder)
        return own.merging(machine) { $1 }.merging(settings) { $1 }
    }

    private static func quoted(_ value: String) -> String {
        "'"
            + value.split(separator: "'", omittingEmptySubsequences: false)
            .joined(separator: "''") + "'"
    }
}
