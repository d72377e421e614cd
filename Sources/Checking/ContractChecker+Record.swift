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
        swap(&checked.words, &words)
        batch.bytes.withUnsafeBufferPointer { bytes in
            batch.raw.withUnsafeBufferPointer { raw in
                batch.fields.withUnsafeBufferPointer { fields in
                    batch.records.withUnsafeBufferPointer { records in
                        for index in records.indices {
                            check(
                                RecordView(
                                    index: index, records: records, fields: fields, bytes: bytes,
                                    raw: raw), into: &checked)
                        }
                    }
                }
            }
        }
        words = checked.words
        return checked
    }

    private mutating func check(_ view: RecordView, into checked: inout CheckedBatch) {
        var entry = CheckedBatch.Record(
            number: recordCount, line: view.line, byte: view.byte, violations: [], excludedBy: nil)
        recordCount += 1
        if !late.unplaced.isEmpty { placeNewColumns(view) }
        if let broken = brokenWhole(view) {
            entry.violations = [broken]
            for _ in plans.indices { checked.values.append(.invalid) }
        } else if let fault = view.fault {
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
                    value = try plans[plan].read(corrected: text, into: &checked)
                } else {
                    let (kind, bytes) = view.field(plans[plan].field)
                    value = try plans[plan].read(kind, bytes, into: &checked)
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
                checked.values.append(try plans[plan].read(kind, bytes, into: &checked))
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
            rule: breach.rule, position: position(view, field: field),
            column: plans[plan].header, found: text ?? view.field(field).bytes.shown(),
            expected: breach.expected, suggestion: breach.suggestion)
    }

    func position(_ view: RecordView, field: Int?, byte: Int? = nil) -> FilePosition {
        FilePosition(
            path: displayPath, line: view.line, column: (field ?? 0) + 1, byte: byte ?? view.byte)
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
            placed.position = position(view, field: field)
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
                values: checked.values.suffix(plans.count), texts: checked)
        else { return }
        let found = (keys?.plans ?? []).map { view.field(plans[$0].field).bytes.trimmed().shown() }
        let violation = Violation(
            rule: .contractUnique, position: position(view, field: plans[plan].field),
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

/// One record of a batch that is borrowed, record and bytes: a copy of it would count references
/// for each record.
struct RecordView {
    let index: Int
    let records: UnsafeBufferPointer<RowBatch.Record>
    let fields: UnsafeBufferPointer<RowBatch.Field>
    let bytes: FieldBytes
    let raw: FieldBytes

    var line: Int { records[index].line }
    var byte: Int { records[index].byte }
    var fieldCount: Int { Int(records[index].fieldCount) }
    var fault: RowBatch.RecordFault? { records[index].fault }

    /// A field by its place in the record; absent where the record does not reach so far.
    func field(_ field: Int?) -> (kind: RowBatch.FieldKind, bytes: FieldBytes) {
        guard let field, field < fieldCount else {
            return (.absent, FieldBytes(rebasing: bytes[0..<0]))
        }
        let span = fields[Int(records[index].firstField) + field]
        let start = Int(span.start)
        return (span.kind, FieldBytes(rebasing: bytes[start..<start + Int(span.count)]))
    }

    /// The start of the record as delivered.
    var shown: String {
        let start = Int(records[index].rawStart)
        return FieldBytes(rebasing: raw[start..<start + Int(records[index].rawCount)]).shown()
    }
}
