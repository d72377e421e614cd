import PhusaModel

/// A line over time with a target line, gaps where figures are missing, and its first and last
/// values written out.
struct LineChart: Sendable {
    struct Point: Sendable {
        /// The period in short.
        let label: String
        let value: Double?
        /// The value as printed.
        let text: String
        /// Drawn hollow when the figure may still change.
        let isFinal: Bool
        let target: Double?
    }

    /// Unique in the page.
    let id: String
    let title: String
    let summary: String
    let unit: String
    let points: [Point]
    let seriesName: String
    let targetName: String
    let notFinalName: String
    let text: FigureText

    init(_ figure: TrendFigure, id: String, text: FigureText) {
        self.id = id
        self.text = text
        title = figure.title
        summary = figure.summary
        unit = figure.unit
        points = figure.points.map { point in
            Point(
                label: point.label, value: point.value?.approximate,
                text: point.value.map { text.number($0, decimals: figure.decimals) } ?? "…",
                isFinal: point.isFinal, target: point.target?.approximate)
        }
        seriesName = figure.title
        targetName = figure.targetName
        notFinalName = figure.notFinalName
    }

    static let width = 720.0
    static let height = 300.0
    private static let fontSize = 12.0
    private static let top = 40.0
    private static let legendRowHeight = 18.0
    private static let bottom = 32.0
    private static let right = 58.0

    /// Empty where no point has a value.
    var markup: Markup {
        let known = points.compactMap(\.value) + points.compactMap(\.target)
        guard points.contains(where: { $0.value != nil }) else { return "" }
        var scale = Scale(covering: known, from: Self.height - Self.bottom, to: Self.top)
        let labels = scale.ticks.map { scale.label($0, text) }
        let left = 14 + (labels.map { SVGText.width($0, size: Self.fontSize) }.max() ?? 0)
        let entries = legendEntries(from: left)
        let legendHeight = Double(entries.last?.row ?? 0) * Self.legendRowHeight
        scale = Scale(
            covering: known, from: Self.height - Self.bottom, to: Self.top + legendHeight)
        let frame = Frame(
            scale: scale, left: left, right: Self.width - Self.right, count: points.count)
        return """
            <svg class="chart" viewBox="0 0 \(Self.width) \(Self.height)" role="img" \
            aria-labelledby="\(id)-t \(id)-d"><title id="\(id)-t">\(title)</title>\
            <desc id="\(id)-d">\(summary)</desc>
            \(legend(entries))\(grid(frame, labels))\(timeAxis(frame))
            \(targetLine(frame))\(line(frame))\(endLabels(frame))
            </svg>
            """
    }

    private struct Frame {
        let scale: Scale
        let left: Double
        let right: Double
        let count: Int

        var step: Double { count > 1 ? (right - left - 20) / Double(count - 1) : 0 }
        func x(_ index: Int) -> Double {
            count > 1 ? left + 10 + Double(index) * step : (left + right) / 2
        }
    }

    /// What the legend names, each with the row it stands in and where in it.
    private struct LegendEntry {
        enum Sample { case series, open, target }

        let sample: Sample
        let name: String
        let row: Int
        let x: Double
    }

    /// As many in a row as fit.
    private func legendEntries(from left: Double) -> [LegendEntry] {
        var named: [(LegendEntry.Sample, String)] = [(.series, "\(seriesName) (\(unit))")]
        if points.contains(where: { $0.value != nil && !$0.isFinal }) {
            named.append((.open, notFinalName))
        }
        if points.contains(where: { $0.target != nil }) { named.append((.target, targetName)) }
        var (row, x) = (0, left)
        return named.map { sample, name in
            let width = 30 + SVGText.width(name, size: Self.fontSize)
            if x > left, x + width > Self.width { (row, x) = (row + 1, left) }
            defer { x += width + 26 }
            return LegendEntry(sample: sample, name: name, row: row, x: x)
        }
    }

    private func legend(_ entries: [LegendEntry]) -> Markup {
        entries.map { entry in
            let (x, y) = (entry.x, 14 + Double(entry.row) * Self.legendRowHeight)
            let sample: Markup =
                switch entry.sample {
                case .series: "<path class=\"series\" d=\"M\(x) \(y)H\(x + 24)\"/>"
                case .open: "<circle class=\"dot open\" cx=\"\(x + 12)\" cy=\"\(y)\" r=\"3.5\"/>"
                case .target: "<path class=\"target\" d=\"M\(x) \(y)H\(x + 24)\"/>"
                }
            return "\(sample)<text x=\"\(x + 30)\" y=\"\(y + 4)\">\(entry.name)</text>"
        }.joined()
    }

    private func grid(_ frame: Frame, _ labels: [String]) -> Markup {
        zip(frame.scale.ticks, labels).map { tick, label in
            let y = frame.scale.position(tick)
            let kind: Markup = tick == frame.scale.low || tick == 0 ? "axis" : "grid"
            return """
                <path class="\(kind)" d="M\(frame.left) \(y)H\(frame.right)"/>\
                <text class="tick end" x="\(frame.left - 8)" y="\(y + 4)">\(label)</text>
                """
        }.joined()
    }

    /// Labels so many periods apart that they do not touch, counted back from the last.
    private func timeAxis(_ frame: Frame) -> Markup {
        let widest = points.map { SVGText.width($0.label, size: Self.fontSize) }.max() ?? 0
        let every = [1, 2, 3, 4, 6, 12].first { Double($0) * frame.step >= widest + 10 } ?? 12
        let base = Self.height - Self.bottom
        return points.indices.map { index in
            let x = frame.x(index)
            let isLabelled = (points.count - 1 - index) % every == 0
            let length = isLabelled ? 6.0 : 3.0
            let tick: Markup = "<path class=\"axis\" d=\"M\(x) \(base)v\(length)\"/>"
            guard isLabelled else { return tick }
            return """
                \(tick)<text class="tick middle" x="\(x)" y="\(base + 20)">\
                \(points[index].label)</text>
                """
        }.joined()
    }

    private func targetLine(_ frame: Frame) -> Markup {
        guard points.contains(where: { $0.target != nil }) else { return "" }
        let half = max(frame.step / 2, 8)
        var path: Markup = ""
        var before: Double?
        for (index, point) in points.enumerated() {
            if let target = point.target {
                let y = frame.scale.position(target)
                let start = max(frame.left, frame.x(index) - half)
                path += before == nil ? "M\(start) \(y)" : "V\(y)"
                path += "H\(min(frame.right, frame.x(index) + half))"
            }
            before = point.target
        }
        return "<path class=\"target\" d=\"\(path)\"/>"
    }

    private func line(_ frame: Frame) -> Markup {
        let places = points.enumerated().map { index, point in
            point.value.map { ChartPoint(x: frame.x(index), y: frame.scale.position($0)) }
        }
        let dots = zip(points, places).map { point, place -> Markup in
            guard let place else { return "" }
            let kind: Markup = point.isFinal ? "dot" : "dot open"
            return """
                <circle class="\(kind)" cx="\(place.x)" cy="\(place.y)" r="3.5">\
                <title>\(point.label): \(point.text)</title></circle>
                """
        }.joined()
        return "<path class=\"series\" d=\"\(ChartPath.broken(places))\"/>\(dots)"
    }

    /// The first value above or below its point, away from the line; the last to the right of it.
    private func endLabels(_ frame: Frame) -> Markup {
        let known = points.indices.filter { points[$0].value != nil }
        guard let first = known.first, let last = known.last else { return "" }
        var markup = label(last, frame, x: frame.x(last) + 8, shift: 4, anchor: "start")
        guard first != last else { return markup }
        let next = known.dropFirst().first ?? last
        let risesAway = (points[next].value ?? 0) > (points[first].value ?? 0)
        markup += label(
            first, frame, x: frame.x(first) - 4, shift: risesAway ? 18 : -10, anchor: "start")
        return markup
    }

    private func label(
        _ index: Int, _ frame: Frame, x: Double, shift: Double, anchor: Markup
    ) -> Markup {
        let y = frame.scale.position(points[index].value ?? 0) + shift
        return "<text class=\"value \(anchor)\" x=\"\(x)\" y=\"\(y)\">\(points[index].text)</text>"
    }
}
