package import PhusaModel

/// What there is to say of one record that is not simply loaded.
package struct RecordOutcome: Sendable {
    /// Index of the record in its batch.
    package let record: Int
    /// What the record broke on its way here; what it broke of the contract is in the batch.
    package let violations: [Violation]
    /// Cells, or the whole record, left out for a declared reason; none for a violating record.
    package let exclusions: [Exclusion]
}

/// A pipeline compiled for one file's columns: no name is looked up per row.
///
/// A record that breaks something makes no rows: its keys are read as far as they can be, so that
/// `replace` spares its cells, and one unreadable key makes the drop close nothing at all.
package struct PipelineTransformer: Sendable {
    /// Cells that one record makes (product of unpivots): what a quarantined record counts.
    package let cellCountPerRecord: Int

    let operations: [Operation]
    let filters: [FilterStep]
    let columnCount: Int
    /// Indices of the columns that the program reads; the registers of others stay empty.
    let columnsRead: [Int]
    let lineSlot: Int
    let computations: [ComputeStep]
    let unpivots: [UnpivotStep]
    var bench: Workbench
    var translations: [TranslationStep]
    var splits: [SplitStep]
    var normalisers: [NormaliseStep]
    var writer: RowWriter
    /// Cells of the record under work that each filter left out.
    var filteredCounts: [Int]
    /// Cells of the record under work that are empty.
    var emptyCount = 0
    /// Cells of the record under work that filters left out or that are empty.
    var leftOutCount = 0

    /// - Parameters:
    ///   - contract: The contract that the drop falls under: its covers and its area list.
    ///   - displayPath: The path that violations name.
    ///   - columns: Those of the batches to come; a file with new columns gets a new transformer.
    package init(
        pipeline: PipelineDefinition, contract: ContractDefinition, fact: FactTable,
        schema: StarSchema, catalogue: Catalogue, codeMaps: [String: CodeMap], drop: DropFile,
        displayPath: String, columns: [CheckedBatch.Column]
    ) {
        var builder = ProgramBuilder(
            pipeline: pipeline, contract: contract, fact: fact, schema: schema,
            catalogue: catalogue, codeMaps: codeMaps, drop: drop,
            bench: Workbench(path: displayPath, headers: columns.map(\.header)))
        builder.build(columns)
        writer = RowWriter(fact: fact, columns: builder.columnWriters())
        builder.bench.pool.fix()
        cellCountPerRecord = builder.cellCountPerRecord
        operations = builder.operations
        filters = builder.filters
        computations = builder.computations
        unpivots = builder.unpivots
        columnCount = columns.count
        let namesRead = pipeline.columnsRead(for: fact)
        columnsRead = columns.indices.filter { namesRead.contains(columns[$0].alias) }
        lineSlot = builder.lineSlot
        bench = builder.bench
        translations = builder.translations
        splits = builder.splits
        normalisers = builder.normalisers
        filteredCounts = Array(repeating: 0, count: builder.filters.count)
    }

    /// Transforms a batch whose columns are those that the transformer was made for.
    ///
    /// Violations stand at the column's place among the batch's columns, from 1, and 0 where no
    /// column of the file is concerned.
    ///
    /// - Parameter rows: The same for all batches of a file.
    /// - Returns: The outcomes of records that broke something here or left something out, in order.
    package mutating func transform(
        _ batch: CheckedBatch, into rows: inout FactRows
    ) -> [RecordOutcome] {
        precondition(batch.columns.count == columnCount, "columns changed under a transformer")
        if bench.pool.byteCount > TextPool.byteCountMax { forgetTexts() }
        writer.begin(rows)
        bench.begin(batch)
        var outcomes: [RecordOutcome] = []
        var remarks = batch.remarks[...]
        batch.values.withUnsafeBufferPointer { values in
            for index in batch.records.indices {
                let first = index * columnCount
                let values = UnsafeBufferPointer(rebasing: values[first..<first + columnCount])
                let isRemarked = remarks.first.map { $0.record == index } ?? false
                let outcome = transform(
                    index, batch.records[index], isRemarked ? remarks.removeFirst() : nil, values,
                    into: &rows)
                if let outcome { outcomes.append(outcome) }
            }
        }
        writer.commit(to: &rows)
        return outcomes
    }

    /// Which entries of its code maps records met, where this has been set before the first batch.
    package var mapUses: MapUses? {
        get { bench.mapUses }
        set { bench.mapUses = newValue }
    }

    /// Forgets the texts of the file so far: steps look at those that come again anew.
    mutating func forgetTexts() {
        bench.forgetTexts()
        for index in translations.indices { translations[index].forget() }
        for index in splits.indices { splits[index].forget() }
        for index in normalisers.indices { normalisers[index].forget() }
        writer.forget()
    }
}

extension ProgramBuilder {
    /// One writer for each column of the fact, in order.
    fileprivate mutating func columnWriters() -> [ColumnWriter] {
        fact.columns.indices.map { place in
            let column = fact.columns[place]
            let slot = slots[pipeline.load.columns[column.name] ?? column.name]
            let isResolved = slot.map { memberSlots.contains($0) } ?? true
            let dimension =
                isResolved ? nil : column.dimension.flatMap { schema.dimension(named: $0) }
            return ColumnWriter(
                fact: fact, place: place, slot: slot,
                rule: dimension.map { MemberRule(dimension: $0, catalogue: catalogue) })
        }
    }
}
