import PhusaModel

extension WorkspaceLoader {
    /// Section `text`: where it declares no figures, braces in its body are braces.
    ///
    /// - Parameter kinds: Of all sections of the report.
    func text(_ part: MappingReader, title: Words?, beside kinds: Set<String>) -> ReportSection? {
        guard part.has("figures") else {
            guard let body = part.words("body"), let title else { return nil }
            return .text(title: title, TextDefinition(plain: body))
        }
        var names = KnownNames(.textFigure)
        var figures: [String: TextFigure] = [:]
        for entry in part.map("figures") {
            names.insert(entry.key, at: entry.position)
            guard NameForm.column.matches(entry.key) else {
                part.report(
                    .value(.form(NameForm.column.rawValue)), at: entry.position, found: entry.key)
                continue
            }
            guard let reader = part.nested(entry.value, table: KeyTables.textFigure) else {
                continue
            }
            figures[entry.key] = figure(reader, beside: kinds)
        }
        guard let body = part.nested("body"), let vi = body.node("vi"), let en = body.node("en"),
            let vietnamese = parsed(vi, body), let english = parsed(en, body)
        else { return nil }
        check([(vi, vietnamese), (en, english)], names, part)
        guard part.isSound, let title else { return nil }
        return .text(
            title: title,
            TextDefinition(
                vi: TextBody(vietnamese.parts), en: TextBody(english.parts), figures: figures))
    }

    private func parsed(_ node: YAMLNode, _ body: MappingReader) -> TextBodyParser? {
        body.text(of: node, type: .text).map { TextBodyParser($0) }
    }

    /// Holds what the bodies print against what is declared, and against each other.
    private func check(
        _ bodies: [(node: YAMLNode, parser: TextBodyParser)], _ names: KnownNames,
        _ part: MappingReader
    ) {
        let printed = bodies.map { Set($0.parser.names.map(\.text)) }
        let isWhole = zip(bodies, printed).map { body, printed in
            body.parser.mistakes.isEmpty && printed.allSatisfy(names.contains)
        }
        for (index, (node, parser)) in bodies.enumerated() {
            for (problem, found) in parser.mistakes {
                part.report(
                    .text(problem), at: context.position(ofBrace: found.brace, in: node),
                    found: found.text)
            }
            var told: Set<String> = []
            for found in parser.names where told.insert(found.text).inserted {
                let place = context.position(ofBrace: found.brace, in: node)
                guard part.check(found.text, in: names, at: place) else { continue }
                if isWhole[1 - index], !printed[1 - index].contains(found.text) {
                    part.report(.text(.oneLanguage), at: place, found: "{\(found.text)}")
                }
            }
        }
        guard isWhole.allSatisfy(\.self) else { return }
        for name in names.names where !printed.contains(where: { $0.contains(name) }) {
            guard let place = names.position(of: name) else { continue }
            part.report(.text(.unused), at: place, found: name)
        }
    }

    // MARK: Figures

    private static let kinds = ["indicator", "cases", "survey", "submissions"]

    /// One figure: exactly one of its keys says of what.
    private func figure(_ reader: MappingReader, beside kinds: Set<String>) -> TextFigure? {
        let given = Self.kinds.filter(reader.has)
        guard let kind = given.first else {
            reader.report(
                .missingKey(Self.kinds.joined(separator: ", ")), at: reader.position, found: "")
            return nil
        }
        for other in given.dropFirst() { refuse(other, because: kind, reader) }
        if kind != "indicator" {
            for key in reader.table.keys.map(\.name)
            where reader.has(key) && !Self.kinds.contains(key) {
                refuse(key, because: kind, reader)
            }
        }
        switch kind {
        case "indicator": return indicatorFigure(reader).map { .indicator($0) }
        case "cases":
            let figure: CaseFigure? = reader.choice("cases")
            return figure.map { .cases($0) }
        case "survey":
            require("satisfaction", among: kinds, .noSatisfaction, reader, at: "survey")
            let figure: SurveyFigure? = reader.choice("survey")
            return figure.map { .survey($0) }
        default:
            require("submissions", among: kinds, .noSubmissions, reader, at: "submissions")
            let figure: SubmissionFigure? = reader.choice("submissions")
            return figure.map { .submissions($0) }
        }
    }

    private func require(
        _ section: String, among kinds: Set<String>, _ problem: TextProblem,
        _ reader: MappingReader, at key: String
    ) {
        guard !kinds.contains(section) else { return }
        reader.report(
            .text(problem), at: reader.keyPosition(of: key), found: reader.text(key) ?? key)
    }

    private func refuse(_ key: String, because reason: String, _ reader: MappingReader) {
        reader.report(
            .notApplicable(because: reason), at: reader.keyPosition(of: key), found: key)
    }

    private func indicatorFigure(_ reader: MappingReader) -> IndicatorFigure? {
        let key = indicator(reader)
        let breakdown = reader.text("breakdown")
        let area = reader.text("area")
        let show: IndicatorFigure.Show? = reader.choice("show")
        let base: ComparisonBase? = reader.choice("base")
        let namesUnit = reader.flag("unit")
        if let key, let breakdown {
            reader.checkBreakdown(breakdown, of: key, at: reader.position(of: "breakdown"))
        }
        if let area {
            reader.check(area, in: context.areas, at: reader.position(of: "area"))
            // A table of areas and members is not guarded against subtraction.
            if breakdown?.isEmpty == false { refuse("breakdown", because: "area", reader) }
        }
        guard let key, let breakdown, let show, let base, let namesUnit else { return nil }
        checkShow(show, key, breakdown, reader)
        return IndicatorFigure(
            indicator: key, breakdown: breakdown, area: area, show: show, base: base,
            namesUnit: namesUnit)
    }

    /// Tells of keys that what is shown has no use for, and of what the indicator cannot show.
    private func checkShow(
        _ show: IndicatorFigure.Show, _ key: IndicatorKey, _ breakdown: String,
        _ reader: MappingReader
    ) {
        let reason = "show: \(show.rawValue)"
        if reader.has("base"), show != .change { refuse("base", because: reason, reader) }
        if reader.has("unit"), !show.hasUnit { refuse("unit", because: reason, reader) }
        switch show {
        case .target, .ofTarget:
            // Targets are the total's: a part of a breakdown has none of its own.
            if !breakdown.isEmpty { refuse("breakdown", because: reason, reader) }
        case .yearToDate, .yearToDateChange:
            guard let own = context.indicators.definitions[key], own.overTime != .sum else { break }
            reader.report(
                .notApplicable(because: "over_time: \(own.overTime.rawValue)"),
                at: reader.position(of: "show"), found: show.rawValue)
        case .value, .change: break
        }
    }
}

extension IndicatorFigure.Show {
    /// Whether it is told in the indicator's own unit.
    fileprivate var hasUnit: Bool {
        switch self {
        case .value, .yearToDate, .target: true
        case .change, .yearToDateChange, .ofTarget: false
        }
    }
}

extension LoadContext {
    /// Where a brace of a text stands in the file, so many braces behind the first; the text itself
    /// where it is written by an escape.
    func position(ofBrace count: Int, in node: YAMLNode) -> FilePosition {
        guard let bytes = files.files[node.position.path] else { return node.position }
        var place = TextPlace()
        var left = count
        for byte in bytes {
            let isBehind =
                (place.line, place.column) >= (node.position.line, node.position.column)
            if isBehind, byte == UInt8(ascii: "{") || byte == UInt8(ascii: "}") {
                if left == 0 {
                    return FilePosition(
                        path: node.position.path, line: place.line, column: place.column)
                }
                left -= 1
            }
            place.step(over: byte)
        }
        return node.position
    }
}
