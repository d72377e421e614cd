/// The ranks that an agency may hold: 1 + those surely better … m − those surely worse.
///
/// Surely better is one whose whole interval lies above. A single rank would claim an order that
/// the sample does not know.
struct RankRange: Hashable, Sendable {
    let best: Int
    let worst: Int

    /// The ranges in the order of the intervals given.
    static func ranges(of intervals: [Wilson]) -> [RankRange] {
        intervals.map { own in
            let better = intervals.count { $0.low > own.high }
            let worse = intervals.count { $0.high < own.low }
            return RankRange(best: 1 + better, worst: intervals.count - worse)
        }
    }

    /// `3` or `2–5`.
    var text: String { best == worst ? "\(best)" : "\(best)–\(worst)" }
}
