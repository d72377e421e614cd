import PhusaModel

/// What the satisfaction table leaves behind besides its markup.
///
/// Works from the same rows, so what is suppressed there cannot be read here.
struct SatisfactionRecord {
    let frame: SectionFrame

    private var setting: ReportSetting { frame.setting }

    private static let columns: [(words: Words, unit: String)] = [
        (.formsIssued, ""), (.respondents, ""), (.responseRate, "%"), (.shareSatisfied, "%"),
        (.intervalLow, "%"), (.intervalHigh, "%"), (.meanScore, ""),
    ]

    func record(_ rows: [SatisfactionRow], notes: [String], _ draft: inout ReportDraft) {
        let words = [Words.agency] + Self.columns.map(\.words) + [.rank, .remark]
        var table = CSVTable(title: frame.heading, header: words.map(setting.say), notes: notes)
        for row in rows {
            let values = values(row)
            for (column, value) in zip(Self.columns, values) {
                guard let value else { continue }
                let cell = frame.cell(
                    row: row.name, column: column.words, value: value, unit: column.unit)
                draft.cells.append(cell)
            }
            table.rows.append(
                [row.name] + values.map { $0.map(setting.text.exact) ?? "–" }
                    + [row.rank?.text ?? "–", remark(row)])
        }
        draft.tables.append(table)
    }

    private func values(_ row: SatisfactionRow) -> [ExactDecimal?] {
        [
            ExactDecimal(row.issuedCount), row.share.map { ExactDecimal($0.respondentCount) },
            row.share?.responseRate, row.share?.share, row.interval?.lowPercent,
            row.interval?.highPercent, row.share?.meanScore,
        ]
    }

    private func remark(_ row: SatisfactionRow) -> String {
        if row.kind == .silent { return setting.say(.notEnough) }
        var remarks: [String] = []
        if row.isSmall { remarks.append(setting.say(.smallSample)) }
        if row.interval == nil { remarks.append(setting.say(.voluntary)) }
        return remarks.joined(separator: "; ")
    }
}
