import PhusaModel
import Runs
import Warehouse

/// What people read of definitions that are tried out: each figure that would be another one, and
/// the reports that show it.
struct IndicatorPreviewWords {
    let result: DefinitionOutlook.Result
    let workspace: WorkspaceDefinition
    let language: Language

    func text(_ draft: String) -> String {
        var lines = [heading(draft).text(language)]
        for indicator in Self.indicators(result) {
            lines += ["", title(indicator), table(indicator).text]
        }
        if !result.moves.isEmpty { lines.append("") }
        lines += result.waiting.map { waiting($0.indicator, $0.version).text(language) }
        if result.renewedCount > 0 { lines.append(renewed.text(language)) }
        let reports = workspace.reports(showing: Set(Self.indicators(result))).map(\.code)
        if !reports.isEmpty { lines.append(shown(reports).text(language)) }
        lines += result.movedReports.map { moved($0).text(language) }
        lines.append(total.text(language))
        return lines.joined(separator: "\n")
    }

    static func indicators(_ result: DefinitionOutlook.Result) -> [IndicatorKey] {
        result.moves.map(\.indicator).reduce(into: []) { found, key in
            if found.last != key { found.append(key) }
        }
    }

    private func heading(_ draft: String) -> Words {
        let place = Site.draftPlace(draft)
        return Words(
            vi: "\(draft): như thể đã nằm ở \(place); không ghi gì",
            en: "\(draft): as if it stood at \(place); nothing is written")
    }

    private func title(_ key: IndicatorKey) -> String {
        let moves = result.moves.filter { $0.indicator == key }
        let indicator = workspace.catalogue.indicators.first { $0.key == key }
        let name = indicator.map { "  \($0.title.text(language)) (\($0.unit))" } ?? ""
        return "\(key.code)\(name): " + counts(moves).text(language)
    }

    private func counts(_ moves: [FigureMove]) -> Words {
        let new = moves.count { $0.before == nil }
        let gone = moves.count { $0.after == nil }
        let moved = moves.count - new - gone
        return Words(
            vi: "thêm \(new), đổi \(moved), mất \(gone)",
            en: "appear \(new), move \(moved), vanish \(gone)")
    }

    private func table(_ key: IndicatorKey) -> TextTable {
        let moves = result.moves.filter { $0.indicator == key }
        let hasBreakdown = moves.contains { $0.breakdown != .total }
        let columns =
            [Words(vi: "địa bàn", en: "area"), Words(vi: "kỳ", en: "period")]
            + (hasBreakdown ? [Words(vi: "phân tổ", en: "breakdown")] : [])
            + [
                Words(vi: "trước", en: "before"), Words(vi: "sau", en: "after"),
                Words(vi: "chênh lệch", en: "difference"),
            ]
        return TextTable(
            columns: columns.map { $0.text(language) },
            rows: moves.map { move in
                ["\(move.areaCode) \(move.areaName)", move.period.description]
                    + (hasBreakdown ? [move.breakdown.text] : [])
                    + [shown(move.before), shown(move.after), difference(move)]
            })
    }

    private func shown(_ side: FigureMove.Side?) -> String {
        guard let side else { return "–" }
        let value = side.value.map { number($0) } ?? Self.noValue.text(language)
        return side.status == .normal ? value : value + " \(side.status.rawValue)"
    }

    private func difference(_ move: FigureMove) -> String {
        guard let difference = move.difference else { return "" }
        return difference > .zero ? "+" + number(difference) : number(difference)
    }

    private func number(_ value: ExactDecimal) -> String {
        value.text(
            decimalMark: language == .vi ? "," : ".", groupMark: "", scale: value.scale)
    }

    private static let noValue = Words(vi: "không có giá trị", en: "no value")

    private func waiting(_ key: IndicatorKey, _ version: FormulaVersion) -> Words {
        Words(
            vi: "\(key.code): phiên bản biết từ \(version.knownAt.vietnamese) chưa có hiệu lực",
            en: "\(key.code): the version known from \(version.knownAt) is not in force yet")
    }

    private var renewed: Words {
        Words(
            vi: "\(result.renewedCount) số liệu lấy theo phiên bản mới mà không đổi",
            en: "\(result.renewedCount) figures come from a new version and stay as they are")
    }

    private func shown(_ reports: [String]) -> Words {
        let list = reports.joined(separator: ", ")
        return Words(
            vi: "báo cáo dùng các chỉ tiêu này: \(list)",
            en: "reports that show these indicators: \(list)")
    }

    private func moved(_ report: MovedReport) -> Words {
        let (code, period, count) = (report.name, report.period, report.cellCount)
        return Words(
            vi: "báo cáo \(code) \(period) (bản \(report.build)): \(count) ô sẽ thêm, đổi hoặc mất",
            en: "report \(code) \(period) (build \(report.build)): \(count) cells would appear, "
                + "move or vanish")
    }

    private var total: Words {
        guard !result.moves.isEmpty else {
            return Words(vi: "không số liệu nào đổi", en: "no figure moves")
        }
        let counts = counts(result.moves)
        return Words(vi: "tổng: \(counts.vi)", en: "total: \(counts.en)")
    }
}
