import PhusaModel

/// A column of a contract: what could be read of it.
struct ReadColumn {
    /// `nil` where something in it is wrong.
    let contract: ColumnContract?
    /// `nil` where its name is wrong.
    let scope: LoadedContract.Column?
}

extension WorkspaceLoader {
    func contractColumns(
        _ reader: MappingReader, file: FileDefinition?, codeMaps: KnownNames
    ) -> [ReadColumn] {
        var aliases = KnownNames(.column)
        var headers = KnownNames(.header)
        let numbers = file?.numbers ?? .undeclared
        return reader.nestedList("columns").map { column in
            let alias = column.text("as")
            if let alias { context.add(alias, to: &aliases, at: column.position(of: "as")) }
            if let name = column.text("name") {
                context.add(name, to: &headers, at: column.position(of: "name"))
            }
            let type: ColumnType? = column.choice("type")
            let contract = contractColumn(
                column, alias: alias, type: type, numbers: numbers, codeMaps: codeMaps)
            let scope = alias.map {
                LoadedContract.Column(alias: $0, type: type, isSpread: column.has("names"))
            }
            return ReadColumn(contract: contract, scope: scope)
        }
    }

    private func contractColumn(
        _ column: MappingReader, alias: String?, type: ColumnType?, numbers: NumberFormat,
        codeMaps: KnownNames
    ) -> ColumnContract? {
        let header = header(column)
        let isRequired = column.flag("required")
        let isOptional = column.flag("optional")
        let minimum = column.decimal("min")
        let maximum = column.decimal("max")
        if let minimum, let maximum {
            check(
                .minimumByMaximum, minimum <= maximum, at: column.position(of: "max"), "\(maximum)")
        }
        let pattern = column.pattern("pattern")
        let values = column.texts("values").map(\.text)
        let codes = column.text("codes")
        if let codes { column.check(codes, in: codeMaps, at: column.position(of: "codes")) }
        let marks = marks(column)
        let dateForm = column.value("date", .dateForm) { Self.isDateForm($0) ? $0 : nil }
        let kinds = column.texts("periods").compactMap { PeriodKind(rawValue: $0.text) }
        let length = column.whole("length")
        let own = numberFormat(column, standard: numbers)
        if let type { checkTypeKeys(type, column: column) }
        guard column.isSound, let header, let alias, let type, let isRequired, let isOptional,
            let dateForm, let length
        else { return nil }
        return ColumnContract(
            header: header, alias: alias, type: type, isRequired: isRequired,
            isOptional: isOptional, minimum: minimum, maximum: maximum, pattern: pattern,
            values: values, codes: codes ?? "", marks: marks, dateForm: dateForm,
            periodKinds: kinds, characterCountMax: length,
            numbers: column.has("decimal") || column.has("group") ? own : nil)
    }

    /// Exactly one of `name` and `names`.
    private func header(_ column: MappingReader) -> ColumnContract.Header? {
        if column.has("name"), column.has("names") {
            column.report(
                .notApplicable(because: "name"), at: column.keyPosition(of: "names"),
                found: "names")
        } else if !column.has("name"), !column.has("names") {
            column.report(.missingKey("name"), at: column.position, found: "")
        }
        if let name = column.text("name") { return .name(name) }
        return column.pattern("names").map { .pattern($0) }
    }

    private func marks(_ column: MappingReader) -> [String: Mark] {
        var marks: [String: Mark] = [:]
        let words = Mark.allCases.map(\.word)
        for entry in column.map("marks") {
            marks[entry.key] = column.value(of: entry.value, .oneOf(words)) { word in
                Mark.allCases.first { $0.word == word }
            }
        }
        return marks
    }

    /// Keys that say nothing about a type.
    private func checkTypeKeys(_ type: ColumnType, column: MappingReader) {
        let numbers: [ColumnType] = [.decimal, .integer]
        let uses: [(key: String, types: [ColumnType])] = [
            ("min", numbers), ("max", numbers), ("decimal", numbers), ("group", numbers),
            ("marks", numbers), ("date", [.date, .moment]), ("periods", [.period]),
            ("pattern", [.text]), ("codes", [.text]),
        ]
        for (key, types) in uses where column.has(key) && !types.contains(type) {
            column.report(
                .notApplicable(because: "type: " + type.rawValue),
                at: column.keyPosition(of: key), found: key)
        }
    }

    /// `dd` or `d`, `MM` or `M`, and `yyyy`, each once, with `/`, `-` or `.` between.
    private static func isDateForm(_ text: String) -> Bool {
        let parts = text.split(omittingEmptySubsequences: false) { "/-.".contains($0) }
            .map { $0 == "d" ? "dd" : $0 == "M" ? "MM" : $0 }
        return parts.count == 3 && Set(parts) == ["dd", "MM", "yyyy"]
    }
}
