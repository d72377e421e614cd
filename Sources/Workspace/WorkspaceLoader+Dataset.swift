import PhusaModel

/// A feed as far as it could be read, for the check of ownership.
struct LoadedDataset {
    let folder: String
    let contracts: [LoadedContract]
    /// The fact that its pipeline loads; `nil` where that is wrong.
    let fact: FactTable?
}

extension WorkspaceLoader {
    /// `<agency>/<dataset>/`: code maps, contracts, pipeline, corrections.
    func loadDatasets(schema: StarSchema, areas: [Area]) -> [DatasetDefinition] {
        var datasets: [DatasetDefinition] = []
        var loaded: [LoadedDataset] = []
        for folder in datasetFolders {
            let (maps, names) = codeMaps(in: folder)
            let contracts = loadContracts(in: folder, codeMaps: names)
            let path = folder + "/pipeline.yml"
            if context.files.files[path] == nil {
                context.report(.missingFile(path), at: start(of: path), found: "")
            }
            let pipeline = loadPipeline(
                path, folder: folder, contracts: contracts, codeMaps: maps, mapNames: names,
                schema: schema)
            let corrections = loadCorrections(
                folder + "/corrections.yml", contracts: contracts)
            let fact = pipeline.fact.flatMap { schema.fact(named: $0) }
            loaded.append(LoadedDataset(folder: folder, contracts: contracts, fact: fact))
            let definitions = contracts.compactMap(\.definition)
            guard let first = definitions.first, let steps = pipeline.definition else { continue }
            datasets.append(
                DatasetDefinition(
                    code: first.dataset, folder: folder, contracts: definitions, pipeline: steps,
                    corrections: corrections, codeMaps: maps,
                    exemptions: loadExemptions(
                        folder + "/exemptions.yml", contracts: definitions)))
        }
        OwnershipCheck(context: context, schema: schema, areas: areas).run(loaded)
        return datasets
    }

    // MARK: Code maps

    /// The maps that could be read, and the names of all.
    private func codeMaps(in folder: String) -> (maps: [String: CodeMap], names: KnownNames) {
        var maps: [String: CodeMap] = [:]
        var names = KnownNames(.codeMap)
        for path in paths where path.hasPrefix(folder + "/") && path.hasSuffix(".csv") {
            let name = String(path.dropFirst(folder.count + 1).dropLast(4))
            names.insert(name, at: start(of: path))
            maps[name] = codeMap(path, name: name)
        }
        return (maps, names)
    }

    private func codeMap(_ path: String, name: String) -> CodeMap? {
        guard let table = csv(path) else { return nil }
        guard table.header.count > 1 else {
            context.report(
                .csv(.header(expected: ["key", "value"])), at: start(of: path),
                found: table.header.joined(separator: ","))
            return nil
        }
        let matchesNames = table.header[0].hasSuffix("~")
        var values: [String: [String]] = [:]
        var positions: [String: FilePosition] = [:]
        var seen = KnownNames(.codeMapKey)
        for row in table.rows {
            let key = matchesNames ? NameKey.fold(row.fields[0]) : row.fields[0]
            let position = table.position(row, field: 0)
            if let first = seen.position(of: key) {
                context.report(
                    .duplicateName(.codeMapKey, first: place(first)), at: position,
                    found: row.fields[0])
                continue
            }
            seen.insert(key, at: position)
            values[key] = Array(row.fields.dropFirst())
            positions[key] = position
        }
        return CodeMap(
            name: name, valueColumns: Array(table.header.dropFirst()), values: values,
            matchesNames: matchesNames, writtenKeys: table.rows.map { $0.fields[0] },
            positions: positions)
    }

    // MARK: Contracts

    private func loadContracts(in folder: String, codeMaps: KnownNames) -> [LoadedContract] {
        let files = yamlFiles(in: folder).filter {
            Self.isContract(String($0.split(separator: "/").last ?? ""))
        }
        if files.isEmpty {
            let path = folder + "/contract.yml"
            context.report(.missingFile(path), at: start(of: path), found: "")
        }
        var contracts: [LoadedContract] = []
        for path in files {
            guard let reader = context.mappings(of: path, kind: .contract)?.first else { continue }
            contracts.append(
                loadContract(reader, path: path, folder: folder, codeMaps: codeMaps))
        }
        let sorted = contracts.sorted { left, right in
            guard let right = right.appliesFrom else { return false }
            return left.appliesFrom.map { $0 < right } ?? true
        }
        checkStarts(contracts)
        checkCodes(contracts)
        return sorted
    }

    /// Two contracts of one dataset never start on one day.
    private func checkStarts(_ contracts: [LoadedContract]) {
        var starts = KnownNames(.contractStart)
        for contract in contracts {
            let start = contract.appliesFrom?.description ?? ""
            context.add(start, to: &starts, at: contract.position)
        }
    }

    /// All contracts of a folder are of one dataset.
    private func checkCodes(_ contracts: [LoadedContract]) {
        guard let first = contracts.first(where: { $0.definition != nil })?.definition?.dataset
        else { return }
        for contract in contracts {
            guard let code = contract.definition?.dataset, code != first else { continue }
            context.report(.folderCode(expected: first), at: contract.position, found: code)
        }
    }

    // MARK: Corrections

    private func loadCorrections(
        _ path: String, contracts: [LoadedContract]
    ) -> [CorrectionDefinition] {
        guard context.files.files[path] != nil,
            let readers = context.mappings(of: path, kind: .corrections)
        else { return [] }
        var columns = KnownNames(.column, names: contracts.flatMap { $0.columns.map(\.alias) })
        columns.isComplete = !contracts.isEmpty && contracts.allSatisfy(\.columnsAreComplete)
        var ids = KnownNames(.correction)
        return readers.compactMap { reader in
            let id = reader.text("correction")
            if let id { context.add(id, to: &ids, at: reader.position(of: "correction")) }
            return correction(reader, id: id, columns: columns)
        }
    }

    private func correction(
        _ reader: MappingReader, id: String?, columns: KnownNames
    ) -> CorrectionDefinition? {
        let decided = reader.day("decided")
        let expires = reader.day("expires")
        let decidedBy = reader.text("by")
        let reason = reader.text("reason")
        let excludes = reader.flag("exclude")
        var match: [String: String] = [:]
        for entry in reader.map("match") {
            reader.check(entry.key, in: columns, at: entry.position)
            match[entry.key] = reader.text(of: entry.value)
        }
        let change = reader.nested("change").flatMap { self.change($0, columns: columns) }
        if let excludes, excludes == reader.has("change") {
            let keys: DefinitionError.Kind =
                excludes ? .notApplicable(because: "exclude: true") : .missingKey("change")
            let place = excludes ? reader.keyPosition(of: "change") : reader.position
            reader.report(keys, at: place, found: excludes ? "change" : "")
        }
        if let decided, let expires {
            check(
                .decidedByExpires, decided <= expires, at: reader.position(of: "expires"),
                expires.description)
        }
        guard reader.isSound, let id, let decided, let decidedBy, let reason else { return nil }
        return CorrectionDefinition(
            id: id, decided: decided, expires: expires, reason: reason, decidedBy: decidedBy,
            match: match, change: change)
    }

    private func change(
        _ reader: MappingReader, columns: KnownNames
    ) -> CorrectionDefinition.Change? {
        let column = reader.text("column")
        let expected = reader.text("expect")
        let value = reader.text("value")
        if let column { reader.check(column, in: columns, at: reader.position(of: "column")) }
        guard let column, let expected, let value else { return nil }
        return CorrectionDefinition.Change(column: column, expected: expected, value: value)
    }
}
