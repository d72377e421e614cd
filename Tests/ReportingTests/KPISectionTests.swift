import Foundation
import PhusaModel
import Testing

@testable import Reporting

@Suite struct KPISectionTests {
    private let march = SampleProvince.period

    private func rows(
        _ source: SampleFigures, _ line: KPILine = Make.line("NS.01"), period: Period? = nil
    ) throws -> KPIRow {
        let setting = ReportSetting(
            workspace: SampleWorkspace.make(), language: .vi, period: period ?? march,
            context: Make.context, source: source)
        let title = Words(vi: "", en: "")
        let set = KPISet(code: "k", title: title, groups: [KPIGroup(title: title, lines: [line])])
        var draft = ReportDraft()
        let groups = try KPIReader(setting: setting).read(set, &draft)
        return try #require(groups.first?.rows.first)
    }

    private func target(_ period: Period, _ value: String, _ code: String = "NS.01") -> Target {
        Target(
            indicator: Make.key(code), period: period, value: Make.decimal(value),
            origin: Make.origin(2, path: "skhdt/ke-hoach-2025-01-15.csv"))
    }

    private let year = Period(year: 2025, month: 1, monthCount: 12)

    private func quarterOfMonths(_ values: [String?]) -> SampleFigures {
        var source = SampleFigures()
        source.figures = values.enumerated().compactMap { index, value in
            value.map { Make.figure("NS.01", Make.month(2025, index + 1), $0) }
        }
        return source
    }

    @Test("adds the months of the year and holds the sum against the even pace")
    func yearToDate() throws {
        var source = quarterOfMonths(["10", "10.5", "9.5"])
        source.figures.append(Make.figure("NS.01", Make.month(2024, 12), "99"))
        source.targets = [target(try #require(year), "120"), target(march, "5")]
        let row = try rows(source)
        #expect(row.yearToDate?.value == ExactDecimal(30))
        #expect(row.shareOfTarget == ExactDecimal(25) && row.light == .met && row.isPaced)
        #expect(row.target?.period == year)
    }

    @Test("prints no change across a figure that breaks the series, wherever between it lies")
    func seriesBreak() throws {
        var source = quarterOfMonths(["10", "11", "12"])
        source.figures.append(Make.figure("NS.01", Make.month(2024, 3), "6"))
        #expect(try rows(source).onYearBefore == .percent(ExactDecimal(100)))
        source.figures.append(
            Make.figure("NS.01", Make.month(2024, 11), "9", status: .seriesBreak))
        #expect(try rows(source).onYearBefore == nil)
        #expect(try rows(source).onPrevious == .percent(Make.decimal("9.1")))
    }

    @Test("judges nothing by a sum with a missing month, and names the month")
    func missingMonth() throws {
        var source = quarterOfMonths(["10", nil, "9.5"])
        source.targets = [target(try #require(year), "120")]
        let row = try rows(source)
        #expect(row.yearToDate?.value == nil && row.yearToDate?.missing == [Make.month(2025, 2)])
        #expect(row.light == nil && row.shareOfTarget == nil && row.onPrevious == nil)
    }

    @Test("holds the figure itself against the period's own target where the year has none")
    func ownTarget() throws {
        var source = quarterOfMonths(["10", "10", "9"])
        source.targets = [target(march, "10")]
        let row = try rows(source)
        #expect(row.shareOfTarget == ExactDecimal(90) && row.light == .watch && !row.isPaced)
        #expect(row.onPrevious == .percent(ExactDecimal(-10)))
    }

    @Test("adds quarters to the year like months")
    func quarters() throws {
        var source = SampleFigures()
        let quarters = [1, 4].compactMap { Period(year: 2025, month: $0, monthCount: 3) }
        source.figures = quarters.map { Make.figure("NS.01", $0, "20") }
        source.targets = [target(try #require(year), "100")]
        let row = try rows(source, period: quarters[1])
        #expect(row.yearToDate?.value == ExactDecimal(40))
        #expect(row.light == .missed)
    }

    @Test("gives a part of a breakdown none of the total's targets")
    func breakdown() throws {
        var source = SampleFigures()
        source.figures = [Make.figure("NS.01", march, "4", breakdown: "sex=F")]
        source.targets = [target(march, "5")]
        let row = try rows(source, Make.line("NS.01", breakdown: "sex=F"))
        #expect(row.figure?.value == ExactDecimal(4) && row.target == nil && row.light == nil)
    }

    @Test("shows a missing figure as an ellipsis with its reason, never as zero or blank")
    func missingFigures() throws {
        var source = SampleFigures()
        source.figures = [
            Make.figure("NS.01", march, nil, mark: .missing, status: .notCollected),
            Make.figure("NS.02", march, nil, mark: .suppressed, status: .suppressed),
            Make.figure("DT.01", march, nil, status: .missing),
            Make.figure("DN.01", march, "0", mark: .zero),
        ]
        let document = try Build.sections(
            [.kpiTable(title: Build.title, kpis: "tra-vinh-2025")], source)
        for reason in ["không thu thập được", "bảo mật", ">thiếu<", "chưa có số liệu"] {
            #expect(document.html.contains(reason), "\(reason)")
        }
        #expect(
            document.html.contains(
                "title=\"phusa why DN.01 84 2025-M03\"><span class=\"nil\">-</span></a>"))
        #expect(document.html.contains("“-”: không phát sinh"))
        #expect(document.csv.contains("… (không thu thập được)"))
        let missing = document.cells.filter { $0.column == "Thực hiện" && $0.value.isEmpty }
        #expect(missing.count == 13)
        #expect(document.warnings.contains { $0.contains("Thu ngân sách") })
    }

    @Test("marks figures that are not final, and explains the mark")
    func provisional() throws {
        var source = SampleFigures()
        source.figures = [Make.figure("NS.01", march, "12.34", status: .provisional)]
        let html = try Build.sections(
            [.kpiTable(title: Build.title, kpis: "tra-vinh-2025")], source
        ).html
        #expect(html.contains("12,3<sup title=\"Sơ bộ\">sb</sup>") && html.contains("sb: sơ bộ"))
        #expect(html.contains("class=\"draft\""))
    }

    @Test("writes a fall of an amount in percent and of a rate in points")
    func negativeChanges() throws {
        var source = SampleFigures()
        source.figures = [
            Make.figure("NS.01", Make.month(2025, 2), "200"), Make.figure("NS.01", march, "190"),
            Make.figure("LD.01", Make.month(2025, 2), "2.5"), Make.figure("LD.01", march, "2.38"),
        ]
        let document = try Build.sections(
            [.kpiTable(title: Build.title, kpis: "tra-vinh-2025")], source)
        #expect(document.html.contains("\u{2212}5,0\u{A0}%"))
        #expect(document.html.contains("\u{2212}0,12\u{A0}điểm\u{A0}%"))
        #expect(document.csv.contains(";-5;") && document.csv.contains(";-0,12;"))
    }

    @Test("shows at most eight cards, those with a target first")
    func cards() throws {
        let html = try Build.sections(
            [.headline(title: Build.title, kpis: "tra-vinh-2025")], SampleProvince.make()
        ).html
        #expect(html.components(separatedBy: "<li class=\"card ").count == 9)
        #expect(html.contains("Còn 6 chỉ tiêu khác"))
        #expect(!html.contains("<p class=\"card-name\">Chi ngân sách"))
    }

    @Test("leaves the line open at missing months and names them")
    func trendGap() throws {
        let document = try Build.sections(
            [
                .trend(
                    title: Build.title, indicator: Make.key("NS.01"), breakdown: "", periodCount: 24
                )
            ], SampleProvince.make())
        #expect(document.html.contains("Không có số liệu: T9/2023"))
        #expect(document.cells.count == 24 && document.cells.count { $0.value.isEmpty } == 1)
        let path = document.html.components(separatedBy: "class=\"series\" d=\"")[2]
            .prefix { $0 != "\"" }
        #expect(path.filter { $0 == "M" }.count == 2)
    }
}
