import PhusaModel

/// Numbers, days and moments as readers of a language write them.
struct FigureText: Sendable {
    let language: Language
    /// Those that a period may be; printed by code and year.
    var seasons: [Season] = []

    private var decimalMark: String { language == .vi ? "," : "." }
    private var groupMark: String { language == .vi ? "." : "," }

    /// `1.234.567,5` or `1,234,567.5`, rounded half-even, with a true minus sign: for the page.
    func number(_ value: ExactDecimal, decimals: Int) -> String {
        let text = value.text(decimalMark: decimalMark, groupMark: groupMark, scale: decimals)
        return text.hasPrefix("-") ? "\u{2212}" + text.dropFirst() : text
    }

    func number(_ value: Int) -> String { number(ExactDecimal(value), decimals: 0) }

    /// As ``number(_:decimals:)``, with `+` before what is above zero after rounding.
    func signed(_ value: ExactDecimal, decimals: Int) -> String {
        let rounded = value.rounded(scale: decimals)
        let isPositive = !rounded.isNegative && !rounded.isZero
        return (isPositive ? "+" : "") + number(value, decimals: decimals)
    }

    /// All digits, no group marks, an ASCII minus: for spreadsheets.
    func exact(_ value: ExactDecimal) -> String { value.text(language) }

    /// `86,3 %`.
    func percent(_ value: ExactDecimal, decimals: Int = 1) -> String {
        number(value, decimals: decimals) + "\u{A0}%"
    }

    /// The digits of an amount with what follows them; of none, the sign in their place.
    func amount(_ amount: Amount) -> String {
        guard let value = amount.value else { return amount.absence?.sign ?? "–" }
        if amount.isNil { return "-" }
        if let movement = amount.movement { return moved(movement, amount, value) }
        let digits =
            amount.isSigned
            ? signed(value, decimals: amount.decimals) : number(value, decimals: amount.decimals)
        return amount.suffix.isEmpty ? digits : digits + "\u{A0}" + amount.suffix
    }

    /// `tăng 3,2 %`, `không đổi`.
    private func moved(
        _ movement: Amount.Movement, _ amount: Amount, _ value: ExactDecimal
    ) -> String {
        let size = number(value.isNegative ? value.negated : value, decimals: amount.decimals)
        let words = Words.moved(movement, by: "\(size)\u{A0}\(amount.suffix)")
        return words.text(language)
    }

    /// An amount in a sentence: what must be known of it stands behind it in brackets, and where there
    /// is none, the reason in its place, in brackets too.
    func sentence(_ amount: Amount) -> String {
        guard amount.value != nil else { return "(\(amount.absence?.reason ?? "–"))" }
        let mark = amount.mark.map { " (\($0.meaning.lowercased()))" } ?? ""
        return self.amount(amount) + mark
    }

    /// `05/04/2025`; in English `5 April 2025`, because 05/04 is two days there.
    func day(_ day: CalendarDay) -> String {
        guard language == .en else { return day.vietnamese }
        let (year, month, number) = day.parts
        return "\(number) \(Self.months[month - 1]) \(year)"
    }

    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September",
        "October", "November", "December",
    ]

    /// `10:30 ngày 05/04/2025` in Asia/Ho_Chi_Minh.
    func moment(_ moment: Moment) -> String {
        let clock = String(decoding: Array(moment.local.utf8)[11..<16], as: UTF8.self)
        return language == .vi
            ? "\(clock) ngày \(day(moment.day))" : "\(clock) on \(day(moment.day))"
    }

    /// `ngày 05 tháng 02 năm 2025`: a zero before days 1 to 9 and months 1 and 2, as Decree 30/2020
    /// writes dates that nobody should be able to change.
    func longDay(_ day: CalendarDay) -> String {
        let (year, month, number) = day.parts
        guard language == .vi else { return self.day(day) }
        return "ngày \(padded(number, 2)) tháng \(month <= 2 ? padded(month, 2) : String(month))"
            + " năm \(year)"
    }

    /// `T3/2025`, `Q1/2025`: a period where there is little room.
    func short(_ period: Period) -> String {
        let (year, month) = period.firstMonth
        switch period.kind {
        case .day: return day(period.start)
        case .month: return language == .vi ? "T\(month)/\(year)" : "\(padded(month, 2))/\(year)"
        case .quarter: return "Q\((month + 2) / 3)/\(year)"
        case .half:
            let isFirst = month == 1
            return language == .vi
                ? "6T \(isFirst ? "đầu" : "cuối")/\(year)" : "H\(isFirst ? 1 : 2)/\(year)"
        case .cumulative:
            return "\(period.monthCount)\(language == .vi ? "T" : "M")/\(year)"
        case .year: return "\(year)"
        case .season:
            return period.named(among: seasons) == nil
                ? period.title.text(language) : period.code(among: seasons)
        }
    }
}

extension ExactDecimal {
    /// The nearest binary number: for drawing only.
    var approximate: Double {
        var value = Double(mantissa)
        for _ in 0..<scale { value /= 10 }
        return value
    }

    /// An estimate as a decimal of so many digits, for printing; `nil` where it is no number.
    init?(estimate: Double, scale: Int) {
        // Within 10^24 the product with a factor of up to 10^9 fits 128 bits.
        guard estimate.isFinite, scale <= 9, let factor = Self.powerOfTen(scale),
            estimate.magnitude < 1e24
        else { return nil }
        self.init(
            mantissa: Int128((estimate * Double(factor)).rounded(.toNearestOrEven)), scale: scale)
    }

    /// `part` of `whole` in percent with six decimals; `nil` of nothing.
    static func percent(_ part: Int, of whole: Int) -> ExactDecimal? {
        ExactDecimal(part).multiplied(by: ExactDecimal(100))?
            .divided(by: ExactDecimal(whole), scale: 6)
    }
}
