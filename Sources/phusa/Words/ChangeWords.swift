import PhusaModel
import Runs

/// What a run or a plan changes, beside what it reads.
enum ChangeWords {
    /// Periods named one by one; of more, the first and the last.
    private static let periodCountMax = 4

    static func planned(_ drop: DropResult) -> Words {
        let periods = list(drop.periods)
        let counts = counts(drop.current)
        return Words(
            vi: "\(drop.path) [\(periods)]: \(counts.vi)",
            en: "\(drop.path) [\(periods)]: \(counts.en)")
    }

    private static func counts(_ changes: CurrentChanges) -> Words {
        Words(
            vi: "thêm \(changes.added), đổi \(changes.changed), đóng \(changes.closed)",
            en: "add \(changes.added), change \(changes.changed), close \(changes.closed)")
    }

    /// What follows in figures that are computed from others.
    static func derived(_ summary: RunSummary) -> Words {
        let counts = counts(summary.derived)
        return Words(vi: "chỉ tiêu tính: \(counts.vi)", en: "computed figures: \(counts.en)")
    }

    static func decisions(_ pipeline: PipelineSummary) -> [Words] {
        var lines: [Words] = []
        lines += pipeline.corrections.map(corrected)
        if let restatement = pipeline.restatement { lines.append(restated(restatement)) }
        if let error = pipeline.restatementError { lines.append(DecisionWords.barred(error)) }
        if pipeline.stale.dropCount > 0 { lines.append(stale(pipeline.stale)) }
        return lines
    }

    private static func corrected(_ correction: CorrectionResult) -> Words {
        guard correction.isFound else {
            return Words(
                vi:
                    "đính chính \(correction.correction): không tệp đã nạp nào có dữ liệu mà nó tìm",
                en: "correction \(correction.correction): no loaded file holds what it looks for")
        }
        guard !correction.changes.isEmpty || correction.loaded > 0 else {
            return Words(
                vi: "đính chính \(correction.correction): đã tính khi đọc tệp",
                en: "correction \(correction.correction): met when its files were read")
        }
        let counts = counts(correction.changes)
        return Words(
            vi: "đính chính \(correction.correction), số liệu đã nạp trước đó: \(counts.vi)",
            en: "correction \(correction.correction), figures loaded before it: \(counts.en)")
    }

    private static func restated(_ result: RestatementResult) -> Words {
        let periods = list(result.periods)
        let counts = counts(result.changes)
        let more = result.quarantined
        return Words(
            vi: "tính lại [\(periods)] từ \(result.dropCount) tệp: \(counts.vi)"
                + (more > 0
                    ? "; thêm \(more) bản ghi vào cách ly, số liệu cũ của chúng giữ nguyên" : ""),
            en: "restated [\(periods)] from \(result.dropCount) drops: \(counts.en)"
                + (more > 0
                    ? "; \(more) more records in quarantine, their former figures stay" : ""))
    }

    private static func stale(_ stale: StaleFacts) -> Words {
        let periods = list(stale.periods)
        return Words(
            vi: "cũ: \(stale.dropCount) tệp [\(periods)] đọc theo định nghĩa trước",
            en: "stale: \(stale.dropCount) drops [\(periods)] read by earlier definitions")
    }

    static func moved(_ report: MovedReport) -> Words {
        Words(
            vi:
                "báo cáo \(report.name) \(report.period) (bản \(report.build)): \(report.cellCount) ô sẽ khác bản đã phát hành",
            en:
                "report \(report.name) \(report.period) (build \(report.build)): \(report.cellCount) cells would differ from what was published"
        )
    }

    private static func list(_ periods: [String]) -> String {
        guard periods.count > periodCountMax, let first = periods.first, let last = periods.last
        else { return periods.joined(separator: ", ") }
        return "\(first) … \(last), \(periods.count)"
    }
}
