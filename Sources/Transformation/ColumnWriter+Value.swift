import PhusaModel

/// A value in the kind of its column.
enum ColumnValue: Sendable {
    case null
    case decimal(ExactDecimal)
    case integer(Int32)
    case text(ArraySlice<UInt8>)
    case day(CalendarDay)
    case moment(Moment)
    case boolean(Bool)
    case character(UInt8)
}

extension Workbench {
    /// The value of a register in a kind; `nil` where it is of another and has no exact form in it.
    mutating func value(in slot: Int, as kind: ColumnKind) -> ColumnValue? {
        switch kind {
        case .decimal, .integer: return number(in: slot, as: kind)
        case .text: return textValue(in: slot)
        case .character: return character(in: slot)
        case .date, .moment: return time(in: slot, as: kind)
        case .boolean:
            if case .boolean(let value) = registers[slot] { return .boolean(value) }
            return isNothing(slot) ? .null : nil
        case .reference: return nil
        }
    }

    private mutating func number(in slot: Int, as kind: ColumnKind) -> ColumnValue? {
        switch number(in: slot) {
        case .absent: return .null
        case .invalid, .text: return nil
        case .number(let value):
            if kind == .decimal { return .decimal(value) }
            return value.scale == 0 ? Int32(exactly: value.mantissa).map { .integer($0) } : nil
        }
    }

    /// An empty text stays one; a mark is none.
    private mutating func textValue(in slot: Int) -> ColumnValue {
        switch registers[slot] {
        case .mark: return .null
        case .span(let span):
            return .text(arena[Int(span.start)..<Int(span.start + span.count)])
        case .text(let id): return .text(pool.bytes(of: id))
        default: return .text(Array(description(of: registers[slot]).utf8)[...])
        }
    }

    private mutating func character(in slot: Int) -> ColumnValue? {
        guard case .text(let bytes) = textValue(in: slot), let byte = bytes.first else {
            return .null
        }
        return bytes.count == 1 && byte < 0x80 ? .character(byte) : nil
    }

    private mutating func time(in slot: Int, as kind: ColumnKind) -> ColumnValue? {
        switch registers[slot] {
        case .day(let day): return kind == .date ? .day(day) : .moment(Moment(startOf: day))
        case .moment(let moment): return kind == .date ? .day(moment.day) : .moment(moment)
        default: break
        }
        guard case .id(let id) = text(in: slot) else { return isNothing(slot) ? .null : nil }
        let text = pool.text(id)
        return kind == .date
            ? CalendarDay(text).map { .day($0) } : Moment(text).map { .moment($0) }
    }

    private mutating func isNothing(_ slot: Int) -> Bool {
        if case .absent = text(in: slot) { true } else { false }
    }
}

extension ColumnWriter {
    /// What a value that does not fit breaks.
    var breach: Rule {
        switch kind {
        case .decimal: .contractDecimal
        case .integer: .contractInteger
        case .date: .contractDate
        case .moment: .contractMoment
        case .boolean: .contractBoolean
        case .text, .character: .contractText
        case .reference: .normaliseMember
        }
    }

    var expectation: Expectation {
        switch kind {
        case .decimal: .decimal(decimalMark: ".", groupMark: "")
        case .integer: .integer
        case .date: .date(form: "yyyy-MM-dd")
        case .moment: .moment
        case .boolean: .boolean
        case .text, .character: .characterCount(maximum: 1)
        case .reference: .ruleKept
        }
    }
}
