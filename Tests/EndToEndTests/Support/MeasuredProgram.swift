import Foundation
import Testing

/// A run of `phusa` with its output, the time that passed and the memory that it held.
struct MeasuredProgram {
    let status: Int32
    /// Processor time, of all its threads: other tests share the cores.
    let seconds: Duration
    /// The greatest resident memory, in bytes.
    let peakByteCount: Int

    /// Looks at its memory every two milliseconds: the kernel's own sum would begin with the memory of
    /// the test, from which it is spawned.
    static func phusa(_ arguments: [String], outputPath: String) throws -> MeasuredProgram {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 1, outputPath, O_WRONLY | O_CREAT, 0o600)
        posix_spawn_file_actions_addopen(
            &actions, 2, outputPath + ".err", O_WRONLY | O_CREAT, 0o600)
        let words = ([Program.phusa] + arguments).map { strdup($0) }
        let variables = Lab.environment.map { strdup("\($0.key)=\($0.value)") }
        defer { (words + variables).forEach { free($0) } }
        var child = pid_t()
        let code = posix_spawn(
            &child, Program.phusa, &actions, nil, words + [nil], variables + [nil])
        try #require(code == 0, "\(String(cString: strerror(code)))")
        var ending: Int32 = 0
        var usage = rusage()
        var peak = 0
        while wait4(child, &ending, WNOHANG, &usage) == 0 {
            peak = Measured.peakByteCount(of: child) ?? peak
            usleep(2_000)
        }
        try #require(ending & 0x7F == 0, "killed by signal \(ending & 0x7F)")
        return MeasuredProgram(
            status: ending >> 8 & 0xFF,
            seconds: duration(usage.ru_utime) + duration(usage.ru_stime), peakByteCount: peak)
    }
    private static func duration(_ time: timeval) -> Duration {
        .seconds(time.tv_sec) + .microseconds(time.tv_usec)
    }
}
