import Glibc

/// The operating system's account that the server runs as: PostgreSQL refuses root.
struct ServerAccount: Hashable, Sendable {
    let name: String
    let userID: uid_t
    let groupID: gid_t

    /// Accounts that take the server when root starts it, the first that exists.
    private static let unprivileged = ["postgres", "nobody"]

    /// The current user, or for root an account without privileges.
    ///
    /// - Throws: Kind `.cluster` where no account serves.
    static func current() throws(WarehouseError) -> ServerAccount {
        guard geteuid() == 0 else {
            if let account = ServerAccount(getpwuid(geteuid())) { return account }
            throw WarehouseError(
                kind: .cluster,
                message: "user id \(geteuid()) has no entry in the account database",
                detail: "PostgreSQL needs a name for it: add the account, or name a database")
        }
        for name in unprivileged {
            if let account = ServerAccount(getpwnam(name)), account.userID != 0 { return account }
        }
        throw WarehouseError(
            kind: .cluster, message: "no account without privileges for the server",
            detail: "create one named \(unprivileged[0])")
    }

    private init?(_ entry: UnsafeMutablePointer<passwd>?) {
        guard let entry, let name = entry.pointee.pw_name else { return nil }
        self.name = String(cString: name)
        userID = entry.pointee.pw_uid
        groupID = entry.pointee.pw_gid
    }

    /// Names that may connect as the owner of the database.
    var connectableNames: [String] {
        var names = ["root", name]
        if let user = getpwuid(geteuid())?.pointee.pw_name { names.append(String(cString: user)) }
        var seen: Set<String> = []
        return names.filter { seen.insert($0).inserted }
    }
}
