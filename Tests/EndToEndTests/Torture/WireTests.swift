import Foundation
import PhusaTestSupport
import Testing
import Warehouse

extension TortureTests {
    @Test("the connection is cut, half closed, orphaned or delayed at random bytes")
    func cuts() async throws {
        let count = TortureSetting.count(6, full: 30)
        try await broken("cut-connection", count) { traffic, dice in
            let bytes = Int.random(in: 0..<traffic.byteCount, using: &dice)
            let faults: [WireFault] = [
                .cut(bytes: bytes), .halfClose(bytes: bytes), .cut(bytes: bytes),
                .orphan(bytes: bytes, milliseconds: 300), .delay(bytes: bytes, milliseconds: 300),
            ]
            return faults[Int.random(in: 0..<faults.count, using: &dice)]
        }
    }

    @Test("the connection is lost around a COMMIT: before it arrives, and before its answer does")
    func commits() async throws {
        let count = TortureSetting.count(6, full: 30)
        try await broken("lose-commit", count) { traffic, dice in
            let number = Int.random(in: 1...traffic.commitCount, using: &dice)
            // Two of three between COMMIT and its answer.
            return Int.random(in: 0..<3, using: &dice) == 0
                ? .loseCommit(number) : .loseAnswer(number)
        }
    }

    /// - Parameter fault: Chosen for each round, from what an unbroken run sends and receives.
    private func broken(
        _ name: String, _ count: Int,
        fault: @escaping @Sendable (FaultProxy.Traffic, inout TortureDice) -> WireFault
    ) async throws {
        let workload = try await Workload.shared()
        let cluster = try await ScratchCluster.shared.cluster()
        let whole = try await Lab(copying: workload.start)
        let meter = try FaultProxy(before: cluster)
        let output = try await whole.phusa(
            Workload.arguments, environment: ["PHUSA_DATABASE_URL": meter.url(of: whole)])
        meter.stop()
        try #require(output.status == workload.status, "\(output.err)")
        let traffic = meter.traffic
        try #require(traffic.commitCount >= workload.files.count - 6, "\(traffic)")

        try await Ordeal(name: name, count: count).run { _, dice in
            var dice = dice
            let fault = fault(traffic, &dice)
            let lab = try await Lab(copying: workload.start)
            let proxy = try FaultProxy(before: cluster, fault: fault)
            defer { proxy.stop() }
            let output = try await lab.phusa(
                Workload.arguments, environment: ["PHUSA_DATABASE_URL": proxy.url(of: lab)])
            var violations = try Self.judged(output, lab, workload, [69, 75])
            if case .delay = fault, output.status != workload.status {
                violations.append("a delay ends the run with \(output.status)")
            }
            violations += try await Invariants.recovery(lab, workload)
            let stage = "\(fault)".prefix { $0 != "(" }
            return Round(
                stage: proxy.isSpent ? String(stage) : "finished",
                violations: violations.map { "\(fault): \($0)" })
        }
    }
}

@Suite("The proxy finds COMMIT in the client's stream") struct FrontendScanTests {
    private static func message(_ type: Character, _ body: String) -> [UInt8] {
        let length = body.utf8.count + 5
        return Array(String(type).utf8) + [0, 0, UInt8(length >> 8), UInt8(length & 255)]
            + Array(body.utf8) + [0]
    }

    @Test("however the bytes are cut, and not in data or in another statement")
    func finds() {
        let start: [UInt8] = [0, 0, 0, 9, 0, 3, 0, 0, 0]
        let before =
            start + Self.message("Q", "BEGIN") + Self.message("d", "Q\0\0\0\u{0B}COMMIT")
            + Self.message("Q", "select 'COMMIT'")
        let commit = Self.message("Q", "COMMIT")
        let stream = before + commit + Self.message("Q", "BEGIN")
        var whole = FrontendScan()
        #expect(
            whole.feed(stream) == .init(start: before.count, end: before.count + commit.count))
        for size in 1...40 {
            var scan = FrontendScan()
            var ends: [Int] = []
            for offset in stride(from: 0, to: stream.count, by: size) {
                let chunk = stream[offset..<min(offset + size, stream.count)]
                if let found = scan.feed(chunk) { ends.append(offset + found.end) }
            }
            #expect(ends == [before.count + commit.count], "\(size)")
        }
    }
}
