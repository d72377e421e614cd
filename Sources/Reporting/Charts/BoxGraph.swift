/// Boxes of text in columns, from what is asked for on the left to where it comes from on the
/// right, with an arrow from each box to what it goes into.
///
/// Drawn without colours and for any length of text: a text wraps, also within a word, and is never
/// cut; boxes grow with it.
struct BoxGraph: Sendable {
    /// What a box is, told by its frame and by the word on top of it.
    enum Kind: String, Sendable, CaseIterable {
        case figure, part, former, formula, decision, drop, rest
    }

    struct Line: Sendable {
        let text: String
        var isStrong = false
    }

    struct Box: Sendable {
        let kind: Kind
        /// What it is, in a word or two, in small letters above the rest.
        let tag: String
        let lines: [Line]
        /// Shown where a pointer rests; empty for none.
        var hint = ""
    }

    /// From a box to one that goes into it, both by index; the second stands further right.
    struct Link: Hashable, Sendable {
        let into: Int
        let from: Int
    }

    let language: String
    let title: String
    /// What the drawing says, for readers that do not see it.
    var summary = ""
    /// Printed below the drawing.
    var notes: [String] = []
    private(set) var boxes: [Box] = []
    private(set) var links: [Link] = []

    init(language: String, title: String) {
        self.language = language
        self.title = title
    }

    /// - Returns: The index of the new box.
    mutating func add(_ box: Box) -> Int {
        boxes.append(box)
        return boxes.count - 1
    }

    mutating func link(_ into: Int, from: Int) {
        let link = Link(into: into, from: from)
        if !links.contains(link) { links.append(link) }
    }
}

// MARK: Measures

extension BoxGraph {
    static let boxWidth = 290.0
    static let columnGap = 60.0
    static let rowGap = 16.0
    static let margin = 20.0
    private static let padding = 11.0
    private static let lineHeight = 17.0
    private static let fontSize = 13.0
    private static let tagSize = 11.0
    private static let titleSize = 17.0
    /// Part of a line that an estimate may fill: fonts differ by a seventh.
    private static let fill = 0.86

    /// A box where it is drawn.
    struct PlacedBox: Sendable {
        let x: Double
        let y: Double
        let height: Double
        let tag: [String]
        let lines: [Line]

        var width: Double { BoxGraph.boxWidth }
        var middle: Double { y + height / 2 }
    }

    /// All that is drawn, in units of the picture.
    struct Picture: Sendable {
        let width: Double
        let height: Double
        let boxes: [PlacedBox]
        /// Where each link runs, from right to left: one box's edge, bends, the other's.
        let ways: [[ChartPoint]]
        let title: [String]
        let notes: [String]
        let bottom: Double
    }

    func picture() -> Picture {
        let room = (Self.boxWidth - 2 * Self.padding) * Self.fill
        let texts = boxes.map { box in
            (
                tag: SVGText.whole(box.tag, width: room, size: Self.tagSize),
                lines: box.lines.flatMap { line in
                    // Strong letters are wider.
                    SVGText.whole(
                        line.text, width: line.isStrong ? room * 0.92 : room, size: Self.fontSize
                    ).map { Line(text: $0, isStrong: line.isStrong) }
                }
            )
        }
        let heights = texts.map {
            2 * Self.padding + Self.lineHeight * Double($0.tag.count + $0.lines.count)
        }
        let layout = LayeredLayout(
            heights: heights, links: links.map { ($0.into, $0.from) }, gap: Self.rowGap,
            isAtEnd: boxes.map { $0.kind == .drop })
        let step = Self.boxWidth + Self.columnGap
        let columns = Double(max(layout.layerCount, 2))
        let width = 2 * Self.margin + columns * step - Self.columnGap
        let wide = (width - 2 * Self.margin) * Self.fill
        let title = SVGText.whole(self.title, width: wide, size: Self.titleSize)
        let top = Self.margin + 24 * Double(title.count) + 12
        let placed = boxes.indices.map { index in
            PlacedBox(
                x: Self.margin + Double(layout.layers[index]) * step, y: top + layout.tops[index],
                height: heights[index], tag: texts[index].tag, lines: texts[index].lines)
        }
        let bottom = (placed.map { $0.y + $0.height }.max() ?? top) + 14
        let notes = self.notes.flatMap { SVGText.whole($0, width: wide, size: Self.fontSize) }
        return Picture(
            width: width, height: bottom + Self.lineHeight * Double(notes.count) + Self.margin,
            boxes: placed, ways: ways(placed, layout, top), title: title, notes: notes,
            bottom: bottom)
    }

    private func ways(
        _ placed: [PlacedBox], _ layout: LayeredLayout, _ top: Double
    ) -> [[ChartPoint]] {
        zip(links, layout.bends).map { link, bends in
            let (into, from) = (placed[link.into], placed[link.from])
            let between = bends.flatMap { bend in
                let x = Self.margin + Double(bend.layer) * (Self.boxWidth + Self.columnGap)
                let y = top + bend.middle
                return [ChartPoint(x: x + Self.boxWidth, y: y), ChartPoint(x: x, y: y)]
            }
            return [ChartPoint(x: from.x, y: from.middle)] + between.reversed().chunked()
                + [ChartPoint(x: into.x + into.width, y: into.middle)]
        }
    }
}

extension [ChartPoint] {
    /// Bends are listed from left to right with their right end first: turned round, each pair
    /// stands left end first.
    fileprivate func chunked() -> [ChartPoint] {
        stride(from: 0, to: count - 1, by: 2).flatMap { [self[$0 + 1], self[$0]] }
    }
}

// MARK: Markup

extension BoxGraph {
    /// A whole SVG file.
    var svg: String {
        let picture = picture()
        let links = picture.ways.map {
            "<path class=\"link\" d=\"\(Self.curve($0))\"/>\n" as Markup
        }
        let drawn = zip(boxes, picture.boxes).map { Self.markup($0, $1) }
        let markup: Markup = """
            <svg xmlns="http://www.w3.org/2000/svg" width="\(picture.width)" \
            height="\(picture.height)" viewBox="0 0 \(picture.width) \(picture.height)" \
            role="img" aria-labelledby="title desc" xml:lang="\(language)" lang="\(language)">
            <title id="title">\(title)</title>
            <desc id="desc">\(summary)</desc>
            <style>\(Self.style)</style>
            <defs><marker id="tip" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="9" \
            markerHeight="9" orient="auto"><path d="M0 0.8L10 5L0 9.2Z"/></marker></defs>
            <rect class="paper" x="0" y="0" width="\(picture.width)" height="\(picture.height)"/>
            \(Self.texts(picture.title, kind: "title", at: Self.margin, from: Self.margin, by: 24))\
            \(links.joined())\(drawn.joined())\
            \(Self.texts(
                picture.notes, kind: "note", at: Self.margin, from: picture.bottom,
                by: Self.lineHeight))</svg>

            """
        return markup.text
    }

    /// Black on white; the letters of every system that knows Vietnamese.
    private static let style: Markup = """
        text { font: \(fontSize)px "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", Arial, \
        "DejaVu Sans", sans-serif; fill: #000; }
        .title { font-size: \(titleSize)px; font-weight: bold; }
        .tag { font-size: \(tagSize)px; letter-spacing: 0.3px; }
        .strong { font-weight: bold; }
        .paper { fill: #fff; }
        .box { fill: #fff; stroke: #000; stroke-width: 1.2; }
        .figure .box { stroke-width: 2.4; }
        .former .box { stroke-dasharray: 7 4; }
        .rest .box { stroke-dasharray: 2 3; }
        .drop .box { fill: #f0f0f0; }
        .bar { fill: #000; }
        .link { fill: none; stroke: #000; stroke-width: 1.1; marker-end: url(#tip); }
        """

    private static func markup(_ box: Box, _ placed: PlacedBox) -> Markup {
        let radius = box.kind == .formula ? 14.0 : 2.0
        let kind: Markup = "\(box.kind.rawValue)"
        let hint: Markup = box.hint.isEmpty ? "" : "<title>\(box.hint)</title>"
        let bar: Markup =
            box.kind == .decision
            ? """
            <rect class="bar" x="\(placed.x)" y="\(placed.y)" width="6" \
            height="\(placed.height)"/>
            """ : ""
        let tags = texts(
            placed.tag, kind: "tag", at: placed.x + padding, from: placed.y + padding,
            by: lineHeight)
        let start = placed.y + padding + lineHeight * Double(placed.tag.count)
        let lines = placed.lines.enumerated().map { index, line in
            texts(
                [line.text], kind: line.isStrong ? "strong" : "line", at: placed.x + padding,
                from: start + lineHeight * Double(index), by: lineHeight)
        }
        return """
            <g class="\(kind)">\(hint)<rect class="box" x="\(placed.x)" y="\(placed.y)" \
            width="\(placed.width)" height="\(placed.height)" rx="\(radius)"/>\(bar)
            \(tags)\(lines.joined())</g>

            """
    }

    /// Lines of text below each other; `top` is that of the first line's room.
    private static func texts(
        _ lines: [String], kind: Markup, at x: Double, from top: Double, by step: Double
    ) -> Markup {
        lines.enumerated().map { index, line in
            let y = top + step * Double(index) + step * 0.74
            return "<text class=\"\(kind)\" x=\"\(x)\" y=\"\(y)\">\(line)</text>\n"
        }.joined()
    }

    /// A line that leaves and enters boxes level, and runs level past the boxes of a column.
    private static func curve(_ way: [ChartPoint]) -> Markup {
        guard let start = way.first else { return "" }
        var path: Markup = "M\(start.x) \(start.y)"
        for (index, pair) in zip(way, way.dropFirst()).enumerated() {
            let (from, to) = pair
            if index % 2 == 1 {
                path += "H\(to.x)"
            } else {
                let half = (from.x + to.x) / 2
                path += "C\(half) \(from.y) \(half) \(to.y) \(to.x) \(to.y)"
            }
        }
        return path
    }
}
