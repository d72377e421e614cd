import PhusaModel

/// A table as markup: only what the page shows of it.
struct HTMLTable {
    private let table: ReportTable
    private let text: FigureText
    private let medium: PageMedium
    private let fit: PaperFit
    /// Places of the columns that the page shows.
    private let shown: [Int]

    /// - Parameter sheet: What the table goes on in print.
    init(_ table: ReportTable, language: Language, medium: PageMedium, sheet: PaperFit.Sheet) {
        self.table = table
        self.medium = medium
        text = FigureText(language: language)
        fit = PaperFit(table, text: text, sheets: [sheet])
        shown = table.columns.indices.filter { table.columns[$0].audience != .sheet }
    }

    /// The place of an entry among the sources.
    static func sourceID(_ number: Int) -> String { "n\(number)" }

    var markup: Markup {
        let body: Markup = """
            <table class="\(table.style.rawValue)\(fit.letterClass)\(wholeClass)">\(caption)<thead>\(header)</thead>
            \(bodies.joined(separator: "\n"))\(footer)</table>\(legend)
            """
        guard let folding = table.folding else { return body }
        return "<details><summary>\(folding)</summary>\n\(body)</details>"
    }

    /// A short table stays on one sheet.
    private var wholeClass: String {
        table.rows.count <= Self.wholeRowCountMax ? " whole" : ""
    }

    private static let wholeRowCountMax = 16

    private var caption: Markup {
        guard let caption = table.caption else { return "" }
        return "<caption>\(caption.text) <span class=\"unit\">(\(caption.unit))</span></caption>\n"
    }

    private var header: Markup {
        let columns = shown.map { table.columns[$0] }
        let isBanded = columns.contains { $0.band != nil }
        func head(_ column: ReportTable.Column, span: Markup) -> Markup {
            if column.role == .bar { return "<td\(span)></td>" }
            let kind = Self.kind(column.role, inHead: true)
            return "<th scope=\"col\"\(kind)\(span)>\(column.title)</th>"
        }
        guard isBanded else {
            return "<tr>\(columns.map { head($0, span: "") }.joined())</tr>"
        }
        var bands: Markup = ""
        var place = 0
        while place < columns.count {
            if let band = columns[place].band {
                let span = bandWidth(at: place)
                bands += "<th scope=\"colgroup\" class=\"band\" colspan=\"\(span)\">\(band)</th>"
                place += span
            } else {
                bands += head(columns[place], span: " rowspan=\"2\"")
                place += 1
            }
        }
        let lower = columns.filter { $0.band != nil }.map { head($0, span: "") }
        return "<tr>\(bands)</tr>\n<tr>\(lower.joined())</tr>"
    }

    /// Columns of the page from a place on that stand under the same band; all of them under none.
    private func bandWidth(at place: Int) -> Int {
        let band = table.columns[shown[place]].band
        return shown[place...].prefix { table.columns[$0].band == band }.count
    }

    /// The class of a column's cells.
    private static func kind(_ role: ReportTable.Role, inHead: Bool) -> Markup {
        switch role {
        case .number: " class=\"no\""
        case .name: " class=\"name\""
        case .figure: " class=\"num\""
        case .mainFigure: inHead ? " class=\"num\"" : " class=\"num strong\""
        case .standing: " class=\"standing\""
        case .sources: " class=\"src\""
        case .text: ""
        case .path: inHead ? "" : " class=\"path\""
        case .stack: inHead ? "" : " class=\"stack-cell\""
        case .bar: " class=\"bar-cell\""
        }
    }

    /// Rows by group; on paper a heading stays with its first row.
    ///
    /// Programs that set paper move a row that may not be broken to the next sheet without the
    /// heading that it belongs to, so the two are a body of their own. At the start of a table they
    /// would set such a body over the end of the sheet: there the row may be broken instead.
    private var bodies: [Markup] {
        var left = table.pageRowCountMax ?? Int.max
        return table.groups.enumerated().compactMap { index, group in
            let rows = group.rows.prefix(left)
            guard !rows.isEmpty else { return nil }
            left -= rows.count
            var lines = rows.map { row($0) }
            guard let title = group.title else { return Self.body(lines) }
            let heading: Markup = """
                <tr class="group"><th scope="rowgroup" colspan="\(shown.count)">\(title)</th></tr>
                """
            guard medium == .paper else { return Self.body([heading] + lines) }
            guard index > 0 else {
                lines[0] = row(rows[0], kind: " class=\"first\"")
                return Self.body([heading] + lines)
            }
            return Self.body([heading] + lines.prefix(1), kind: " class=\"whole\"")
                + (lines.count > 1 ? Self.body(Array(lines.dropFirst())) : "")
        }
    }

    private static func body(_ lines: [Markup], kind: Markup = "") -> Markup {
        "<tbody\(kind)>\(lines.joined(separator: "\n"))</tbody>"
    }

    private var footer: Markup {
        guard !table.totals.isEmpty else { return "" }
        return "\n<tfoot>\(table.totals.map { row($0) }.joined(separator: "\n"))</tfoot>"
    }

    /// A source bears its number, to which figures lead.
    private func id(_ cells: [TableCell]) -> Markup {
        guard table.style == .sources, case .amount(let number) = cells.first,
            let number = number.value.flatMap({ Int($0.description) })
        else { return "" }
        return " id=\"\(Self.sourceID(number))\""
    }

    private func row(_ cells: [TableCell], kind: Markup = "") -> Markup {
        var line: Markup = ""
        var place = 0
        while place < shown.count, shown[place] < cells.count {
            let column = table.columns[shown[place]]
            if case .absent(let reason) = cells[shown[place]] {
                let span = column.band == nil ? shown.count - place : bandWidth(at: place)
                line += "<td class=\"empty-cell\" colspan=\"\(span)\">\(reason)</td>"
                place += span
            } else {
                line += cell(cells[shown[place]], column.role)
                place += 1
            }
        }
        return "<tr\(id(cells))\(kind)>\(line)</tr>"
    }

    private func cell(_ cell: TableCell, _ role: ReportTable.Role) -> Markup {
        let kind = Self.kind(role, inHead: false)
        return role == .name
            ? "<th scope=\"row\"\(kind)>\(content(cell))</th>"
            : "<td\(kind)>\(content(cell))</td>"
    }

    private func content(_ cell: TableCell) -> Markup {
        switch cell {
        case .none: return "–"
        case .text(let text): return "\(text)"
        case .day(let day): return "\(text.day(day))"
        case .noted(let text, let note): return "\(text)<span class=\"hash\">\(note)</span>"
        case .name(let name, let sign, let unit):
            let sign: Markup = sign.map { " \($0)" } ?? ""
            let unit: Markup = unit.map { " <span class=\"unit\">(\($0))</span>" } ?? ""
            return "\(name)\(sign)\(unit)"
        case .amount(let amount):
            let shown = HTMLAmount(amount, text: text).markup
            return table.style == .sources ? "[\(shown)]" : shown
        case .light(let light): return light?.markup(text.language) ?? "–"
        case .sources(let numbers):
            let links = numbers.map { number -> Markup in
                "<a href=\"#\(Self.sourceID(number))\">\(number)</a>"
            }
            return links.isEmpty ? "–" : "[\(links.joined(separator: ", "))]"
        case .absent(let reason): return "\(reason)"
        case .bar(let value): return value.map { bars.bar($0.approximate).styled(medium) } ?? ""
        case .range(let range): return ranges.bar(range).styled(medium)
        case .shaded(let amount, let level):
            return """
                <span class="shade shade-\(level)">\(HTMLAmount(amount, text: text).markup)</span>
                """
        case .stack(let counts):
            return StackedBar(
                parts: zip(counts, table.parts).map { ($0, Self.partKind($1)) }
            ).markup.styled(medium)
        }
    }

    /// All bars of the table from one zero line.
    private var bars: BarChart {
        BarChart(
            values: table.rows.joined().compactMap { cell in
                guard case .bar(let value) = cell else { return nil }
                return value?.approximate
            })
    }

    /// All scores of the table on one scale.
    private var ranges: RangeBar {
        RangeBar(
            scores: table.rows.joined().compactMap { cell in
                guard case .range(let range) = cell else { return nil }
                return range
            })
    }

    private static func partKind(_ part: ReportTable.StackPart) -> Markup {
        "part-\(part.kind.rawValue)"
    }

    private var legend: Markup {
        guard !table.parts.isEmpty else { return "" }
        let items = table.parts.map { part -> Markup in
            let key: Markup = """
                <svg class="key" viewBox="0 0 12 12" aria-hidden="true">\
                <rect class="\(Self.partKind(part))" width="12" height="12"/></svg>
                """
            return "<li>\(key.styled(medium)) \(part.title)</li>"
        }
        return "\n<ul class=\"legend\">\(items.joined())</ul>"
    }
}
