import Testing

/// A row of a drop, and what becomes of it.
struct StatusRow: Sendable, CustomTestStringConvertible {
    let area: String
    let cell: String
    let given: String
    let conf: String
    let until: String?
    /// As stored: null is "∅".
    let value: String
    let status: String
    let mark: String
    /// CONF_STATUS as stored.
    let kept: String
    /// As printed in Vietnamese.
    let html: String
    let csv: String
    let title: String

    var testDescription: String { "\(cell);\(given);\(conf);\(until ?? "")" }
    var line: String { "\(area);\(testDescription)" }

    /// Whether no row before it is stored in the same way.
    var isFirstOfKind: Bool {
        StatusRow.all.first { $0.status == status && $0.mark == mark && $0.kept == kept }?.area
            == area
    }

    static let all: [StatusRow] =
        (numbers + reasons + marks + secrets).enumerated().map { index, make in
            make("\(StatusLab.areas[index])")
        }

    private typealias Make = @Sendable (_ area: String) -> StatusRow

    private static func number(
        _ given: String, _ status: String, _ raised: String, _ title: String
    ) -> Make {
        { area in
            StatusRow(
                area: area, cell: "1.234,5", given: given, conf: "", until: nil, value: "1234.5",
                status: status, mark: "∅", kept: "∅", html: "1.234,5\(raised)", csv: "1234,5",
                title: title)
        }
    }

    /// Every status that a number may have by its letter, and the words of Vietnamese tables.
    private static let numbers = [
        number("A", "A", "", "Chính thức"), number("B", "B", "gđ", "Gián đoạn chuỗi"),
        number("D", "D", "kđn", "Khác định nghĩa"), number("E", "E", "ước", "Ước tính"),
        number("F", "F", "db", "Dự báo"), number("G", "G", "tn", "Thử nghiệm"),
        number("I", "I", "gán", "Gán giá trị"), number("J", "J", "mt", "Miễn trừ"),
        number("N", "N", "kđk", "Không đáng kể"), number("P", "P", "sb", "Sơ bộ"),
        number("S", "S", "sk", "Sự kiện đặc biệt"), number("U", "U", "tct", "Độ tin cậy thấp"),
        number("V", "V", "ctđ", "Chưa thẩm định"), number("W", "W", "gồm", "Gồm cả nhóm khác"),
        number("", "A", "", "Chính thức"), number("Chính thức", "A", "", "Chính thức"),
        number("THỰC HIỆN", "A", "", "Chính thức"), number("Sơ bộ", "P", "sb", "Sơ bộ"),
        number("sơ  bộ", "P", "sb", "Sơ bộ"), number("Prel.", "P", "sb", "Sơ bộ"),
        number("So\u{31B}  bo\u{323}\u{302}", "P", "sb", "Sơ bộ"),
        number("Ước tính", "E", "ước", "Ước tính"), number("ước", "E", "ước", "Ước tính"),
        number("Est.", "E", "ước", "Ước tính"), number("Dự báo", "F", "db", "Dự báo"),
    ]

    private static func none(
        _ cell: String, _ given: String, _ status: String, _ mark: String, _ reason: String,
        _ title: String
    ) -> Make {
        { area in
            StatusRow(
                area: area, cell: cell, given: given, conf: "", until: nil, value: "∅",
                status: status, mark: mark, kept: "∅", html: "…\(reason)", csv: "… (\(reason))",
                title: title)
        }
    }

    /// Why there is no number: the status of the file, where it is a reason.
    private static let reasons = [
        none("...", "H", "H", ".", "thiếu: ngày nghỉ", "Thiếu: ngày nghỉ"),
        none("...", "K", "K", ".", "gộp vào nhóm khác", "Gộp vào nhóm khác"),
        none("...", "L", "L", ".", "không thu thập được", "Không thu thập được"),
        none("...", "M", "M", ".", "không thể có", "Không thể có"),
        none("...", "O", "O", ".", "thiếu", "Thiếu"),
        none("...", "Q", "Q", ".", "bảo mật", "Bảo mật"),
        none("...", "Sơ bộ", "L", ".", "không thu thập được", "Không thu thập được"),
        none("...", "", "L", ".", "không thu thập được", "Không thu thập được"),
        none("", "", "O", "e", "nơi gửi bỏ trống", "Thiếu"),
        none("", "Chính thức", "O", "e", "nơi gửi bỏ trống", "Thiếu"),
        none("", "M", "M", "e", "không thể có", "Không thể có"),
        none("x", "P", "Q", "x", "bảo mật", "Bảo mật"),
        none("x", "L", "Q", "x", "bảo mật", "Bảo mật"),
    ]

    private static func zero(
        _ cell: String, _ given: String, _ status: String, _ mark: String, _ html: String,
        _ title: String
    ) -> Make {
        { area in
            StatusRow(
                area: area, cell: cell, given: given, conf: "", until: nil, value: "0",
                status: status, mark: mark, kept: "∅", html: html, csv: "0", title: title)
        }
    }

    /// A zero that was printed as a dash is not one that was counted.
    private static let marks = [
        zero("-", "", "A", "-", "-", "Chính thức"),
        zero("-", "Sơ bộ", "P", "-", "-sb", "Sơ bộ"), zero("0", "", "A", "∅", "0,0", "Chính thức"),
        zero("0,0", "Ước tính", "E", "∅", "0,0ước", "Ước tính"),
    ]

    private static func secret(
        _ conf: String, until: String? = nil, kept: String, printed: String
    ) -> Make {
        { area in
            let isFree = printed == "77,0"
            return StatusRow(
                area: area, cell: "77", given: "A", conf: conf, until: until, value: "77",
                status: "A", mark: "∅", kept: kept, html: isFree ? printed : "×\(printed)",
                csv: isFree ? "77" : "× (\(printed))", title: "Chính thức")
        }
    }

    private static let secrets: [Make] =
        ["N", "C", "D", "S", "A", "O", "T", "G", "M", "X"].map {
            secret($0, kept: $0, printed: "bảo mật")
        } + [
            secret("F", kept: "F", printed: "77,0"),
            secret("E", until: "2024-07-01", kept: "E", printed: "77,0"),
            secret("E", until: "2099-01-02", kept: "E", printed: "công bố từ 02/01/2099"),
            secret("", until: "2099-01-02", kept: "E", printed: "công bố từ 02/01/2099"),
        ]
}

/// A row that is refused, and how.
struct StatusFault {
    /// Value, status, CONF_STATUS, day.
    let cells: String
    let column: Int
    let title: String
    let found: String
    let header: String
    let expected: String

    private static func status(_ cells: String, _ found: String, _ expected: String) -> Self {
        StatusFault(
            cells: cells, column: 3,
            title: "the status is not known, or does not fit the value [normalise.status]",
            found: found, header: "Trạng thái", expected: expected)
    }

    private static func conf(
        _ cells: String, _ column: Int, _ found: String, _ header: String, _ expected: String
    ) -> Self {
        StatusFault(
            cells: cells, column: column,
            title: """
                it is not clear whether the figure may be published, or from when \
                [normalise.confidentiality]
                """, found: found,
            header: header, expected: expected)
    }

    private static let words = ["Chính thức", "Sơ bộ", "Ước tính", "Dự báo"]

    private static func oneOf(_ values: [String], _ letters: String, _ list: String) -> String {
        let all = values + letters.map(String.init)
        return "one of \(all.map { "\"\($0)\"" }.joined(separator: ", ")) (list \(list))"
    }

    private static let statuses = oneOf(words, "ABDEFGHIJKLMNOPQSUVW", "statuses")
    private static let ofNumbers = oneOf(words, "ABDEFGIJNPSUVW", "statuses")
    private static let secrets = oneOf([], "FNCDSAOTGMEX", "CONF_STATUS")
    private static let day =
        "a CONF_STATUS of SDMX: E with the day it is free, others without a day"

    static let all = [
        status("5;X;;", "X", statuses), status("5;a;;", "a", statuses),
        status("5;tạm tính;;", "tạm tính", statuses), status("...;AA;;", "AA", statuses),
        status("5;L;;", "L", ofNumbers), status("0;M;;", "M", ofNumbers),
        status("-;Q;;", "Q", ofNumbers), conf("5;A;Z;", 4, "Z", "Bảo mật", secrets),
        conf("5;A;c;", 4, "c", "Bảo mật", secrets), conf("5;A;E;", 5, "", "Công bố từ", day),
        conf("5;A;F;2099-01-01", 4, "F", "Bảo mật", day),
        conf("5;A;C;2099-01-01", 4, "C", "Bảo mật", day),
        StatusFault(
            cells: "5;A;E;31/12/2099", column: 5, title: "not a valid date [contract.date]",
            found: "31/12/2099", header: "Công bố từ",
            expected: "a day of the calendar as yyyy-MM-dd, such as 2025-12-31"),
    ]
}
