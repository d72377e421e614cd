/// Shares as dots, with their intervals where there are any: how far apart agencies surely are.
struct IntervalPlot: Sendable {
    struct Row: Sendable {
        let name: String
        /// Percent.
        let share: Double
        let low: Double?
        let high: Double?
        /// The share as printed.
        let text: String
        let isTotal: Bool
    }

    let id: String
    let title: String
    let summary: String
    let rows: [Row]
    let text: FigureText

    init(_ figure: IntervalFigure, id: String, text: FigureText) {
        self.id = id
        self.text = text
        title = figure.title
        summary = figure.summary
        rows = figure.rows.map { row in
            Row(
                name: row.name, share: row.share.approximate, low: row.low?.approximate,
                high: row.high?.approximate, text: text.percent(row.share), isTotal: row.isTotal)
        }
    }

    private static let width = 720.0
    private static let rowHeight = 34.0
    private static let nameWidth = 230.0
    private static let fontSize = 12.0
    private static let top = 24.0

    /// Empty without rows.
    var markup: Markup {
        guard !rows.isEmpty else { return "" }
        let bottom = Self.top + Double(rows.count) * Self.rowHeight
        let values = rows.flatMap { [$0.share, $0.low ?? $0.share, $0.high ?? $0.share] }
        let scale = Scale(
            covering: values, bounds: 0...100, from: Self.nameWidth + 12, to: Self.width - 64)
        let height = bottom + 28
        return """
            <svg class="chart" viewBox="0 0 \(Self.width) \(height)" role="img" \
            aria-labelledby="\(id)-t \(id)-d"><title id="\(id)-t">\(title)</title>\
            <desc id="\(id)-d">\(summary)</desc>
            \(grid(scale, bottom))\(reference(scale, bottom))\
            \(rows.indices.map { row($0, scale) }.joined())
            </svg>
            """
    }

    private func grid(_ scale: Scale, _ bottom: Double) -> Markup {
        scale.ticks.map { tick in
            let x = scale.position(tick)
            return """
                <path class="grid" d="M\(x) \(Self.top)V\(bottom)"/>\
                <text class="tick middle" x="\(x)" y="\(bottom + 18)">\
                \(scale.label(tick, text))\u{A0}%</text>
                """
        }.joined()
    }

    /// A dashed line at the total, which every row is read against.
    private func reference(_ scale: Scale, _ bottom: Double) -> Markup {
        guard let total = rows.first(where: \.isTotal) else { return "" }
        let x = scale.position(total.share)
        return """
            <path class="target" d="M\(x) \(Self.top)V\(bottom)"/>\
            <text class="tick middle" x="\(x)" y="\(Self.top - 8)">\(total.name)</text>
            """
    }

    private func row(_ index: Int, _ scale: Scale) -> Markup {
        let row = rows[index]
        let y = Self.top + (Double(index) + 0.5) * Self.rowHeight
        let x = scale.position(row.share)
        var whisker: Markup = ""
        if let low = row.low, let high = row.high {
            let (left, right) = (scale.position(low), scale.position(high))
            whisker = """
                <path class="whisker" d="M\(left) \(y)H\(right)M\(left) \(y - 5)v10\
                M\(right) \(y - 5)v10"/>
                """
        }
        let kind: Markup = row.isTotal ? "total" : ""
        return """
            <g class="\(kind)">\(name(row.name, y))\(whisker)\
            <circle class="dot big" cx="\(x)" cy="\(y)" r="5"/>\
            <text class="value end" x="\(Self.width)" y="\(y + 4)">\(row.text)</text></g>
            """
    }

    private func name(_ name: String, _ y: Double) -> Markup {
        let lines = SVGText.wrapped(name, width: Self.nameWidth - 10, size: Self.fontSize)
        let first = y + 4 - Double(lines.count - 1) * 7
        return lines.enumerated().map { index, line -> Markup in
            "<text class=\"end\" x=\"\(Self.nameWidth)\" y=\"\(first + Double(index) * 14)\">\(line)</text>"
        }.joined()
    }
}
