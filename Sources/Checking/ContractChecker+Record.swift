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
        swap(&checked.words, &words)
        let count = batch.records.count * plans.count
        let values = [CheckedValue](unsafeUninitializedCapacity: count) { values, valueCount in
            valueCount = count
            batch.withRecordViews { view in
                let first = view.index * plans.count
                check(
                    view, fault: view.isSound ? nil : batch.faults[view.index],
                    UnsafeMutableBufferPointer(rebasing: values[first..<first + plans.count]),
                    into: &checked)
            }
        }
        checked.values = values
        words = checked.words
        return checked
    }

    /// - Parameter values: Room for those of the record, each to be initialised.
    private mutating func check(
        _ view: RecordView, fault: RowBatch.RecordFault?,
        _ values: UnsafeMutableBufferPointer<CheckedValue>, into checked: inout CheckedBatch
    ) {
        let entry = CheckedBatch.Record(number: recordCount, line: view.line, byte: view.byte)
        recordCount += 1
        checked.records.append(entry)
        if !late.unplaced.isEmpty { placeNewColumns(view) }
        // Nearly every record: nothing to say of it, and so nothing to say it with.
        var breaches: [(plan: Int, breach: Breach)]?
        if fault == nil, corrections.isEmpty, isExpected(view) {
            let found = read(view, [:], values, into: &checked)
            if found.isEmpty, keys == nil { return }
            breaches = found
        }
        var remark = CheckedBatch.Remark(
            record: checked.records.count - 1, violations: [], excludedBy: nil)
        if let breaches {
            if !breaches.isEmpty { note(breaches, [:], view, &remark) }
            noteKey(view, entry, &remark, values, checked)
        } else if let broken = brokenWhole(view, fault) {
            remark.violations = [broken]
            values.initialize(repeating: .invalid)
        } else if let fault {
            readAround(fault, view, &remark, values, into: &checked)
        } else {
            let texts = corrections.isEmpty ? [:] : correct(view, &remark)
            let breaches = read(view, texts, values, into: &checked)
            if !breaches.isEmpty { note(breaches, texts, view, &remark) }
            if remark.excludedBy == nil {
                noteKey(view, entry, &remark, values, checked)
            } else {
                remark.violations = []
            }
        }
        if remark.isEmpty { return }
        if remark.violations.count > 1 { remark.violations.sort { $0.position < $1.position } }
        checked.remarks.append(remark)
    }

    /// Reads the fields of a sound record; `texts` are those that corrections put in place, by plan.
    private mutating func read(
        _ view: RecordView, _ texts: [Int: [UInt8]],
        _ values: UnsafeMutableBufferPointer<CheckedValue>, into checked: inout CheckedBatch
    ) -> [(plan: Int, breach: Breach)] {
        var breaches: [(plan: Int, breach: Breach)] = []
        let areCorrected = !texts.isEmpty
        // Looked up once for the record, not for each field.
        let fields = view.recordFields
        let bytes = view.bytes
        plans.withUnsafeMutableBufferPointer { plans in
            for plan in plans.indices {
                do throws(Breach) {
                    let value: CheckedValue
                    if areCorrected, let text = texts[plan] {
                        value = try plans[plan].read(corrected: text, into: &checked)
                    } else {
                        let (kind, bytes) = RecordView.field(plans[plan].field, of: fields, bytes)
                        value = try plans[plan].read(kind, bytes, into: &checked)
                    }
                    values.initializeElement(at: plan, to: value)
                } catch {
                    values.initializeElement(at: plan, to: .invalid)
                    breaches.append((plan, error))
                }
            }
        }
        return breaches
    }

    private func note(
        _ breaches: [(plan: Int, breach: Breach)], _ texts: [Int: [UInt8]], _ view: RecordView,
        _ remark: inout CheckedBatch.Remark
    ) {
        for (plan, breach) in breaches {
            let text = texts[plan].map { String(decoding: $0, as: UTF8.self) }
            remark.violations.append(violation(breach, plan, view, text: text))
        }
    }

    /// Reads what a fault of the record left whole, so that its key may still be known.
    private mutating func readAround(
        _ fault: RowBatch.RecordFault, _ view: RecordView, _ remark: inout CheckedBatch.Remark,
        _ values: UnsafeMutableBufferPointer<CheckedValue>, into checked: inout CheckedBatch
    ) {
        remark.violations = [violation(fault, view)]
        values.initialize(repeating: .invalid)
        for plan in plans.indices {
            let (kind, bytes) = view.field(plans[plan].field)
            let name = plans[plan].field.map { match.names[$0] }
            if plans[plan].isHit(by: fault, bytes, key: name) { continue }
            do throws(Breach) {
                values[plan] = try plans[plan].read(kind, bytes, into: &checked)
            } catch {
                remark.violations.append(violation(error, plan, view))
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
        _ view: RecordView, _ entry: CheckedBatch.Record, _ remark: inout CheckedBatch.Remark,
        _ values: UnsafeMutableBufferPointer<CheckedValue>, _ checked: CheckedBatch
    ) {
        guard let plan = keys?.plans.first,
            let first = keys?.note(
                record: entry.number, line: entry.line, values: UnsafeBufferPointer(values),
                texts: checked)
        else { return }
        let found = (keys?.plans ?? []).map { view.field(plans[$0].field).bytes.trimmed().shown() }
        let violation = Violation(
            rule: .contractUnique, position: position(view, field: plans[plan].field),
            column: plans[plan].header, found: found.joined(separator: " | "),
            expected: .unique(firstLine: first.line))
        remark.violations.append(violation)
        guard first.isNews else { return }
        var other = violation
        other.position.line = first.line
        other.position.byte = nil
        other.expected = .unique(firstLine: entry.line)
        late.records.append((first.record, other))
    }
}

extension RowBatch {
    /// Goes through the records, each borrowed for the time of one call.
    fileprivate func withRecordViews(_ body: (RecordView) -> Void) {
        bytes.withUnsafeBufferPointer { bytes in
            raw.withUnsafeBufferPointer { raw in
                fields.withUnsafeBufferPointer { fields in
                    records.withUnsafeBufferPointer { records in
                        for index in records.indices {
                            body(
                                RecordView(
                                    index: index, records: records, fields: fields, bytes: bytes,
                                    raw: raw))
                        }
                    }
                }
            }
        }
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
    var isSound: Bool { records[index].isSound }

    /// The fields of the record.
    var recordFields: UnsafeBufferPointer<RowBatch.Field> {
        let first = Int(records[index].firstField)
        return UnsafeBufferPointer(rebasing: fields[first..<first + fieldCount])
    }

    /// A field by its place in the record; absent where the record does not reach so far.
    func field(_ field: Int?) -> (kind: RowBatch.FieldKind, bytes: FieldBytes) {
        Self.field(field, of: recordFields, bytes)
    }

    /// A field of `fields`, those of a record whose batch has these bytes.
    @inline(__always)
    static func field(
        _ field: Int?, of fields: UnsafeBufferPointer<RowBatch.Field>, _ bytes: FieldBytes
    ) -> (kind: RowBatch.FieldKind, bytes: FieldBytes) {
        guard let field, field < fields.count else {
            return (.absent, FieldBytes(rebasing: bytes[0..<0]))
        }
        let span = fields[field]
        let start = Int(span.start)
        return (span.kind, FieldBytes(rebasing: bytes[start..<start + Int(span.count)]))
    }

    /// The start of the record as delivered.
    var shown: String {
        let start = Int(records[index].rawStart)
        return FieldBytes(rebasing: raw[start..<start + Int(records[index].rawCount)]).shown()
    }
}
