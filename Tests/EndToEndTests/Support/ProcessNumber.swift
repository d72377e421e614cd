import Foundation
import Synchronization

/// The number of a process that a test has started, for its signals; 0 before it is known.
final class ProcessNumber: Sendable {
    private let number = Mutex<Int32>(0)

    var value: Int32 { number.withLock { $0 } }

    func set(_ value: Int32) { number.withLock { $0 = value } }
}
