package import PhusaModel

/// A finished report: the same input gives the same content, and the same content the same bytes.
package struct ReportDocument: Sendable {
    package let content: ReportContent
    /// What the operator should look at before the report leaves the house, in its language.
    package let warnings: [String]

    package init(content: ReportContent, warnings: [String]) {
        self.content = content
        self.warnings = warnings
    }

    /// Title and period in one line.
    package var title: String { content.fullTitle }
    package var cells: [ReportCell] { content.cells }
    package var html: String { content.page }
    package var csv: String { content.tables }
}

/// One printed figure, frozen: a later drop changes the warehouse, never this.
package struct ReportCell: Sendable, Hashable, Codable {
    /// Title of the section, with its number.
    package let section: String
    package let row: String
    package let column: String
    /// Exact digits with a dot; empty where the report shows that there is no figure.
    package let value: String
    package let unit: String
    /// SDMX form of ``Period``.
    package let period: String
    /// `edition|code|methodology`; `nil` for figures of surveys and cases.
    package let indicator: String?
    package let area: String?
    /// One letter of SDMX OBS_STATUS; `nil` for computed figures.
    package let status: String?
    /// The line that the figure stands on; `nil` for figures computed from several.
    package let origin: CellOrigin?

    package init(
        section: String, row: String, column: String, value: String, unit: String,
        period: String, indicator: String? = nil, area: String? = nil, status: String? = nil,
        origin: CellOrigin? = nil
    ) {
        self.section = section
        self.row = row
        self.column = column
        self.value = value
        self.unit = unit
        self.period = period
        self.indicator = indicator
        self.area = area
        self.status = status
        self.origin = origin
    }
}

/// ``FigureOrigin`` in the form that is kept as JSON.
package struct CellOrigin: Sendable, Hashable, Codable {
    package let dataset: String
    package let path: String
    package let sha256: String
    /// Physical line, from 1.
    package let line: Int
    package let knownAt: Moment
    /// Of a computed figure: indicator and formula; `nil` for one from a file.
    package let formula: String?

    package init(_ origin: FigureOrigin) {
        formula = origin.formula
        dataset = origin.dataset
        path = origin.path
        sha256 = origin.sha256
        line = origin.line
        knownAt = origin.knownAt
    }
}
