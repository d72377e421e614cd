import PhusaModel

/// A value in a register of the transformation: one column of the pipeline, for one cell.
enum Register: Sendable {
    case absent
    /// There was a value, but it broke a rule that has been reported.
    case invalid
    case mark(Mark)
    /// Text in the arena of the batch.
    case span(CheckedValue.Span)
    /// Text in the pool.
    case text(TextID)
    case decimal(ExactDecimal)
    case integer(Int64)
    case day(CalendarDay)
    case moment(Moment)
    case period(Period)
    case boolean(Bool)
    /// A resolved member: index in the ``KeyTable``.
    case reference(Int32)

    /// - Parameter words: The text in the pool of each word of the batch.
    init(_ value: CheckedValue, words: [TextID]) {
        self =
            switch value {
            case .absent: .absent
            case .invalid: .invalid
            case .mark(let mark): .mark(mark)
            case .text(let span): .span(span)
            case .word(let number): .text(words[Int(number)])
            case .decimal(let value): .decimal(value)
            case .integer(let value): .integer(value)
            case .day(let day): .day(day)
            case .moment(let moment): .moment(moment)
            case .period(let period): .period(period)
            case .boolean(let value): .boolean(value)
            }
    }
}

/// What a register reads as, where a step wants text.
enum TextReading {
    /// Nothing, a mark, or a text without characters.
    case absent
    case invalid
    case id(TextID)
}

/// What a register reads as, where a step wants a number.
enum NumberReading {
    case absent
    case invalid
    case number(ExactDecimal)
    /// Text that is no plain number.
    case text(String)
}

/// Natural keys of all members met so far, each with an index from 0.
struct KeyTable: Sendable {
    private(set) var keys: [String] = []
    private var indexByKey: [String: Int32] = [:]

    mutating func index(of key: String) -> Int32 {
        if let index = indexByKey[key] { return index }
        let index = Int32(keys.count)
        keys.append(key)
        indexByKey[key] = index
        return index
    }
}
