import PhusaModel

/// The columns that a step of a pipeline sees, with their types.
struct PipelineScope {
    /// What a column holds.
    enum Kind: Hashable {
        case column(ColumnType)
        case reference(DimensionTable.CatalogueList)
        case character

        /// As an error names it.
        var name: String {
            switch self {
            case .column(let type): type.rawValue
            case .reference(let list): "reference(\(list.rawValue))"
            case .character: "character"
            }
        }

        var expressionType: ExpressionType? {
            switch self {
            case .column(.decimal), .column(.integer): .decimal
            case .column(.boolean): .boolean
            case .column: .text
            case .reference, .character: nil
            }
        }
    }

    struct Column {
        /// `nil` where the definition that makes the column is wrong.
        let kind: Kind?
        /// Whether it stands for all columns that a pattern matches: `unpivot` alone may use it.
        var isSpread = false
    }

    private var columns: [String: Column] = [:]
    /// False where some columns are not known: then none is called unknown.
    private(set) var isComplete = true

    /// The columns of a contract, the captures of its file's name, and the record's line; `nil` for a
    /// contract that could not be read.
    init(_ contract: LoadedContract?) {
        guard let contract else {
            isComplete = false
            return
        }
        for column in contract.columns {
            columns[column.alias] = Column(
                kind: column.type.map { .column($0) }, isSpread: column.isSpread)
        }
        for name in contract.captures ?? [] {
            columns["file." + name] = Column(kind: .column(.text))
        }
        columns[PipelineDefinition.lineColumn] = Column(kind: .column(.text))
        isComplete = contract.columnsAreComplete && contract.captures != nil
    }

    subscript(name: String) -> Column? { columns[name] }

    /// For references to the columns.
    var names: KnownNames {
        var names = KnownNames(.column, names: columns.keys)
        names.isComplete = isComplete
        return names
    }

    mutating func remove(_ name: String) { columns[name] = nil }
    mutating func insert(_ name: String, _ kind: Kind?) { columns[name] = Column(kind: kind) }

    /// After a step that could not be read, any column may be there.
    mutating func loosen() { isComplete = false }
}

/// What the steps of a pipeline ask of their columns; tells of what is wrong.
struct ScopeReader {
    let reader: MappingReader
    var scope: PipelineScope

    static let textTypes: [ColumnType] = [.text, .unit, .period, .date, .moment]

    /// A column behind a key, in one of the types; `nil` where the key is absent or wrong.
    func column(_ key: String, types: [ColumnType], allowsSpread: Bool = false) -> String? {
        guard let name = reader.text(key) else { return nil }
        check(name, types: types, allowsSpread: allowsSpread, at: reader.position(of: key))
        return name
    }

    func check(
        _ name: String, types: [ColumnType], allowsSpread: Bool = false, at position: FilePosition
    ) {
        guard reader.check(name, in: scope.names, at: position), let column = scope[name]
        else { return }
        if column.isSpread != allowsSpread {
            reader.report(.spreadColumn, at: position, found: name)
        } else if let kind = column.kind, !types.contains(where: { kind == .column($0) }) {
            let found = "\(name): \(kind.name)"
            reader.report(.columnType(expected: types.map(\.rawValue)), at: position, found: found)
        }
    }

    /// A new column; one that stands there already may be replaced by a step that reads it.
    mutating func add(
        _ name: String?, _ kind: PipelineScope.Kind?, replacing read: Set<String> = [],
        at position: FilePosition
    ) {
        guard let name else {
            scope.loosen()
            return
        }
        if scope[name] != nil, !read.contains(name) {
            reader.report(
                .duplicateName(.column, first: name), at: position, found: name)
        }
        scope.insert(name, kind)
    }

    /// An expression behind a key, of one of the types.
    func expression(_ key: String, type wanted: ExpressionType?) -> Expression? {
        guard let node = reader.node(key), let text = reader.text(of: node) else { return nil }
        let scope = scope
        do throws(ExpressionParser.Failure) {
            let typed = try ExpressionParser.parse(text) { name in
                guard let column = scope[name] else {
                    return scope.isComplete ? .unknown : .untyped
                }
                return column.kind?.expressionType.map { .column($0) } ?? .untyped
            }
            if let wanted, let type = typed.type, type != wanted {
                let kind = DefinitionError.ExpressionProblem.type(expected: [wanted.rawValue])
                reader.report(.expression(kind), at: node.position, found: type.rawValue)
                return nil
            }
            return typed.expression
        } catch {
            report(error, in: node)
            return nil
        }
    }

    private func report(_ failure: ExpressionParser.Failure, in node: YAMLNode) {
        let position = node.position(of: failure.offset)
        switch failure.kind {
        case .problem(let problem):
            reader.report(.expression(problem), at: position, found: failure.found)
        case .unknownColumn:
            reader.check(failure.found, in: scope.names, at: position)
        }
    }

    /// Columns that an expression reads.
    static func columns(of expression: Expression) -> Set<String> {
        switch expression {
        case .column(let name, _): [name]
        case .negate(let inner), .not(let inner), .isEmpty(let inner): columns(of: inner)
        case .arithmetic(_, let left, let right), .compare(_, let left, let right),
            .join(let left, let right), .and(let left, let right), .or(let left, let right):
            columns(of: left).union(columns(of: right))
        case .isIn(let item, let members):
            members.reduce(columns(of: item)) { $0.union(columns(of: $1)) }
        case .text, .decimal, .boolean: []
        }
    }
}
