/// The ranks that an agency may hold: 1 + those surely better … m − those surely worse.
///
/// Surely better is one whose whole interval lies above. A single rank would claim an order that
/// the sample does not know.
struct RankRange: Hashable, Sendable {
    let best: Int
    let worst: Int

    /// The ranges in the order of the intervals given.
    static func ranges(of intervals: [Wilson]) -> [RankRange] {
        ranges(of: intervals.map { $0.low...$0.high })
    }

    /// The same for spans of anything that can be ordered, the highest first.
    static func ranges<Value>(of spans: [ClosedRange<Value>]) -> [RankRange] {
        spans.map { own in
            let better = spans.count { $0.lowerBound > own.upperBound }
            let worse = spans.count { $0.upperBound < own.lowerBound }
            return RankRange(best: 1 + better, worst: spans.count - worse)
        }
    }

    /// `3` or `2–5`.
    var text: String { best == worst ? "\(best)" : "\(best)–\(worst)" }
}
