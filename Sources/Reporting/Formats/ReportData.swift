import PhusaModel

/// The printed figures, a line each.
struct ReportData {
    private let content: ReportContent

    init(_ content: ReportContent) { self.content = content }

    static let header = [
        "section", "row", "column", "value", "unit", "period", "indicator", "area", "status",
        "dataset", "file", "sha256", "line", "known_at", "formula",
    ]

    var text: String {
        let lines = [Self.header] + content.cells.map(Self.fields)
        return lines.map { $0.map(Self.field).joined(separator: ",") + "\n" }.joined()
    }

    private static func fields(_ cell: ReportCell) -> [String] {
        let origin = cell.origin
        return [
            cell.section, cell.row, cell.column, cell.value, cell.unit, cell.period,
            cell.indicator ?? "", cell.area ?? "", cell.status ?? "", origin?.dataset ?? "",
            origin?.path ?? "", origin?.sha256 ?? "", origin.map { String($0.line) } ?? "",
            origin?.knownAt.description ?? "", origin?.formula ?? "",
        ]
    }

    private static let fields = SpreadsheetField(
        separator: UInt8(ascii: ","), numbers: [.plain], keepsSigns: false)

    private static func field(_ text: String) -> String { fields.text(text) }
}
