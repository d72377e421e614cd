/// Horizontal bars, one drawing a row: the rows stand in a table, so that names wrap, a hundred of
/// them break over pages, and the numbers are text.
struct BarChart: Sendable {
    let values: [Double]

    private static let width = 400.0
    private static let height = 16.0

    /// The bar of one value, from the zero line that all rows share.
    ///
    /// Decoration: the number beside it says the same, so it is hidden from screen readers.
    func bar(_ value: Double) -> Markup {
        let low = min(0, values.min() ?? 0)
        let high = max(0, values.max() ?? 0)
        let span = high > low ? high - low : 1
        let zero = -low / span * Self.width
        let end = (value - low) / span * Self.width
        let kind: Markup = value < 0 ? "bar below" : "bar"
        return """
            <svg class="bars" viewBox="0 0 \(Self.width) \(Self.height)" aria-hidden="true" \
            preserveAspectRatio="none">\
            <rect class="\(kind)" x="\(min(zero, end))" y="1" width="\(abs(end - zero))" \
            height="\(Self.height - 2)"/>\
            <path class="axis" d="M\(zero) 0v\(Self.height)"/></svg>
            """
    }
}

/// One bar of 100 %, cut into parts that differ in lightness as well as in colour.
struct StackedBar: Sendable {
    /// Counts and the class that draws each.
    let parts: [(count: Int, kind: Markup)]

    private static let width = 120.0
    private static let height = 12.0

    /// Empty where there is nothing to cut.
    var markup: Markup {
        let total = parts.reduce(0) { $0 + $1.count }
        guard total > 0 else { return "" }
        var x = 0.0
        var rects: Markup = ""
        for part in parts where part.count > 0 {
            let width = Double(part.count) / Double(total) * Self.width
            rects += """
                <rect class="\(part.kind)" x="\(x)" y="0" width="\(width)" height="\(Self.height)"/>
                """
            x += width
        }
        return """
            <svg class="stack" viewBox="0 0 \(Self.width) \(Self.height)" aria-hidden="true" \
            preserveAspectRatio="none">\(rects)</svg>
            """
    }
}
