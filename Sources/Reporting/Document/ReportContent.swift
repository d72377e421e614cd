package import PhusaModel

/// A report before it has a form: every format is made from it, and a build keeps it, so that what
/// was published can be made again when warehouse and definitions have moved on.
///
/// All words are in the report's language, all values are exact, and nothing that is withheld is in
/// it.
package struct ReportContent: Sendable, Hashable, Codable {
    package let report: String
    package let language: Language
    package let title: String
    /// Whom it is about; `nil` for the whole province.
    package let agency: ReportedAgency?
    /// Whom it is for; `nil` where it names nobody.
    package let addressee: String?
    package let period: Period
    /// As readers call it.
    package let periodTitle: String
    package let issuer: ReportIssuer
    package let context: ReportContext
    package internal(set) var sections: [ReportPart]
    /// Every figure that is printed, in the order of the page.
    package internal(set) var cells: [ReportCell]

    /// Title, agency and period in one line.
    package var fullTitle: String {
        "\(agency.map { "\(title): \($0.name)" } ?? title) – \(periodTitle)"
    }
}

/// The agency that a report is about, by its name in the period.
package struct ReportedAgency: Sendable, Hashable, Codable {
    package let code: String
    package let name: String
}

/// Who a report is from.
package struct ReportIssuer: Sendable, Hashable, Codable {
    package let parent: String
    package let name: String
    package let place: String
}

/// A section: its heading and what stands in it.
package struct ReportPart: Sendable, Hashable, Codable {
    /// From 1, in the order of the page.
    package let number: Int
    package let title: String
    /// Whether it begins a new page in print.
    package let startsPage: Bool
    package let blocks: [ReportBlock]

    /// `II. Title`.
    package var heading: String { Self.heading(number, title) }

    static func heading(_ number: Int, _ title: String) -> String {
        "\(roman(number)). \(title)"
    }

    static func roman(_ number: Int) -> String {
        let tens = String(repeating: "X", count: number / 10)
        let ones = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"]
        return tens + ones[number % 10]
    }
}

/// One thing on the page.
package enum ReportBlock: Sendable, Hashable, Codable {
    /// The section in a sentence.
    case lead(String)
    /// Why there is nothing.
    case empty(String)
    case paragraphs([String])
    /// Paragraphs with figures in them.
    case prose([[ProseRun]])
    /// Small print: the rules by which to read what stands above.
    case notes([String])
    case cards([ReportCard])
    case table(ReportTable)
    case trend(TrendFigure)
    case intervals(IntervalFigure)
    /// A heading within the section, which may begin a page in print.
    case heading(String, startsPage: Bool)
    /// A line that a reader may type.
    case command(words: String, line: String)
}

/// A piece of a paragraph.
package enum ProseRun: Sendable, Hashable, Codable {
    case text(String)
    case figure(ProseFigure)
}

/// A figure in a sentence, with what tables would say in its row and column.
package struct ProseFigure: Sendable, Hashable, Codable {
    package let row: String
    package let column: String
    package let amount: Amount
    package let unit: String
}

/// A figure in short: value, change and standing.
package struct ReportCard: Sendable, Hashable, Codable {
    package let title: String
    package let amount: Amount
    package let unit: String
    /// The last periods in the order of time; `nil` leaves a gap.
    package let recent: [ExactDecimal?]
    /// What the small line shows, in words.
    package let recentSummary: String
    package let changes: [Change]
    package let light: TrafficLight?
    /// How it stands to its target, or why that is not said.
    package let standing: String

    package struct Change: Sendable, Hashable, Codable {
        package let text: String
        package let since: String
    }
}

/// One indicator over time.
package struct TrendFigure: Sendable, Hashable, Codable {
    package let title: String
    package let summary: String
    package let unit: String
    package let decimals: Int
    package let points: [Point]
    package let targetName: String
    package let notFinalName: String

    package struct Point: Sendable, Hashable, Codable {
        /// The period in short.
        package let label: String
        package let value: ExactDecimal?
        package let isFinal: Bool
        package let target: ExactDecimal?
    }
}

/// Shares with their intervals.
package struct IntervalFigure: Sendable, Hashable, Codable {
    package let title: String
    package let summary: String
    package let rows: [Row]

    package struct Row: Sendable, Hashable, Codable {
        package let name: String
        /// In percent, as are the ends of the interval.
        package let share: ExactDecimal
        package let low: ExactDecimal?
        package let high: ExactDecimal?
        package let isTotal: Bool
    }
}
