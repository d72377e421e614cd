import PhusaModel
import Testing

@testable import Reporting

@Suite struct FigureTextTests {
    let vi = FigureText(language: .vi)
    let en = FigureText(language: .en)

    @Test(
        "groups thousands and rounds halves away from zero, with a true minus",
        arguments: [
            ("1234567.5", 1, "1.234.567,5", "1,234,567.5"), ("0.05", 1, "0,1", "0.1"),
            ("0.15", 1, "0,2", "0.2"), ("-1250.5", 1, "\u{2212}1.250,5", "\u{2212}1,250.5"),
            ("-0.04", 1, "0,0", "0.0"), ("7", 2, "7,00", "7.00"), ("999.5", 0, "1.000", "1,000"),
        ])
    func numbers(value: String, decimals: Int, vietnamese: String, english: String) {
        #expect(vi.number(Make.decimal(value), decimals: decimals) == vietnamese)
        #expect(en.number(Make.decimal(value), decimals: decimals) == english)
    }

    @Test("signs what is above zero after rounding")
    func signed() {
        #expect(vi.signed(Make.decimal("4.2"), decimals: 1) == "+4,2")
        #expect(vi.signed(Make.decimal("0.04"), decimals: 1) == "0,0")
        #expect(vi.signed(Make.decimal("-4.2"), decimals: 1) == "\u{2212}4,2")
    }

    @Test("writes all digits for spreadsheets, without group marks")
    func exact() {
        #expect(vi.exact(Make.decimal("-1234567.125")) == "-1234567,125")
        #expect(en.exact(Make.decimal("-1234567.125")) == "-1234567.125")
    }

    @Test(
        "writes days with the zeros of Decree 30",
        arguments: [
            (2024, 2, 5, "ngày 05 tháng 02 năm 2024"), (2024, 3, 14, "ngày 14 tháng 3 năm 2024"),
            (2024, 11, 9, "ngày 09 tháng 11 năm 2024"),
        ])
    func longDay(year: Int, month: Int, day: Int, text: String) throws {
        let date = try #require(CalendarDay(year: year, month: month, day: day))
        #expect(vi.longDay(date) == text)
    }

    @Test("tells moments on the clock of Việt Nam")
    func moment() throws {
        let late = try #require(Moment("2025-04-04T17:05:59Z"))
        #expect(vi.moment(late) == "00:05 ngày 05/04/2025")
        #expect(en.moment(late) == "00:05 on 5 April 2025")
    }

    @Test("rounds estimates to decimals and refuses what is no number")
    func estimates() {
        #expect(ExactDecimal(estimate: 0.123456789, scale: 6) == Make.decimal("0.123457"))
        #expect(ExactDecimal(estimate: .nan, scale: 6) == nil)
        #expect(ExactDecimal(estimate: .infinity, scale: 6) == nil)
        #expect(ExactDecimal.percent(1, of: 0) == nil)
        #expect(ExactDecimal.percent(1, of: 3) == Make.decimal("33.333333"))
    }
}

@Suite struct ChangeTests {
    @Test(
        "is the exact quotient rounded half-even to one decimal",
        arguments: [
            ("100", "104.2", "4.2"), ("100", "95", "-5"), ("3", "4", "33.3"),
            ("2000", "2001", "0"), ("2000", "2003", "0.2"), ("8", "8", "0"),
        ])
    func percent(base: String, value: String, expected: String) {
        let change = Change.between(Make.decimal(base), Make.decimal(value), isRate: false)
        #expect(change == .percent(Make.decimal(expected)))
    }

    @Test(
        "is none where there is nothing to measure against",
        arguments: [("0", "5"), ("5", "0"), ("-5", "10")])
    func none(base: String, value: String) {
        #expect(Change.between(Make.decimal(base), Make.decimal(value), isRate: false) == nil)
    }

    @Test("is a difference in points for rates, also from zero")
    func points() {
        let change = Change.between(Make.decimal("2.41"), Make.decimal("2.3"), isRate: true)
        #expect(change == .points(Make.decimal("-0.11")))
        let fromZero = Change.between(.zero, Make.decimal("1.5"), isRate: true)
        #expect(fromZero == .points(Make.decimal("1.5")))
    }

    @Test("is none across a break and where a side is missing")
    func breaks() {
        let before = Make.figure("A", Make.month(2025, 2), "10")
        let broken = Make.figure("A", Make.month(2025, 3), "12", status: .seriesBreak)
        let empty = Make.figure("A", Make.month(2025, 3), nil, mark: .missing)
        #expect(Change.between(before, broken, isRate: false) == nil)
        #expect(Change.between(before, empty, isRate: true) == nil)
        #expect(Change.between(nil, before, isRate: false) == nil)
    }
}

@Suite struct TrafficLightTests {
    private func judge(
        _ actual: String, _ target: String, _ direction: Direction, elapsed: Int = 12
    ) -> TrafficLight? {
        .judge(
            Make.decimal(actual), target: Make.decimal(target), elapsedMonths: elapsed,
            line: Make.line("A", direction: direction))
    }

    @Test(
        "goes by the ratio upwards, bounds included",
        arguments: [
            ("100", TrafficLight.met), ("99.999", .watch), ("90", .watch), ("89.999", .missed),
            ("0", .missed), ("-3", .missed),
        ])
    func upward(actual: String, light: TrafficLight) {
        #expect(judge(actual, "100", .up) == light)
    }

    @Test(
        "goes by the inverse ratio downwards",
        arguments: [
            ("100", TrafficLight.met), ("50", .met), ("0", .met), ("111", .watch),
            ("111.12", .missed),
        ])
    func downward(actual: String, light: TrafficLight) {
        #expect(judge(actual, "100", .down) == light)
    }

    @Test("holds a sum against the even pace, without rounding a third")
    func pace() {
        #expect(judge("25", "100", .up, elapsed: 3) == .met)
        #expect(judge("24.99", "100", .up, elapsed: 3) == .watch)
        #expect(judge("33.3333333", "100", .up, elapsed: 4) == .watch)
    }

    @Test("compares plainly where a ratio has no meaning")
    func aroundZero() {
        #expect(judge("-1", "-2", .up) == .met)
        #expect(judge("-3", "-2", .up) == .missed)
        #expect(judge("1", "0", .down) == .missed)
        #expect(judge("0", "0", .down) == .met)
    }

    @Test("is none without a direction")
    func noDirection() {
        #expect(judge("1", "2", .none) == nil)
    }

    @Test("differs by symbol, not by colour alone")
    func symbols() {
        #expect(Set(TrafficLight.allCases.map(\.symbol)).count == 3)
    }
}

@Suite struct VietnameseOrderTests {
    @Test("sorts letters before tones, đ after d, numbers as numbers")
    func order() {
        let sorted = [
            "An Phú", "Ăn Quả", "Ấp Bắc", "Cầu Kè", "Cầu Ngang", "Châu Thành", "Duyên Hải",
            "Đại An", "Phường 2", "Phường 10", "Trà Cú", "Trà Vinh", "ma", "mà", "mả", "mã", "má",
            "mạ", "mạch",
        ]
        #expect(
            sorted.shuffled().sorted { key($0) < key($1) } == sorted.sorted { key($0) < key($1) })
        #expect(key("Trà Cú") < key("Trà Vinh"))
        #expect(key("Dừa") < key("Đa"))
        #expect(key("Phường 2") < key("Phường 10"))
        #expect(key("An") < key("Ăn") && key("Ăn") < key("Ân") && key("Ân") < key("Ba"))
        #expect(key("ma") < key("mà") && key("mã") < key("má") && key("má") < key("mạ"))
        #expect(key("mạ") < key("mà lan"))
    }

    private func key(_ text: String) -> VietnameseOrder { VietnameseOrder(text) }
}
