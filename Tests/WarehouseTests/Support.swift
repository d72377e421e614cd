import Foundation
import Testing
import Warehouse

/// The error that the body must throw.
func failure(
    sourceLocation: SourceLocation = #_sourceLocation, _ body: () throws -> Void
) throws -> WarehouseError {
    try #require(
        #expect(throws: WarehouseError.self, sourceLocation: sourceLocation) { try body() },
        sourceLocation: sourceLocation)
}

/// Runs what blocks on a thread of its own: the pool of tasks has as many threads as the machine.
func onThread<T: Sendable>(_ body: @escaping @Sendable () -> T) async -> T {
    await withCheckedContinuation { continuation in
        Thread.detachNewThread { continuation.resume(returning: body()) }
    }
}
