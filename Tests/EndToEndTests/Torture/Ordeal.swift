import Foundation
import Testing

/// What one round showed.
struct Round: Sendable {
    /// Where in its work the program was when it was hit; "finished" when it had ended before.
    let stage: String
    let violations: [String]
}

/// One kind of fault, tried many times; prints one line, and fails on a violation.
struct Ordeal: Sendable {
    let name: String
    let count: Int
    var width = TortureSetting.width

    func run(
        _ round: @escaping @Sendable (Int, TortureDice) async throws -> Round
    ) async throws {
        let start = ContinuousClock.now
        var rounds: [Round] = []
        try await withThrowingTaskGroup(of: Round.self) { group in
            for index in 0..<count {
                if index >= width, let done = try await group.next() { rounds.append(done) }
                group.addTask { try await round(index, TortureDice(name, round: index)) }
            }
            for try await done in group { rounds.append(done) }
        }
        report(rounds, took: ContinuousClock.now - start)
    }

    private func report(_ rounds: [Round], took: Duration) {
        let violations = rounds.flatMap(\.violations)
        for violation in violations.prefix(20) { Issue.record("\(name): \(violation)") }
        let stages = Dictionary(grouping: rounds, by: \.stage).mapValues(\.count)
            .sorted { ($1.value, $0.key) < ($0.value, $1.key) }
            .map { "\($0.key):\($0.value)" }.joined(separator: ",")
        let line =
            "torture \(name) tried=\(rounds.count) violations=\(violations.count)"
            + " seed=\(TortureSetting.seed) seconds=\(took.components.seconds) stages=\(stages)\n"
        FileHandle.standardOutput.write(Data(line.utf8))
        #expect(rounds.count == count, "a green ordeal is not an empty one")
    }
}
