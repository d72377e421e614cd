extension Expectation {
    /// What was expected, as a clause without a full stop; values are escaped.
    func words(_ language: Language, rule: Rule) -> String {
        if case .ruleKept = self { return rule.expectation(language) }
        let words = valueWords ?? listWords ?? fileWords
        return words?.text(language) ?? rule.expectation(language)
    }

    private static func quoted(_ text: String) -> String { "\"\(Violation.escaped(text))\"" }

    private static func quoted(_ texts: [String]) -> String {
        texts.map(quoted).joined(separator: ", ")
    }

    // MARK: What one value must be

    private var valueWords: Words? {
        switch self {
        case .value:
            Words(vi: "một giá trị, không để trống", en: "a value, not an empty cell")
        case .decimal(let decimalMark, let groupMark): Self.decimal(decimalMark, groupMark)
        case .unambiguousDecimal:
            Words(
                vi: "số chỉ đọc được một cách (1.234 có thể là một nghìn hai trăm ba mươi tư), "
                    + "hoặc quy ước ghi decimal và group",
                en: "a number that reads in one way only (1.234 may be a thousand two hundred and "
                    + "thirty-four), or a contract that says decimal and group")
        case .integer: Words(vi: "số nguyên, ví dụ 1234", en: "a whole number, such as 1234")
        case .date(let form): Self.date(form)
        case .moment:
            Words(
                vi: "ngày giờ như 2025-03-01 08:30 (giờ Việt Nam) hoặc 2025-03-01T08:30:00+07:00",
                en: "a moment such as 2025-03-01 08:30 (time of Việt Nam) or "
                    + "2025-03-01T08:30:00+07:00")
        case .period(let kinds): Self.period(kinds)
        case .periodForm(let refusal): refusal.expected
        case .periodWithin(let text):
            Words(
                vi: "kỳ nằm trong \(Violation.escaped(text))",
                en: "a period within \(Violation.escaped(text))")
        case .boolean:
            Words(
                vi: "có hoặc không, true hoặc false, 1 hoặc 0",
                en: "có or không, true or false, 1 or 0")
        case .range(let minimum, let maximum): Self.range(minimum, maximum)
        case .pattern(let text):
            Words(vi: "theo mẫu \(Self.quoted(text))", en: "the pattern \(Self.quoted(text))")
        case .characterCount(let maximum):
            Words(
                vi: "không quá \(Self.number(maximum, .vi)) ký tự",
                en: "at most \(Self.number(maximum, .en)) characters")
        default: nil
        }
    }

    private static func decimal(_ decimalMark: String, _ groupMark: String) -> Words {
        let mark =
            decimalMark == ","
            ? Words(vi: "dấu phẩy", en: "a comma")
            : decimalMark == "."
                ? Words(vi: "dấu chấm", en: "a point")
                : Words(vi: quoted(decimalMark), en: quoted(decimalMark))
        if groupMark.isEmpty {
            let example = "1234\(decimalMark)5"
            return Words(
                vi: "số có phần thập phân sau \(mark.vi), không phân nhóm hàng nghìn, ví dụ "
                    + example,
                en: "a number with \(mark.en) before its decimals and no group marks, such as "
                    + example)
        }
        let example = "1\(groupMark)234\(decimalMark)5"
        return Words(
            vi: "số có phần thập phân sau \(mark.vi), ví dụ \(example)",
            en: "a number with \(mark.en) before its decimals, such as \(example)")
    }

    private static func date(_ form: String) -> Words {
        var example = form
        for (letters, digits) in [("yyyy", "2025"), ("MM", "12"), ("dd", "31")] {
            example = example.split(separator: letters, omittingEmptySubsequences: false)
                .joined(separator: digits)
        }
        return Words(
            vi: "ngày có thật, viết theo dạng \(form), ví dụ \(example)",
            en: "a day of the calendar as \(form), such as \(example)")
    }

    private static func period(_ kinds: [PeriodKind]) -> Words {
        let shown = kinds.isEmpty ? PeriodKind.allCases.filter { $0 != .season } : kinds
        return Words(
            vi: "kỳ: " + shown.map { "\($0.title.vi) (\($0.example.vi))" }.joined(separator: ", "),
            en: "a period: "
                + shown.map { "\($0.title.en) (\($0.example.en))" }
                .joined(separator: ", "))
    }

    private static func range(_ minimum: String?, _ maximum: String?) -> Words {
        let low = minimum.map(decimalWords)
        let high = maximum.map(decimalWords)
        switch (low, high) {
        case (let low?, let high?):
            return Words(
                vi: "giá trị từ \(low.vi) đến \(high.vi)",
                en: "a value from \(low.en) to \(high.en)")
        case (let low?, nil):
            return Words(vi: "giá trị từ \(low.vi) trở lên", en: "a value of at least \(low.en)")
        case (nil, let high?):
            return Words(vi: "giá trị không quá \(high.vi)", en: "a value of at most \(high.en)")
        case (nil, nil): return Words(vi: "một giá trị", en: "a value")
        }
    }

    // MARK: Which list it must come from

    private var listWords: Words? {
        switch self {
        case .oneOf(let list, let values):
            if values.isEmpty {
                Words(
                    vi: "một giá trị trong danh mục \(Violation.escaped(list))",
                    en: "a value of the list \(Violation.escaped(list))")
            } else {
                Words(
                    vi: "một trong: \(Self.quoted(values)) (danh mục \(Violation.escaped(list)))",
                    en: "one of \(Self.quoted(values)) (list \(Violation.escaped(list)))")
            }
        case .code(let list, let on):
            Words(
                vi:
                    "mã có hiệu lực ngày \(Self.day(on).vi) trong danh mục \(Violation.escaped(list))",
                en: "a code of the list \(Violation.escaped(list)) in force on \(Self.day(on).en)")
        case .unit(let unit):
            Words(
                vi: "đơn vị quy đổi được sang \(Self.quoted(unit))",
                en: "a unit that converts to \(Self.quoted(unit))")
        case .cover(let text):
            Words(
                vi: "số liệu trong phạm vi \(Violation.escaped(text))",
                en: "figures within \(Violation.escaped(text))")
        case .loadedIndicator:
            Words(
                vi: "chỉ tiêu được nạp; chỉ tiêu này do trung tâm tính từ số liệu khác",
                en: "an indicator that is loaded; the centre computes this one from other figures")
        case .unique(let line):
            Words(
                vi: "khóa không trùng với dòng \(line)",
                en: "a key other than that of line \(line)")
        default: nil
        }
    }

    // MARK: What the file must be

    private var fileWords: Words? {
        switch self {
        case .fieldCount(let count):
            Words(vi: "\(count) ô trên mỗi dòng", en: "\(count) fields in each record")
        case .columns(let names) where names.count == 1:
            Words(vi: "cột \(Self.quoted(names))", en: "a column \(Self.quoted(names))")
        case .columns(let names):
            Words(vi: "các cột \(Self.quoted(names))", en: "the columns \(Self.quoted(names))")
        case .encoding(let name):
            Words(
                vi: "văn bản theo bảng mã \(Violation.escaped(name))",
                en: "text in \(Violation.escaped(name))")
        case .byteCount(let maximum):
            Words(
                vi: "không quá \(Self.number(maximum, .vi)) byte",
                en: "at most \(Self.number(maximum, .en)) bytes")
        case .recordByteCount(let maximum):
            Words(
                vi: "không quá \(Self.number(maximum, .vi)) byte trong một bản ghi",
                en: "at most \(Self.number(maximum, .en)) bytes in one record")
        case .emptyLineCount(let maximum):
            Words(
                vi: "không quá \(Self.number(maximum, .vi)) dòng trống",
                en: "at most \(Self.number(maximum, .en)) empty lines")
        case .sum(let sum, let tolerance):
            Words(
                vi: "tổng các đơn vị là \(Self.decimalWords(sum).vi), lệch không quá "
                    + "\(Self.decimalWords(tolerance).vi) %",
                en: "the sum of the parts, \(Self.decimalWords(sum).en), or within \(tolerance) % "
                    + "of it")
        case .noLess(let value, let period):
            Words(
                vi:
                    "không nhỏ hơn \(Self.decimalWords(value).vi), số của \(Violation.escaped(period))",
                en: "no less than \(Self.decimalWords(value).en), the figure of "
                    + Violation.escaped(period))
        case .noMore(let value, let period):
            Words(
                vi:
                    "không lớn hơn \(Self.decimalWords(value).vi), số của \(Violation.escaped(period))",
                en: "no more than \(Self.decimalWords(value).en), the figure of "
                    + Violation.escaped(period))
        case .share(let percent, let allowed):
            Words(
                vi: "không quá \(Self.decimalWords(allowed).vi) %, tệp này có "
                    + "\(Self.decimalWords(percent).vi) %",
                en: "at most \(allowed) %; this drop has \(percent) %")
        case .vintage(let latest):
            Words(
                vi: "ngày công bố không muộn hơn \(Self.day(latest).vi)",
                en: "a vintage no later than \(Self.day(latest).en)")
        case .rows: Words(vi: "ít nhất một dòng số liệu", en: "at least one record")
        case .message(let text):
            Words(vi: Violation.escaped(text), en: Violation.escaped(text))
        default: nil
        }
    }

    /// A plain decimal as each language writes it; other text as it is.
    private static func decimalWords(_ text: String) -> Words {
        guard let value = ExactDecimal(text) else {
            return Words(vi: Violation.escaped(text), en: Violation.escaped(text))
        }
        return Words(
            vi: value.text(decimalMark: ",", groupMark: ".", scale: value.scale),
            en: value.text(decimalMark: ".", groupMark: ",", scale: value.scale))
    }

    private static func number(_ number: Int, _ language: Language) -> String {
        decimalWords(String(number)).text(language)
    }

    /// A day as each language writes it; other text as it is.
    private static func day(_ text: String) -> Words {
        let shown = Violation.escaped(text)
        return Words(vi: CalendarDay(text)?.vietnamese ?? shown, en: shown)
    }
}

extension PeriodKind {
    /// The kind in a clause: `tháng`, `month`.
    fileprivate var title: Words {
        switch self {
        case .day: Words(vi: "ngày", en: "day")
        case .month: Words(vi: "tháng", en: "month")
        case .quarter: Words(vi: "quý", en: "quarter")
        case .half: Words(vi: "nửa năm", en: "half-year")
        case .cumulative: Words(vi: "lũy kế từ đầu năm", en: "cumulative from January")
        case .year: Words(vi: "năm", en: "year")
        case .season: Words(vi: "vụ mùa", en: "season")
        }
    }

    /// A period of the kind as a file may write it.
    fileprivate var example: Words {
        switch self {
        case .day: Words(vi: "2025-03-14", en: "2025-03-14")
        case .month: Words(vi: "2025-M03", en: "2025-M03")
        case .quarter: Words(vi: "2025-Q1", en: "2025-Q1")
        case .half: Words(vi: "2025-S1", en: "2025-S1")
        case .cumulative: Words(vi: "9 tháng năm 2025", en: "2025-01-01/P9M")
        case .year: Words(vi: "2025", en: "2025")
        case .season: Words(vi: "Đông Xuân 2024-2025", en: "Đông Xuân 2024-2025")
        }
    }
}

extension PeriodRefusal {
    /// What was expected in the place of the text, as a clause without a full stop.
    package var expected: Words {
        switch self {
        case .form:
            Words(
                vi: "kỳ, ví dụ 2025-M03, 2025-Q1, 2025 hoặc 2025-01-01/P9M",
                en: "a period, such as 2025-M03, 2025-Q1, 2025 or 2025-01-01/P9M")
        case .week:
            Words(
                vi: "ngày, tháng, quý, nửa năm hoặc năm: không có kỳ tuần, vì tuần nằm vắt qua "
                    + "hai tháng",
                en: "a day, month, quarter, half-year or year: there are no weeks, as they lie "
                    + "across months")
        case .trimester:
            Words(
                vi: "kỳ bốn tháng đầu năm (T1): không có kỳ bốn tháng thứ hai và thứ ba",
                en: "the first four months (T1): the second and third four months of a year are "
                    + "no periods")
        case .timeZone:
            Words(
                vi:
                    "kỳ không ghi múi giờ, hoặc ghi +07:00 hay Z: ở múi giờ khác, ngày không còn là "
                    + "ngày ở Việt Nam",
                en: "a period without a time zone, or with +07:00 or Z: elsewhere its days are not "
                    + "those of Việt Nam")
        case .day:
            Words(vi: "ngày có trong lịch của năm đó", en: "a day that the year's calendar has")
        case .span:
            Words(
                vi: "ngày đầu và độ dài đúng bằng tháng, quý, nửa năm, năm, các tháng tính từ "
                    + "tháng 1, hoặc một vụ mùa đã khai báo",
                en:
                    "a first day and a duration that make a month, quarter, half-year, year, months "
                    + "from January, or a declared season")
        case .year:
            Words(
                vi: "năm từ \(Period.years.lowerBound) đến \(Period.years.upperBound)",
                en: "a year from \(Period.years.lowerBound) to \(Period.years.upperBound)")
        }
    }
}
