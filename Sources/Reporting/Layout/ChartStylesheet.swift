/// How drawings look: in the page's own sheet, and inside each drawing where paper is set.
enum ChartStylesheet {
    /// What a drawing takes from the page where it is a part of it.
    static let letters: Markup = """
        svg, text { font-family: Liberation Sans, Arial, sans-serif; font-size: 12px; }
        text { fill: \(Palette.ink); }
        """

    static let text: Markup = """
        .chart .grid { stroke: #e3e8ed; stroke-width: 1; }
        .axis { stroke: #7b8794; stroke-width: 1; }
        .chart .tick { fill: \(Palette.soft); }
        .end { text-anchor: end; }
        .middle { text-anchor: middle; }
        .series { fill: none; stroke: \(Palette.accent); stroke-width: 2.2; stroke-linejoin: round; }
        .dot { fill: \(Palette.accent); stroke: \(Palette.accent); stroke-width: 1.6; }
        .dot.open { fill: #fff; }
        .target { fill: none; stroke: \(Palette.missed); stroke-width: 1.5; stroke-dasharray: 6 4; }
        .value { font-weight: 700; }
        .whisker { fill: none; stroke: \(Palette.accent); stroke-width: 1.8; }
        .total text { font-weight: 700; }
        .total .dot { fill: \(Palette.ink); stroke: \(Palette.ink); }
        .total .whisker { stroke: \(Palette.ink); }
        .spark-line { fill: none; stroke: #5d7c9e; stroke-width: 1.6; vector-effect: non-scaling-stroke; }
        .spark-dot { fill: \(Palette.accent); }
        .bar { fill: #3f6c9b; }
        .bar.below { fill: #a8201a; }
        .part-in-time { fill: #2f6f9f; }
        .part-open { fill: #b9d2e6; }
        .part-late { fill: #e0a34a; }
        .part-overdue { fill: #7a1712; }
        .part-answer-1 { fill: #a8201a; }
        .part-answer-2 { fill: #e0a34a; }
        .part-answer-3 { fill: #dfe3e8; }
        .part-answer-4 { fill: #7fb2d6; }
        .part-answer-5 { fill: #1f4e79; }
        .range-ground { fill: #eef2f6; }
        .range-sure { fill: #3f6c9b; }
        .range-span { fill: #b9d2e6; }
        .range-mark { fill: \(Palette.ink); }
        .range-goal { stroke: #7b8794; stroke-width: 1; }
        """
}
