import PhusaModel

/// Areas by the rank of their figure, now and before.
///
/// Equal figures share a rank and the next one is skipped (1, 2, 2, 4). An area without a figure has
/// no rank; the others are ranked among those that have one.
struct AreaRanking {
    struct Row {
        let figure: Figure
        let before: Figure?
        let rank: Int?
        let rankBefore: Int?

        /// Places gained since, below zero for places lost.
        var placesGained: Int? {
            guard let rank, let rankBefore else { return nil }
            return rankBefore - rank
        }
    }

    /// The best first; areas without a figure last, by name.
    let rows: [Row]

    /// - Parameter direction: Whether the highest or the lowest figure is the best.
    init(now: [Figure], before: [Figure], direction: Direction) {
        let ranks = Self.ranks(now, direction)
        let ranksBefore = Self.ranks(before, direction)
        let earlier = Dictionary(before.map { ($0.areaCode, $0) }) { first, _ in first }
        rows = now.map { figure in
            Row(
                figure: figure, before: earlier[figure.areaCode], rank: ranks[figure.areaCode],
                rankBefore: ranksBefore[figure.areaCode])
        }.sorted { left, right in
            if left.rank != right.rank { return (left.rank ?? .max) < (right.rank ?? .max) }
            return (VietnameseOrder(left.figure.areaName), left.figure.areaCode)
                < (VietnameseOrder(right.figure.areaName), right.figure.areaCode)
        }
    }

    private static func ranks(_ figures: [Figure], _ direction: Direction) -> [String: Int] {
        let values = figures.compactMap(\.value)
        var ranks: [String: Int] = [:]
        for figure in figures {
            guard let own = figure.value else { continue }
            let better = values.count { direction == .down ? $0 < own : $0 > own }
            ranks[figure.areaCode] = better + 1
        }
        return ranks
    }
}
