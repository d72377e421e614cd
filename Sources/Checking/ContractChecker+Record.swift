package import PhusaModel

extension ContractChecker {
    /// Types the records of a batch and finds what they break.
    ///
    /// - Returns: The records one for one. A record that breaks something has all its breaches, and
    ///   the values that could be read all the same.
    /// - Complexity: O(*n*), *n* the bytes of the batch.
    package mutating func check(_ batch: RowBatch) -> CheckedBatch {
        var checked = CheckedBatch(columns: columns)
        checked.records.reserveCapacity(batch.records.count)
        checked.values.reserveCapacity(batch.records.count * plans.count)
        checked.arena.reserveCapacity(batch.bytes.count)
        batch.bytes.withUnsafeBufferPointer { bytes in
            batch.raw.withUnsafeBufferPointer { raw in
                batch.fields.withUnsafeBufferPointer { fields in
                    for record in batch.records {
                        check(
                            RecordView(record: record, fields: fields, bytes: bytes, raw: raw),
                            into: &checked)
                    }
                }
            }
        }
        return checked
    }

    private mutating func check(_ view: RecordView, into checked: inout CheckedBatch) {
        let record = view.record
        var entry = CheckedBatch.Record(
            number: recordCount, line: record.line, byte: record.byte, violations: [],
            excludedBy: nil)
        recordCount += 1
        if !late.unplaced.isEmpty { placeNewColumns(view) }
        if let broken = brokenWhole(view) {
            entry.violations = [broken]
            for _ in plans.indices { checked.values.append(.invalid) }
        } else if let fault = record.fault {
            readAround(fault, view, &entry, into: &checked)
        } else {
            let texts = corrections.isEmpty ? [:] : correct(view, &entry)
            read(view, texts, &entry, into: &checked)
            if entry.excludedBy == nil {
                noteKey(view, &entry, checked)
            } else {
                entry.violations = []
            }
        }
        if entry.violations.count > 1 { entry.violations.sort { $0.position < $1.position } }
        checked.records.append(entry)
    }

    /// Reads the fields of a sound record; `texts` are those that corrections put in place, by plan.
    private mutating func read(
        _ view: RecordView, _ texts: [Int: [UInt8]], _ entry: inout CheckedBatch.Record,
        into checked: inout CheckedBatch
    ) {
        for plan in plans.indices {
            do throws(Breach) {
                let value: CheckedValue
                if !texts.isEmpty, let text = texts[plan] {
                    value = try plans[plan].read(corrected: text, into: &checked.arena)
                } else {
                    let (kind, bytes) = view.field(plans[plan].field)
                    value = try plans[plan].read(kind, bytes, into: &checked.arena)
                }
                checked.values.append(value)
            } catch {
                checked.values.append(.invalid)
                let text = texts[plan].map { String(decoding: $0, as: UTF8.self) }
                entry.violations.append(violation(error, plan, view, text: text))
            }
        }
    }

    /// Reads what a fault of the record left whole, so that its key may still be known.
    private mutating func readAround(
        _ fault: RowBatch.RecordFault, _ view: RecordView, _ entry: inout CheckedBatch.Record,
        into checked: inout CheckedBatch
    ) {
        entry.violations = [violation(fault, view)]
        for plan in plans.indices {
            let (kind, bytes) = view.field(plans[plan].field)
            if plans[plan].isHit(by: fault, bytes, key: plans[plan].field.map { match.names[$0] }) {
                checked.values.append(.invalid)
                continue
            }
            do throws(Breach) {
                checked.values.append(try plans[plan].read(kind, bytes, into: &checked.arena))
            } catch {
                checked.values.append(.invalid)
                entry.violations.append(violation(error, plan, view))
            }
        }
    }

    func violation(
        _ breach: Breach, _ plan: Int, _ view: RecordView, text: String? = nil
    ) -> Violation {
        let field = plans[plan].field
        return Violation(
            rule: breach.rule, position: position(view.record, field: field),
            column: plans[plan].header, found: text ?? view.field(field).bytes.shown(),
            expected: breach.expected, suggestion: breach.suggestion)
    }

    func position(_ record: RowBatch.Record, field: Int?, byte: Int? = nil) -> FilePosition {
        FilePosition(
            path: displayPath, line: record.line, column: (field ?? 0) + 1,
            byte: byte ?? record.byte)
    }

    /// Gives a new key the place of the first record that has it.
    private mutating func placeNewColumns(_ view: RecordView) {
        var waiting: [Violation] = []
        for violation in late.unplaced {
            let field = violation.position.column - 1
            guard view.field(field).kind != .absent else {
                waiting.append(violation)
                continue
            }
            var placed = violation
            placed.position = position(view.record, field: field)
            late.fileViolations.append(placed)
        }
        late.unplaced = waiting
    }

    private mutating func noteKey(
        _ view: RecordView, _ entry: inout CheckedBatch.Record, _ checked: CheckedBatch
    ) {
        guard let plan = keys?.plans.first,
            let first = keys?.note(
                record: entry.number, line: entry.line,
                values: checked.values.suffix(plans.count), arena: checked.arena)
        else { return }
        let found = (keys?.plans ?? []).map { view.field(plans[$0].field).bytes.trimmed().shown() }
        let violation = Violation(
            rule: .contractUnique, position: position(view.record, field: plans[plan].field),
            column: plans[plan].header, found: found.joined(separator: " | "),
            expected: .unique(firstLine: first.line))
        entry.violations.append(violation)
        guard first.isNews else { return }
        var other = violation
        other.position.line = first.line
        other.position.byte = nil
        other.expected = .unique(firstLine: entry.line)
        late.records.append((first.record, other))
    }
}

/// One record of a batch whose bytes are borrowed.
struct RecordView {
    let record: RowBatch.Record
    let fields: UnsafeBufferPointer<RowBatch.Field>
    let bytes: FieldBytes
    let raw: FieldBytes

    /// A field by its place in the record; absent where the record does not reach so far.
    func field(_ field: Int?) -> (kind: RowBatch.FieldKind, bytes: FieldBytes) {
        guard let field, field < Int(record.fieldCount) else {
            return (.absent, FieldBytes(rebasing: bytes[0..<0]))
        }
        let span = fields[Int(record.firstField) + field]
        let start = Int(span.start)
        return (span.kind, FieldBytes(rebasing: bytes[start..<start + Int(span.count)]))
    }

    /// The start of the record as delivered.
    var shown: String {
        let start = Int(record.rawStart)
        return FieldBytes(rebasing: raw[start..<start + Int(record.rawCount)]).shown()
    }
}
