import PhusaModel

extension ContractChecker {
    /// Whether a record without a fault is told at a glance to have as many fields as the header, and
    /// to be another one: only a yes is certain.
    ///
    /// In place, as a call would copy the checker for each record.
    @inline(__always)
    func isExpected(_ view: RecordView) -> Bool {
        guard isCSV else { return true }
        guard view.fieldCount == match.names.count else { return false }
        return headerStart.map { !$0.mayBegin(view.field($0.field).bytes) } ?? true
    }

    /// The breach of a record of which no field can be relied on, or `nil`.
    func brokenWhole(_ view: RecordView, _ fault: RowBatch.RecordFault?) -> Violation? {
        if let fault { return brokenWhole(view, by: fault) }
        guard isCSV else { return nil }
        if !hasExpectedFields(view) {
            return Violation(
                rule: .recordFields, position: position(view, field: nil),
                found: "\(view.fieldCount): \(view.shown)",
                expected: .fieldCount(match.names.count))
        }
        guard isHeader(view) else { return nil }
        return Violation(
            rule: .recordHeader, position: position(view, field: nil), found: view.shown,
            expected: .ruleKept)
    }

    private func brokenWhole(_ view: RecordView, by fault: RowBatch.RecordFault) -> Violation? {
        switch fault {
        case .openQuote, .strayQuote, .tooLong, .json:
            return violation(fault, view)
        case .encoding, .nul, .repeatedKey:
            let isReadable = isCSV ? hasExpectedFields(view) : view.fieldCount > 0
            return isReadable ? nil : violation(fault, view)
        }
    }

    /// Whether a record of CSV has a field for each named column and nothing behind them; what
    /// stands under a blank header at the end must be blank too.
    private func hasExpectedFields(_ view: RecordView) -> Bool {
        let count = view.fieldCount
        if count == match.names.count { return true }
        guard count >= match.names.count, count <= max(headers.count, match.names.count) else {
            return false
        }
        return (match.names.count..<count).allSatisfy { view.field($0).bytes.trimmed().isEmpty }
    }

    /// Whether the header has come again in the midst of the records.
    private func isHeader(_ view: RecordView) -> Bool {
        guard let headerStart, headerStart.mayBegin(view.field(headerStart.field).bytes) else {
            return false
        }
        return plans.indices.allSatisfy { plan in
            guard let field = plans[plan].field else { return true }
            return plans[plan].isHeader(view.field(field).bytes)
        }
    }

    /// The breach that stands for a fault found by extraction.
    func violation(_ fault: RowBatch.RecordFault, _ view: RecordView) -> Violation {
        switch fault {
        case .openQuote, .strayQuote:
            return violation(.recordQuote, .ruleKept, view)
        case .encoding(let byte):
            return violation(
                .recordEncoding, .encoding(contract.file.encoding), view, hit: fault, byte: byte)
        case .nul:
            return violation(.recordNUL, .ruleKept, view, hit: fault)
        case .tooLong(let byteCountMax):
            return violation(.recordTooLong, .byteCount(maximum: byteCountMax), view)
        case .json(let byte, let expected):
            return violation(.recordJSON, .message(expected), view, byte: byte)
        case .repeatedKey(let key):
            return Violation(
                rule: .recordRepeatedKey, position: position(view, field: nil),
                column: key, found: key, expected: .ruleKept)
        }
    }

    /// - Parameter hit: The fault, where a field of the record shows which one it is.
    private func violation(
        _ rule: Rule, _ expected: Expectation, _ view: RecordView,
        hit: RowBatch.RecordFault? = nil, byte: Int? = nil
    ) -> Violation {
        let field = hit.flatMap { fault in
            (0..<view.fieldCount).first { fault.shows(in: view.field($0).bytes) }
        }
        let name = field.flatMap { $0 < match.names.count ? match.names[$0] : nil }
        return Violation(
            rule: rule, position: position(view, field: field, byte: byte), column: name,
            found: field.map { view.field($0).bytes.shown() } ?? view.shown, expected: expected)
    }
}

extension ColumnPlan {
    /// Whether the column's field is what a fault of its record is about.
    func isHit(by fault: RowBatch.RecordFault, _ bytes: FieldBytes, key: String?) -> Bool {
        if case .repeatedKey(let name) = fault { return normalisedHeader(name) == key }
        return fault.shows(in: bytes)
    }
}

extension RowBatch.RecordFault {
    /// Whether a field has the fault: bytes that are no UTF-8, or what stands for them, or a NUL.
    fileprivate func shows(in bytes: FieldBytes) -> Bool {
        switch self {
        case .encoding:
            guard let text = String(validating: bytes, as: UTF8.self) else { return true }
            return text.unicodeScalars.contains("\u{FFFD}")
        case .nul: return bytes.contains(0)
        case .openQuote, .strayQuote, .tooLong, .json, .repeatedKey: return false
        }
    }
}
