extension PipelineDefinition {
    /// The names whose values somebody asks for: a step, or a column of the fact.
    ///
    /// Also names that steps make and that the fact has and the file has not: it is enough that no
    /// name is missing. Columns of the contract that are not here need only keep the contract.
    package func columnsRead(for fact: FactTable) -> Set<String> {
        Set(steps.flatMap(\.columnsRead) + fact.columns.map { load.columns[$0.name] ?? $0.name })
    }
}

extension StepDefinition {
    fileprivate var columnsRead: [String] {
        switch self {
        case .constant: []
        case .rename(let column, _), .map(let column, _, _), .lookup(let column, _, _),
            .unpivot(let column, _, _), .split(let column, _):
            [column]
        case .filter(let expression, _), .compute(let expression, _, _): expression.columnsRead
        case .normalise(let definition): definition.columnsRead
        }
    }
}

extension NormaliseDefinition {
    fileprivate var columnsRead: [String] {
        [indicator, area, period, agency, value, unit, status, conf, embargo].compactMap { $0 }
            + breakdown.values
    }
}

extension Expression {
    fileprivate var columnsRead: [String] {
        switch self {
        case .column(let name, _): [name]
        case .text, .decimal, .boolean: []
        case .negate(let part), .not(let part), .isEmpty(let part): part.columnsRead
        case .isIn(let part, let choices): part.columnsRead + choices.flatMap(\.columnsRead)
        case .arithmetic(_, let left, let right), .compare(_, let left, let right),
            .join(let left, let right), .and(let left, let right), .or(let left, let right):
            left.columnsRead + right.columnsRead
        }
    }
}
