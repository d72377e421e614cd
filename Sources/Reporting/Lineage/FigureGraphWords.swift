import PhusaModel

/// What stands in the boxes of a ``FigureGraph``.
struct FigureGraphWords {
    let language: Language
    private let indicators: [String: Indicator]
    private let agencies: [Agency]
    private let names: FormulaNames
    private let figureText: FigureText

    init(_ catalogue: Catalogue, _ language: Language) {
        self.language = language
        indicators = Dictionary(
            catalogue.indicators.map { ($0.key.description, $0) },
            uniquingKeysWith: { first, _ in first })
        agencies = catalogue.agencies
        names = FormulaNames(catalogue.indicators)
        figureText = FigureText(language: language, seasons: catalogue.seasons)
    }

    static let figure = Words(vi: "Số liệu", en: "Figure")
    static let gone = Words(vi: "Hiện không còn số liệu", en: "No longer stated")
    static let former = Words(vi: "Phiên bản trước, đã thay", en: "Former version, superseded")
    static let formula = Words(vi: "Công thức", en: "Formula")

    func text(_ words: Words) -> String { words.text(language) }

    private func line(_ words: Words) -> BoxGraph.Line { BoxGraph.Line(text: text(words)) }

    private func day(_ moment: Moment) -> String { figureText.day(moment.day) }

    private func day(_ text: String) -> String {
        CalendarDay(text).map(figureText.day) ?? text
    }

    private func number(_ value: ExactDecimal) -> String {
        figureText.number(value, decimals: value.scale)
    }

    // MARK: Around the drawing

    func title(_ trail: FigureTrail) -> String {
        [name(trail), "\(trail.areaName) (\(trail.area))", period(trail)].joined(separator: " · ")
    }

    func notes(_ graph: BoxGraph, isShortened: Bool) -> [String] {
        var notes = [
            Words(
                vi:
                    "Mũi tên chỉ vào cái được tạo thành. Nét liền: đang có hiệu lực; nét đứt: đã thay "
                    + "hoặc đã rút. SHA-256 ghi 12 chữ số đầu.",
                en: "Arrows point at what is made. Solid frame: in force; dashed: superseded or "
                    + "withdrawn. Of each SHA-256 the first 12 digits.")
        ]
        if isShortened {
            notes.append(
                Words(
                    vi: "Hình chỉ vẽ những phần lớn nhất. Danh sách đủ: cùng lệnh này với --format "
                        + "text hoặc --format json.",
                    en: "Only the largest parts are drawn. The full list: the same command with "
                        + "--format text or --format json."))
        }
        return notes.map(text)
    }

    func summary(_ trails: [FigureTrail], _ graph: BoxGraph) -> String {
        func count(_ kind: BoxGraph.Kind) -> Int { graph.boxes.count { $0.kind == kind } }
        let counts = Words(
            vi:
                "Trong hình có \(count(.drop)) tệp, \(count(.decision)) quyết định hoặc đính chính, "
                + "\(count(.former)) phiên bản đã thay hoặc đã rút.",
            en: "Drawn are files: \(count(.drop)), decisions or corrections: \(count(.decision)), "
                + "superseded or withdrawn versions: \(count(.former)).")
        return (trails.map(sentence) + [text(counts)]).joined(separator: " ")
    }

    private func sentence(_ trail: FigureTrail) -> String {
        guard let version = trail.versions.first else { return "" }
        let breakdown = trail.breakdown.isEmpty ? "" : " [\(trail.breakdown)]"
        let head = "\(title(trail))\(breakdown): \(value(version, trail))"
        let path = Violation.escaped(version.path)
        let origin =
            version.formula.map { formula in
                let short = names.shortened(formula.text)
                return Words(
                    vi: "được tính: \(short), từ \(version.inputs.count) số liệu.",
                    en: "computed: \(short), inputs: \(version.inputs.count).")
            }
            ?? Words(
                vi: "tệp \(path), dòng \(version.line).", en: "file \(path), line \(version.line).")
        return "\(head); \(text(origin))"
    }

    // MARK: Figures

    private func name(_ trail: FigureTrail) -> String {
        indicators[trail.indicator]?.title.text(language) ?? trail.indicator
    }

    private func period(_ trail: FigureTrail) -> String {
        Period(trail.period, seasons: figureText.seasons)?
            .title(among: figureText.seasons).text(language) ?? trail.period
    }

    private func value(_ version: FigureTrail.Version, _ trail: FigureTrail) -> String {
        guard let number = version.number else { return version.mark.map { "(\($0))" } ?? "–" }
        return "\(self.number(number)) \(indicators[trail.indicator]?.unit ?? "")"
    }

    /// Above a part: by what it is read, and which of several it is.
    func tag(_ part: FigureTrail, _ place: (Int, Int)?) -> String {
        let reference = part.reference.map { ": " + names.shortened($0) } ?? ""
        guard let (number, count) = place else {
            return text(Words(vi: "Số liệu đầu vào", en: "Input")) + reference
        }
        return text(
            Words(vi: "Số liệu đầu vào \(number)/\(count)", en: "Input \(number) of \(count)"))
    }

    func lines(
        _ trail: FigureTrail, _ version: FigureTrail.Version, isTitled: Bool
    ) -> [BoxGraph.Line] {
        let breakdown = trail.breakdown.isEmpty ? "" : " [\(trail.breakdown)]"
        let status = ObservationStatus(rawValue: version.status)?.title
        var lines = isTitled ? [BoxGraph.Line(text: name(trail), isStrong: true)] : []
        lines += [
            BoxGraph.Line(text: "\(trail.areaName) (\(trail.area))"),
            BoxGraph.Line(text: period(trail) + breakdown),
            BoxGraph.Line(text: value(version, trail), isStrong: true),
            line(
                Words(
                    vi: "\(status?.vi ?? version.status), biết từ \(day(version.knownAt))",
                    en: "\(status?.en ?? version.status), known from \(day(version.knownAt))")),
        ]
        if let confidentiality = confidentiality(version) { lines.append(line(confidentiality)) }
        if let end = end(version) { lines.append(line(end)) }
        if version.formula == nil {
            lines.append(
                line(
                    Words(
                        vi: "dòng \(version.line) của tệp", en: "line \(version.line) of the file"))
            )
        }
        return lines
    }

    private func confidentiality(_ version: FigureTrail.Version) -> Words? {
        guard let code = version.conf, let found = Confidentiality(rawValue: code), found != .free
        else { return nil }
        return found.title
    }

    /// What took its place, and since when.
    private func end(_ version: FigureTrail.Version) -> Words? {
        guard let moment = version.closedAt ?? version.replacedAt else { return nil }
        let isWithdrawn = version.closedByKind == "withdrawal"
        let path = version.closedByPath.map { Violation.escaped($0) }
        let reason = version.closedByReason.map { reason in
            "; " + Violation.escaped(reason)
                + (version.closedByActor.map { " (\(Violation.escaped($0)))" } ?? "")
        }
        guard isWithdrawn else {
            return Words(
                vi: "đã thay từ \(day(moment))" + (path.map { " bởi \($0)" } ?? "")
                    + (reason ?? ""),
                en: "superseded on \(day(moment))" + (path.map { " by \($0)" } ?? "")
                    + (reason ?? ""))
        }
        return Words(
            vi: "không còn từ \(day(moment)), đã rút tệp \(path ?? "–")\(reason ?? "")",
            en: "gone on \(day(moment)), withdrawn was \(path ?? "–")\(reason ?? "")")
    }

    /// How to see the parts of a former version that was computed.
    func formerParts(_ version: FigureTrail.Version) -> [BoxGraph.Line] {
        guard version.formula != nil else { return [] }
        let day = version.knownAt.day
        return [
            line(
                Words(
                    vi: "được tính; các phần khi đó: --as-of \(day)",
                    en: "computed; its parts of then: --as-of \(day)"))
        ]
    }

    // MARK: Formulas and what is not drawn

    func lines(
        _ formula: FigureTrail.AppliedFormula, _ version: FigureTrail.Version,
        _ groups: [[FigureTrail]]
    ) -> [BoxGraph.Line] {
        var lines = [
            BoxGraph.Line(text: names.shortened(formula.text), isStrong: true),
            line(
                Words(
                    vi: "cho các kỳ từ \(day(formula.effectiveFrom))",
                    en: "for periods from \(day(formula.effectiveFrom))")),
            line(
                Words(
                    vi: "biết từ \(day(formula.knownAt))",
                    en: "known since \(day(formula.knownAt))")),
        ]
        if version.eventKind == "definition", let reason = version.eventReason {
            lines.append(
                line(
                    Words(
                        vi: "lý do: \(Violation.escaped(reason))",
                        en: "reason: \(Violation.escaped(reason))")))
        }
        // Parts of a sum carry no title of their own.
        for part in groups.filter({ $0.count > 1 }).map({ $0[0] }) {
            let code = indicators[part.indicator].map { names.name($0.key) } ?? part.indicator
            lines.append(BoxGraph.Line(text: "\(code): \(name(part))"))
        }
        if groups.isEmpty {
            lines.append(
                line(
                    Words(
                        vi: "không tra được các phần: phiên bản này không có trong danh mục",
                        en: "its parts are not known: this version is not in the catalogue")))
        }
        return lines
    }

    /// What the parts that are not drawn come to.
    func lines(rest: [FigureTrail], fileCount: Int) -> [BoxGraph.Line] {
        let versions = rest.compactMap(\.versions.first)
        let numbers = versions.compactMap(\.number)
        var total: ExactDecimal? = .zero
        for number in numbers { total = total?.adding(number) }
        var lines: [BoxGraph.Line] = []
        if let total, let first = rest.first, !numbers.isEmpty {
            let unit = indicators[first.indicator]?.unit ?? ""
            let text = "\(number(total)) \(unit)"
            lines.append(
                BoxGraph.Line(
                    text: self.text(Words(vi: "cộng lại \(text)", en: "together \(text)")),
                    isStrong: true))
        }
        func add(_ count: Int, _ words: Words) { if count > 0 { lines.append(line(words)) } }
        add(fileCount, Words(vi: "từ \(fileCount) tệp", en: "files: \(fileCount)"))
        let emptyCount = versions.count - numbers.count
        add(
            emptyCount,
            Words(vi: "không có giá trị: \(emptyCount)", en: "without a value: \(emptyCount)"))
        let corrected = versions.count { !$0.corrections.isEmpty || isDecided($0) }
        add(
            corrected,
            Words(
                vi: "có quyết định hoặc đính chính: \(corrected)",
                en: "by decision or with a correction: \(corrected)"))
        let replaced = versions.count { $0.replacedAt != nil }
        add(replaced, Words(vi: "đã thay sau đó: \(replaced)", en: "superseded since: \(replaced)"))
        return lines
    }

    private func isDecided(_ version: FigureTrail.Version) -> Bool {
        version.formula == nil && version.eventKind != "drop"
    }

    // MARK: Files and decisions

    func dropTag(_ version: FigureTrail.Version) -> String {
        let isWithdrawn =
            version.closedByKind == "withdrawal" && version.closedByPath == version.path
        return text(
            isWithdrawn
                ? Words(vi: "Tệp, đã rút", en: "File, withdrawn") : Words(vi: "Tệp", en: "File"))
    }

    func lines(drop version: FigureTrail.Version) -> [BoxGraph.Line] {
        let agency = agencies.last { $0.code == version.agency }
        let name = agency.map { "\($0.name) (\($0.code))" } ?? version.agency
        var lines = [
            BoxGraph.Line(text: Violation.escaped(version.path)),
            BoxGraph.Line(text: "SHA-256 \(version.sha256.prefix(12))"),
            BoxGraph.Line(text: name),
        ]
        if let vintage = version.vintage {
            lines.append(
                line(Words(vi: "bản ngày \(day(vintage))", en: "vintage of \(day(vintage))")))
        }
        return lines
    }

    func decision(_ version: FigureTrail.Version) -> String {
        let words =
            switch version.eventKind {
            case "release": Words(vi: "Quyết định cho nạp", en: "Released")
            case "replay": Words(vi: "Quyết định đọc lại", en: "Replayed")
            case "withdrawal": Words(vi: "Quyết định rút tệp", en: "After a withdrawal")
            case "restatement": Words(vi: "Quyết định tính lại", en: "Restated")
            default: Words(vi: "Đính chính", en: "Correction")
            }
        return text(words)
    }

    func lines(decision version: FigureTrail.Version) -> [BoxGraph.Line] {
        var lines = version.corrections.map { applied in
            BoxGraph.Line(
                text: "\(applied.correction): \(applied.column) "
                    + "“\(Violation.escaped(applied.found))” → “\(Violation.escaped(applied.value))”",
                isStrong: true)
        }
        if let reason = version.eventReason {
            lines.append(BoxGraph.Line(text: Violation.escaped(reason)))
        }
        // Who loaded a file did not decide on the corrections in it.
        if version.eventKind != "drop" {
            let actor = Violation.escaped(version.actor)
            lines.append(
                line(
                    Words(
                        vi: "\(actor) ghi ngày \(day(version.knownAt))",
                        en: "recorded by \(actor) on \(day(version.knownAt))")))
        }
        return lines
    }
}

extension Words {
    /// So many parts are not drawn.
    init(others count: Int) {
        self.init(vi: "… và \(count) số khác", en: "… and \(count) others")
    }

    /// So many former versions are not drawn.
    init(earlier count: Int) {
        self.init(
            vi: "… và \(count) phiên bản trước nữa", en: "… and \(count) earlier versions")
    }
}
