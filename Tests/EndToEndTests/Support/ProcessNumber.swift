import Foundation
import Synchronization

/// The number of a process that a test has started, for its signals; 0 before it is known.
final class ProcessNumber: Sendable {
    private let number = Mutex<Int32>(0)

    /// No number of a process until it has begun: 0 would be the tests' own group.
    var value: Int32 { number.withLock { $0 == 0 ? Int32.max : $0 } }

    func set(_ value: Int32) { number.withLock { $0 = value } }
}
