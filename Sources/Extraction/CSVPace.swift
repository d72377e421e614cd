/// When to read many lines at once: where that found unusual records, less often and fewer lines.
///
/// So a file of nothing but unusual records costs little more than reading it line by line.
struct CSVPace {
    /// Bytes of a block, and of the lines read by themselves before the next block is tried.
    private(set) var blockByteCount = blockByteCountMax
    private var pauseByteCount = 1
    /// Where the next block may begin.
    private var blockStart = 0

    private static let blockByteCountMax = 64 * 1024
    /// Fewer bytes are hardly worth a block.
    private static let blockByteCountMin = 4 * 1024

    func isBlockDue(at position: Int) -> Bool { position >= blockStart }

    mutating func goByLines(upTo position: Int) { blockStart = position }

    /// - Parameter position: Where the block was read to.
    mutating func note(_ outcome: CSVBlockParser.Outcome, at position: Int) {
        switch outcome.stop {
        case .none, .full:
            blockByteCount = min(2 * blockByteCount, Self.blockByteCountMax)
            pauseByteCount = 1
        // One record by itself; then libcsv does not trim.
        case .outerBlank: blockStart = position + 1
        case .unusual:
            let isRare = outcome.byteCount > pauseByteCount
            pauseByteCount = isRare ? 1 : min(2 * pauseByteCount + 64, Self.blockByteCountMax)
            blockByteCount = max(
                Self.blockByteCountMin, min(outcome.byteCount, Self.blockByteCountMax))
            blockStart = position + pauseByteCount
        }
    }
}
