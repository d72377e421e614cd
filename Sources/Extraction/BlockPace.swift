/// Many records read at once.
struct BlockOutcome {
    /// Why a block was not read to its end.
    enum Stop {
        case none
        /// The record behind the last one wants to be read by itself.
        case unusual
        /// The batch has as many fields as it may.
        case full
    }

    /// Bytes of the block that the records stand in, with what is between them.
    var byteCount = 0
    var recordCount = 0
    var stop = Stop.none
}

/// When to read many records at once: where that found unusual ones, less often and fewer.
///
/// So a file of nothing but unusual records costs little more than reading each by itself.
struct BlockPace {
    /// Bytes of a block, and of the records read by themselves before the next block is tried.
    private(set) var blockByteCount = blockByteCountMax
    private var pauseByteCount = 1
    /// Where the next block may begin.
    private var blockStart = 0

    private static let blockByteCountMax = 64 * 1024
    /// Fewer bytes are hardly worth a block.
    private static let blockByteCountMin = 4 * 1024

    func isBlockDue(at position: Int) -> Bool { position >= blockStart }

    mutating func goByRecords(upTo position: Int) { blockStart = position }

    /// - Parameter position: Where the block was read to.
    mutating func note(_ outcome: BlockOutcome, at position: Int) {
        switch outcome.stop {
        case .none, .full:
            blockByteCount = min(2 * blockByteCount, Self.blockByteCountMax)
            pauseByteCount = 1
        case .unusual:
            // What was read in vain behind the last record is no more than what was read; where it
            // is more, a pause that doubles makes up for it.
            let isRare = 2 * outcome.byteCount >= blockByteCount
            pauseByteCount = isRare ? 1 : min(2 * pauseByteCount + 64, Self.blockByteCountMax)
            blockByteCount = max(
                Self.blockByteCountMin, min(outcome.byteCount, Self.blockByteCountMax))
            blockStart = position + pauseByteCount
        }
    }
}
