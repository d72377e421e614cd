import PhusaModel
import Reporting
import Storage

/// What a person may have to decide after a night, each with its command.
extension NightlyDecision {
    static func held(_ drop: Int, _ path: String) -> NightlyDecision {
        let path = Violation.escaped(path)
        return NightlyDecision(
            Words(
                vi: "Tệp \(drop) đang tạm giữ: \(path). Nhận vào, hoặc yêu cầu nơi gửi gửi lại",
                en: "Drop \(drop) is held: \(path). Let it in, or ask the sender for another"),
            command: "phusa release \(drop) --reason '…'")
    }

    static func quarantine(_ count: Int, _ dataset: String) -> NightlyDecision {
        NightlyDecision(
            Words(
                vi: "\(count) bản ghi của \(dataset) đang bị cách ly",
                en: "\(count) records of \(dataset) are in quarantine"),
            command: "phusa quarantine list --dataset \(dataset)")
    }

    static func refused(_ path: String, _ site: Site) -> NightlyDecision {
        NightlyDecision(
            Words(
                vi: "Báo cho nơi gửi vì sao tệp bị từ chối: \(Violation.escaped(path))",
                en: "Tell the sender why the file was refused: \(Violation.escaped(path))"),
            command: "phusa validate \(quoted(site.dropZone.folder + "/" + path))")
    }

    static func unclaimed(_ path: String) -> NightlyDecision {
        NightlyDecision(
            Words(
                vi: "Không bộ dữ liệu nào (hoặc hơn một bộ) nhận tệp \(Violation.escaped(path)): "
                    + "sửa tên tệp hoặc file.name trong contract.yml",
                en:
                    "No dataset, or more than one, claims \(Violation.escaped(path)): mend its name, "
                    + "or file.name in contract.yml"),
            command: "phusa lint")
    }

    static func wouldMove(_ report: String, _ period: Period, _ count: Int) -> NightlyDecision {
        NightlyDecision(
            Words(
                vi: "Báo cáo \(report) kỳ \(period) đã phát hành, nay \(count) số liệu khác",
                en: "The report \(report) for \(period) is published; \(count) figures differ now"),
            command: "phusa report build \(report) --period \(period)")
    }

    /// - Parameter periods: Those that would be read again.
    static func stale(_ count: Int, _ periods: [Period]) -> NightlyDecision {
        let ends = [periods.min { $0.start < $1.start }, periods.max { $0.end < $1.end }]
        let span = ends.compactMap { $0?.description }.joined(separator: "..")
        return NightlyDecision(
            Words(
                vi: "\(count) tệp đã nạp theo định nghĩa cũ; số liệu của chúng không tự đổi",
                en:
                    "\(count) files were loaded by earlier definitions; their figures stay as they are"
            ), command: span.isEmpty ? "phusa plan" : "phusa plan --period \(span)")
    }

    /// One word for a shell: the name of a file is another's text.
    private static func quoted(_ word: String) -> String {
        "'" + word.replacing("'", with: "'\\''") + "'"
    }
}
