import PhusaModel
import Warehouse

/// A revision triangle for people: a row for each period, a column for each day on which something
/// was said, and below it where the versions stand.
struct VintageWords {
    private let triangle: VintageTriangle
    private let indicator: Indicator?
    private let language: Language
    private let seasons: [Season]
    /// All breakdowns of the triangle have these columns.
    private let days: [CalendarDay]

    init(_ triangle: VintageTriangle, _ workspace: WorkspaceDefinition, _ language: Language) {
        self.triangle = triangle
        self.language = language
        seasons = workspace.catalogue.seasons
        indicator = workspace.catalogue.indicators.first {
            $0.key.description == triangle.indicator
        }
        let versions = triangle.cells.flatMap(\.versions)
        days = Set(versions.flatMap { [$0.knownAt.day] + ($0.closedAt.map { [$0.day] } ?? []) })
            .sorted()
    }

    var text: String {
        let title = indicator?.title.text(language) ?? triangle.indicator
        let unit = indicator.map { " (\($0.unit))" } ?? ""
        var lines = ["\(title)\(unit) · \(triangle.areaName) (\(triangle.area))"]
        for breakdown in triangle.cells.map(\.breakdown).reduce(into: [], Self.appendNew) {
            let cells = triangle.cells.filter { $0.breakdown == breakdown }
            if !breakdown.isEmpty { lines += ["", "[\(breakdown)]"] }
            lines += ["", table(cells).text, "", versions(cells).text]
        }
        return (lines + ["", Self.legend.text(language)]).joined(separator: "\n")
    }

    private static func appendNew(_ list: inout [String], _ text: String) {
        if !list.contains(text) { list.append(text) }
    }

    // MARK: The triangle

    private func table(_ cells: [VintageTriangle.Cell]) -> TextTable {
        TextTable(
            columns: [Words(vi: "kỳ \\ biết từ", en: "period \\ known").text(language)]
                + days.map(shown),
            rows: cells.map { cell in [shown(cell.period)] + days.map { entry(cell, $0) } })
    }

    /// What was said of a period at the end of a day.
    private func entry(_ cell: VintageTriangle.Cell, _ day: CalendarDay) -> String {
        guard let index = cell.versions.lastIndex(where: { $0.knownAt.day <= day }) else {
            return ""
        }
        let version = cell.versions[index]
        if let closed = version.closedAt?.day, closed <= day { return "×" }
        let isRevised = index > 0 && version.knownAt.day == day
        return value(version) + letter(version) + (isRevised ? "*" : "")
    }

    private func value(_ version: VintageTriangle.Version) -> String {
        version.value.flatMap { ExactDecimal($0) }?.text(language)
            ?? version.mark.map { "(\($0))" } ?? "–"
    }

    private func letter(_ version: VintageTriangle.Version) -> String {
        version.status == ObservationStatus.normal.rawValue ? "" : " \(version.status)"
    }

    /// A season by its code and year.
    private func shown(_ period: String) -> String {
        Period(period, seasons: seasons)?.code(among: seasons) ?? period
    }

    private func shown(_ day: CalendarDay) -> String {
        language == .vi ? day.vietnamese : day.description
    }

    private static let legend = Words(
        vi:
            "* sửa đổi   × không còn số liệu   E ước tính, P sơ bộ, không chữ: chính thức (mã SDMX)",
        en: "* revised   × no longer stated   E estimated, P provisional, no letter: final (SDMX)")

    // MARK: The versions

    private func versions(_ cells: [VintageTriangle.Cell]) -> TextTable {
        let columns = [
            Words(vi: "kỳ", en: "period"), Words(vi: "số liệu", en: "value"),
            Words(vi: "biết từ", en: "known"), Words(vi: "đến", en: "until"),
            Words(vi: "ghi nhận", en: "recorded"), Words(vi: "bởi", en: "by"),
            Words(vi: "tệp:dòng", en: "file:line"),
        ]
        return TextTable(
            columns: columns.map { $0.text(language) },
            rows: cells.flatMap { cell in cell.versions.map { row(shown(cell.period), $0) } })
    }

    private func source(_ version: VintageTriangle.Version) -> String {
        version.isComputed
            ? Words(vi: "được tính", en: "computed").text(language)
            : "\(Violation.escaped(version.path)):\(version.line)"
    }

    private func row(_ period: String, _ version: VintageTriangle.Version) -> [String] {
        [
            period, value(version) + letter(version), shown(version.knownAt.day),
            version.closedAt.map { shown($0.day) } ?? "", shown(version.recordedAt.day),
            version.eventKind, source(version),
        ]
    }
}
