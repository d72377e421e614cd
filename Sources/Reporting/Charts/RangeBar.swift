/// Scores as bullets, one drawing a row: what is sure as a bar, how far it may go as a paler one, the
/// score as a mark, and a line at 100 points.
struct RangeBar {
    private let end: Double

    /// - Parameter scores: All that share the scale, from 0 to the highest or 100.
    init(scores: [ScoreRange]) {
        end = max(100, scores.map(\.high.approximate).max() ?? 100)
    }

    private static let width = 150.0
    private static let height = 14.0
    private static let goal = 100.0

    private func position(_ points: Double) -> Double { points / end * Self.width }

    /// The bullet of one score.
    ///
    /// Decoration: the numbers beside it say the same, so it is hidden from screen readers.
    func bar(_ range: ScoreRange) -> Markup {
        let low = position(range.low.approximate)
        let high = position(range.high.approximate)
        let mark: Markup =
            range.value.map { value in
                let x = min(max(0, position(value.approximate) - 1.5), Self.width - 3)
                return """
                    <rect class="range-mark" x="\(x)" y="0" width="3" height="\(Self.height)"/>
                    """
            } ?? ""
        let goal = min(position(Self.goal), Self.width - 0.5)
        return """
            <svg class="range" viewBox="0 0 \(Self.width) \(Self.height)" aria-hidden="true" \
            preserveAspectRatio="none"><rect class="range-ground" x="0" y="3" \
            width="\(Self.width)" height="\(Self.height - 6)"/>\
            <rect class="range-sure" x="0" y="3" width="\(low)" height="\(Self.height - 6)"/>\
            <rect class="range-span" x="\(low)" y="3" width="\(high - low)" \
            height="\(Self.height - 6)"/>\
            <path class="range-goal" d="M\(goal) 0v\(Self.height)"/>\(mark)</svg>
            """
    }
}
