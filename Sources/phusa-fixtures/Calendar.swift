/// A month of the civil calendar.
struct Month: Hashable, Comparable {
    /// Months since January of year 0.
    let index: Int

    init(index: Int) { self.index = index }
    init(_ year: Int, _ month: Int) { index = year * 12 + month - 1 }

    /// Reads `2020-01` or `2020-M01`.
    init?(_ text: String) {
        let parts = text.split(separator: "-")
        guard parts.count == 2, let year = Int(parts[0]),
            let month = Int(parts[1].hasPrefix("M") ? parts[1].dropFirst() : parts[1]),
            (1900...2146).contains(year), (1...12).contains(month)
        else { return nil }
        self.init(year, month)
    }

    var year: Int { index / 12 }
    var month: Int { index % 12 + 1 }
    var quarter: Int { (month + 2) / 3 }
    /// `2024-M03`.
    var code: String { "\(year)-M\(padded(month, 2))" }
    /// `Tháng 3/2024`.
    var title: String { "Tháng \(month)/\(year)" }
    var first: Day { Day(year, month, 1) }
    var dayCount: Int { adding(1).first.number - first.number }

    func adding(_ months: Int) -> Month { Month(index: index + months) }

    static func < (left: Month, right: Month) -> Bool { left.index < right.index }
}

/// A day of the civil calendar, counted from 1970-01-01.
struct Day: Hashable, Comparable {
    let number: Int

    init(number: Int) { self.number = number }

    /// Howard Hinnant's days_from_civil, for years after 0.
    init(_ year: Int, _ month: Int, _ day: Int) {
        let shifted = month <= 2 ? year - 1 : year
        let era = shifted / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        number = era * 146_097 + dayOfEra - 719_468
    }

    /// `2024-04-05`.
    var code: String {
        let shifted = number + 719_468
        let era = shifted / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra =
            (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
    }

    /// This day, or the Monday after a weekend.
    var worked: Day {
        switch (number + 3) % 7 {
        case 5: Day(number: number + 2)
        case 6: Day(number: number + 1)
        default: self
        }
    }

    static func < (left: Day, right: Day) -> Bool { left.number < right.number }
}

/// A minute in Asia/Ho_Chi_Minh, counted from 1970-01-01 00:00 there.
struct Minute: Comparable {
    let number: Int

    init(number: Int) { self.number = number }
    init(_ day: Day, minute: Int) { number = day.number * 1440 + minute }

    /// `2024-03-05T08:15:00+07:00`.
    var code: String {
        let rest = number % 1440
        let day = Day(number: number / 1440)
        return "\(day.code)T\(padded(rest / 60, 2)):\(padded(rest % 60, 2)):00+07:00"
    }

    static func < (left: Minute, right: Minute) -> Bool { left.number < right.number }
}

/// A number with zeros in front, to `width` digits.
func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
}
