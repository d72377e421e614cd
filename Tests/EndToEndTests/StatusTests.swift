import Foundation
import Testing

@Suite("Statuses and marks, from the cell of a file to the page of a report")
struct StatusTests {
    @Test("each spelling is stored, told and printed as what it means", arguments: StatusRow.all)
    func row(_ row: StatusRow) async throws {
        let site = try await StatusLab.shared.lab()
        let stored = try site.lab.rows(
            """
            select f.value::text, f.status, f.mark, f.conf, f.embargo_until
            from warehouse.fact_observation f join warehouse.dim_area a using (area_id)
            where a.code = '\(row.area)'
            """)
        #expect(stored == [[row.value, row.status, row.mark, row.kept, row.until ?? "∅"]])

        let line = try #require(site.html.first { $0.contains(" \(row.area) 2024-M05\"") })
        let text = line.replacingOccurrences(of: "</th>", with: "|")
            .replacingOccurrences(of: "<[^>]*>", with: "", options: .regularExpression)
        #expect(text.split(separator: "|").last.map(String.init) == row.html)
        let name = try #require(text.split(separator: "|").first)
        #expect(site.csv.contains("\(name);\(row.csv);\(row.title);ca"), "\(name)")

        guard row.isFirstOfKind else { return }
        let why = try await site.lab.phusa("why", "TT.SO", row.area, "2024-M05", "--lang", "vi")
        let told = row.value == "∅" ? "(\(row.mark))" : row.value
        #expect(why.out.contains("● \(told) ca, \(row.title), biết từ"), "\(why.out)")
        #expect(why.out.contains("công bố: ") == (row.kept != "∅"), "\(why.out)")
    }

    @Test("the report explains every mark that it prints, and no other figure stands on it")
    func legend() async throws {
        let site = try await StatusLab.shared.lab()
        let notes = try #require(site.html.first { $0.contains("class=\"notes\"") })
        for (mark, meaning) in [
            ("gđ", "gián đoạn chuỗi"), ("mt", "miễn trừ"), ("kđk", "không đáng kể"),
            ("sb", "sơ bộ"), ("ước", "ước tính"), ("“-”", "không phát sinh"),
        ] {
            #expect(notes.contains("\(mark): \(meaning)"), "\(notes)")
        }
        let rows = site.html.filter { $0.contains("data-why=\"TT.SO ") }
        #expect(rows.count == StatusRow.all.count)
        #expect(StatusRow.all.count { $0.status == "A" && $0.kept == "∅" } > 3)
    }

    @Test("Ước tính, Sơ bộ and Chính thức are three versions of one value")
    func stages() async throws {
        let lab = try await StatusLab.make()
        for (day, status) in [("06-03", "Ước tính"), ("07-03", "Sơ bộ"), ("08-05", "Chính thức")] {
            try lab.write(
                "syt/trangthai-2024-M05-2024-\(day).csv", StatusLab.text(["84;41;\(status);;"]))
        }
        #expect(try await lab.run().files.map(\.state) == ["loaded", "loaded", "loaded"])
        let versions = try lab.rows(
            """
            select f.status::text || f.value::text from (
                select event_id, status, value from warehouse.fact_observation union all
                select event_id, status, value from warehouse.fact_observation_closed) f
            join ledger.event e using (event_id) order by e.known_at
            """)
        #expect(versions == [["E41"], ["P41"], ["A41"]])
        for (day, status) in [("2024-06-30", "Estimated"), ("2024-07-31", "Provisional")] {
            let why = try await lab.phusa("why", "TT.SO", "84", "2024-M05", "--as-of", day)
            #expect(why.out.contains("● 41 ca, \(status),"), "\(why.out)")
        }
        // The same sheet again as Prel.: a revision of its status alone, back to provisional.
        try lab.write("syt/trangthai-2024-M05-2024-09-05.csv", StatusLab.text(["84;41;Prel.;;"]))
        #expect(try await lab.run().total.loaded == 1)
        #expect(try lab.value("select status from warehouse.fact_observation") == "P")
    }

    @Test(
        "an empty cell is a figure without value, no figure, or a fault, as the contract says",
        arguments: [
            ("required: true, marks: {'': empty}", "loaded", 1, 0, ["O∅e"]),
            ("marks: {'-': zero}", "loaded", 0, 0, []),
            ("required: true, marks: {'-': zero}", "loaded", 0, 1, []),
        ])
    func empty(
        _ keys: String, _ state: String, loaded: Int, quarantined: Int, rows: [String]
    ) async throws {
        let lab = try await StatusLab.make(valueKeys: keys)
        try lab.write(
            "syt/trangthai-2024-M05-2024-06-03.csv",
            StatusLab.text(["84;12;A;;", "842;;Sơ bộ;;"]))
        let file = try #require(try await lab.run().files.first)
        #expect(file.state == state)
        #expect(file.cells.loaded == 1 + loaded)
        #expect(file.cells.quarantined == quarantined)
        #expect(file.cells.excluded == 1 - loaded - quarantined)
        let found = try lab.rows(
            """
            select f.status::text || coalesce(f.value::text, '∅') || f.mark::text
            from warehouse.fact_observation f join warehouse.dim_area a using (area_id)
            where a.code = '842'
            """)
        #expect(found.map { $0[0] } == rows)
        if quarantined == 1 {
            #expect(try lab.value("select rule from ledger.quarantine") == "contract.required")
        }
    }

    @Test("a code that is none is told with place, value and what was expected")
    func unknown() async throws {
        let lab = try await StatusLab.make()
        let path = lab.drops + "/syt/trangthai-2024-M05-2024-06-03.csv"
        let lines = StatusFault.all.map { "842;\($0.cells)" } + ["84;5;A;;"]
        try lab.write("syt/trangthai-2024-M05-2024-06-03.csv", StatusLab.text(lines))
        let output = try await lab.phusa("validate", path)
        #expect(output.status == 0, "within the share that this contract allows")
        for (index, fault) in StatusFault.all.enumerated() {
            let text = """
                \(path):\(index + 2):\(fault.column): error: \(fault.title)
                  found     \(fault.found.isEmpty ? "nothing" : "\"\(fault.found)\"") in \(fault.header)
                  expected  \(fault.expected)
                """
            #expect(output.out.contains(text), "\(fault.cells)\n\(output.out)")
        }
        let file = try #require(try await lab.run().files.first)
        #expect(file.records.quarantined == StatusFault.all.count)
        #expect(try lab.value("select count(*) from warehouse.fact_observation") == "1")
    }
}

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
private struct StatusFault {
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

/// A dataset of one indicator with a column for all that can be said of a figure.
private actor StatusLab {
    /// What the drop of all rows has become.
    struct Site {
        let lab: Lab
        let html: [String]
        let csv: String
    }

    static let shared = StatusLab()

    private var making: Task<Site, any Error>?

    func lab() async throws -> Site {
        if let making { return try await making.value }
        let task = Task { try await Self.loaded() }
        making = task
        return try await task.value
    }

    private static func loaded() async throws -> Site {
        let lab = try await make()
        try lab.write(
            "syt/trangthai-2024-M05-2024-06-03.csv", text(StatusRow.all.map(\.line)))
        let file = try #require(try await lab.run().files.first)
        try #require(file.state == "loaded" && file.cells.loaded == StatusRow.all.count)
        let build = try await lab.phusa(
            "report", "build", "trang-thai", "--period", "2024-M05", "--lang", "vi")
        try #require(build.status == 0, "\(build.err)")
        let pages = try lab.reportFiles().mapValues { String(decoding: $0, as: UTF8.self) }
        let html = try #require(pages.first { $0.key.hasSuffix(".html") }?.value)
        let csv = try #require(pages.first { $0.key.hasSuffix(".csv") }?.value)
        return Site(lab: lab, html: html.split(separator: "\n").map(String.init), csv: csv)
    }

    static func text(_ lines: [String]) -> String {
        (["Mã;Giá trị;Trạng thái;Bảo mật;Công bố từ"] + lines).joined(separator: "\n") + "\n"
    }

    /// Communes of May 2024 whose names are theirs alone.
    static let areas = communes()

    private static func communes() -> [String] {
        let path = Repository.pipelines + "/catalogue/areas.csv"
        let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
        let districts = Set(["842"] + (844...851).map(String.init))
        let rows = text.split(separator: "\n").map {
            $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }.filter { $0[0] == "commune" && districts.contains($0[3]) && $0[4].isEmpty }
        let names = Dictionary(grouping: rows) { $0[2] }
        return rows.filter { names[$0[2]]?.count == 1 }.map { $0[1] }
    }

    static func make(
        valueKeys: String =
            "required: true, marks: {'-': zero, '...': missing, x: suppressed, '': empty}"
    ) async throws -> Lab {
        let lab = try await Lab()
        try lab.define("catalogue/indicators/trang-thai.yml", indicator)
        try lab.define("reports/trang-thai.yml", report)
        try lab.define("syt/trang-thai/contract.yml", contract(valueKeys))
        try lab.define("syt/trang-thai/pipeline.yml", pipeline)
        return lab
    }

    private static let indicator = """
        - indicator: TT.SO
          edition: TV/2020
          title: {vi: Số ca, en: Cases}
          unit: ca
          over_time: sum
          over_area: sum
          decimals: 1
          agency: syt

        """

    private static let report = """
        report: trang-thai
        title: {vi: Trạng thái, en: Statuses}
        period: month
        sections:
          - areas: {title: {vi: Theo xã, en: By commune}, indicator: TT.SO, level: commune}

        """

    private static func contract(_ valueKeys: String) -> String {
        """
        contract: syt.trang-thai.thang
        owner: {agency: syt, answerable: Sở Y tế, contact: tt@syt.travinh.example}
        file:
          name: 'trangthai-{period:month}-{vintage:date}.csv'
          format: csv
          delimiter: ';'
          decimal: ','
          group: '.'
        covers: {indicators: [TT.SO], areas: '84', periods: [month]}
        areas: at-period-end
        columns:
          - {name: Mã, as: ma, type: text, required: true, length: 5}
          - {name: Giá trị, as: gia_tri, type: decimal, \(valueKeys)}
          - {name: Trạng thái, as: trang_thai, type: text, length: 20}
          - {name: Bảo mật, as: bao_mat, type: text, length: 1}
          - {name: Công bố từ, as: tu_ngay, type: date}
        accept: {quarantined: 100%, closed: 100%}

        """
    }

    private static let pipeline = """
        pipeline: syt.trang-thai.thang
        transform:
          - constant: {value: TT.SO, into: chi_tieu}
          - normalise:
              indicator: chi_tieu
              area: ma
              period: file.period
              value: gia_tri
              status: trang_thai
              conf: bao_mat
              embargo: tu_ngay
        load: {into: fact_observation, mode: replace}

        """
}
