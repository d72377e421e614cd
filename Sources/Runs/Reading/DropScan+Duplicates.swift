import Extraction
import PhusaModel

extension DropScan {
    /// Sees to cells that the drop states twice, and spares those of records rejected late.
    ///
    /// Equal ones count once. Where they differ nobody knows which is right: all their records are
    /// quarantined whole.
    mutating func rejectDuplicates() {
        // Rows of all others that are quarantined were never made.
        spareRows(of: Set(lateRecords.map { Int32($0) }))
        var repeats = RepeatedKeys(rows, of: settings.fact)
        guard repeats.hasAny else { return }
        let conflicting = repeats.conflicting(in: rows)
        if !conflicting.isEmpty {
            reject(conflicting)
            spareRows(of: Set(conflicting.map { rows.rows[$0.row].record }))
            repeats = RepeatedKeys(rows, of: settings.fact)
        }
        if repeats.hasAny { excludeRepeated(repeats) }
    }

    private mutating func reject(_ conflicting: [RepeatedKeys.Conflict]) {
        var seen: Set<Violation> = []
        for conflict in conflicting {
            let row = rows.rows[conflict.row]
            let violation = Violation(
                rule: .factDuplicate,
                position: FilePosition(
                    path: settings.drop.path, line: Int(row.line), column: 1),
                found: rows.keyText(row, of: settings.fact),
                expected: .unique(firstLine: conflict.otherLine))
            if seen.insert(violation).inserted { reject(Int(row.record), violation) }
        }
    }

    private mutating func excludeRepeated(_ repeats: RepeatedKeys) {
        var counts: [(record: Int32, line: Int32, count: Int)] = []
        var kept: [FactRows.Row] = []
        for (index, row) in rows.rows.enumerated() {
            if repeats.first[index] == index {
                kept.append(row)
            } else if counts.last?.record == row.record {
                counts[counts.count - 1].count += 1
            } else {
                counts.append((row.record, row.line, 1))
            }
        }
        guard !counts.isEmpty else { return }
        rows.rows = kept
        for (record, line, count) in counts {
            let exclusion = Exclusion(
                cause: .repeated, reason: "", line: Int(line), cellCount: count,
                isWholeRecord: count == cellCount(of: Int(record)))
            exclusions.append((Int(record), exclusion))
        }
        exclusions = exclusions.enumerated()
            .sorted { ($0.element.record, $0.offset) < ($1.element.record, $1.offset) }
            .map(\.element)
    }

    /// Moves the rows of records to the spared keys.
    private mutating func spareRows(of records: Set<Int32>) {
        guard !records.isEmpty else { return }
        var kept: [FactRows.Row] = []
        for var row in rows.rows {
            guard records.contains(row.record) else {
                kept.append(row)
                continue
            }
            row.payloadByteCount = 0
            rows.spared.append(row)
        }
        rows.rows = kept
        rows.spared.sort { ($0.record, $0.key) < ($1.record, $1.key) }
    }

    /// Says of each quarantined record which cells it is about, as far as its keys could be read.
    mutating func nameQuarantinedCells() {
        guard !quarantine.isEmpty else { return }
        var texts = KeyTexts(rows, of: settings.fact)
        for row in rows.spared {
            quarantine[Int(row.record)]?.keys.append(texts.text(row))
        }
    }

    /// Reads the file once more for the raw bytes of records that were rejected late: to keep all
    /// records until the end would need the memory of the whole file.
    mutating func readRawOfLate() {
        guard !lateRecords.isEmpty, let reader = try? settings.reader() else { return }
        var numbers = lateRecords.sorted()[...]
        var firstNumber = 0
        while let batch = numbers.isEmpty ? nil : try? reader.next() {
            while let number = numbers.first, number < firstNumber + batch.records.count {
                let index = number - firstNumber
                keepRaw(of: number, batch.records[index].byte, Array(batch.raw(of: index)))
                numbers.removeFirst()
            }
            firstNumber += batch.records.count
        }
    }

    private mutating func keepRaw(of number: Int, _ byte: Int, _ raw: [UInt8]) {
        quarantine[number]?.raw = raw
        quarantine[number]?.violation.position.byte = byte
        for other in quarantine[number]?.others.indices ?? 0..<0 {
            quarantine[number]?.others[other].position.byte = byte
        }
    }
}
