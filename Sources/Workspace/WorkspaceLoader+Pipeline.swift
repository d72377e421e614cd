import PhusaModel

/// A pipeline as far as it could be read.
struct LoadedPipeline {
    let definition: PipelineDefinition?
    /// Name of the fact, where it is known.
    let fact: String?
}

extension WorkspaceLoader {
    /// `pipeline.yml`, against the columns of each contract of the dataset.
    func loadPipeline(
        _ path: String, folder: String, contracts: [LoadedContract], codeMaps: [String: CodeMap],
        mapNames: KnownNames, schema: StarSchema
    ) -> LoadedPipeline {
        guard let root = context.root(of: path, kind: .pipeline) else {
            return LoadedPipeline(definition: nil, fact: nil)
        }
        var result = LoadedPipeline(definition: nil, fact: nil)
        let scopes: [LoadedContract?] = contracts.isEmpty ? [nil] : contracts.map { $0 }
        for contract in scopes {
            // What is found wrong under two contracts is told once: errors are a set.
            let table = DefinitionKind.pipeline.table
            guard let reader = MappingReader(root, table: table, context: context)
            else { return result }
            result = pipeline(
                reader, folder: folder, contract: contract,
                steps: StepReader(codeMaps: codeMaps, mapNames: mapNames, context: context),
                schema: schema)
        }
        return result
    }

    private func pipeline(
        _ reader: MappingReader, folder: String, contract: LoadedContract?, steps: StepReader,
        schema: StarSchema
    ) -> LoadedPipeline {
        let code = reader.text("pipeline")
        checkCode(code, reader: reader, folder: folder, contract: contract)
        var scope = PipelineScope(contract)
        var definitions: [StepDefinition] = []
        var usesArea = false
        var embargo: FilePosition?
        for item in reader.nestedList("transform") {
            let step = steps.step(item, scope: &scope)
            if case .normalise(let normalise) = step, normalise.area != nil { usesArea = true }
            if case .normalise(let normalise) = step, normalise.embargo != nil {
                embargo = item.position
            }
            if let step { definitions.append(step) } else { scope.loosen() }
        }
        if usesArea, let contract, !contract.hasAreaEdition {
            let position = FilePosition(path: contract.path, line: 1, column: 1)
            context.report(.missingKey("areas"), at: position, found: "")
        }
        let loaded = reader.nested("load").flatMap { load($0, scope: scope, schema: schema) }
        if let fact = loaded.flatMap({ schema.fact(named: $0.fact) }), let contract {
            checkCover(of: contract, fact: fact, schema: schema)
        }
        if let embargo, let fact = loaded.flatMap({ schema.fact(named: $0.fact) }),
            !fact.columns.contains(where: { $0.name == "embargo_until" })
        {
            // Without the day an embargo would never end.
            reader.report(
                .notApplicable(because: "into: " + fact.name), at: embargo, found: "embargo")
        }
        let checks = reader.nestedList("checks").compactMap { item in
            check(item, fact: loaded.flatMap { schema.fact(named: $0.fact) }, schema: schema)
        }
        guard reader.isSound, let code, let loaded else {
            return LoadedPipeline(definition: nil, fact: loaded?.fact)
        }
        return LoadedPipeline(
            definition: PipelineDefinition(
                dataset: code, steps: definitions, load: loaded, checks: checks),
            fact: loaded.fact)
    }

    private func checkCode(
        _ code: String?, reader: MappingReader, folder: String, contract: LoadedContract?
    ) {
        guard let code, let expected = contract?.definition?.dataset, code != expected
        else { return }
        reader.report(
            .folderCode(expected: expected), at: reader.position(of: "pipeline"), found: code)
    }

    /// A fact with indicators belongs to those who say which indicators are theirs.
    private func checkCover(of contract: LoadedContract, fact: FactTable, schema: StarSchema) {
        guard let cover = contract.cover, cover.indicators.isEmpty,
            OwnershipCheck.hasIndicators(fact, schema: schema)
        else { return }
        context.report(.missingKey("covers.indicators"), at: contract.coverPosition, found: "")
    }
}

// MARK: Load

extension WorkspaceLoader {
    private func load(
        _ reader: MappingReader, scope: PipelineScope, schema: StarSchema
    ) -> LoadDefinition? {
        let name = reader.text("into")
        let mode: LoadMode? = reader.choice("mode")
        guard let name, reader.check(name, in: context.facts, at: reader.position(of: "into")),
            let fact = schema.fact(named: name)
        else { return nil }
        if mode == .replace, fact.scope == nil {
            reader.report(
                .replaceWithoutScope(fact: name), at: reader.position(of: "mode"),
                found: "replace")
        }
        var columns: [String: String] = [:]
        let known = KnownNames(.factColumn, names: fact.columns.map(\.name))
        for entry in reader.map("columns") {
            reader.check(entry.key, in: known, at: entry.position)
            guard let source = reader.text(of: entry.value) else { continue }
            reader.check(source, in: scope.names, at: entry.value.position)
            columns[entry.key] = source
        }
        for column in fact.columns {
            let entry = reader.map("columns").first { $0.key == column.name }
            let position = entry?.value.position ?? reader.position(of: "into")
            check(
                column, from: columns[column.name] ?? column.name, scope: scope, reader: reader,
                schema: schema, fact: name, at: position)
        }
        guard let mode else { return nil }
        return LoadDefinition(fact: name, mode: mode, columns: columns)
    }

    /// Whether a pipeline column is there to fill a column of the fact, in its type.
    private func check(
        _ column: FactColumn, from source: String, scope: PipelineScope, reader: MappingReader,
        schema: StarSchema, fact: String, at position: FilePosition
    ) {
        guard let filled = scope[source] else {
            // A source that the definition names has been looked up already.
            let isTold = source != column.name || column.isNullable || !scope.isComplete
            if !isTold {
                reader.report(.unfedColumn(fact: fact), at: position, found: column.name)
            }
            return
        }
        let expected = kinds(for: column, schema: schema)
        if filled.isSpread {
            reader.report(.spreadColumn, at: position, found: source)
        } else if let kind = filled.kind, !expected.isEmpty, !expected.contains(kind) {
            let found = source == column.name ? source : "\(column.name): \(source)"
            reader.report(
                .columnType(expected: expected.map(\.name)), at: position,
                found: "\(found): \(kind.name)")
        }
    }

    /// Kinds of pipeline column that a fact column takes; empty where that is not known.
    private func kinds(for column: FactColumn, schema: StarSchema) -> [PipelineScope.Kind] {
        switch column.kind {
        case .integer: return [.column(.integer)]
        case .decimal: return [.column(.decimal), .column(.integer)]
        case .text: return [.column(.text), .column(.unit), .column(.period), .character]
        case .date: return [.column(.date)]
        case .moment: return [.column(.moment)]
        case .boolean: return [.column(.boolean)]
        case .character: return [.character, .column(.text)]
        case .reference:
            guard let name = column.dimension, let table = schema.dimension(named: name)
            else { return [] }
            switch table.members {
            case .catalogue(let list)
            where [.periods, .indicators, .areas, .agencies, .breakdowns].contains(list):
                return [.reference(list)]
            default: return [.column(.text), .column(.unit), .character]
            }
        }
    }
}
