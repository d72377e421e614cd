import Foundation
import PhusaModel
import Testing

@testable import Extraction

@Suite("Reading ahead")
struct ReadAheadTests {
    private struct Outcome: Equatable {
        var raws: [[UInt8]] = []
        var columns: [[String]] = []
        var violation: Violation?
    }

    /// Keeps batches as they are.
    private struct Delivery: BatchWork {
        struct Product: Sendable {
            let batch: RowBatch
            let columns: [String]
        }

        var count = 0

        mutating func take(_ batch: RowBatch, columns: [String]) -> Product {
            count += 1
            return Product(batch: batch, columns: columns)
        }
    }

    private func reader(_ path: String, _ file: FileDefinition) throws -> sending DropReader {
        try DropReader(
            path: path, displayPath: "co-quan/tep", file: file, columns: ["b"],
            chunkByteCount: 64 * 1024)
    }

    private func outcome(_ batches: ReadAhead<Delivery>) throws -> Outcome {
        var outcome = Outcome()
        do {
            while let delivery = try batches.next() {
                let batch = delivery.batch
                outcome.raws += batch.records.indices.map { Array(batch.raw(of: $0)) }
                outcome.columns.append(delivery.columns)
            }
        } catch {
            outcome.violation = error.violation
        }
        return outcome
    }

    @Test(
        "gives the same batches, columns and end as reading on the caller's thread",
        arguments: 0..<20 as Range<UInt64>)
    func sameAsDirect(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let isJSON = seed % 2 == 1
        let count = Int.random(in: 0..<60_000, using: &generator)
        // The end of the file is sound, or makes the file refused.
        let isSound = seed % 3 != 0
        var text = isJSON ? "[" : "a,b\n"
        for index in 0..<count {
            text += isJSON ? "{\"a\":\(index),\"k\(index / 9_000)\":1},\n" : "\(index),việc\n"
        }
        if isJSON { text += isSound ? "{\"z\":1}]" : "{\"z\":" }
        var bytes = Array(text.utf8)
        if !isJSON, !isSound { bytes += [UInt8](repeating: 0x78, count: 5 << 20) }
        let scratch = try Scratch()
        defer { withExtendedLifetime(scratch) {} }
        let path = try scratch.write(bytes)
        let file = try definition(isJSON ? .json : .csv)
        let direct = try outcome(
            ReadAhead(reader(path, file), Delivery(), threadByteCountMin: .max))
        let ahead = try outcome(ReadAhead(reader(path, file), Delivery(), threadByteCountMin: 0))
        #expect(direct.raws.count == count + (isJSON && isSound ? 1 : 0) || !isSound)
        #expect((direct.violation == nil) == isSound)
        let isSame = ahead == direct
        #expect(isSame)
    }

    @Test("ends its thread and closes the file where the caller stops", arguments: [0, 1, 3])
    func earlyStop(taken: Int) throws {
        let line = "1,một dòng không ai đọc nữa\n"
        let scratch = try Scratch()
        let path = try scratch.write(
            Array(("a,b\n" + String(repeating: line, count: 200_000)).utf8))
        var batches: ReadAhead<Delivery>? = ReadAhead(
            try reader(path, definition()), Delivery(), threadByteCountMin: 0)
        for _ in 0..<taken { #expect(try batches?.next() != nil) }
        #expect(openCount(of: path) == 1)
        // The work has gone at least as far as its products were taken.
        #expect(try #require(batches?.finish()).count >= taken)
        batches = nil
        #expect(openCount(of: path) == 0)
    }

    @Test("closes the file where reading failed")
    func closedAfterFailure() throws {
        let scratch = try Scratch()
        let path = try scratch.write(Array("[{\"a\":1},{\"a\"".utf8))
        let read = try outcome(
            ReadAhead(
                reader(path, definition(.json)), Delivery(), threadByteCountMin: 0))
        #expect(read.violation?.rule == .fileJSON)
        #expect(openCount(of: path) == 0)
    }

    /// Descriptors of this process that stand for the file.
    private func openCount(of path: String) -> Int {
        let folder = "/proc/self/fd/"
        let descriptors = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return descriptors.count {
            (try? FileManager.default.destinationOfSymbolicLink(atPath: folder + $0)) == path
        }
    }
}
