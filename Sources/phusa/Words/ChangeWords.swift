import PhusaModel
import Runs

/// What a run or a plan changes, beside what it reads.
enum ChangeWords {
    /// Periods named one by one; of more, the first and the last.
    private static let periodCountMax = 4

    static func planned(_ drop: DropResult) -> Words {
        let cells = drop.cells
        let added = cells.loaded - cells.changed
        let periods = list(drop.periods)
        return Words(
            vi:
                "\(drop.path) [\(periods)]: thêm \(added), đổi \(cells.changed), đóng \(cells.closed)",
            en:
                "\(drop.path) [\(periods)]: add \(added), change \(cells.changed), close \(cells.closed)"
        )
    }

    static func decisions(_ pipeline: PipelineSummary) -> [Words] {
        var lines: [Words] = []
        for correction in pipeline.corrections where correction.loaded + correction.closed > 0 {
            lines.append(
                Words(
                    vi:
                        "đính chính \(correction.correction): đổi \(correction.loaded), đóng \(correction.closed) ô đã nạp trước đó",
                    en:
                        "correction \(correction.correction): changes \(correction.loaded), closes \(correction.closed) cells loaded before it"
                ))
        }
        if let restatement = pipeline.restatement { lines.append(restated(restatement)) }
        if let error = pipeline.restatementError { lines.append(DecisionWords.barred(error)) }
        if pipeline.stale.dropCount > 0 { lines.append(stale(pipeline.stale)) }
        return lines
    }

    private static func restated(_ result: RestatementResult) -> Words {
        let periods = list(result.periods)
        let added = result.loaded - result.changed
        return Words(
            vi:
                "tính lại [\(periods)] từ \(result.dropCount) tệp: thêm \(added), đổi \(result.changed), đóng \(result.closed)",
            en:
                "restated [\(periods)] from \(result.dropCount) drops: add \(added), change \(result.changed), close \(result.closed)"
        )
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
                "báo cáo \(report.report) \(report.period) (bản \(report.build)): \(report.cellCount) ô sẽ khác bản đã phát hành",
            en:
                "report \(report.report) \(report.period) (build \(report.build)): \(report.cellCount) cells would differ from what was published"
        )
    }

    private static func list(_ periods: [String]) -> String {
        guard periods.count > periodCountMax, let first = periods.first, let last = periods.last
        else { return periods.joined(separator: ", ") }
        return "\(first) … \(last), \(periods.count)"
    }
}
