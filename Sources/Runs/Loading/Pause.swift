import Glibc

/// Waiting, for retries and settling files.
enum Pause {
    static func milliseconds(_ count: Int) { usleep(useconds_t(count) * 1000) }
}
