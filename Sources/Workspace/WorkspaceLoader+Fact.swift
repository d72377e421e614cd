import PhusaModel

extension WorkspaceLoader {
    func fact(_ root: YAMLNode, dimensions: [DimensionTable]) -> FactTable? {
        let table = DefinitionKind.fact.table
        guard let reader = MappingReader(root, table: table, context: context) else { return nil }
        let name = reader.text("fact")
        if let name {
            context.add(name, to: &context.facts, at: reader.position(of: "fact"))
        } else {
            context.facts.isComplete = false
        }
        let about = reader.words("about")
        let columns = columns(reader, table: name)
        let key = names(reader, "key", among: columns, list: .factColumn)
        let references = references(reader, columns: columns)
        let scope = keyColumn(reader, "scope", key: key)
        let distributeBy = keyColumn(reader, "distribute_by", key: key)
        let history: FactTable.HistoryKind? = reader.choice("history")
        checkKey(reader, key: key, columns: columns)
        checkScope(scope, reader: reader, references: references, dimensions: dimensions)
        guard reader.isSound, let name, let about, let distributeBy, let history else { return nil }
        let ordered =
            key.compactMap { name in columns.first { $0.name == name } }
            + columns.filter { !key.contains($0.name) }
        return FactTable(
            name: name, about: about,
            columns: ordered.map {
                FactColumn(
                    name: $0.name, kind: $0.kind, dimension: references[$0.name],
                    isNullable: $0.isNullable)
            },
            keyColumnCount: key.count, scope: scope, history: history, distributeBy: distributeBy)
    }

    /// Column → dimension; each column of kind reference has one, and no other.
    private func references(
        _ reader: MappingReader, columns: [WarehouseColumn]
    ) -> [String: String] {
        var references: [String: String] = [:]
        let kinds = columns.filter { $0.kind == .reference }
        var allowed = KnownNames(.factColumn, names: kinds.map(\.name))
        allowed.isComplete = columns.count == reader.map("columns").count
        for entry in reader.map("references") {
            reader.check(entry.key, in: allowed, at: entry.position)
            guard let dimension = reader.text(of: entry.value, type: .text) else { continue }
            if reader.check(dimension, in: context.dimensions, at: entry.value.position) {
                references[entry.key] = dimension
            }
        }
        let named = Set(reader.map("references").map(\.key))
        for column in kinds where !named.contains(column.name) {
            reader.report(
                .missingKey("references." + column.name), at: column.position, found: column.name)
        }
        return references
    }

    private func keyColumn(_ reader: MappingReader, _ name: String, key: [String]) -> String? {
        guard let column = reader.text(name) else { return nil }
        let known = KnownNames(.factColumn, names: key)
        reader.check(column, in: known, at: reader.position(of: name))
        return column
    }

    private func checkKey(_ reader: MappingReader, key: [String], columns: [WarehouseColumn]) {
        if reader.has("key"), key.isEmpty {
            reader.report(.value(.text), at: reader.position(of: "key"), found: "[]")
        }
        for column in columns where key.contains(column.name) && column.isNullable {
            reader.report(
                .value(.oneOf([column.kind.rawValue])), at: column.position, found: column.text)
        }
    }

    private func checkScope(
        _ scope: String?, reader: MappingReader, references: [String: String],
        dimensions: [DimensionTable]
    ) {
        guard let scope, reader.isSound else { return }
        if let name = references[scope] {
            // A broken dimension says nothing of its members.
            let dimension = dimensions.first { $0.name == name }
            guard let dimension, dimension.members != .catalogue(.periods) else { return }
        }
        let periods = dimensions.filter { $0.members == .catalogue(.periods) }.map(\.name)
        let allowed = references.filter { periods.contains($0.value) }.keys.sorted()
        reader.report(.value(.oneOf(allowed)), at: reader.position(of: "scope"), found: scope)
    }
}
