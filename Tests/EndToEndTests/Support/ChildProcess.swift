import Foundation
import Glibc

/// One process, started and waited for by the system's own calls.
///
/// Foundation's `Process` crashed now and then where hundreds of them run beside each other.
struct ChildProcess {
    let id: pid_t

    /// Starts a program with files for its output and nothing to read; signals are as for any new
    /// process, whatever the tests themselves ignore.
    init(
        _ path: String, _ arguments: [String], environment: [String: String], folder: String,
        out: String, err: String
    ) throws {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, out, O_WRONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 2, err, O_WRONLY, 0)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        for number in [SIGINT, SIGTERM, SIGPIPE] { sigaddset(&signals, number) }
        posix_spawnattr_setsigdefault(&attributes, &signals)
        let flags = POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF
        posix_spawnattr_setflags(&attributes, Int16(flags))
        let launcher = "/usr/bin/env"
        let words = ([launcher, "--chdir=\(folder)", path] + arguments).map { strdup($0) }
        let variables = environment.map { strdup("\($0.key)=\($0.value)") }
        defer { for word in words + variables { free(word) } }
        var child = pid_t()
        let code = posix_spawn(
            &child, launcher, &actions, &attributes, words + [nil], variables + [nil])
        guard code == 0 else { throw POSIXError(POSIXErrorCode(rawValue: code) ?? .EIO) }
        id = child
    }

    /// Waits in a thread of its own.
    ///
    /// - Returns: The exit code, or the number of the signal that ended it; and when it did, by
    ///   that thread's watch: whoever waits here may be woken seconds later.
    func end() async -> (status: Int32, isKilled: Bool, moment: ContinuousClock.Instant) {
        let id = id
        return await withCheckedContinuation { continuation in
            Thread.detachNewThread {
                var ending: Int32 = 0
                while waitpid(id, &ending, 0) < 0, errno == EINTR {}
                let moment = ContinuousClock.now
                let number = ending & 0x7F
                continuation.resume(
                    returning: number == 0
                        ? (ending >> 8 & 0xFF, false, moment) : (number, true, moment))
            }
        }
    }
}
