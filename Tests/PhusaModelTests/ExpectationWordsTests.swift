import PhusaModel
import Testing

@Suite("Sentences of expectations")
struct ExpectationWordsTests {
    private static let sentences: [(PhusaModel.Expectation, String, String)] = [
        (.ruleKept, "số liệu thuộc phạm vi mà quy ước giao", "figures that the contract covers"),
        (.value, "một giá trị, không để trống", "a value, not an empty cell"),
        (
            .decimal(decimalMark: ",", groupMark: "."),
            "số có phần thập phân sau dấu phẩy, ví dụ 1.234,5",
            "a number with a comma before its decimals, such as 1.234,5"
        ),
        (
            .decimal(decimalMark: ".", groupMark: ""),
            "số có phần thập phân sau dấu chấm, không phân nhóm hàng nghìn, ví dụ 1234.5",
            "a number with a point before its decimals and no group marks, such as 1234.5"
        ),
        (
            .unambiguousDecimal,
            "số chỉ đọc được một cách (1.234 có thể là một nghìn hai trăm ba mươi tư), hoặc quy ước "
                + "ghi decimal và group",
            "a number that reads in one way only (1.234 may be a thousand two hundred and "
                + "thirty-four), or a contract that says decimal and group"
        ),
        (.integer, "số nguyên, ví dụ 1234", "a whole number, such as 1234"),
        (
            .date(form: "dd/MM/yyyy"), "ngày có thật, viết theo dạng dd/MM/yyyy, ví dụ 31/12/2025",
            "a day of the calendar as dd/MM/yyyy, such as 31/12/2025"
        ),
        (
            .moment,
            "ngày giờ như 2025-03-01 08:30 (giờ Việt Nam) hoặc 2025-03-01T08:30:00+07:00",
            "a moment such as 2025-03-01 08:30 (time of Việt Nam) or 2025-03-01T08:30:00+07:00"
        ),
        (
            .period(kinds: [.month, .quarter]), "kỳ: tháng (2025-M03), quý (2025-Q1)",
            "a period: month (2025-M03), quarter (2025-Q1)"
        ),
        (.periodWithin("2025-Q1"), "kỳ nằm trong 2025-Q1", "a period within 2025-Q1"),
        (
            .periodForm(.week),
            "ngày, tháng, quý, nửa năm hoặc năm: không có kỳ tuần, vì tuần nằm vắt qua hai tháng",
            "a day, month, quarter, half-year or year: there are no weeks, as they lie across months"
        ),
        (
            .periodForm(.trimester),
            "kỳ bốn tháng đầu năm (T1): không có kỳ bốn tháng thứ hai và thứ ba",
            "the first four months (T1): the second and third four months of a year are no periods"
        ),
        (
            .periodForm(.timeZone),
            "kỳ không ghi múi giờ, hoặc ghi +07:00 hay Z: ở múi giờ khác, ngày không còn là ngày ở "
                + "Việt Nam",
            "a period without a time zone, or with +07:00 or Z: elsewhere its days are not those of "
                + "Việt Nam"
        ),
        (
            .periodForm(.day), "ngày có trong lịch của năm đó",
            "a day that the year's calendar has"
        ),
        (
            .periodForm(.span),
            "ngày đầu và độ dài đúng bằng tháng, quý, nửa năm, năm, các tháng tính từ tháng 1, hoặc "
                + "một vụ mùa đã khai báo",
            "a first day and a duration that make a month, quarter, half-year, year, months from "
                + "January, or a declared season"
        ),
        (
            .noLess(than: "1200.5", period: "2025-Q1"), "không nhỏ hơn 1.200,5, số của 2025-Q1",
            "no less than 1,200.5, the figure of 2025-Q1"
        ),
        (
            .noMore(than: "7", period: "2025-S1"), "không lớn hơn 7, số của 2025-S1",
            "no more than 7, the figure of 2025-S1"
        ),
        (.periodForm(.year), "năm từ 1900 đến 2146", "a year from 1900 to 2146"),
        (
            .boolean, "có hoặc không, true hoặc false, 1 hoặc 0",
            "có or không, true or false, 1 or 0"
        ),
        (
            .range(minimum: "0.5", maximum: "1000"), "giá trị từ 0,5 đến 1.000",
            "a value from 0.5 to 1,000"
        ),
        (.range(minimum: "0", maximum: nil), "giá trị từ 0 trở lên", "a value of at least 0"),
        (.range(minimum: nil, maximum: "9"), "giá trị không quá 9", "a value of at most 9"),
        (.range(minimum: nil, maximum: nil), "một giá trị", "a value"),
        (.pattern("HS-*"), "theo mẫu \"HS-*\"", "the pattern \"HS-*\""),
        (
            .oneOf(list: "xa", values: ["a", "b"]), "một trong: \"a\", \"b\" (danh mục xa)",
            "one of \"a\", \"b\" (list xa)"
        ),
        (.oneOf(list: "xa", values: []), "một giá trị trong danh mục xa", "a value of the list xa"),
        (
            .code(list: "areas", on: "2025-07-01"),
            "mã có hiệu lực ngày 01/07/2025 trong danh mục areas",
            "a code of the list areas in force on 2025-07-01"
        ),
        (.fieldCount(6), "6 ô trên mỗi dòng", "6 fields in each record"),
        (.columns(["Kỳ"]), "cột \"Kỳ\"", "a column \"Kỳ\""),
        (.columns(["Kỳ", "Mã"]), "các cột \"Kỳ\", \"Mã\"", "the columns \"Kỳ\", \"Mã\""),
        (.encoding("utf-8"), "văn bản theo bảng mã utf-8", "text in utf-8"),
        (.characterCount(maximum: 10_000), "không quá 10.000 ký tự", "at most 10,000 characters"),
        (.byteCount(maximum: 1_048_576), "không quá 1.048.576 byte", "at most 1,048,576 bytes"),
        (
            .recordByteCount(maximum: 4_194_304), "không quá 4.194.304 byte trong một bản ghi",
            "at most 4,194,304 bytes in one record"
        ),
        (
            .emptyLineCount(maximum: 1_048_576), "không quá 1.048.576 dòng trống",
            "at most 1,048,576 empty lines"
        ),
        (
            .sum("1234.5", tolerancePercent: "0.5"),
            "tổng các đơn vị là 1.234,5, lệch không quá 0,5 %",
            "the sum of the parts, 1,234.5, or within 0.5 % of it"
        ),
        (
            .unit(of: "tấn"), "đơn vị quy đổi được sang \"tấn\"", "a unit that converts to \"tấn\""
        ),
        (
            .loadedIndicator,
            "chỉ tiêu được nạp; chỉ tiêu này do trung tâm tính từ số liệu khác",
            "an indicator that is loaded; the centre computes this one from other figures"
        ),
        (.cover("KTXH.*"), "số liệu trong phạm vi KTXH.*", "figures within KTXH.*"),
        (.unique(firstLine: 7), "khóa không trùng với dòng 7", "a key other than that of line 7"),
        (
            .share(percent: "7.5", allowedPercent: "5"), "không quá 5 %, tệp này có 7,5 %",
            "at most 5 %; this drop has 7.5 %"
        ),
        (
            .vintage(latest: "2025-04-06"), "ngày công bố không muộn hơn 06/04/2025",
            "a vintage no later than 2025-04-06"
        ),
        (.rows, "ít nhất một dòng số liệu", "at least one record"),
        (.message("\u{1B}x"), "\\u{1B}x", "\\u{1B}x"),
    ]

    @Test("pins each sentence in both languages", arguments: Self.sentences)
    func pinned(expected: PhusaModel.Expectation, vi: String, en: String) {
        let violation = Violation(
            rule: .contractCover, position: FilePosition(path: "a", line: 1, column: 1), found: "",
            expected: expected)
        #expect(violation.expectation(.vi) == vi)
        #expect(violation.expectation(.en) == en)
    }

    @Test("names every kind of period where any is allowed")
    func anyPeriod() {
        let violation = Violation(
            rule: .contractPeriod, position: FilePosition(path: "a", line: 1, column: 1), found: "",
            expected: .period(kinds: []))
        #expect(
            violation.expectation(.vi)
                == "kỳ: ngày (2025-03-14), tháng (2025-M03), quý (2025-Q1), nửa năm (2025-S1), "
                + "lũy kế từ đầu năm (9 tháng năm 2025), năm (2025)")
    }
}
