import PhusaModel

/// A step with registers for names, by its place in the list of its kind: a plain number, which costs
/// nothing to look at for each record.
enum Operation: Sendable {
    case translate(Int)
    case split(Int)
    case filter(Int)
    case compute(Int)
    case unpivot(Int)
    case normalise(Int)
}

/// `unpivot`: each source becomes a cell of its own.
struct UnpivotStep: Sendable {
    /// Register and pooled header of each column that the pattern matched.
    let sources: [(slot: Int, header: TextID)]
    let headerSlot: Int
    let valueSlot: Int
}

/// Compiles steps: each name a step makes gets a register of its own, so none is ever stale.
struct ProgramBuilder {
    let pipeline: PipelineDefinition
    let contract: ContractDefinition
    let fact: FactTable
    let schema: StarSchema
    let catalogue: Catalogue
    let codeMaps: [String: CodeMap]
    let drop: DropFile

    var bench: Workbench
    var operations: [Operation] = []
    var translations: [TranslationStep] = []
    var splits: [SplitStep] = []
    var filters: [FilterStep] = []
    var computations: [ComputeStep] = []
    var unpivots: [UnpivotStep] = []
    var normalisers: [NormaliseStep] = []
    var cellCountPerRecord = 1
    var slots: [String: Int] = [:]
    /// The register with the line of the record under work.
    private(set) var lineSlot = 0
    /// Registers that `normalise` fills with members, known to exist.
    var memberSlots: Set<Int> = []
    private var patternSlots: [String: [Int]] = [:]
    private var absentSlot: Int?

    init(
        pipeline: PipelineDefinition, contract: ContractDefinition, fact: FactTable,
        schema: StarSchema, catalogue: Catalogue, codeMaps: [String: CodeMap], drop: DropFile,
        bench: Workbench
    ) {
        self.pipeline = pipeline
        self.contract = contract
        self.fact = fact
        self.schema = schema
        self.catalogue = catalogue
        self.codeMaps = codeMaps
        self.drop = drop
        self.bench = bench
    }

    mutating func build(_ columns: [CheckedBatch.Column]) {
        declare(columns)
        for (name, value) in drop.captures.sorted(by: { $0.key < $1.key }) {
            slots["file.\(name)"] = constant(value)
        }
        lineSlot = declare(PipelineDefinition.lineColumn, from: nil)
        for step in pipeline.steps { add(step) }
    }

    // MARK: Registers

    private mutating func declare(_ columns: [CheckedBatch.Column]) {
        var patterns: Set<String> = []
        for column in contract.columns {
            if case .pattern = column.header { patterns.insert(column.alias) }
        }
        for (index, column) in columns.enumerated() {
            let slot = addSlot(root: nil, origin: index)
            if patterns.contains(column.alias) {
                patternSlots[column.alias, default: []].append(slot)
            } else {
                slots[column.alias] = slot
            }
        }
    }

    /// - Parameter root: The register that it is made from; `nil` for one that begins with itself.
    mutating func addSlot(
        root: Int?, origin: Int = -1, value: Register = .absent
    ) -> Int {
        let slot = bench.registers.count
        bench.registers.append(value)
        bench.roots.append(root.map { bench.roots[$0] } ?? slot)
        bench.origins.append(origin)
        return slot
    }

    private mutating func constant(_ value: String) -> Int {
        addSlot(root: nil, value: .text(bench.pool.id(of: value)))
    }

    /// The register of a name; for an optional column that the file does not have, an empty one.
    mutating func slot(_ name: String) -> Int {
        if let slot = slots[name] { return slot }
        if let absentSlot { return absentSlot }
        let slot = addSlot(root: nil)
        absentSlot = slot
        return slot
    }

    /// A new register under a name, made from another.
    mutating func declare(_ name: String, from input: Int?) -> Int {
        let slot = addSlot(root: input)
        slots[name] = slot
        return slot
    }

    /// As ``declare(_:from:)``, for a reference that `normalise` makes.
    mutating func declareMember(_ name: String, from input: Int?) -> Int {
        let slot = declare(name, from: input)
        memberSlots.insert(slot)
        return slot
    }

    // MARK: Steps

    private mutating func add(_ step: StepDefinition) {
        switch step {
        case .rename(let column, let name):
            let slot = slot(column)
            slots[column] = nil
            slots[name] = slot
        case .constant(let value, let name): slots[name] = constant(value)
        case .map(let column, let map, let name):
            addTranslation(.transformMap, column, map, into: [(nil, name)])
        case .lookup(let column, let map, let names):
            let outputs = names.sorted { $0.key < $1.key }.map { ($0.key as String?, $0.value) }
            addTranslation(.transformLookup, column, map, into: outputs)
        case .unpivot(let columns, let header, let value):
            addUnpivot(columns, header: header, value: value)
        case .split(let column, let patterns): addSplit(column, patterns)
        case .filter(let keep, let reason):
            operations.append(.filter(filters.count))
            filters.append(FilterStep(keep: compiled(keep), reason: reason))
        case .compute(let expression, let type, let name):
            let part = compiled(expression)
            let output = declare(name, from: part.firstSlot)
            operations.append(.compute(computations.count))
            computations.append(ComputeStep(expression: part, type: type, output: output))
        case .normalise(let definition): addNormalise(definition)
        }
    }

    private mutating func compiled(_ expression: Expression) -> CompiledExpression {
        CompiledExpression(
            expression, slot: { slot($0) }, text: { bench.pool.id(of: $0) })
    }

    /// - Parameter outputs: Value column of the map (`nil`: the first) and name in the pipeline.
    private mutating func addTranslation(
        _ rule: Rule, _ column: String, _ name: String, into outputs: [(String?, String)]
    ) {
        let map =
            codeMaps[name]
            ?? CodeMap(name: name, valueColumns: [], values: [:], matchesNames: false)
        let input = slot(column)
        let places = outputs.map { valueColumn, name in
            TranslationStep.Output(
                valueIndex: valueColumn.flatMap { map.valueColumns.firstIndex(of: $0) } ?? 0,
                slot: declare(name, from: input))
        }
        operations.append(.translate(translations.count))
        translations.append(
            TranslationStep(rule: rule, map: map, input: input, outputs: places))
    }

    private mutating func addUnpivot(_ columns: String, header: String, value: String) {
        let sources = patternSlots.removeValue(forKey: columns) ?? []
        let step = UnpivotStep(
            sources: sources.map { slot in
                (slot, bench.pool.id(of: bench.headers[bench.origins[slot]]))
            },
            headerSlot: declare(header, from: nil), valueSlot: declare(value, from: nil))
        cellCountPerRecord *= sources.count
        operations.append(.unpivot(unpivots.count))
        unpivots.append(step)
    }

    private mutating func addSplit(_ column: String, _ patterns: [NamePattern]) {
        let input = slot(column)
        var names: [String] = []
        for name in patterns.flatMap(\.captureNames) where !names.contains(name) {
            names.append(name)
        }
        let outputs = names.map { (name: $0, slot: declare($0, from: input)) }
        operations.append(.split(splits.count))
        splits.append(SplitStep(patterns: patterns, input: input, outputs: outputs))
    }
}
