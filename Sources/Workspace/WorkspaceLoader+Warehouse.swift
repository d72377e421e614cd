import PhusaModel

extension WorkspaceLoader {
    /// `warehouse/*.yml`: dimensions first, because facts refer to them.
    func loadSchema() -> StarSchema {
        var dimensions: [DimensionTable] = []
        var facts: [YAMLNode] = []
        for path in yamlFiles(in: "warehouse") {
            guard let root = context.root(of: path, kind: .dimension) else {
                context.dimensions.isComplete = false
                context.facts.isComplete = false
                continue
            }
            if isFact(root) {
                facts.append(root)
            } else if let dimension = dimension(root) {
                dimensions.append(dimension)
            }
        }
        let tables = facts.compactMap { fact($0, dimensions: dimensions) }
        return StarSchema(dimensions: dimensions, facts: tables)
    }

    /// A file is a fact by its key `fact`, or, where neither key stands, by those of facts.
    private func isFact(_ root: YAMLNode) -> Bool {
        guard case .mapping(let entries) = root.content else { return false }
        let keys = Set(entries.map(\.key))
        if keys.contains("fact") { return true }
        return !keys.contains("dimension") && keys.contains("history")
    }

    private func dimension(_ root: YAMLNode) -> DimensionTable? {
        let table = DefinitionKind.dimension.table
        guard let reader = MappingReader(root, table: table, context: context) else {
            context.dimensions.isComplete = false
            context.facts.isComplete = false
            return nil
        }
        let name = reader.text("dimension")
        if let name {
            context.add(name, to: &context.dimensions, at: reader.position(of: "dimension"))
        } else {
            context.dimensions.isComplete = false
        }
        let about = reader.words("about")
        let columns = columns(reader, table: name)
        let key = names(reader, "natural_key", among: columns, list: .dimensionColumn)
        guard let members = members(reader, columns: columns, key: key), let name, let about
        else { return nil }
        return DimensionTable(
            name: name, about: about, naturalKey: key,
            columns: columns.map {
                DimensionColumn(name: $0.name, type: $0.kind, isNullable: $0.isNullable)
            },
            members: members)
    }

    struct WarehouseColumn {
        let name: String
        let kind: ColumnKind
        let isNullable: Bool
        /// Of the kind; the name stands at `namePosition`.
        let position: FilePosition
        let namePosition: FilePosition

        var text: String { kind.rawValue + (isNullable ? "?" : "") }
    }

    /// The columns of a table; reserved names and unknown kinds are told.
    func columns(_ reader: MappingReader, table: String?) -> [WarehouseColumn] {
        let isFact = reader.table.name == KeyTables.fact.name
        let kinds = ColumnKind.allCases.filter { isFact || $0 != .reference }.map(\.rawValue)
        var reserved = Set(CatalogueColumns.lineage)
        if let table, !isFact { reserved = [table.dropFirst(4) + "_id"] }
        return reader.map("columns").compactMap { entry in
            checkColumnName(entry, reserved: reserved, reader: reader)
            let allowed = AllowedValue.oneOf(kinds + kinds.map { $0 + "?" })
            return reader.value(of: entry.value, allowed) { text -> WarehouseColumn? in
                let isNullable = text.hasSuffix("?")
                let kind = isNullable ? String(text.dropLast()) : text
                guard kinds.contains(kind), let kind = ColumnKind(rawValue: kind) else {
                    return nil
                }
                return WarehouseColumn(
                    name: entry.key, kind: kind, isNullable: isNullable,
                    position: entry.value.position, namePosition: entry.position)
            }
        }
    }

    private func checkColumnName(
        _ entry: YAMLEntry, reserved: Set<String>, reader: MappingReader
    ) {
        let form = NameForm.warehouseColumn
        if reserved.contains(entry.key) {
            reader.report(.reservedName, at: entry.position, found: entry.key)
        } else if !form.matches(entry.key) {
            reader.report(.value(.form(form.rawValue)), at: entry.position, found: entry.key)
        }
    }

    /// Names of a list that must be among the table's columns, each once.
    func names(
        _ reader: MappingReader, _ key: String, among columns: [WarehouseColumn],
        list: DefinitionError.NameList
    ) -> [String] {
        var known = KnownNames(list, names: columns.map(\.name))
        // A column whose kind is wrong is still a column.
        for entry in reader.map("columns") { known.insert(entry.key, at: entry.position) }
        var seen = KnownNames(list)
        return reader.texts(key).map { name, position in
            reader.check(name, in: known, at: position)
            context.add(name, to: &seen, at: position)
            return name
        }
    }
}

// MARK: Members

extension WorkspaceLoader {
    private func members(
        _ reader: MappingReader, columns: [WarehouseColumn], key: [String]
    ) -> DimensionTable.Members? {
        guard let node = reader.node("members") else { return nil }
        if case .text(let file, _) = node.content {
            return rows(file, at: node.position, reader: reader, columns: columns, key: key)
        }
        guard let nested = reader.nested("members"),
            let list: DimensionTable.CatalogueList = nested.choice("catalogue")
        else { return nil }
        let fixed = CatalogueColumns.columns(of: list)
        for column in columns {
            let position = column.position
            guard let kind = fixed[column.name] else {
                let known = KnownNames(.dimensionColumn, names: fixed.keys)
                reader.check(column.name, in: known, at: column.namePosition)
                continue
            }
            if column.text != kind {
                reader.report(.value(.oneOf([kind])), at: position, found: column.text)
            }
        }
        let fixedKey = CatalogueColumns.naturalKey(of: list)
        if reader.isSound, key != fixedKey {
            let shown = "[" + fixedKey.joined(separator: ", ") + "]"
            reader.report(
                .value(.oneOf([shown])), at: reader.position(of: "natural_key"),
                found: "[" + key.joined(separator: ", ") + "]")
        }
        return .catalogue(list)
    }

    private func rows(
        _ file: String, at position: FilePosition, reader: MappingReader,
        columns: [WarehouseColumn], key: [String]
    ) -> DimensionTable.Members? {
        let path = "warehouse/" + file
        let lists = paths.filter { $0.hasPrefix("warehouse/") && $0.hasSuffix(".csv") }
        let known = KnownNames(.warehouseFile, names: lists.map { String($0.dropFirst(10)) })
        guard context.check(file, in: known, at: position), let table = csv(path),
            reader.isSound
        else { return nil }
        let names = columns.map(\.name)
        guard Set(table.header) == Set(names), table.header.count == names.count else {
            context.report(
                .csv(.header(expected: names)), at: start(of: path),
                found: table.header.joined(separator: ","))
            return nil
        }
        let fields = names.map { table.header.firstIndex(of: $0) ?? 0 }
        var seen = KnownNames(.row)
        for row in table.rows {
            for (column, field) in zip(columns, fields) {
                checkCell(row.fields[field], column, at: table.position(row, field: field))
            }
            let parts = key.map { name in
                names.firstIndex(of: name).map { row.fields[fields[$0]] } ?? ""
            }
            context.add(
                parts.joined(separator: "|"), to: &seen, at: table.position(row, field: 0))
        }
        return .rows(table.rows.map { row in fields.map { row.fields[$0] } })
    }

    private func checkCell(_ text: String, _ column: WarehouseColumn, at position: FilePosition) {
        if text.isEmpty, column.isNullable { return }
        let isRight: Bool
        switch column.kind {
        case .text: isRight = !text.isEmpty
        case .character: isRight = text.utf8.count == 1
        case .integer: isRight = Int32(text).map { String($0) == text } ?? false
        case .decimal: isRight = ExactDecimal(text) != nil
        case .date: isRight = CalendarDay(text) != nil
        case .moment: isRight = Moment(text) != nil
        case .boolean: isRight = text == "true" || text == "false"
        case .reference: isRight = false
        }
        if !isRight {
            context.report(.value(.columnKind(column.text)), at: position, found: text)
        }
    }
}
