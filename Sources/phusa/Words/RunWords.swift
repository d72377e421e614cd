import PhusaModel
import Runs

enum RunWords {
    static func noPipeline(_ code: String, _ workspace: WorkspaceDefinition) -> Words {
        let known = workspace.datasets.map(\.code).joined(separator: ", ")
        return Words(
            vi: "không có bộ dữ liệu '\(code)'; có: \(known)",
            en: "there is no pipeline '\(code)'; there are: \(known)")
    }

    static func noAgency(_ code: String, _ known: [String]) -> Words {
        let list = known.joined(separator: ", ")
        return Words(
            vi: "không có cơ quan '\(code)'; có: \(list)",
            en: "there is no agency '\(code)'; there are: \(list)")
    }

    static let nothingFailed = Words(
        vi: "lần chạy gần nhất không có lỗi hệ thống nào: không có gì để chạy lại",
        en: "nothing failed in the latest run: there is nothing to run again")

    /// Per pipeline one line that balances, then what needs a person, then the total.
    static func summary(_ summary: RunSummary, language: Language) -> String {
        var lines = [title(summary).text(language)]
        for pipeline in summary.pipelines {
            lines.append("  " + line(pipeline).text(language))
            if summary.isDryRun {
                lines += pipeline.drops.filter { $0.state == .loaded }
                    .map { "    " + ChangeWords.planned($0).text(language) }
            }
            lines += pipeline.drops.flatMap { troubles($0, language) }
            lines += ChangeWords.decisions(pipeline).map { "    " + $0.text(language) }
        }
        lines += summary.unclaimed.map { $0.message(language) }
        lines += summary.underWay.map { underWay($0).text(language) }
        if summary.staleCount > 0 { lines.append(stale(summary.staleCount).text(language)) }
        if !summary.derived.isEmpty { lines.append(ChangeWords.derived(summary).text(language)) }
        lines += summary.movedReports.map { ChangeWords.moved($0).text(language) }
        lines.append(drops(summary).text(language))
        lines.append(total(summary).text(language))
        return lines.joined(separator: "\n")
    }

    private static func title(_ summary: RunSummary) -> Words {
        guard let run = summary.run else {
            return Words(
                vi: "Kế hoạch (không ghi gì):", en: "Plan (nothing is written):")
        }
        let micros = summary.finishedAt.microseconds - summary.startedAt.microseconds
        let seconds = "\(micros / 1_000_000).\(micros / 100_000 % 10)"
        let decimal = seconds.replacing(".", with: ",")
        return Words(
            vi: "Lần chạy \(run), \(decimal) giây:", en: "Run \(run), \(seconds) s:")
    }

    private static func line(_ pipeline: PipelineSummary) -> Words {
        if let holder = pipeline.lockedBy {
            return Words(
                vi: "\(pipeline.pipeline): đang do \(holder) nạp; thử lại sau",
                en: "\(pipeline.pipeline): is being loaded by \(holder); try later")
        }
        let known = pipeline.count(.known)
        let balance = balance(pipeline.cells)
        let closed = pipeline.cells.closed
        return Words(
            vi: "\(pipeline.pipeline): \(balance.vi)"
                + (closed > 0 ? ", đóng \(closed)" : "")
                + (known > 0 ? ", \(known) tệp đã biết" : ""),
            en: "\(pipeline.pipeline): \(balance.en)"
                + (closed > 0 ? ", closed \(closed)" : "")
                + (known > 0 ? ", \(known) known files" : ""))
    }

    private static func balance(_ cells: CellCounts) -> Words {
        Words(
            vi:
                "đọc \(cells.read) = nạp \(cells.loaded) + không đổi \(cells.unchanged) + cách ly \(cells.quarantined) + loại \(cells.excluded)",
            en:
                "read \(cells.read) = loaded \(cells.loaded) + unchanged \(cells.unchanged) + quarantined \(cells.quarantined) + excluded \(cells.excluded)"
        )
    }

    private static func troubles(_ drop: DropResult, _ language: Language) -> [String] {
        var lines: [String] = []
        switch drop.state {
        case .refused, .held:
            lines.append("    " + state(drop).text(language))
        case .failed:
            lines.append("    " + failed(drop).text(language))
        case .loaded, .known: break
        }
        lines += (drop.violations + drop.quarantined).map { $0.message(language) }
        let rest = drop.records.quarantined - drop.quarantined.count
        if rest > 0 { lines.append("    " + more(rest, drop.path).text(language)) }
        return lines
    }

    private static func state(_ drop: DropResult) -> Words {
        let number = drop.drop.map { " #\($0)" } ?? ""
        let path = Violation.escaped(drop.path)
        return drop.state == .held
            ? Words(vi: "\(path)\(number): TẠM GIỮ", en: "\(path)\(number): HELD")
            : Words(vi: "\(path)\(number): TỪ CHỐI", en: "\(path)\(number): REFUSED")
    }

    private static func failed(_ drop: DropResult) -> Words {
        let reason = drop.error ?? ""
        let path = Violation.escaped(drop.path)
        return Words(
            vi: "\(path): lỗi hệ thống, lần chạy sau thử lại: \(reason)",
            en: "\(path): a system fault, tried again by the next run: \(reason)")
    }

    private static func more(_ count: Int, _ path: String) -> Words {
        let path = Violation.escaped(path)
        return Words(
            vi: "và \(count) bản ghi khác bị cách ly: phusa quarantine list --drop \(path)",
            en: "and \(count) more records in quarantine: phusa quarantine list --drop \(path)")
    }

    private static func underWay(_ path: String) -> Words {
        let path = Violation.escaped(path)
        return Words(
            vi: "\(path): đang được ghi, để lại cho lần chạy sau",
            en: "\(path): still being written, left for the next run")
    }

    private static func stale(_ count: Int) -> Words {
        Words(
            vi: "\(count) tệp đã nạp theo định nghĩa cũ; số liệu của chúng không tự đổi",
            en:
                "\(count) files were loaded by earlier definitions; their figures do not change by themselves"
        )
    }

    private static func drops(_ summary: RunSummary) -> Words {
        let counts = [
            summary.count(.loaded), summary.count(.known), summary.count(.refused),
            summary.count(.held), summary.count(.failed),
        ]
        return Words(
            vi:
                "tệp: nạp \(counts[0]), đã biết \(counts[1]), từ chối \(counts[2]), tạm giữ \(counts[3]), lỗi \(counts[4]), không ai nhận \(summary.unclaimed.count)",
            en:
                "files: loaded \(counts[0]), known \(counts[1]), refused \(counts[2]), held \(counts[3]), failed \(counts[4]), unclaimed \(summary.unclaimed.count)"
        )
    }

    /// The last line: the same letters and numbers in every language, for people and for `tail -1`.
    private static func total(_ summary: RunSummary) -> Words {
        let line = balance(summary.cells).en
        return Words(vi: line, en: line)
    }
}
