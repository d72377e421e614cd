import Foundation
import Glibc

/// Where the handler writes to; a plain number, because a handler may do next to nothing.
nonisolated(unsafe) private var signalDescriptor: Int32 = -1

/// Lets the first SIGINT or SIGTERM be answered by a thread of its own, where anything may be done.
enum SignalWatch {
    /// - Parameter body: Gets the signal's number and ends the process.
    static func begin(_ body: @escaping @Sendable (Int32) -> Void) {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        signalDescriptor = ends[1]
        let reading = ends[0]
        Thread.detachNewThread {
            var number: UInt8 = 0
            while read(reading, &number, 1) < 0, errno == EINTR {}
            if number > 0 { body(Int32(number)) }
        }
        for number in [SIGINT, SIGTERM] {
            signal(number) { number in
                var byte = UInt8(truncatingIfNeeded: number)
                _ = write(signalDescriptor, &byte, 1)
            }
        }
    }
}
