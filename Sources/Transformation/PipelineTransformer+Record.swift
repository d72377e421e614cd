import PhusaModel

extension PipelineTransformer {
    mutating func transform(
        _ index: Int, of batch: CheckedBatch, into rows: inout FactRows
    ) -> RecordOutcome {
        let record = batch.records[index]
        let firstRow = rows.rows.count
        let nothing = firstRow..<firstRow
        if let correction = record.excludedBy {
            let exclusion = Exclusion(
                cause: .correction, reason: correction, line: record.line,
                cellCount: cellCountPerRecord, isWholeRecord: true)
            return RecordOutcome(violations: [], exclusions: [exclusion], rowRange: nothing)
        }
        begin(record)
        load(index, of: batch)
        run(from: 0, cellCount: cellCountPerRecord, record, into: &rows)
        let violations = bench.violations
        guard record.violations.isEmpty, violations.isEmpty else {
            writer.discard()
            spareKeys(index, of: batch, into: &rows)
            return RecordOutcome(violations: violations, exclusions: [], rowRange: nothing)
        }
        writer.commit(to: &rows, asSpared: false)
        return RecordOutcome(
            violations: [], exclusions: exclusions(line: record.line),
            rowRange: firstRow..<rows.rows.count)
    }

    private mutating func begin(_ record: CheckedBatch.Record) {
        bench.begin(record)
        emptyCount = 0
        for index in filteredCounts.indices { filteredCounts[index] = 0 }
    }

    private mutating func load(_ index: Int, of batch: CheckedBatch) {
        bench.load(columnsRead, of: batch, first: index * columnCount)
        bench.registers[lineSlot] = .integer(Int64(batch.records[index].line))
    }

    /// Runs a violating record again for its keys alone.
    private mutating func spareKeys(
        _ index: Int, of batch: CheckedBatch, into rows: inout FactRows
    ) {
        bench.isSilent = true
        defer { bench.isSilent = false }
        load(index, of: batch)
        run(from: 0, cellCount: cellCountPerRecord, batch.records[index], into: &rows)
        writer.commit(to: &rows, asSpared: true)
    }

    // MARK: Steps

    /// Runs the steps from `start` on, and for each cell behind an unpivot the steps that follow it.
    ///
    /// - Parameter cellCount: Cells that the steps from here on make.
    private mutating func run(
        from start: Int, cellCount: Int, _ record: CheckedBatch.Record, into rows: inout FactRows
    ) {
        for place in start..<operations.count {
            switch operations[place] {
            case .translate(let index): translations[index].run(&bench)
            case .split(let index): splits[index].run(&bench)
            case .compute(let step): step.run(&bench)
            case .filter(let index):
                guard !filters[index].excludes(&bench) else {
                    filteredCounts[index] += cellCount
                    return
                }
            case .normalise(let index):
                guard normalisers[index].run(&bench) else {
                    emptyCount += cellCount
                    return
                }
            case .unpivot(let step):
                let cellCount = step.sources.isEmpty ? 0 : cellCount / step.sources.count
                for source in step.sources {
                    bench.set(source, of: step)
                    run(from: place + 1, cellCount: cellCount, record, into: &rows)
                }
                return
            }
        }
        write(record, into: &rows)
    }

    private mutating func write(_ record: CheckedBatch.Record, into rows: inout FactRows) {
        guard bench.isSilent else {
            writer.write(&bench, line: record.line, record: record.number, into: &rows)
            return
        }
        let isRead = writer.writeKey(
            &bench, line: record.line, record: record.number, into: &rows)
        if !isRead { rows.hasUnreadableKey = true }
    }

    private func exclusions(line: Int) -> [Exclusion] {
        var exclusions: [Exclusion] = []
        for (index, count) in filteredCounts.enumerated() where count > 0 {
            exclusions.append(
                Exclusion(
                    cause: .filter, reason: filters[index].reason, line: line, cellCount: count,
                    isWholeRecord: count == cellCountPerRecord))
        }
        if emptyCount > 0 {
            exclusions.append(
                Exclusion(
                    cause: .emptyCell, reason: "", line: line, cellCount: emptyCount,
                    isWholeRecord: false))
        }
        return exclusions
    }
}

extension Workbench {
    fileprivate mutating func set(
        _ source: (slot: Int, header: TextID), of step: UnpivotStep
    ) {
        registers[step.headerSlot] = .text(source.header)
        registers[step.valueSlot] = registers[source.slot]
        origins[step.headerSlot] = origins[source.slot]
        origins[step.valueSlot] = origins[source.slot]
    }
}
