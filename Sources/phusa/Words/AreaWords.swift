import PhusaModel
import Reporting

enum AreaWords {
    static func table(_ areas: [Area], _ language: Language) -> TextTable {
        TextTable(
            columns: ["code", "level", "name", "parent", "valid_from", "valid_to"],
            rows: areas.map {
                [
                    $0.code, $0.level.rawValue, $0.name, $0.parent,
                    $0.validFrom.map { shown($0, language) } ?? "",
                    $0.validTo.map { shown($0, language) } ?? "",
                ]
            })
    }

    static func unknown(_ code: String, _ list: AreaList, on day: CalendarDay?) -> CommandFailure {
        let codes = list.areas.filter { area in day.map { area.isValid(on: $0) } ?? true }
            .map(\.code)
        let nearest = NearestName.find(code, among: codes)
        let vietnamese = day.map { " vào ngày \($0.vietnamese)" } ?? ""
        let english = day.map { " on \($0)" } ?? ""
        return CommandFailure(
            exit: .usage,
            message: Words(
                vi: "không có đơn vị hành chính '\(code)'" + vietnamese
                    + (nearest.map { "; có phải '\($0)'?" } ?? ""),
                en: "there is no area '\(code)'" + english
                    + (nearest.map { "; did you mean '\($0)'?" } ?? "")))
    }

    // MARK: History

    static func history(_ area: Area, _ bridge: AreaBridge, _ language: Language) -> [String] {
        let span = Words(
            vi: "\(area.validFrom?.vietnamese ?? "…") đến trước \(area.validTo?.vietnamese ?? "…")",
            en: "\(area.validFrom?.description ?? "…") until \(area.validTo?.description ?? "…")")
        let parent = area.parent.isEmpty ? "" : " · \(area.parent)"
        let from = bridge.origins(of: area).map { change in
            "  ← \(change.from.code) \(change.from.name): " + facts(change, language)
        }
        let to = bridge.successions(of: area).map { change in
            "  → \(change.to.map { "\($0.code) \($0.name)" } ?? "–"): " + facts(change, language)
        }
        let head = "\(area.code) \(area.name) (\(area.level.rawValue)\(parent)), "
        return [head + span.text(language)] + from + to
    }

    private static func facts(_ change: AreaChange, _ language: Language) -> String {
        let share =
            change.weight == ExactDecimal(1)
            ? "" : " \(change.weight.text(language)) (\(change.basis.title.text(language)))"
        let day = shown(change.on, language)
        return "\(change.relation.title.text(language))\(share), \(day), \(change.decree)"
    }

    private static func shown(_ day: CalendarDay, _ language: Language) -> String {
        language == .vi ? day.vietnamese : day.description
    }

    // MARK: Views

    static func lines(
        _ table: AreaViewTable, _ indicator: Indicator, period: String, _ language: Language
    ) -> [String] {
        let title = indicator.title.text(language)
        let which =
            table.boundaries.map { day in
                Words(
                    vi: "trên địa giới ngày \(day.vietnamese), tính lại khi xem",
                    en: "on the boundaries of \(day), computed for this view")
            } ?? Words(vi: "như đã công bố", en: "as published")
        let columns = [
            "code", Words(vi: "tên", en: "name").text(language),
            Words(vi: "phân tổ", en: "breakdown").text(language),
            "\(indicator.unit)", Words(vi: "trạng thái", en: "status").text(language),
            Words(vi: "từ", en: "from").text(language),
        ]
        let rows = table.rows.map { row in
            [
                row.area.code, row.area.name, row.breakdown,
                row.value?.text(language) ?? row.mark.map { "(\($0.rawValue))" } ?? "–",
                row.status.rawValue, note(row, language),
            ]
        }
        let totals = table.totals.map { total(of: $0, language) }
        let stuck = table.unanswered.map {
            "\($0.area.code) \($0.area.name): \($0.reason.text(language))"
        }
        return ["\(title) · \(period) · \(which.text(language))"]
            + [TextTable(columns: columns, rows: rows).text] + totals + stuck
    }

    private static func note(_ row: AreaViewTable.Row, _ language: Language) -> String {
        var notes = [row.parts.joined(separator: " + ")]
        if !row.bases.isEmpty {
            let bases = row.bases.map { $0.title.text(language) }.joined(separator: ", ")
            notes.append(Words(vi: "chia theo \(bases)", en: "divided by \(bases)").text(language))
        }
        if !row.missing.isEmpty {
            let missing = row.missing.joined(separator: ", ")
            notes.append(Words(vi: "thiếu \(missing)", en: "missing \(missing)").text(language))
        }
        return notes.joined(separator: "; ")
    }

    private static func total(of total: AreaViewTable.Total, _ language: Language) -> String {
        let breakdown = total.breakdown.isEmpty ? "" : " [\(total.breakdown)]"
        return Words(
            vi:
                "tổng\(breakdown): trước \(total.before.text(.vi)) = sau \(total.after.text(.vi)) + chưa chuyển được \(total.withheld.text(.vi))",
            en:
                "total\(breakdown): before \(total.before) = after \(total.after) + withheld \(total.withheld)"
        ).text(language)
    }

    static func none(
        _ table: AreaViewTable, _ indicator: Indicator, period: String
    ) -> Words {
        let code = indicator.key.code
        if let day = table.boundaries, !table.rows.isEmpty || !table.unanswered.isEmpty {
            return Words(
                vi:
                    "không số liệu nào của \(code) chuyển được sang địa giới ngày \(day.vietnamese)",
                en: "no figure of \(code) comes over to the boundaries of \(day)")
        }
        let level = table.level.rawValue
        return Words(
            vi: "không có số liệu \(code) cấp \(level) cho kỳ \(period)",
            en: "there is no figure of \(code) at level \(level) in \(period)")
    }

    /// Why an area's figure does not come over.
    static func obstacle(_ obstacle: AreaBridge.Obstacle) -> Words {
        switch obstacle {
        case .ended:
            Words(
                vi: "đã kết thúc, catalogue/area-changes.csv không ghi chuyển về đâu",
                en: "it ended, and catalogue/area-changes.csv does not say what became of it")
        case .abolished(let change):
            Words(
                vi: "cấp này đã bỏ (\(change.decree)); cộng lại từ cấp dưới",
                en: "its level was abolished (\(change.decree)); add up the level below")
        case .noWeights(_, let basis, let known):
            Words(
                vi: "không có phần chia theo \(basis.rawValue); chọn --basis: "
                    + known.map(\.rawValue).joined(separator: ", "),
                en: "no shares by \(basis.rawValue); choose --basis: "
                    + known.map(\.rawValue).joined(separator: ", "))
        case .merged(_, let predecessors):
            Words(
                vi: "gộp từ \(list(predecessors)), không tách lại được nếu không có phần chia",
                en: "merged of \(list(predecessors)), which cannot be taken apart without shares")
        case .began:
            Words(
                vi: "có hiệu lực sau ngày này, không ghi từ đâu ra",
                en: "it began later, and no change says what it was before")
        case .tooLong:
            Words(vi: "phần chia có hơn 38 chữ số", en: "its shares have more than 38 digits")
        }
    }

    private static func list(_ areas: [Area]) -> String {
        areas.map(\.code).joined(separator: ", ")
    }

    /// Why an indicator has no view on other boundaries.
    static func refusal(_ refusal: AreaView.Refusal, _ indicator: Indicator) -> Words {
        let code = indicator.key.code
        let reason =
            switch refusal {
            case .recompute:
                Words(
                    vi: "là tỷ lệ, không cộng được; hãy tính lại từ tử số và mẫu số",
                    en: "is a ratio and does not add up; recompute it from its parts")
            case .aggregation(let aggregation):
                Words(
                    vi: "không gộp theo địa bàn (over_area: \(aggregation.rawValue))",
                    en: "is not put together over areas (over_area: \(aggregation.rawValue))")
            case .formula(let part):
                Words(
                    vi: "có công thức đọc \(part.code) ngoài ô của nó hoặc không cộng được",
                    en: "has a formula that reads \(part.code) outside its cell, or no sum")
            case .noFormula:
                Words(
                    vi: "không có công thức cho kỳ này", en: "has no formula for this period")
            case .mixedBoundaries:
                Words(
                    vi: "có số liệu trên nhiều địa giới khác nhau trong cùng kỳ",
                    en: "has figures on several boundaries in one period")
            case .tooLong:
                Words(
                    vi: "có tổng dài hơn 38 chữ số", en: "has a sum of more than 38 digits")
            }
        return Words(vi: "\(code) \(reason.vi)", en: "\(code) \(reason.en)")
    }
}
