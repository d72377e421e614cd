import PhusaModel
import Warehouse

enum WhyWords {
    /// A figure as a tree: what it is, then each version with what it stands on.
    static func text(
        _ trail: FigureTrail, _ workspace: WorkspaceDefinition, language: Language
    ) -> String {
        let indicator = workspace.catalogue.indicators.first {
            $0.key.description == trail.indicator
        }
        let title = indicator?.title.text(language) ?? trail.indicator
        let unit = indicator?.unit ?? ""
        let period = Period(trail.period)?.title.text(language) ?? trail.period
        let breakdown = trail.breakdown.isEmpty ? "" : " [\(trail.breakdown)]"
        var lines = [
            "\(title)\(breakdown) · \(trail.areaName) (\(trail.area)) · \(period)",
            "  " + definition(indicator).text(language),
        ]
        if trail.versions.first?.closedAt != nil { lines.append("  " + gone.text(language)) }
        for (index, version) in trail.versions.enumerated() {
            lines.append(
                (index == 0 && version.closedAt == nil ? "  ● " : "  ○ ")
                    + head(version, unit).text(language))
            lines += facts(version).map { "      " + $0.text(language) }
            for input in version.inputs {
                let text = self.text(input, workspace, language: language)
                lines += text.split(separator: "\n").map { "      " + $0 }
            }
        }
        return lines.joined(separator: "\n")
    }

    private static let gone = Words(
        vi: "hiện không còn số liệu: phiên bản cuối đã bị đóng",
        en: "there is no current figure: the last version was closed")

    private static func definition(_ indicator: Indicator?) -> Words {
        guard let indicator else { return Words(vi: "", en: "") }
        let key = indicator.key
        return Words(
            vi:
                "chỉ tiêu \(key.code), bộ \(key.edition), phương pháp \(key.methodology); định nghĩa tại \(indicator.definedAt)",
            en:
                "indicator \(key.code), edition \(key.edition), methodology \(key.methodology); defined in \(indicator.definedAt)"
        )
    }

    private static func head(_ version: FigureTrail.Version, _ unit: String) -> Words {
        let value = version.value ?? version.mark.map { "(\($0))" } ?? "–"
        let status = ObservationStatus(rawValue: version.status)?.title
        let from = version.knownAt.day
        let until = version.closedAt?.day
        return Words(
            vi: "\(value) \(unit), \(status?.vi ?? version.status), biết từ \(from.vietnamese)"
                + (until.map { " đến \($0.vietnamese)" } ?? ""),
            en: "\(value) \(unit), \(status?.en ?? version.status), known from \(from)"
                + (until.map { " to \($0)" } ?? ""))
    }

    /// Whether the figure may be published; `nil` where nothing was said.
    private static func confidentiality(_ version: FigureTrail.Version) -> Words? {
        guard let conf = version.conf else { return nil }
        let title = Confidentiality(rawValue: conf)?.title ?? Words(vi: "không rõ", en: "unknown")
        guard let until = version.embargoUntil.flatMap({ CalendarDay($0) }) else {
            return Words(
                vi: "công bố: \(conf), \(title.vi)", en: "publication: \(conf), \(title.en)")
        }
        return Words(
            vi: "công bố: \(conf), \(title.vi), được công bố từ \(until.vietnamese)",
            en: "publication: \(conf), \(title.en), free from \(until)")
    }

    private static func computed(_ formula: FigureTrail.AppliedFormula) -> Words {
        Words(
            vi: "được tính: \(formula.text); cho các kỳ từ \(day(formula.effectiveFrom)), "
                + "biết từ \(day(formula.knownAt))",
            en: "computed: \(formula.text); for periods from \(formula.effectiveFrom), "
                + "known since \(formula.knownAt)")
    }

    private static func day(_ text: String) -> String {
        CalendarDay(text)?.vietnamese ?? text
    }

    private static func source(_ version: FigureTrail.Version) -> [Words] {
        let path = Violation.escaped(version.path)
        return [
            Words(
                vi: "tệp \(path), dòng \(version.line) (\(version.dataset))",
                en: "file \(path), line \(version.line) (\(version.dataset))"),
            Words(vi: "SHA-256 \(version.sha256)", en: "SHA-256 \(version.sha256)"),
        ]
    }

    private static func facts(_ version: FigureTrail.Version) -> [Words] {
        var facts = version.formula.map { [computed($0)] } ?? source(version)
        if let confidentiality = confidentiality(version) {
            facts.insert(confidentiality, at: 0)
        }
        let run = version.run.map(String.init) ?? "–"
        facts.append(
            Words(
                vi:
                    "sự kiện \(version.event) (\(version.eventKind)), lần chạy \(run), do \(version.actor), định nghĩa \(version.definitions.prefix(12))",
                en:
                    "event \(version.event) (\(version.eventKind)), run \(run), by \(version.actor), definitions \(version.definitions.prefix(12))"
            ))
        if let kind = version.closedByKind {
            let path = version.closedByPath.map { ", " + Violation.escaped($0) } ?? ""
            facts.append(
                Words(vi: "bị đóng bởi \(kind)\(path)", en: "closed by \(kind)\(path)"))
        }
        if let reason = version.eventReason {
            facts.append(Words(vi: "lý do: \(reason)", en: "reason: \(reason)"))
        }
        for applied in version.corrections {
            facts.append(
                Words(
                    vi:
                        "đính chính \(applied.correction): \(applied.column) \"\(applied.found)\" → \"\(applied.value)\"",
                    en:
                        "correction \(applied.correction): \(applied.column) \"\(applied.found)\" → \"\(applied.value)\""
                ))
        }
        return facts
    }
}
