/// A small line without axes: the shape of the last periods, the present one marked.
struct Sparkline: Sendable {
    /// In the order of time; `nil` leaves a gap.
    let values: [Double?]
    /// What it shows, for readers that do not see it.
    let title: String

    private static let width = 210.0
    private static let height = 38.0
    private static let margin = 4.0

    /// Empty where fewer than two values exist.
    var markup: Markup {
        let known = values.compactMap(\.self)
        guard known.count > 1, let low = known.min(), let high = known.max() else { return "" }
        let span = high > low ? high - low : 1
        let stepX = (Self.width - 2 * Self.margin) / Double(max(1, values.count - 1))
        let points = values.enumerated().map { index, value in
            value.map { value in
                let share = high > low ? (value - low) / span : 0.5
                return ChartPoint(
                    x: Self.margin + Double(index) * stepX,
                    y: Self.height - Self.margin - share * (Self.height - 2 * Self.margin))
            }
        }
        var dot: Markup = ""
        if let last = points.last ?? nil {
            dot = "<circle cx=\"\(last.x)\" cy=\"\(last.y)\" r=\"3\" class=\"spark-dot\"/>"
        }
        return """
            <svg class="spark" viewBox="0 0 \(Self.width) \(Self.height)" role="img" \
            aria-label="\(title)"><path class="spark-line" d="\(ChartPath.broken(points))"/>\
            \(dot)</svg>
            """
    }
}

/// A place in a drawing: x to the right, y downwards.
struct ChartPoint: Sendable, Hashable {
    let x: Double
    let y: Double
}

/// Data of `path` elements.
enum ChartPath {
    /// Lines between neighbours; a missing point ends one line and the next begins anew.
    static func broken(_ points: [ChartPoint?]) -> Markup {
        var path: Markup = ""
        var isDrawing = false
        for point in points {
            if let point {
                path += isDrawing ? "L\(point.x) \(point.y)" : "M\(point.x) \(point.y)"
            }
            isDrawing = point != nil
        }
        return path
    }
}
