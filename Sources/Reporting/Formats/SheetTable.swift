package import PhusaModel

/// A table as spreadsheets and machines take it: every column that is not for the page alone, every
/// value exact.
package struct SheetTable: Sendable, Hashable {
    package let title: String
    package let columns: [Column]
    package private(set) var rows: [Row]
    /// Lines below the table.
    package let notes: [String]
    /// What the page draws of it; `nil` where it draws nothing that a spreadsheet could.
    package private(set) var chart: Chart?

    /// A drawing of some of the columns.
    package struct Chart: Sendable, Hashable {
        package enum Kind: Sendable { case line, bar }

        package let kind: Kind
        package let title: String
        package let unit: String
        /// The column of the names.
        package let names: Int
        /// The columns of the values.
        package let values: [Int]
    }

    package struct Column: Sendable, Hashable {
        package let title: String
        /// The unit of all its values; `nil` where it has none or they differ.
        package let unit: String?

        /// `Title (unit)`, the unit where the title does not say it.
        package var heading: String {
            guard let unit, !title.contains(unit) else { return title }
            return "\(title) (\(unit))"
        }
    }

    package enum Row: Sendable, Hashable {
        /// A heading over the rows below it.
        case heading(String)
        case values([Value])
    }

    package enum Value: Sendable, Hashable {
        case none
        case text(String)
        case day(CalendarDay)
        case amount(Amount)
    }

    /// The tables of a report in the order of the page.
    package static func tables(of content: ReportContent) -> [SheetTable] {
        content.sections.flatMap { part in
            part.blocks.enumerated().flatMap { index, block in
                if case .prose(let paragraphs) = block {
                    return prose(paragraphs, of: part, language: content.language)
                }
                var table = SheetTable(block, of: part, language: content.language)
                if index > 0, case .trend(let figure) = part.blocks[index - 1] {
                    table?.draw(figure)
                }
                return [table].compactMap(\.self)
            }
        }
    }

    /// Its table's figures as a line.
    private mutating func draw(_ figure: TrendFigure) {
        let values = columns.indices.filter { index in
            index > 0
                && rows.contains {
                    guard case .values(let values) = $0, case .amount = values[index] else {
                        return false
                    }
                    return true
                }
        }
        chart = Chart(
            kind: .line, title: figure.title, unit: figure.unit, names: 0, values: values)
    }

    /// - Returns: `nil` for blocks that hold nothing but what another block of the section says.
    private init?(_ block: ReportBlock, of part: ReportPart, language: Language) {
        switch block {
        case .table(let table): self.init(table, title: part.heading, language: language)
        case .cards(let cards): self.init(cards, title: part.heading, language: language)
        case .paragraphs(let texts):
            self.init(
                title: part.heading, columns: [], rows: texts.map { .values([.text($0)]) },
                notes: [])
        default: return nil
        }
    }

    private init(title: String, columns: [Column], rows: [Row], notes: [String]) {
        self.title = title
        self.columns = columns
        self.rows = rows
        self.notes = notes
    }

    private init(_ table: ReportTable, title: String, language: Language) {
        let shown = table.columns.indices.filter { table.columns[$0].audience != .page }
        self.init(
            title: title,
            columns: shown.map {
                Column(
                    title: table.columns[$0].sheetTitle, unit: table.columns[$0].unit)
            }, rows: [], notes: table.notes)
        for group in table.groups {
            if let title = group.title { rows.append(.heading(title)) }
            rows += group.rows.map { .values(Self.values($0, shown, language)) }
        }
        rows += table.totals.map { .values(Self.values($0, shown, language)) }
        if table.columns.contains(where: { $0.role == .bar }),
            let value = shown.firstIndex(where: { table.columns[$0].role == .figure })
        {
            chart = Chart(
                kind: .bar, title: table.caption?.text ?? title,
                unit: table.caption?.unit ?? "", names: 0, values: [value])
        }
    }

    private init(_ cards: [ReportCard], title: String, language: Language) {
        let columns: [Words] = [.indicator, .unit, .figure, .standing]
        self.init(
            title: title,
            columns: columns.map { Column(title: $0.text(language), unit: nil) },
            rows: cards.map { card in
                .values([
                    .text(card.title), .text(card.unit), .amount(card.amount),
                    Self.value(.light(card.light), language),
                ])
            }, notes: [])
    }

    /// The sentences as they are read, and a table of the figures in them with all their digits.
    private static func prose(
        _ paragraphs: [[ProseRun]], of part: ReportPart, language: Language
    ) -> [SheetTable] {
        let words = FigureText(language: language)
        let texts = paragraphs.map { runs in
            runs.map { run in
                switch run {
                case .text(let text): text
                case .figure(let figure): words.sentence(figure.amount)
                }
            }.joined()
        }
        var figures: [ProseFigure] = []
        for case .figure(let figure) in paragraphs.joined() where !figures.contains(figure) {
            figures.append(figure)
        }
        let columns: [Words] = [.indicator, .content, .value, .unit]
        let sentences = SheetTable(
            title: part.heading, columns: [], rows: texts.map { .values([.text($0)]) }, notes: [])
        let table = SheetTable(
            title: "\(part.heading): \(Words.figuresInText.text(language))",
            columns: columns.map { Column(title: $0.text(language), unit: nil) },
            rows: figures.map {
                .values([.text($0.row), .text($0.column), .amount($0.amount), .text($0.unit)])
            }, notes: [])
        return figures.isEmpty ? [sentences] : [sentences, table]
    }

    private static func values(
        _ cells: [TableCell], _ shown: [Int], _ language: Language
    ) -> [Value] {
        var absent: String?
        for cell in cells {
            if case .absent(let reason) = cell { absent = reason }
        }
        return shown.map { index in
            index < cells.count ? value(cells[index], language) : .text(absent ?? "")
        }
    }

    private static func value(_ cell: TableCell, _ language: Language) -> Value {
        switch cell {
        case .none, .bar, .range, .stack, .sources: .none
        case .text(let text), .name(let text, _, _), .noted(let text, _), .absent(let text):
            .text(text)
        case .day(let day): .day(day)
        case .amount(let amount), .shaded(let amount, _): .amount(amount)
        case .light(let light): light.map { .text($0.title.text(language)) } ?? .none
        }
    }
}

extension SheetTable.Value {
    /// All digits with the language's mark and no group marks; of a value that is not printed, the
    /// sign and the reason.
    package func text(_ language: Language) -> String {
        let words = FigureText(language: language)
        switch self {
        case .none: return "–"
        case .text(let text): return text
        case .day(let day): return words.day(day)
        case .amount(let amount):
            if let value = amount.value { return words.exact(value) }
            return amount.absence.map { "\($0.sign) (\($0.reason))" } ?? "–"
        }
    }
}

extension ReportTable.Column {
    /// With its band, which sheets have no row for.
    fileprivate var sheetTitle: String { band.map { "\($0): \(title)" } ?? title }
}
