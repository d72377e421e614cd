import PhusaModel

/// The frozen cells of the satisfaction table.
///
/// Works from the same rows, so what is suppressed there cannot be read here.
struct SatisfactionRecord {
    let frame: SectionFrame

    private var setting: ReportSetting { frame.setting }

    private static let columns: [(words: Words, unit: String)] = [
        (.formsIssued, ""), (.respondents, ""), (.responseRate, "%"), (.shareSatisfied, "%"),
        (.intervalLow, "%"), (.intervalHigh, "%"), (.meanScore, ""),
    ]

    func record(_ rows: [SatisfactionRow], _ draft: inout ReportDraft) {
        for row in rows {
            for (column, value) in zip(Self.columns, values(row)) {
                guard let value else { continue }
                draft.cells.append(
                    frame.cell(row: row.name, column: column.words, value: value, unit: column.unit)
                )
            }
        }
    }

    private func values(_ row: SatisfactionRow) -> [ExactDecimal?] {
        [
            ExactDecimal(row.issuedCount), row.share.map { ExactDecimal($0.respondentCount) },
            row.share?.responseRate, row.share?.share, row.interval?.lowPercent,
            row.interval?.highPercent, row.share?.meanScore,
        ]
    }
}
