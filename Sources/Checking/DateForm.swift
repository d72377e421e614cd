import PhusaModel

/// A date form of a contract, such as `dd/MM/yyyy`: exactly so many digits, or one or two for `d` and
/// `M`, and nothing else.
struct DateForm: Sendable {
    private enum Element: Sendable {
        case day(isShort: Bool)
        case month(isShort: Bool)
        case year
        case mark(UInt8)
    }

    let text: String
    private let elements: [Element]
    /// Whether the digits of some part are not padded; those of hours are not either then.
    private let isShort: Bool

    static let standard = DateForm(
        "yyyy-MM-dd",
        [
            .year, .mark(UInt8(ascii: "-")), .month(isShort: false), .mark(UInt8(ascii: "-")),
            .day(isShort: false),
        ])

    private init(_ text: String, _ elements: [Element]) {
        self.text = text
        self.elements = elements
        isShort = elements.contains {
            switch $0 {
            case .day(let isShort), .month(let isShort): isShort
            default: false
            }
        }
    }

    /// - Returns: `nil` unless a day, a month and a year each stand in the text once, with nothing else
    ///   than `/`, `-`, `.` and blanks around them, and a mark behind a part of one digit or two.
    init?(_ text: String) {
        var elements: [Element] = []
        var rest = Array(text.utf8)[...]
        while let first = rest.first {
            let run = rest.prefix { $0 == first }
            let isMark = "/-. ".utf8.contains(first)
            if isMark {
                elements.append(.mark(first))
            } else {
                guard let part = Self.part(String(decoding: run, as: UTF8.self)) else { return nil }
                elements.append(part)
            }
            rest = rest.dropFirst(isMark ? 1 : run.count)
        }
        self.init(text, elements)
        guard partsAreComplete else { return nil }
    }

    private static func part(_ letters: String) -> Element? {
        switch letters {
        case "dd": .day(isShort: false)
        case "d": .day(isShort: true)
        case "MM": .month(isShort: false)
        case "M": .month(isShort: true)
        case "yyyy": .year
        default: nil
        }
    }

    /// Each part once; a short one is never followed by another's digits.
    private var partsAreComplete: Bool {
        var counts = (day: 0, month: 0, year: 0)
        var isBehindShort = false
        for element in elements {
            var isPart = true
            switch element {
            case .day: counts.day += 1
            case .month: counts.month += 1
            case .year: counts.year += 1
            case .mark: isPart = false
            }
            if isPart, isBehindShort { return false }
            switch element {
            case .day(let isShort), .month(let isShort): isBehindShort = isShort
            default: isBehindShort = false
            }
        }
        return counts == (1, 1, 1)
    }

    /// The day at the head of the bytes, which may be longer, and where it ends; `nil` for a day that
    /// the calendar does not have.
    private func day(atHeadOf bytes: FieldBytes, end: inout Int) -> CalendarDay? {
        var (year, month, day) = (0, 0, 0)
        var index = 0
        for element in elements {
            switch element {
            case .mark(let byte):
                guard index < bytes.count, bytes[index] == byte else { return nil }
                index += 1
            case .year:
                guard let number = bytes.number(at: index, digitCount: 4) else { return nil }
                year = number
                index += 4
            case .month(let isShort):
                guard let number = bytes.number(at: &index, isShort: isShort) else { return nil }
                month = number
            case .day(let isShort):
                guard let number = bytes.number(at: &index, isShort: isShort) else { return nil }
                day = number
            }
        }
        end = index
        return CalendarDay(year: year, month: month, day: day)
    }

    func day(_ bytes: FieldBytes) -> CalendarDay? {
        var end = 0
        guard let day = day(atHeadOf: bytes, end: &end), end == bytes.count else { return nil }
        return day
    }

    /// A day in this form, a blank or `T`, `HH:mm`, `HH:mm:ss` or with up to six decimals, and
    /// `Z`, an offset, or nothing for the time of Việt Nam; `H:mm` where the day's parts are short.
    func moment(_ bytes: FieldBytes) -> Moment? {
        var index = 0
        guard let day = day(atHeadOf: bytes, end: &index), index < bytes.count,
            bytes[index] == UInt8(ascii: "T") || bytes[index] == UInt8(ascii: " ")
        else { return nil }
        index += 1
        guard let hour = bytes.number(at: &index, isShort: isShort), hour < 24,
            index < bytes.count, bytes[index] == UInt8(ascii: ":"),
            let minute = bytes.number(at: index + 1, digitCount: 2), minute < 60
        else { return nil }
        index += 3
        guard let second = bytes.seconds(at: &index),
            let offsetMinutes = bytes.offsetMinutes(at: index)
        else { return nil }
        let local = Moment(startOf: day).microseconds + Int64(hour * 60 + minute) * 60_000_000
        let shift = Int64(offsetMinutes - 7 * 60) * 60_000_000
        return Moment(microseconds: local + second - shift)
    }
}

extension UnsafeBufferPointer where Element == UInt8 {
    /// So many digits at a place, or `nil`.
    fileprivate func number(at index: Int, digitCount: Int) -> Int? {
        guard index + digitCount <= count else { return nil }
        var value = 0
        for byte in self[index..<index + digitCount] {
            let digit = byte &- UInt8(ascii: "0")
            guard digit <= 9 else { return nil }
            value = value * 10 + Int(digit)
        }
        return value
    }

    /// Two digits, or one or two where `isShort`; `index` moves behind them.
    fileprivate func number(at index: inout Int, isShort: Bool) -> Int? {
        let isOne =
            isShort && (index + 1 >= count || self[index + 1] &- UInt8(ascii: "0") > 9)
        guard let value = number(at: index, digitCount: isOne ? 1 : 2) else { return nil }
        index += isOne ? 1 : 2
        return value
    }

    /// `:ss` with up to six decimals, in microseconds; 0 where there is none.
    fileprivate func seconds(at index: inout Int) -> Int64? {
        guard index < count, self[index] == UInt8(ascii: ":") else { return 0 }
        guard let second = number(at: index + 1, digitCount: 2), second < 60 else { return nil }
        index += 3
        let whole = Int64(second) * 1_000_000
        guard index < count, self[index] == UInt8(ascii: ".") else { return whole }
        let digitCount = self[(index + 1)...].prefix { $0 &- UInt8(ascii: "0") <= 9 }.count
        guard (1...6).contains(digitCount),
            var fraction = number(at: index + 1, digitCount: digitCount)
        else { return nil }
        for _ in digitCount..<6 { fraction *= 10 }
        index += 1 + digitCount
        return whole + Int64(fraction)
    }

    /// Minutes east of Greenwich: `Z`, `+07`, `+0700`, `+07:00`, or those of Việt Nam for nothing.
    ///
    /// - Returns: `nil` also for more than 14 hours, which no place on Earth has.
    fileprivate func offsetMinutes(at index: Int) -> Int? {
        if index == count { return 7 * 60 }
        if self[index] == UInt8(ascii: "Z") { return index + 1 == count ? 0 : nil }
        let isWest = self[index] == UInt8(ascii: "-")
        guard isWest || self[index] == UInt8(ascii: "+"),
            let hours = number(at: index + 1, digitCount: 2)
        else { return nil }
        var rest = index + 3
        var minutes = 0
        if rest < count {
            if self[rest] == UInt8(ascii: ":") { rest += 1 }
            guard let value = number(at: rest, digitCount: 2), value < 60 else { return nil }
            minutes = value
            rest += 2
        }
        let total = hours * 60 + minutes
        guard rest == count, total <= 14 * 60 else { return nil }
        return isWest ? -total : total
    }
}
