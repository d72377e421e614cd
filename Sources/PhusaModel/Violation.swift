/// One breach of a contract: a value, not thrown.
///
/// Facts only; ``Violation/message(_:)`` has the words.
package struct Violation: Hashable, Sendable, Codable {
    package var rule: Rule
    package var position: FilePosition
    /// Name of the column as it stands in the file, where one is concerned.
    package var column: String?
    /// The offending value as it stands in the file, decoded as UTF-8 with U+FFFD for what is none;
    /// cut to ``foundLengthMax`` characters by ``init(rule:position:column:found:expected:suggestion:)``.
    package var found: String
    package var expected: Expectation
    /// The nearest valid value: offered, never taken.
    package var suggestion: String?

    /// Characters of a found value that are kept.
    package static let foundLengthMax = 80

    package init(
        rule: Rule, position: FilePosition, column: String? = nil, found: String,
        expected: Expectation, suggestion: String? = nil
    ) {
        self.rule = rule
        self.position = position
        self.column = column
        let cut = found.unicodeScalars.prefix(Self.foundLengthMax)
        self.found = found.unicodeScalars.count > Self.foundLengthMax ? String(cut) + "…" : found
        self.expected = expected
        self.suggestion = suggestion
    }
}

/// What a contract expected, as facts.
package enum Expectation: Hashable, Sendable, Codable {
    /// The rule says it all.
    case ruleKept
    /// A value where there is none.
    case value
    /// A number in this form; both marks as text, the group mark empty for none.
    case decimal(decimalMark: String, groupMark: String)
    /// A number that reads in one way only, as the contract does not say how they are written.
    case unambiguousDecimal
    case integer
    /// A day in this form, such as `dd/MM/yyyy`.
    case date(form: String)
    case moment
    /// A period of one of these kinds (empty: any).
    case period(kinds: [PeriodKind])
    /// A period, where the text has a form of SDMX that names none kept here.
    case periodForm(PeriodRefusal)
    /// A period inside the drop's own, or not after its vintage.
    case periodWithin(String)
    case boolean
    case range(minimum: String?, maximum: String?)
    case pattern(String)
    /// One of a list: its name, and some or all of its values.
    case oneOf(list: String, values: [String])
    /// A code of a list in force on a day.
    case code(list: String, on: String)
    case fieldCount(Int)
    case columns([String])
    case encoding(String)
    case characterCount(maximum: Int)
    case byteCount(maximum: Int)
    /// Bytes of one record.
    case recordByteCount(maximum: Int)
    /// Lines without anything in them.
    case emptyLineCount(maximum: Int)
    /// A unit that converts to this one.
    case unit(of: String)
    /// Something the dataset covers, in words of the contract.
    case cover(String)
    /// An indicator that is loaded; the one found is computed at the centre.
    case loadedIndicator
    /// No other record with this key: the line of the first one.
    case unique(firstLine: Int)
    case share(percent: String, allowedPercent: String)
    /// A whole that is the sum of its parts: what they add up to, and the share of the whole that it
    /// may be off; plain decimals.
    case sum(String, tolerancePercent: String)
    /// No less than a figure of a period that lies in this one; a plain decimal.
    case noLess(than: String, period: String)
    /// No more than a figure of a period that this one lies in; a plain decimal.
    case noMore(than: String, period: String)
    /// A vintage no later than this day.
    case vintage(latest: String)
    case rows
    case message(String)
}
