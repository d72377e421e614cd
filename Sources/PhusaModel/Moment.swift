/// A point in time, to the microsecond, as PostgreSQL's `timestamptz` holds it.
package struct Moment: Hashable, Sendable, Comparable {
    /// Microseconds since 1970-01-01T00:00:00Z.
    package let microseconds: Int64

    /// Asia/Ho_Chi_Minh has been UTC+7 without summer time since 13 June 1975.
    private static let offsetMicroseconds: Int64 = 7 * 3_600_000_000
    private static let dayMicroseconds: Int64 = 86_400_000_000

    package init(microseconds: Int64) { self.microseconds = microseconds }

    /// The first moment of a day in Asia/Ho_Chi_Minh.
    package init(startOf day: CalendarDay) {
        microseconds = Int64(day.number) * Self.dayMicroseconds - Self.offsetMicroseconds
    }

    /// The day of this moment in Asia/Ho_Chi_Minh.
    package var day: CalendarDay {
        let local = microseconds + Self.offsetMicroseconds
        let isBefore = local % Self.dayMicroseconds < 0
        return CalendarDay(number: Int(local / Self.dayMicroseconds) - (isBefore ? 1 : 0))
    }

    package static func < (left: Moment, right: Moment) -> Bool {
        left.microseconds < right.microseconds
    }

    package func adding(seconds: Int64) -> Moment {
        Moment(microseconds: microseconds + seconds * 1_000_000)
    }
}

extension Moment: CustomStringConvertible {
    /// `2025-04-05T17:00:00Z` in UTC; six decimals where they are not zero.
    package var description: String { text(offset: 0, suffix: "Z", separator: "T") }

    /// `2025-04-06 00:00:00` in Asia/Ho_Chi_Minh, for people.
    package var local: String { text(offset: Self.offsetMicroseconds, suffix: "", separator: " ") }

    /// Reads the form of ``description``, with or without decimals, and `+07:00` for `Z`.
    package init?(_ text: some StringProtocol) {
        let bytes = Array(text.utf8)
        guard bytes.count >= 20, bytes[10] == UInt8(ascii: "T") || bytes[10] == UInt8(ascii: " "),
            let day = CalendarDay(String(decoding: bytes[0..<10], as: UTF8.self)),
            bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":")
        else { return nil }
        func digits(_ range: Range<Int>) -> Int? {
            let part = bytes[range]
            guard part.allSatisfy({ $0 &- UInt8(ascii: "0") <= 9 }) else { return nil }
            return Int(String(decoding: part, as: UTF8.self))
        }
        guard let hour = digits(11..<13), let minute = digits(14..<16),
            let second = digits(17..<19),
            hour < 24, minute < 60, second < 60
        else { return nil }
        var rest = bytes[19...]
        var fraction = 0
        if rest.first == UInt8(ascii: ".") {
            let run = rest.dropFirst().prefix { $0 &- UInt8(ascii: "0") <= 9 }
            guard (1...6).contains(run.count), let value = digits(run.startIndex..<run.endIndex)
            else { return nil }
            fraction = value
            for _ in run.count..<6 { fraction *= 10 }
            rest = rest[run.endIndex...]
        }
        let zone = String(decoding: rest, as: UTF8.self)
        let offset: Int64
        switch zone {
        case "Z", "+00", "+00:00": offset = 0
        case "+07", "+07:00": offset = Self.offsetMicroseconds
        default: return nil
        }
        let seconds = Int64(hour * 3600 + minute * 60 + second)
        microseconds =
            Int64(day.number) * Self.dayMicroseconds + seconds * 1_000_000 + Int64(fraction)
            - offset
    }

    private func text(offset: Int64, suffix: String, separator: String) -> String {
        let local = microseconds + offset
        var dayNumber = local / Self.dayMicroseconds
        if local % Self.dayMicroseconds < 0 { dayNumber -= 1 }
        let rest = local - dayNumber * Self.dayMicroseconds
        let second = Int(rest / 1_000_000)
        let fraction = Int(rest % 1_000_000)
        let time = [second / 3600, second / 60 % 60, second % 60].map { padded($0, 2) }
        let decimals = fraction == 0 ? "" : "." + padded(fraction, 6)
        let day = CalendarDay(number: Int(dayNumber))
        return "\(day)\(separator)\(time.joined(separator: ":"))\(decimals)\(suffix)"
    }
}

extension Moment: Codable {
    package init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let moment = Moment(text) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "not a moment: \(text)"))
        }
        self = moment
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
