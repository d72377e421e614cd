import CLibpq
import Glibc

/// What in a database's name nobody may see.
enum ConnectionSecrets {
    /// The options of libpq that have a value, by keyword; takes the list over and frees it.
    static func options(_ first: UnsafeMutablePointer<PQconninfoOption>?) -> [String: String] {
        guard let first else { return [:] }
        defer { PQconninfoFree(first) }
        var options: [String: String] = [:]
        var option = first
        while let keyword = option.pointee.keyword {
            if let value = option.pointee.val {
                options[String(cString: keyword)] = String(cString: value)
            }
            option += 1
        }
        return options
    }

    /// The passwords of a URL or of `keyword=value` pairs, as libpq decodes them and as they stand.
    ///
    /// A password with a `/` or `?` that nobody escaped is cut there by libpq, which then takes the
    /// pieces for a port or a name and repeats them in its message: each piece counts as secret.
    static func passwords(in url: String) -> [String] {
        let decoded = options(PQconninfoParse(url, nil)).filter { $0.key.hasSuffix("password") }
        return decoded.values + written(in: url)
    }

    private static func written(in url: String) -> [String] {
        guard let scheme = url.firstRange(of: "://"),
            let at = url[scheme.upperBound...].lastIndex(of: "@"),
            let colon = url[scheme.upperBound..<at].firstIndex(of: ":")
        else { return [] }
        let password = url[url.index(after: colon)..<at]
        return [String(password)] + password.split { "/?&=@:".contains($0) }.map(String.init)
    }
}

/// The file that libpq looks passwords up in: `~/.pgpass`, `PGPASSFILE` or `passfile=`.
///
/// libpq passes over a file that others may read, with a line on standard error that a timer's
/// journal hides; the login then fails for a reason that nobody sees. So this is an error.
enum PasswordFile {
    /// Why a connection that was begun must not go on; `nil` where its file is sound, or where it
    /// needs none because a password is given.
    static func refusal(of handle: OpaquePointer) -> WarehouseError? {
        guard PQpass(handle).map({ $0.pointee == 0 }) ?? true,
            let path = ConnectionSecrets.options(PQconninfo(handle))["passfile"], !path.isEmpty
        else { return nil }
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
            status.st_mode & 0o077 != 0
        else { return nil }
        let mode = String(status.st_mode & 0o777, radix: 8)
        return WarehouseError(
            kind: .authentication,
            message: "others may read the password file \(path) (mode 0\(mode)):"
                + " run `chmod 600 \(shellQuoted(path))`, and change its passwords")
    }

    private static func shellQuoted(_ path: String) -> String {
        let isPlain = path.utf8.allSatisfy {
            ($0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A) || ($0 >= 0x2D && $0 <= 0x39) || $0 == 0x5F
        }
        return isPlain ? path : "'" + path.replacing("'", with: "'\\''") + "'"
    }
}
