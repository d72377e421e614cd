import Testing

@testable import Extraction

@Suite("The pace of blocks")
struct BlockPaceTests {
    private static let recordByteCount = 100
    private static let fileByteCount = 8 << 20

    @Test(
        "reads little in vain, however far apart unusual records stand",
        arguments: [100, 200, 400, 1_000, 3_000, 10_000, 40_000, 100_000, 1_000_000, 1 << 30])
    func inVain(distance: Int) {
        var pace = BlockPace()
        var position = 0
        var readCount = 0
        while position < Self.fileByteCount {
            guard pace.isBlockDue(at: position) else {
                position += Self.recordByteCount
                continue
            }
            let byteCount = pace.blockByteCount
            let unusual = (position + distance - 1) / distance * distance
            var outcome = BlockOutcome(byteCount: min(byteCount, unusual - position))
            outcome.byteCount -= outcome.byteCount % Self.recordByteCount
            outcome.stop = unusual < position + byteCount ? .unusual : .none
            readCount += byteCount
            position += outcome.byteCount
            pace.note(outcome, at: position)
            if outcome.byteCount == 0 { position += Self.recordByteCount }
        }
        #expect(5 * readCount < 11 * Self.fileByteCount)
    }
}
