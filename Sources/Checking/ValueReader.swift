import PhusaModel

/// From the trimmed bytes of a field to a value of the column's type.
struct ValueReader: Sendable {
    enum Reading {
        /// Text whose bytes are in NFC as they stand.
        case text
        /// Text in NFC that is written otherwise in the file.
        case composed([UInt8])
        case value(CheckedValue)
    }

    private enum Form: Sendable {
        case text
        case decimal
        case integer
        case date(DateForm)
        case moment(DateForm)
        case period
        case boolean
    }

    private let form: Form
    private let numbers: NumberFormat
    /// Of a text; no text has more characters than bytes, however it is composed.
    let characterCountMax: Int
    private let periodKinds: [PeriodKind]
    private let seasons: [Season]
    /// The breach of a field that is not of the type.
    let breach: Breach

    init(_ column: ColumnContract, numbers: NumberFormat, seasons: [Season]) {
        self.numbers = numbers
        self.seasons = seasons
        characterCountMax = column.characterCountMax
        periodKinds = column.periodKinds
        let dates = DateForm(column.dateForm) ?? .standard
        switch column.type {
        case .text, .unit:
            form = .text
            breach = Breach(.contractText)
        case .decimal:
            form = .decimal
            breach = Breach(.contractDecimal, Self.decimals(numbers))
        case .integer:
            form = .integer
            breach = Breach(.contractInteger, .integer)
        case .date:
            form = .date(dates)
            breach = Breach(.contractDate, .date(form: dates.text))
        case .moment:
            form = .moment(dates)
            breach = Breach(.contractMoment, .moment)
        case .period:
            form = .period
            breach = Breach(.contractPeriod, .period(kinds: column.periodKinds))
        case .boolean:
            form = .boolean
            breach = Breach(.contractBoolean, .boolean)
        }
    }

    /// Whether any text is a value.
    var isText: Bool {
        if case .text = form { true } else { false }
    }

    private static func decimals(_ format: NumberFormat) -> Expectation {
        .decimal(
            decimalMark: String(decoding: [format.decimalMark], as: UTF8.self),
            groupMark: String(decoding: format.groupMark, as: UTF8.self))
    }

    /// Changes nothing, but is mutating as what it calls is: a value of this size is copied for each
    /// call that could not change it.
    ///
    /// - Parameter isToken: Whether the bytes are a number of JSON, which has a form of its own.
    mutating func read(_ bytes: FieldBytes, isToken: Bool) throws(Breach) -> Reading {
        switch form {
        case .text: try text(bytes)
        default: .value(try value(bytes, isToken: isToken))
        }
    }

    private mutating func value(_ bytes: FieldBytes, isToken: Bool) throws(Breach) -> CheckedValue {
        switch form {
        case .decimal:
            guard let value = number(bytes, isToken: isToken) else { throw breach }
            try checkForm(bytes, isToken: isToken)
            return .decimal(value)
        case .integer:
            guard let value = number(bytes, isToken: isToken), value.scale == 0,
                let whole = Int64(exactly: value.mantissa)
            else { throw breach }
            try checkForm(bytes, isToken: isToken)
            return .integer(whole)
        case .date(let dates):
            guard let day = dates.day(bytes) else { throw breach }
            return .day(day)
        case .moment(let dates):
            let moment = dates.moment(bytes) ?? DateForm.standard.moment(bytes)
            guard let moment else { throw breach }
            return .moment(moment)
        case .period, .boolean, .text:
            let text = String(decoding: bytes, as: UTF8.self)
            if let value = word(text) { return value }
            if case .period = form, let refusal = Period.refusal(of: text, seasons: seasons) {
                throw Breach(breach.rule, .periodForm(refusal))
            }
            throw breach
        }
    }

    private mutating func number(_ bytes: FieldBytes, isToken: Bool) -> ExactDecimal? {
        if isToken { return ExactDecimal(utf8: bytes, format: .plain) }
        if let marks = numbers.marks, let short = ExactDecimal(shortUTF8: bytes, marks) {
            return short
        }
        return ExactDecimal(utf8: bytes, format: numbers)
    }

    private mutating func checkForm(_ bytes: FieldBytes, isToken: Bool) throws(Breach) {
        if isToken || numbers.isDeclared { return }
        if numbers.isAmbiguous(bytes) { throw Breach(breach.rule, .unambiguousDecimal) }
    }

    private mutating func text(_ bytes: FieldBytes) throws(Breach) -> Reading {
        switch bytes.textForm() {
        case .control: throw breach
        case .composed:
            try checkLength(bytes)
            return .text
        case .uncertain:
            let text = Array(composed(String(decoding: bytes, as: UTF8.self)).utf8)
            try checkLength(text)
            return .composed(text)
        }
    }

    private mutating func checkLength(_ text: some Collection<UInt8>) throws(Breach) {
        guard text.count > characterCountMax, text.characterCount() > characterCountMax else {
            return
        }
        throw Breach(.contractText, .characterCount(maximum: characterCountMax))
    }

    private mutating func word(_ text: String) -> CheckedValue? {
        if case .boolean = form { return Self.truth(text).map(CheckedValue.boolean) }
        guard let period = Period(composed(text), seasons: seasons),
            periodKinds.isEmpty || periodKinds.contains(period.kind)
        else { return nil }
        return .period(period)
    }

    private static func truth(_ text: String) -> Bool? {
        switch NameKey.fold(text) {
        case "true", "có", "1", "x": true
        case "false", "không", "0": false
        default: nil
        }
    }
}
