import PhusaModel

/// Reads the steps of a pipeline, each against the columns that the steps before it leave.
struct StepReader {
    let codeMaps: [String: CodeMap]
    let mapNames: KnownNames
    let context: LoadContext

    /// - Returns: `nil` after a report; `scope` then has what the step was to make, as far as that
    ///   is known.
    func step(_ reader: MappingReader, scope: inout PipelineScope) -> StepDefinition? {
        guard let kind = reader.singleKey(), let part = reader.nested(kind) else { return nil }
        var step = ScopeReader(reader: part, scope: scope)
        defer { scope = step.scope }
        switch kind {
        case "rename": return rename(&step)
        case "constant": return constant(&step)
        case "map": return map(&step)
        case "lookup": return lookup(&step)
        case "unpivot": return unpivot(&step)
        case "split": return split(&step)
        case "filter": return filter(&step)
        case "compute": return compute(&step)
        default: return normalise(&step)
        }
    }

    private func rename(_ step: inout ScopeReader) -> StepDefinition? {
        let into = step.reader.text("into")
        let column = step.column("column", types: ColumnType.allCases)
        let kind = column.flatMap { step.scope[$0]?.kind }
        if let column { step.scope.remove(column) }
        step.add(into, kind, at: step.reader.position(of: "into"))
        guard let column, let into else { return nil }
        return .rename(column: column, into: into)
    }

    private func constant(_ step: inout ScopeReader) -> StepDefinition? {
        let value = step.reader.text("value")
        let into = step.reader.text("into")
        step.add(into, .column(.text), at: step.reader.position(of: "into"))
        guard let value, let into else { return nil }
        return .constant(value: value, into: into)
    }

    private func map(_ step: inout ScopeReader) -> StepDefinition? {
        let column = step.column("column", types: ScopeReader.textTypes)
        let using = codeMap(step.reader)
        let into = step.reader.text("into")
        step.add(
            into, .column(.text), replacing: Set([column].compactMap { $0 }),
            at: step.reader.position(of: "into"))
        guard let column, let using, let into else { return nil }
        return .map(column: column, using: using, into: into)
    }

    private func codeMap(_ reader: MappingReader) -> String? {
        guard let name = reader.text("using") else { return nil }
        reader.check(name, in: mapNames, at: reader.position(of: "using"))
        return name
    }

    private func lookup(_ step: inout ScopeReader) -> StepDefinition? {
        let column = step.column("column", types: ScopeReader.textTypes)
        let using = codeMap(step.reader)
        let form = ValueType.form(.column)
        var into: [String: String] = [:]
        for entry in step.reader.map("into") {
            if let map = using.flatMap({ codeMaps[$0] }) {
                let names = KnownNames(.codeMapColumn, names: map.valueColumns)
                step.reader.check(entry.key, in: names, at: entry.position)
            }
            let name = step.reader.text(of: entry.value, type: form)
            step.add(
                name, .column(.text), replacing: Set([column].compactMap { $0 }),
                at: entry.value.position)
            into[entry.key] = name
        }
        guard let column, let using else { return nil }
        return .lookup(column: column, using: using, into: into)
    }

    private func unpivot(_ step: inout ScopeReader) -> StepDefinition? {
        let columns = step.column("columns", types: ColumnType.allCases, allowsSpread: true)
        var kind: PipelineScope.Kind?
        if let columns, let column = step.scope[columns], column.isSpread {
            kind = column.kind
            step.scope.remove(columns)
        }
        let header = step.reader.text("header")
        step.add(header, .column(.text), at: step.reader.position(of: "header"))
        let value = step.reader.text("value")
        step.add(value, kind, at: step.reader.position(of: "value"))
        guard let columns, let header, let value else { return nil }
        return .unpivot(columns: columns, header: header, value: value)
    }

    private func split(_ step: inout ScopeReader) -> StepDefinition? {
        let column = step.column("column", types: ScopeReader.textTypes)
        let items = step.reader.items("patterns")
        let patterns = items.compactMap { step.reader.pattern(of: $0) }
        if patterns.count < items.count { step.scope.loosen() }
        var made: Set<String> = Set([column].compactMap { $0 })
        for (item, pattern) in zip(items, patterns) {
            for name in pattern.captureNames {
                if !NameForm.column.matches(name) {
                    let form = AllowedValue.form(NameForm.column.rawValue)
                    step.reader.report(.value(form), at: item.position, found: name)
                }
                step.add(name, .column(.text), replacing: made, at: item.position)
                made.insert(name)
            }
        }
        guard let column, patterns.count == items.count else { return nil }
        return .split(column: column, patterns: patterns)
    }

    private func filter(_ step: inout ScopeReader) -> StepDefinition? {
        let reason = step.reader.text("reason")
        guard let keep = step.expression("keep", type: .boolean), let reason else { return nil }
        return .filter(keep: keep, reason: reason)
    }

    private func compute(_ step: inout ScopeReader) -> StepDefinition? {
        let type: ExpressionType? = step.reader.choice("type")
        let expression = step.expression("is", type: type)
        let into = step.reader.text("into")
        var kind: PipelineScope.Kind?
        if let type, expression != nil {
            kind =
                switch type {
                case .text: .column(.text)
                case .decimal: .column(.decimal)
                case .boolean: .column(.boolean)
                }
        }
        step.add(
            into, kind,
            replacing: expression.map { ScopeReader.columns(of: $0) } ?? Set([into ?? ""]),
            at: step.reader.position(of: "into"))
        guard let type, let expression, let into else { return nil }
        return .compute(is: expression, type: type, into: into)
    }

    // MARK: Normalise

    private func normalise(_ step: inout ScopeReader) -> StepDefinition? {
        let text: [ColumnType] = [.text]
        let indicator = step.column("indicator", types: text)
        let area = step.column("area", types: text)
        let period = step.column("period", types: [.text, .period, .date, .moment])
        let agency = step.column("agency", types: text)
        let value = step.column("value", types: [.decimal, .integer])
        let unit = step.column("unit", types: [.text, .unit])
        let status = step.column("status", types: text)
        let conf = step.column("conf", types: text)
        let embargo = step.column("embargo", types: [.date, .text])
        let breakdown = breakdown(step)
        let edition = step.reader.text("edition")
        let methodology = step.reader.text("methodology")
        let references: [(key: String, column: String, list: DimensionTable.CatalogueList)] = [
            ("period", "period_id", .periods), ("indicator", "indicator_id", .indicators),
            ("area", "area_id", .areas), ("agency", "agency_id", .agencies),
        ]
        for (key, column, list) in references where step.reader.has(key) {
            step.add(column, .reference(list), at: step.reader.keyPosition(of: key))
        }
        if step.reader.has("breakdown") || indicator != nil {
            let position = step.reader.keyPosition(of: "breakdown")
            step.add("breakdown_id", .reference(.breakdowns), at: position)
        }
        for key in ["conf", "embargo"] where value == nil && step.reader.has(key) {
            step.reader.report(
                .missingKey("value"), at: step.reader.keyPosition(of: key), found: "")
        }
        if value != nil {
            let position = step.reader.keyPosition(of: "value")
            let read = Set([value, status, conf, embargo].compactMap { $0 })
            step.add("value", .column(.decimal), replacing: read, at: position)
            step.add("mark", .character, replacing: read, at: position)
            step.add("status", .character, replacing: read, at: position)
            step.add("conf", .character, replacing: read, at: position)
            if embargo != nil {
                step.add("embargo_until", .column(.date), replacing: read, at: position)
            }
        }
        guard step.reader.isSound else { return nil }
        return .normalise(
            NormaliseDefinition(
                indicator: indicator, edition: edition, methodology: methodology, area: area,
                period: period, agency: agency, breakdown: breakdown, value: value, unit: unit,
                status: status, conf: conf, embargo: embargo))
    }

    private func breakdown(_ step: ScopeReader) -> [String: String] {
        var breakdown: [String: String] = [:]
        for entry in step.reader.map("breakdown") {
            step.reader.check(entry.key, in: context.axes, at: entry.position)
            guard let column = step.reader.text(of: entry.value) else { continue }
            step.check(column, types: [.text], at: entry.value.position)
            breakdown[entry.key] = column
        }
        return breakdown
    }
}
