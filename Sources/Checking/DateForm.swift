import PhusaModel

/// A date form of a contract, such as `dd/MM/yyyy`, as places of digits: exactly so many, no more.
struct DateForm: Sendable {
    let text: String
    let byteCount: Int
    private let dayAt: Int
    private let monthAt: Int
    private let yearAt: Int
    /// The bytes of the form; those of the letters are not compared.
    private let marks: [(index: Int, byte: UInt8)]

    static let standard = DateForm("yyyy-MM-dd", 8, 5, 0, [(4, 0x2D), (7, 0x2D)])

    private init(
        _ text: String, _ dayAt: Int, _ monthAt: Int, _ yearAt: Int,
        _ marks: [(index: Int, byte: UInt8)]
    ) {
        self.text = text
        byteCount = text.utf8.count
        (self.dayAt, self.monthAt, self.yearAt) = (dayAt, monthAt, yearAt)
        self.marks = marks
    }

    /// - Returns: `nil` unless `dd`, `MM` and `yyyy` each stand in the text once, with nothing else than
    ///   `/`, `-`, `.` and blanks around them.
    init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard let day = Self.place(of: "dd", in: bytes),
            let month = Self.place(of: "MM", in: bytes),
            let year = Self.place(of: "yyyy", in: bytes)
        else { return nil }
        let marks = bytes.indices.filter { "/-. ".utf8.contains(bytes[$0]) }
            .map { ($0, bytes[$0]) }
        guard marks.count == bytes.count - 8 else { return nil }
        self.init(text, day, month, year, marks)
    }

    private static func place(of letters: String, in bytes: [UInt8]) -> Int? {
        let letters = Array(letters.utf8)
        guard let first = bytes.firstIndex(of: letters[0]), first + letters.count <= bytes.count,
            bytes[first..<first + letters.count].elementsEqual(letters)
        else { return nil }
        return first
    }

    /// The day at the head of the bytes, which may be longer; `nil` for a day that the calendar
    /// does not have.
    func day(atHeadOf bytes: FieldBytes) -> CalendarDay? {
        guard bytes.count >= byteCount else { return nil }
        for mark in marks where bytes[mark.index] != mark.byte { return nil }
        guard let year = bytes.number(at: yearAt, digitCount: 4),
            let month = bytes.number(at: monthAt, digitCount: 2),
            let day = bytes.number(at: dayAt, digitCount: 2)
        else { return nil }
        return CalendarDay(year: year, month: month, day: day)
    }

    func day(_ bytes: FieldBytes) -> CalendarDay? {
        bytes.count == byteCount ? day(atHeadOf: bytes) : nil
    }

    /// A day in this form, a blank or `T`, `HH:mm`, `HH:mm:ss` or with up to six decimals, and
    /// `Z`, an offset, or nothing for the time of Việt Nam.
    func moment(_ bytes: FieldBytes) -> Moment? {
        guard let day = day(atHeadOf: bytes), bytes.count >= byteCount + 6,
            bytes[byteCount] == UInt8(ascii: "T") || bytes[byteCount] == UInt8(ascii: " "),
            bytes[byteCount + 3] == UInt8(ascii: ":"),
            let hour = bytes.number(at: byteCount + 1, digitCount: 2), hour < 24,
            let minute = bytes.number(at: byteCount + 4, digitCount: 2), minute < 60
        else { return nil }
        var index = byteCount + 6
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
