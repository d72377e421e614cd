import Foundation
import Glibc

/// What a program used, counted by the kernel for it alone.
struct Measured {
    let status: Int32
    /// Processor time of the program; other work on the machine does not count.
    let seconds: Double
    /// The most memory that it held at once, as far as it was looked at: every two milliseconds.
    let residentByteCount: Int

    /// Runs the built `phusa` to its end and leaves what it says unread.
    static func phusa(_ arguments: [String]) throws -> Measured {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
        let texts = ([Program.phusa] + arguments).map { strdup($0) }
        let pairs = Lab.environment.map { strdup("\($0.key)=\($0.value)") }
        defer { for text in texts + pairs { free(text) } }
        var process: pid_t = 0
        let code = posix_spawn(
            &process, Program.phusa, &actions, nil, texts + [nil], pairs + [nil])
        guard code == 0 else { throw POSIXError(POSIXErrorCode(rawValue: code) ?? .EIO) }
        var status: Int32 = 0
        var usage = rusage()
        // The kernel's own sum would begin with the memory of the test, from which it is spawned.
        var peak = 0
        while wait4(process, &status, WNOHANG, &usage) == 0 {
            peak = peakByteCount(of: process) ?? peak
            usleep(2_000)
        }
        let times = [usage.ru_utime, usage.ru_stime]
        return Measured(
            status: status & 0x7F == 0 ? status >> 8 & 0xFF : -1,
            seconds: times.reduce(0) { $0 + Double($1.tv_sec) + Double($1.tv_usec) / 1e6 },
            residentByteCount: peak)
    }

    static func peakByteCount(of process: pid_t) -> Int? {
        let text = try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)
        let line = text?.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
        return line?.split(whereSeparator: \.isWhitespace).dropFirst().first
            .flatMap { Int($0) }.map { $0 * 1024 }
    }
}
