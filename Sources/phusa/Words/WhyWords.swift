import PhusaModel
import Warehouse

/// A figure as a tree: what it is, then each version with what it stands on.
struct WhyWords {
    private let indicators: [Indicator]
    private let seasons: [Season]
    private let names: FormulaNames
    private let language: Language

    init(_ workspace: WorkspaceDefinition, _ language: Language) {
        indicators = workspace.catalogue.indicators
        seasons = workspace.catalogue.seasons
        names = FormulaNames(indicators)
        self.language = language
    }

    func text(_ trail: FigureTrail) -> String {
        let indicator = indicators.first { $0.key.description == trail.indicator }
        let title = indicator?.title.text(language) ?? trail.indicator
        let unit = indicator?.unit ?? ""
        let period = shown(trail.period)
        let breakdown = trail.breakdown.isEmpty ? "" : " [\(trail.breakdown)]"
        var lines = [
            "\(title)\(breakdown) · \(trail.areaName) (\(trail.area)) · \(period)",
            "  " + Self.definition(indicator).text(language),
        ]
        if trail.versions.first?.closedAt != nil { lines.append("  " + Self.gone.text(language)) }
        for (index, version) in trail.versions.enumerated() {
            lines.append(
                (index == 0 && version.closedAt == nil ? "  ● " : "  ○ ")
                    + head(version, unit).text(language))
            lines += facts(version).map { "      " + $0 }
            for input in version.inputs {
                lines += text(input).split(separator: "\n").map { "      " + $0 }
            }
        }
        return lines.joined(separator: "\n")
    }

    /// A season by its title, and by the code that commands take.
    private func shown(_ text: String) -> String {
        guard let period = Period(text, seasons: seasons) else { return text }
        let title = period.title(among: seasons).text(language)
        return period.named(among: seasons) == nil
            ? title : "\(title) (\(period.code(among: seasons)))"
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

    private func head(_ version: FigureTrail.Version, _ unit: String) -> Words {
        let value =
            version.number?.text(language) ?? version.mark.map { "(\($0))" } ?? "–"
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

    private func computed(_ formula: FigureTrail.AppliedFormula) -> [String] {
        let dates = Words(
            vi: "cho các kỳ từ \(Self.day(formula.effectiveFrom)), "
                + "biết từ \(Self.day(formula.knownAt))",
            en: "for periods from \(formula.effectiveFrom), known since \(formula.knownAt)")
        return FormulaWords.lines(
            Words(vi: "được tính:", en: "computed:").text(language),
            names.shortened(formula.text) + ";", dates.text(language))
    }

    /// A part that changed after the figure was computed from it.
    private static func replaced(_ version: FigureTrail.Version, at moment: Moment) -> Words {
        let path = version.closedByPath.map { ", " + Violation.escaped($0) } ?? ""
        let kind = version.closedByKind ?? "–"
        return Words(
            vi: "đã thay từ \(moment.day.vietnamese) (\(kind)\(path)), con số tính ra không đổi",
            en: "replaced on \(moment.day) (\(kind)\(path)), the computed figure did not change")
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

    private func facts(_ version: FigureTrail.Version) -> [String] {
        var facts = version.formula.map(computed) ?? Self.source(version).map { $0.text(language) }
        if let confidentiality = Self.confidentiality(version) {
            facts.insert(confidentiality.text(language), at: 0)
        }
        return facts + Self.story(version).map { $0.text(language) }
    }

    /// What made the version, what ended it, and what changed on the way.
    private static func story(_ version: FigureTrail.Version) -> [Words] {
        var facts: [Words] = []
        let run = version.run.map(String.init) ?? "–"
        facts.append(
            Words(
                vi:
                    "sự kiện \(version.event) (\(version.eventKind)), lần chạy \(run), do \(version.actor), định nghĩa \(version.definitions.prefix(12))",
                en:
                    "event \(version.event) (\(version.eventKind)), run \(run), by \(version.actor), definitions \(version.definitions.prefix(12))"
            ))
        if let moment = version.replacedAt { facts.append(replaced(version, at: moment)) }
        if version.replacedAt == nil, let kind = version.closedByKind {
            let path = version.closedByPath.map { ", " + Violation.escaped($0) } ?? ""
            facts.append(
                Words(vi: "bị đóng bởi \(kind)\(path)", en: "closed by \(kind)\(path)"))
            if let reason = version.closedByReason {
                let actor = version.closedByActor ?? "–"
                facts.append(
                    Words(
                        vi: "lý do đóng: \(reason), do \(actor)",
                        en: "reason for closing: \(reason), by \(actor)"))
            }
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
