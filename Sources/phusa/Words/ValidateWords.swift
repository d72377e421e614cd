import PhusaModel
import Reporting
import Runs

enum ValidateWords {
    /// Every breach in the order of lines, then the counts and the verdict in one line.
    static func text(
        _ path: String, _ result: OfflineCheck.Result, language: Language
    ) -> String {
        let verdict = result.verdict
        var lines = verdict.violations.map { $0.message(language) }
        lines += verdict.quarantine.flatMap { [$0.violation] + $0.others }
            .map { $0.message(language) }
        lines += verdict.corrections.map { correction($0).text(language) }
        lines += verdict.exclusions.map { ExclusionWords.line($0).text(language) }
        lines.append(summary(path, result).text(language))
        return lines.joined(separator: "\n")
    }

    private static func correction(_ applied: AppliedCorrection) -> Words {
        let change = "\"\(applied.found)\" → \"\(applied.value)\""
        return Words(
            vi:
                "đính chính \(applied.correction), dòng \(applied.line), \(applied.column): \(change)",
            en:
                "correction \(applied.correction), line \(applied.line), \(applied.column): \(change)"
        )
    }

    private static func summary(_ path: String, _ result: OfflineCheck.Result) -> Words {
        let verdict = result.verdict
        let records = verdict.records
        let cells = verdict.cells
        let offered = verdict.offeredCellCount
        let vintage = result.drop?.vintage.day.description ?? "–"
        let dataset = result.drop?.dataset ?? "–"
        let outcome = VerdictWords.headline(
            verdict.outcome, quarantined: verdict.records.quarantined)
        let path = Violation.escaped(path)
        return Words(
            vi: """
                \(path): \(outcome.vi) (bộ dữ liệu \(dataset), ngày số liệu \(vintage))
                bản ghi: đọc \(records.read) = nhận \(records.accepted) + cách ly \(records.quarantined) + loại có lý do \(records.excluded)
                ô số liệu: đọc \(cells.read) = sẽ nạp hoặc không đổi \(offered) + cách ly \(cells.quarantined) + loại có lý do \(cells.excluded)
                """,
            en: """
                \(path): \(outcome.en) (dataset \(dataset), vintage \(vintage))
                records: read \(records.read) = accepted \(records.accepted) + quarantined \(records.quarantined) + excluded \(records.excluded)
                cells: read \(cells.read) = to be loaded or unchanged \(offered) + quarantined \(cells.quarantined) + excluded \(cells.excluded)
                """)
    }
}
