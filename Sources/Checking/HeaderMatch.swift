import PhusaModel

/// Which field of the file is which column of the contract.
struct HeaderMatch: Sendable {
    /// Where a header went.
    enum Place: Sendable, Equatable {
        /// A column of the contract, by its index there.
        case column(Int)
        /// The field that has the column already.
        case repeated(field: Int)
        case unknown
    }

    /// The file's headers as compared, by field, without blank ones at the end of a CSV header.
    private(set) var names: [String] = []
    private(set) var places: [Place] = []
    private let columns: [ColumnContract]
    private var columnByName: [String: Int] = [:]
    private var fieldByName: [String: Int] = [:]

    init(_ columns: [ColumnContract]) {
        self.columns = columns
        for (index, column) in columns.enumerated() {
            if case .name(let name) = column.header { columnByName[normalisedHeader(name)] = index }
        }
    }

    /// Takes further headers, in the order of the fields.
    mutating func append(_ headers: some Collection<String>) {
        for header in headers {
            let name = normalisedHeader(header)
            let field = names.count
            let place = place(name)
            names.append(name)
            places.append(place)
            if fieldByName[name] == nil { fieldByName[name] = field }
        }
    }

    private func place(_ name: String) -> Place {
        if name.isEmpty { return .unknown }
        guard let column = columnByName[name] ?? patternColumn(name) else { return .unknown }
        return fieldByName[name].map { .repeated(field: $0) } ?? .column(column)
    }

    private func patternColumn(_ name: String) -> Int? {
        columns.firstIndex { column in
            guard case .pattern(let pattern) = column.header else { return false }
            return pattern.match(name) != nil
        }
    }

    /// Fields of a column of the contract, in the order of the file.
    func fields(of column: Int) -> [Int] { places.indices.filter { places[$0] == .column(column) } }

    /// Columns of the contract that must be there and are not.
    var missing: [Int] {
        let found = Set(
            places.compactMap { if case .column(let index) = $0 { index } else { nil } })
        return columns.indices.filter { !columns[$0].isOptional && !found.contains($0) }
    }

    /// What the contract calls its column.
    func title(of column: Int) -> String {
        switch columns[column].header {
        case .name(let name): name
        case .pattern(let pattern): pattern.text
        }
    }
}

extension HeaderMatch {
    /// The breaches of the fields from `first` on.
    ///
    /// - Parameter place: The position of a field's header.
    func violations(
        from first: Int, policy: DriftPolicy.NewColumn, place: (Int) -> FilePosition
    ) -> [Violation] {
        (first..<names.count).compactMap { field in
            switch places[field] {
            case .column:
                return nil
            case .repeated:
                return Violation(
                    rule: .fileRepeatedColumn, position: place(field), column: names[field],
                    found: names[field], expected: .ruleKept)
            case .unknown:
                return policy == .refuseFile ? newColumn(field, at: place(field)) : nil
            }
        }
    }

    private func newColumn(_ field: Int, at position: FilePosition) -> Violation {
        let titles = columns.indices.map(title)
        let free = missing.map(title)
        return Violation(
            rule: .fileNewColumn, position: position,
            column: names[field].isEmpty ? nil : names[field], found: names[field],
            expected: .columns(titles),
            suggestion: NearestName.find(names[field], among: free))
    }

    /// One breach for each missing column, with the file's column that was probably meant.
    func missingColumns(at position: FilePosition) -> [Violation] {
        let unknown = names.indices.filter { places[$0] == .unknown && !names[$0].isEmpty }
            .map { names[$0] }
        return missing.map { column in
            let title = title(of: column)
            return Violation(
                rule: .fileMissingColumn, position: position,
                found: names.filter { !$0.isEmpty }.joined(separator: ", "),
                expected: .columns([title]), suggestion: NearestName.find(title, among: unknown))
        }
    }
}
