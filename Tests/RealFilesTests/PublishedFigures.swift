import PhusaModel
import Testing
import Warehouse

/// Figures of the published files, asked for as a reader would.
struct PublishedFigures {
    private let tables: LoadedTables

    init() async throws { tables = try await LoadedTables.published() }

    func query(_ sql: String, _ parameters: [SQLParameter] = []) throws -> QueryResult {
        try tables.query(sql, parameters)
    }

    /// The figure of an indicator for an area and a period's code, as stored.
    func figure(_ indicator: String, _ area: String, _ period: String) throws -> ExactDecimal? {
        let rows = try query(
            "select value from o where (indicator, area, period) = ($1, $2, $3)",
            [.text(indicator), .text(area), .text(period)])
        #expect(rows.rowCount == 1)
        return rows.rowCount == 1 ? rows.decimal(0, 0) : nil
    }

    /// A sum, and of how many figures.
    func sum(_ condition: String) throws -> (sum: ExactDecimal?, count: Int?) {
        let rows = try query("select sum(value), count(value) from o where \(condition)")
        return (rows.decimal(0, 0), rows.int(0, 1))
    }

    /// One line of texts for each row.
    func lines(_ sql: String) throws -> [String] {
        let rows = try query(sql)
        return (0..<rows.rowCount).map { row in
            rows.columnNames.indices.map { rows.text(row, $0) ?? "–" }.joined(separator: " ")
        }
    }
}
