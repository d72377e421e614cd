import PhusaModel
import Testing

@testable import Checking

@Suite("Values by type")
struct ValueTests {
    @Test(
        "T21, T22: reads numbers of a Vietnamese file exactly, or not at all",
        arguments: [
            ("1.234,5", "1234.5"), ("1234,5", "1234.5"), ("-1.250,5", "-1250.5"), ("0,10", "0.1"),
            (" 12 ", "12"), ("\u{A0}12\u{A0}", "12"), ("\u{FEFF}12\u{200B}", "12"),
            ("1.2E+08", nil), ("1,2E+08", "120000000"), ("1.23", nil), ("1.234.56", nil),
            ("1,5abc", nil), ("0x1p3", nil), ("nan", nil), ("inf", nil), ("1e400", nil),
            ("--5", nil), ("５", nil), ("1 234", nil), ("(1.234)", nil), ("12 %", nil),
            ("12‰", nil), ("#N/A", nil), ("+5", nil), ("5-", nil), (",5", nil), ("5,", nil),
            ("12345678901234567890123456789012345678", "12345678901234567890123456789012345678"),
            ("123456789012345678901234567890123456789", nil),
        ] as [(String, String?)])
    func vietnameseDecimal(text: String, expected: String?) throws {
        let read = try read(column("v", .decimal), .text(text), numbers: .vietnamese)
        if let expected {
            #expect(read.value == .value(.decimal(try #require(ExactDecimal(expected)))))
            #expect(read.violation == nil)
        } else {
            #expect(read.value == .invalid)
            #expect(read.violation?.rule == .contractDecimal)
            #expect(read.violation?.found == text)
            #expect(read.violation?.expected == .decimal(decimalMark: ",", groupMark: "."))
        }
    }

    @Test("T21: without a declared form, quarantines what may be a thousand times more")
    func undeclaredNumbers() throws {
        for type in [ColumnType.decimal, .integer] {
            let read = try read(column("v", type), "1.000", numbers: .undeclared)
            #expect(read.value == .invalid)
            #expect(read.violation?.expected == .unambiguousDecimal)
        }
        let fraction = try read(column("v", .decimal), "0.125", numbers: .undeclared)
        #expect(fraction.value == .value(.decimal(try #require(ExactDecimal("0.125")))))
        let token = try read(
            column("v", .decimal), .number("1.234"), format: .json, numbers: .undeclared)
        #expect(token.value == .value(.decimal(try #require(ExactDecimal("1.234")))))
    }

    @Test("lets a column's number form win over the file's")
    func columnNumbers() throws {
        let column = try column("v", .decimal, numbers: .plain)
        let value = try read(column, "1.5", numbers: .vietnamese).value
        #expect(value == .value(.decimal(try #require(ExactDecimal("1.5")))))
    }

    @Test(
        "reads whole numbers of 64 bits",
        arguments: [
            ("12", 12), ("-7", -7), ("1.234", 1234), ("9223372036854775807", Int64.max),
            ("9223372036854775808", nil), ("1,5", nil), ("x", nil), ("12,0", 12),
        ] as [(String, Int64?)])
    func integer(text: String, expected: Int64?) throws {
        let read = try read(column("v", .integer), .text(text), numbers: .vietnamese)
        #expect(read.value == expected.map { .value(.integer($0)) } ?? .invalid)
        #expect(read.violation?.rule == (expected == nil ? .contractInteger : nil))
    }

    @Test(
        "T24: reads days of the calendar in the declared form only",
        arguments: [
            ("dd/MM/yyyy", "02/03/2026", "2026-03-02"), ("dd/MM/yyyy", "31/02/2026", nil),
            ("dd/MM/yyyy", "29/02/2024", "2024-02-29"), ("dd/MM/yyyy", "29/02/2023", nil),
            ("dd/MM/yyyy", "2/3/2026", nil), ("dd/MM/yyyy", "02/03/26", nil),
            ("dd/MM/yyyy", "02-03-2026", nil), ("dd/MM/yyyy", "02/03/20226", nil),
            ("yyyy-MM-dd", "2025-12-31", "2025-12-31"), ("yyyy-MM-dd", "46000", nil),
            ("M/d/yyyy", "3/14/2025", "2025-03-14"),
            ("M/d/yyyy", "12/01/2025", "2025-12-01"), ("M/d/yyyy", "14/3/2025", nil),
            ("M/d/yyyy", "3/14/25", nil), ("M/d/yyyy", "3/114/2025", nil),
            ("M/d/yyyy", "/14/2025", nil), ("dd/M/yyyy", "5/9/2025", nil),
            ("yyyy.d.M", "2025.7.8", "2025-08-07"),
            ("M/d/yyyy", "3/", nil), ("M/d/yyyy", "3/14/2025 ", "2025-03-14"),
            ("yyyy-MM-dd", "2026-13-01", nil), ("yyyy-MM-dd", "20226-01-01", nil),
            ("yyyy-MM-dd", "mùng 1 Tết", nil), ("dd.MM.yyyy", "05.09.2025", "2025-09-05"),
            ("yyyyMMdd", "20250905", "2025-09-05"),
        ] as [(String, String, String?)])
    func date(form: String, text: String, expected: String?) throws {
        let read = try read(column("d", .date, date: form), .text(text))
        if let expected {
            #expect(read.value == .value(.day(try #require(CalendarDay(expected)))))
        } else {
            #expect(read.violation?.expected == .date(form: form))
            #expect(read.value == .invalid)
        }
    }

    @Test(
        "reads moments, those without a zone as the time of Việt Nam",
        arguments: [
            ("2025-03-01T08:30:00+07:00", "2025-03-01T01:30:00Z"),
            ("2025-03-01T08:30:00Z", "2025-03-01T08:30:00Z"),
            ("2025-03-01 08:30", "2025-03-01T01:30:00Z"),
            ("2025-03-01 08:30:15", "2025-03-01T01:30:15Z"),
            ("2025-03-01 00:00:00.25", "2025-02-28T17:00:00.250000Z"),
            ("2025-03-01T08:30:00-05:30", "2025-03-01T14:00:00Z"),
            ("2025-03-01T08:30+0000", "2025-03-01T08:30:00Z"),
            ("2025-03-01", nil), ("2025-03-01 24:00", nil), ("2025-03-01 08:60", nil),
            ("2025-03-01 08:30:60", nil), ("2025-02-30 08:30", nil), ("2025-03-01 08:30 ICT", nil),
            ("2025-03-01T08:30:00+15:00", nil), ("2025-03-01 08:30:00.", nil),
            ("2025-03-01 08:30:00.1234567", nil), ("2025-03-01 8:30", nil),
        ] as [(String, String?)])
    func moment(text: String, expected: String?) throws {
        let read = try read(column("m", .moment), .text(text))
        if let expected {
            #expect(read.value == .value(.moment(try #require(Moment(expected)))))
        } else {
            #expect(read.violation?.rule == .contractMoment)
        }
    }

    @Test(
        "reads moments whose day has the column's form; where it is short, hours are too",
        arguments: [
            ("dd/MM/yyyy", "01/03/2025 08:30", "2025-03-01T01:30:00Z"),
            ("M/d/yyyy", "3/14/2025 1:20", "2025-03-13T18:20:00Z"),
            ("M/d/yyyy", "12/31/2025 23:05:09", "2025-12-31T16:05:09Z"),
            ("M/d/yyyy", "3/14/2025 01:20+00:00", "2025-03-14T01:20:00Z"),
            ("M/d/yyyy", "2025-03-14 08:20", "2025-03-14T01:20:00Z"),
            ("M/d/yyyy", "3/14/2025 1:2", nil), ("M/d/yyyy", "3/14/2025 24:00", nil),
            ("M/d/yyyy", "3/14/2025", nil), ("M/d/yyyy", "3/14/2025 ", nil),
            ("M/d/yyyy", "3/14/2025 1", nil), ("dd/MM/yyyy", "01/03/2025 8:30", nil),
        ] as [(String, String, String?)])
    func momentForm(form: String, text: String, expected: String?) throws {
        let read = try read(column("m", .moment, date: form), .text(text))
        if let expected {
            #expect(read.value == .value(.moment(try #require(Moment(expected)))))
        } else {
            #expect(read.violation?.rule == .contractMoment)
        }
    }

    @Test(
        "T24: reads periods of the allowed kinds, also seasons, the second time as the first",
        arguments: [
            ("2025-M03", "2025-M03"), ("tháng 3/2025", "2025-M03"), ("2025-Q1", nil),
            ("Vụ Đông Xuân 2025", "2024-11-01/P6M"), ("2025-13", nil), ("2026-M13", nil),
            ("tháng Giêng năm Ất Tỵ", nil), ("Phật lịch 2569", nil), ("46000", nil),
        ] as [(String, String?)])
    func period(text: String, expected: String?) throws {
        var checker = try checker(
            contract([column("p", .period, kinds: [.month, .season])]), header: ["p"])
        let checked = checker.check(batch([[.text(text)], [.text(text)]]))
        #expect(checked.row(0) == checked.row(1))
        #expect(checked.rules(0) == checked.rules(1))
        if let expected {
            guard case .value(.period(let period)) = checked.row(0)[0] else {
                Issue.record("no period: \(text)")
                return
            }
            #expect(period.description == expected)
        } else {
            #expect(checked.rules(0) == [.contractPeriod])
        }
    }

    @Test(
        "T24: says why a period in a form of SDMX is none",
        arguments: [
            ("2025-W07", PhusaModel.Expectation.periodForm(.week)),
            ("2025-T2", .periodForm(.trimester)),
            ("2025-03+09:00", .periodForm(.timeZone)), ("2025-D366", .periodForm(.day)),
            ("2025-02-01/P3M", .periodForm(.span)), ("2150", .periodForm(.year)),
            ("Tết", .period(kinds: [.month])), ("2025-Q1", .period(kinds: [.month])),
        ])
    func periodReason(text: String, expected: PhusaModel.Expectation) throws {
        let read = try read(column("p", .period, kinds: [.month]), .text(text))
        #expect(read.violation?.expected == expected)
    }

    @Test(
        "reads yes and no",
        arguments: [
            ("true", true), ("Có", true), ("1", true), ("x", true), ("FALSE", false),
            ("không", false), ("Kho\u{302}ng", false), ("0", false), ("?", nil), ("2", nil),
        ] as [(String, Bool?)])
    func boolean(text: String, expected: Bool?) throws {
        let read = try read(column("b", .boolean), .text(text))
        #expect(read.value == expected.map { .value(.boolean($0)) } ?? .invalid)
        #expect(read.violation?.rule == (expected == nil ? .contractBoolean : nil))
    }

    @Test(
        "T8, T9: stores text in NFC, trimmed at its ends and untouched inside",
        arguments: [
            ("Hue\u{302}\u{301}", "Huế"), ("  Trà Vinh\u{A0}", "Trà Vinh"),
            ("a\u{A0}b", "a\u{A0}b"),
            ("dòng 1\ndòng 2", "dòng 1\ndòng 2"), ("VNM_PCPI_CP_011FS_IX ", "VNM_PCPI_CP_011FS_IX"),
            ("=1+1", "=1+1"), ("giá – 5 “nghìn”", "giá – 5 “nghìn”"), ("\u{2126}", "\u{3A9}"),
            ("👍🏽", "👍🏽"), ("\u{200B}a\u{200B}b\u{200B}", "a\u{200B}b"),
        ])
    func text(text: String, expected: String) throws {
        let read = try read(column("t"), .text(text))
        #expect(read.value == .text(expected))
        #expect(read.violation == nil)
    }

    @Test(
        "refuses control characters in text",
        arguments: ["a\u{0}b", "a\u{1B}[31mb", "a\u{7F}b", "a\u{85}b", "a\u{7}b"])
    func controlCharacters(text: String) throws {
        let read = try read(column("t"), .text(text))
        #expect(read.violation?.rule == .contractText)
        #expect(read.value == .invalid)
    }

    @Test("counts characters, not bytes, against the length")
    func length() throws {
        let column = try column("t", length: 3)
        #expect(try read(column, "Huế").value == .text("Huế"))
        let long = try read(column, "Huếu")
        #expect(long.violation?.expected == .characterCount(maximum: 3))
        #expect(long.violation?.rule == .contractText)
    }
}
