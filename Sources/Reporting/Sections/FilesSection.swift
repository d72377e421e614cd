import PhusaModel

/// Files that came in the report's period, by dataset, and what became of them.
struct FilesSection {
    let frame: SectionFrame

    private var setting: ReportSetting { frame.setting }
    private var text: FigureText { setting.text }

    private struct Column: Sendable {
        let words: Words
        let count: @Sendable (DropTally) -> Int
    }

    private static let columns = [
        Column(words: FilesWords.files, count: \.fileCount),
        Column(words: FilesWords.loaded, count: \.loadedCount),
        Column(words: FilesWords.refused, count: \.refusedCount),
        Column(words: FilesWords.held, count: \.heldCount),
        Column(words: FilesWords.withdrawn, count: \.withdrawnCount),
        Column(words: FilesWords.records, count: \.recordCount),
        Column(words: FilesWords.quarantined, count: \.quarantinedCount),
        Column(words: FilesWords.corrected, count: \.correctionCount),
    ]

    func write(_ draft: inout ReportDraft) throws -> [ReportBlock] {
        let tallies = try setting.source.dropTallies(
            period: setting.period, asOf: setting.context.asOf
        ).filter { setting.shows($0.agencyCode) }.sorted {
            (VietnameseOrder($0.agencyName), $0.dataset)
                < (VietnameseOrder($1.agencyName), $1.dataset)
        }
        guard !tallies.isEmpty else { return frame.empty(FilesWords.none) }
        let totals = Self.columns.map { column in tallies.reduce(0) { $0 + column.count($1) } }
        for tally in tallies {
            for column in Self.columns {
                record(tally.dataset, column, column.count(tally), &draft)
            }
        }
        for (column, total) in zip(Self.columns, totals) {
            record(setting.say(.total), column, total, &draft)
        }
        let note = setting.say(FilesWords.rule)
        return [.lead(lead(tallies)), .table(table(tallies, totals, note)), .notes([note])]
    }

    private func lead(_ tallies: [DropTally]) -> String {
        func sum(_ count: KeyPath<DropTally, Int>) -> String {
            text.number(tallies.reduce(0) { $0 + $1[keyPath: count] })
        }
        return setting.say(
            FilesWords.lead(
                files: sum(\.fileCount), refused: sum(\.refusedCount), held: sum(\.heldCount),
                quarantined: sum(\.quarantinedCount)))
    }

    private func table(_ tallies: [DropTally], _ totals: [Int], _ note: String) -> ReportTable {
        ReportTable(
            style: .plain,
            columns: [ReportTable.Column(setting.say(.agency), .name)]
                + Self.columns.map { ReportTable.Column(setting.say($0.words), .figure) },
            groups: [
                ReportTable.Group(
                    rows: tallies.map { tally in
                        [.noted(tally.agencyName, note: tally.dataset)]
                            + Self.columns.map { .amount(.count($0.count(tally))) }
                    })
            ],
            totals: [
                [.name(setting.say(.total), sign: nil, unit: nil)]
                    + totals.map { .amount(.count($0)) }
            ], notes: [note])
    }

    private func record(
        _ row: String, _ column: Column, _ count: Int, _ draft: inout ReportDraft
    ) {
        draft.cells.append(
            frame.cell(row: row, column: column.words, value: ExactDecimal(count), unit: ""))
    }
}
