import PhusaModel

extension PipelineTransformer {
    /// - Parameters:
    ///   - remark: What the contract has to say of the record.
    ///   - values: Those of the record.
    /// - Returns: `nil` where there is nothing to say.
    mutating func transform(
        _ index: Int, _ record: CheckedBatch.Record, _ remark: CheckedBatch.Remark?,
        _ values: UnsafeBufferPointer<CheckedValue>, into rows: inout FactRows
    ) -> RecordOutcome? {
        if let correction = remark?.excludedBy {
            let exclusion = Exclusion(
                cause: .correction, reason: correction, line: record.line,
                cellCount: cellCountPerRecord, isWholeRecord: true)
            return RecordOutcome(record: index, violations: [], exclusions: [exclusion])
        }
        begin(record)
        load(values, record)
        run(from: 0, cellCount: cellCountPerRecord, record, into: &rows)
        guard remark == nil, bench.violations.isEmpty else {
            writer.discardRecord()
            let violations = bench.violations
            spareKeys(values, record, into: &rows)
            return violations.isEmpty
                ? nil : RecordOutcome(record: index, violations: violations, exclusions: [])
        }
        guard leftOutCount > 0 else { return nil }
        return RecordOutcome(
            record: index, violations: [], exclusions: exclusions(line: record.line))
    }

    private mutating func begin(_ record: CheckedBatch.Record) {
        bench.begin(record)
        writer.beginRecord()
        guard leftOutCount > 0 else { return }
        leftOutCount = 0
        emptyCount = 0
        for index in filteredCounts.indices { filteredCounts[index] = 0 }
    }

    private mutating func load(
        _ values: UnsafeBufferPointer<CheckedValue>, _ record: CheckedBatch.Record
    ) {
        bench.load(columnsRead, of: values)
        bench.registers[lineSlot] = .integer(Int64(record.line))
    }

    /// Runs a violating record again for its keys alone.
    private mutating func spareKeys(
        _ values: UnsafeBufferPointer<CheckedValue>, _ record: CheckedBatch.Record,
        into rows: inout FactRows
    ) {
        bench.isSilent = true
        defer { bench.isSilent = false }
        load(values, record)
        run(from: 0, cellCount: cellCountPerRecord, record, into: &rows)
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
            case .compute(let index): computations[index].run(&bench)
            case .filter(let index):
                guard !filters[index].excludes(&bench) else {
                    filteredCounts[index] += cellCount
                    leftOutCount += cellCount
                    return
                }
            case .normalise(let index):
                guard normalisers[index].run(&bench) else {
                    emptyCount += cellCount
                    leftOutCount += cellCount
                    return
                }
            case .unpivot(let index):
                let step = unpivots[index]
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
