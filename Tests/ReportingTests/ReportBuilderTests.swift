import Foundation
import FoundationXML
import PhusaModel
import Testing

@testable import Reporting

/// Reads a page back as XML: throws at the first tag out of balance.
final class PageReader: NSObject, XMLParserDelegate {
    private(set) var elements: [(name: String, attributes: [String: String])] = []
    private(set) var text = ""

    static func read(_ html: String) throws -> PageReader {
        let parser = XMLParser(data: Data(html.utf8))
        let reader = PageReader()
        parser.delegate = reader
        guard parser.parse() else { throw parser.parserError ?? CocoaError(.fileReadCorruptFile) }
        return reader
    }

    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
        qualifiedName: String?, attributes: [String: String] = [:]
    ) {
        elements.append((name, attributes))
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }
}

@Suite struct ReportBuilderTests {
    static let pages: [(ReportDefinition, Language)] = GoldenTests.cases

    @Test("is well-formed, in the right language, without script or address", arguments: pages)
    func selfContained(report: ReportDefinition, language: Language) throws {
        let html = try Build.report(report, SampleProvince.make(), language: language).html
        let page = try PageReader.read(html)
        #expect(page.elements.first?.attributes["lang"] == language.rawValue)
        #expect(!page.elements.contains { ["script", "link", "img", "iframe"].contains($0.name) })
        let addresses = ["://", "url(", "@import", "src=", "javascript:"]
        for address in addresses { #expect(!html.contains(address), "\(address)") }
        #expect(html.utf8.count < 200_000)
    }

    @Test("leads every figure of the warehouse to its entry among the sources", arguments: pages)
    func figuresLead(report: ReportDefinition, language: Language) throws {
        let html = try Build.report(report, SampleProvince.make(), language: language).html
        let page = try PageReader.read(html)
        let ids = Set(page.elements.compactMap { $0.attributes["id"] })
        let links = page.elements.compactMap { $0.attributes["href"] }
        #expect(links.allSatisfy { $0.hasPrefix("#") && ids.contains(String($0.dropFirst())) })
        let figures = page.elements.filter { $0.attributes["data-why"] != nil }
        #expect(figures.allSatisfy { $0.name == "a" || $0.name == "span" })
        #expect(figures.count { $0.name == "a" } >= (report.code == "kpi-thang" ? 20 : 0))
    }

    @Test("gives headers a scope, drawings a name, and ids once", arguments: pages)
    func accessible(report: ReportDefinition, language: Language) throws {
        let html = try Build.report(report, SampleProvince.make(), language: language).html
        let page = try PageReader.read(html)
        let headers = page.elements.filter { $0.name == "th" }
        #expect(!headers.isEmpty && headers.allSatisfy { $0.attributes["scope"] != nil })
        let drawings = page.elements.filter { $0.name == "svg" }
        #expect(
            drawings.allSatisfy {
                $0.attributes["aria-hidden"] == "true"
                    || ($0.attributes["aria-labelledby"] ?? $0.attributes["aria-label"] ?? "") != ""
            })
        let ids = page.elements.compactMap { $0.attributes["id"] }
        #expect(Set(ids).count == ids.count)
        #expect(page.elements.filter { $0.name.hasPrefix("h") }.map(\.name).contains("h1"))
    }

    @Test("reads a section for the last month of a longer report, and says so in its heading")
    func sectionPeriod() throws {
        let half = try #require(Period(year: 2025, month: 1, monthCount: 6))
        let june = Make.month(2025, 6)
        var source = SampleFigures()
        source.figures = (1...6).map { Make.figure("NS.01", Make.month(2025, $0), "1\($0)") }
        let trend = ReportSection.trend(
            title: Build.title, indicator: Make.key("NS.01"), breakdown: "", periodCount: 3)
        let report = ReportDefinition(
            code: "nua-nam", title: Words(vi: "Nửa năm", en: "Half"), period: .half,
            sections: [trend, trend],
            placings: [SectionPlacing(startsPage: true, period: .month), SectionPlacing()],
            definedAt: "reports/nua-nam.yml:1")
        let document = try Build.report(report, source, period: half)
        let parts = document.content.sections
        #expect(parts[0].title == "Mục, tháng 6/2025" && parts[0].startsPage)
        #expect(parts[1].title == "Mục" && !parts[1].startsPage)
        let read = document.cells.filter { $0.section == parts[0].heading && !$0.value.isEmpty }
        #expect(read.map(\.period) == ["2025-M04", "2025-M05", "2025-M06"])
        #expect(read.last?.value == "16" && SectionPlacing(period: .month).period(in: half) == june)
        #expect(SectionPlacing(period: .year).period(in: half) == half)
    }

    @Test("a section begins a page only where it has something to tell")
    func emptyPage() throws {
        var source = SampleFigures()
        source.figures = [Make.figure("NS.01", Make.month(2025, 3), "11")]
        let trends = ["NS.01", "NS.02"].map {
            ReportSection.trend(
                title: Build.title, indicator: Make.key($0), breakdown: "", periodCount: 3)
        }
        let report = ReportDefinition(
            code: "thang", title: Words(vi: "Tháng", en: "Month"), period: .month, sections: trends,
            placings: trends.map { _ in SectionPlacing(startsPage: true) },
            definedAt: "reports/thang.yml:1")
        let parts = try Build.report(report, source).content.sections
        #expect(parts.prefix(2).map(\.startsPage) == [true, false])
    }

    @Test("gives the same bytes for the same input, in any order of the rows")
    func deterministic() throws {
        var shuffled = SampleProvince.make()
        shuffled.figures.reverse()
        shuffled.targets.reverse()
        shuffled.respondents.reverse()
        shuffled.cases.reverse()
        for (report, language) in Self.pages {
            let one = try Build.report(report, SampleProvince.make(), language: language)
            let two = try Build.report(report, shuffled, language: language)
            #expect(one.html == two.html && one.csv == two.csv && one.cells == two.cells)
        }
    }

    @Test(
        "prints hostile names as text",
        arguments: [
            "<script>alert(1)</script>", "\"\u{301} onfocus=\"alert(1)", "'; DROP TABLE x; --",
            "</style><b>", "]]>", "&lt;", "<!--", "Ω≈ç√∫˜µ", "田中さん", "مرحبا", "\u{202E}abc", "👩‍👩‍👧",
        ])
    func hostileNames(name: String) throws {
        var source = SampleProvince.make()
        source.figures.append(
            Make.figure("NS.01", SampleProvince.period, "1", area: ("999", name)))
        let workspace = SampleWorkspace.make(name: Words(vi: name, en: name))
        let report = SampleWorkspace.kpiReport
        let page = try PageReader.read(Build.report(report, source, workspace: workspace).html)
        let plain = try PageReader.read(Build.report(report, SampleProvince.make()).html)
        #expect(page.text.unicodeScalars.count > name.unicodeScalars.count)
        #expect(page.text.contains(name))
        let known = Set(plain.elements.flatMap { $0.attributes.keys })
        #expect(Set(page.elements.flatMap { $0.attributes.keys }).isSubset(of: known))
    }

    @Test("keeps every printed figure as JSON that reads back")
    func cells() throws {
        let document = try Build.report(SampleWorkspace.kpiReport, SampleProvince.make())
        let data = try JSONEncoder().encode(document.cells)
        #expect(try JSONDecoder().decode([ReportCell].self, from: data) == document.cells)
        let cell = try #require(
            document.cells.first { $0.row == "Tỷ lệ thất nghiệp" && $0.section.hasPrefix("II.") })
        #expect(cell.column == "Thực hiện" && cell.unit == "%" && cell.period == "2025-M03")
        #expect(cell.indicator == "05/2023|LD.01|default" && cell.area == "84")
        #expect(cell.origin?.line == 13 && cell.status == "E")
    }

    @Test("names the figure and the drop behind it")
    func provenance() throws {
        let html = try Build.report(SampleWorkspace.kpiReport, SampleProvince.make()).html
        #expect(html.contains("data-why=\"NS.01 84 2025-M03\""))
        #expect(html.contains("phusa why NS.01 84 2025-M03"))
        #expect(html.contains("skhdt/ktxh-2025-M03-2025-04-04.csv"))
        #expect(html.contains("9f2c1a77be03…") && html.contains("4be1c0ffee77"))
        #expect(!html.contains("9f2c1a77be03d"))
    }

    @Test("adds the sources where figures were cited and the definition has no such section")
    func sourcesAlways() throws {
        let sections: [ReportSection] = [.kpiTable(title: Build.title, kpis: "tra-vinh-2025")]
        let html = try Build.sections(sections, SampleProvince.make()).html
        #expect(html.contains("II. Nguồn số liệu"))
        #expect(try !Build.sections(sections, SampleFigures()).html.contains("II. Nguồn"))
    }

    @Test("warns of definitions that point nowhere, and says so on the page")
    func danglingDefinitions() throws {
        let document = try Build.sections(
            [
                .kpiTable(title: Build.title, kpis: "khong-co"),
                .headline(title: Build.title, kpis: "khong-co"),
                .trend(
                    title: Build.title, indicator: Make.key("X.99"), breakdown: "", periodCount: 3),
                .areas(title: Build.title, indicator: Make.key("X.99"), level: .district),
            ], SampleProvince.make())
        #expect(document.warnings.count == 2)
        #expect(document.warnings.allSatisfy { $0.contains("khong-co") || $0.contains("X.99") })
        #expect(document.html.components(separatedBy: "không đủ dữ liệu").count == 5)
    }

    @Test("warns where the period is of another kind than the definition's")
    func wrongKind() throws {
        let quarter = try #require(Period(year: 2025, month: 1, monthCount: 3))
        let document = try Build.report(
            SampleWorkspace.kpiReport, SampleProvince.make(), period: quarter)
        #expect(document.warnings.contains { $0.contains("“month”") && $0.contains("“quarter”") })
    }

    @Test(
        "draws one area and a hundred, sorted, with ties in Vietnamese order", arguments: [1, 100])
    func areas(count: Int) throws {
        var source = SampleFigures()
        source.figures = (0..<count).map { index in
            Make.figure(
                "NS.01", SampleProvince.period, String(index / 2),
                area: (String(100 + index), "Xã \(count - index)"))
        }
        let document = try Build.sections(
            [.areas(title: Build.title, indicator: Make.key("NS.01"), level: .district)], source)
        #expect(document.html.components(separatedBy: "class=\"bars\"").count == count + 1)
        let rows = document.cells.map(\.row)
        #expect(rows.count == count)
        #expect(rows.prefix(2) == (count == 1 ? ["Xã 1"] : ["Xã 1", "Xã 2"]))
    }
}
