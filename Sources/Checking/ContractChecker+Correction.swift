import PhusaModel

extension ContractChecker {
    /// Applies the corrections to a sound record.
    ///
    /// - Returns: The texts that stand for fields from here on, by plan.
    mutating func correct(
        _ view: RecordView, _ remark: inout CheckedBatch.Remark
    ) -> [Int: [UInt8]] {
        var texts: [Int: [UInt8]] = [:]
        let fields = plans.map(\.field)
        func holds(_ plan: Int, _ text: [UInt8]) -> Bool {
            view.field(fields[plan]).bytes.holds(text)
        }
        for index in corrections.indices {
            let effect = corrections[index].effect(
                original: holds,
                current: { plan, text in texts[plan].map { $0 == text } ?? holds(plan, text) })
            let correction = corrections[index].definition
            switch effect {
            case .none:
                continue
            case .exclude:
                if remark.excludedBy == nil { exclude(by: correction, view, &remark) }
            case .replace(let plan):
                note(correction, plan, view)
                texts[plan] = corrections[index].value
            case .guarded(let plan):
                late.reports.append(guardFailed(correction, plan, view, texts[plan]))
            }
        }
        return texts
    }

    private mutating func exclude(
        by correction: CorrectionDefinition, _ view: RecordView,
        _ remark: inout CheckedBatch.Remark
    ) {
        remark.excludedBy = correction.id
        applied.append(
            AppliedCorrection(
                correction: correction.id, line: view.line, column: "", found: view.shown,
                value: ""))
    }

    private mutating func note(
        _ correction: CorrectionDefinition, _ plan: Int, _ view: RecordView
    ) {
        applied.append(
            AppliedCorrection(
                correction: correction.id, line: view.line, column: plans[plan].header,
                found: view.field(plans[plan].field).bytes.shown(),
                value: correction.change?.value ?? ""))
    }

    private func guardFailed(
        _ correction: CorrectionDefinition, _ plan: Int, _ view: RecordView, _ text: [UInt8]?
    ) -> Violation {
        let found = text.map { String(decoding: $0, as: UTF8.self) }
        return Violation(
            rule: .correctionGuard, position: position(view, field: plans[plan].field),
            column: plans[plan].header,
            found: found ?? view.field(plans[plan].field).bytes.shown(),
            expected: .oneOf(list: correction.id, values: [correction.change?.expected ?? ""]))
    }
}

extension ColumnPlan {
    /// Reads the text of a correction by all the rules of the column.
    mutating func read(
        corrected text: [UInt8], into batch: inout CheckedBatch
    ) throws(Breach) -> CheckedValue {
        // A stored array is contiguous; its buffer lives as long as this call.
        var result: Result<CheckedValue, Breach> = .success(.absent)
        text.withUnsafeBufferPointer { bytes in
            do throws(Breach) {
                result = .success(try read(text.isEmpty ? .empty : .text, bytes, into: &batch))
            } catch {
                result = .failure(error)
            }
        }
        return try result.get()
    }
}

extension UnsafeBufferPointer where Element == UInt8 {
    /// Whether the field, trimmed, is this text in NFC.
    fileprivate func holds(_ text: [UInt8]) -> Bool {
        let bytes = trimmed()
        if bytes.equals(text) { return true }
        guard bytes.contains(where: { $0 >= 0x80 }), bytes.textForm() == .uncertain else {
            return false
        }
        return composed(String(decoding: bytes, as: UTF8.self)).utf8.elementsEqual(text)
    }
}
