import PhusaModel
import Testing

@testable import Workspace

/// One change to the valid workspace, and the mistake that it makes.
struct Broken: Sendable, CustomTestStringConvertible {
    let path: String
    let old: String
    let new: String
    let id: String
    let place: String
    let suggestion: String?

    init(
        _ path: String, _ old: String, _ new: String, _ id: String, _ place: String,
        _ suggestion: String? = nil
    ) {
        self.path = path
        self.old = old
        self.new = new
        self.id = id
        self.place = place
        self.suggestion = suggestion
    }

    var testDescription: String { "\(path): \(old) → \(new)" }

    /// `line:column`, behind the path of another file where the mistake is told there.
    var expected: String { place.contains(".") ? place : "\(path):\(place)" }
}

@Suite("Broken definitions")
struct BrokenDefinitionTests {
    @Test("tells each mistake once, at its place", arguments: yaml + catalogue + warehouse)
    func shared(_ broken: Broken) { check(broken) }

    @Test(
        "tells each mistake of a feed once, at its place",
        arguments: contracts + pipelines + checks + exemptions + operations
    )
    func feeds(_ broken: Broken) { check(broken) }

    private func check(_ broken: Broken) {
        var files = ValidWorkspace.files
        let text = files[broken.path] ?? ""
        #expect(text.contains(broken.old), "the text to replace must be there")
        files[broken.path] = text.replacing(broken.old, with: broken.new, maxReplacements: 1)
        let errors = ValidWorkspace.errors(in: files)
        let told = errors.map { "\($0.position) \($0.id)" }
        #expect(told == ["\(broken.expected) definition.\(broken.id)"])
        #expect(errors.first?.suggestion == broken.suggestion)
    }

    static let yaml: [Broken] = [
        Broken("phusa.yml", "language: vi", "language: &a vi", "anchor", "7:11"),
        Broken("phusa.yml", "language: vi", "language: *a", "alias", "7:11"),
        Broken("phusa.yml", "language: vi", "language: !!str vi", "tag", "7:11"),
        Broken("phusa.yml", "language: vi", "<<: {a: b}", "merge-key", "7:1"),
        Broken("phusa.yml", "language: vi", "? language\n: vi", "explicit-key", "7:1"),
        Broken("phusa.yml", "language: vi", "language: vi\n---\na: b", "second-document", "8:1"),
        Broken("phusa.yml", "centre:", "%YAML 1.2\n---\ncentre:", "directive", "1:1"),
        Broken("phusa.yml", "  place: Trà Vinh", "\tplace: Trà Vinh", "tab", "5:1"),
        Broken("phusa.yml", "place: Trà Vinh", "place: Trà \u{7}Vinh", "control", "5:14"),
        Broken("phusa.yml", "language: vi", "language: [vi", "syntax", "8:9"),
        Broken("phusa.yml", "language: vi", "language: vi\nlanguage: vi", "duplicate-key", "8:1"),
        Broken("phusa.yml", "language: vi", "langage: vi", "unknown-key", "7:1", "language"),
        Broken("phusa.yml", "language: vi", "language: vn", "value", "7:11", "vi"),
        Broken("phusa.yml", "language: vi", "language: [vi]", "shape", "7:11"),
        Broken("phusa.yml", "language: vi", "language:", "value", "7:10"),
        Broken("phusa.yml", "  place: Trà Vinh\n", "", "missing-key", "2:3"),
        Broken("phusa.yml", "area: '84'", "area: '85'", "unknown-name", "6:9"),
        Broken("phusa.yml", "2025-01-31]", "2024-01-31]", "order", "9:26"),
        Broken("phusa.yml", "2025-04-26", "2025-02-30", "value", "10:12"),
        Broken("phusa.yml", "first_month: 11", "first_month: 13", "value", "13:72"),
        Broken("phusa.yml", "timeout: 30s", "timeout: 30", "value", "15:63"),
        Broken(
            "phusa.yml", "failure: [mail, -s, phusa, ioc@example.org]", "failure: []", "value",
            "15:18"),
        Broken("phusa.yml", "timeout: 30s", "timeot: 30s", "unknown-key", "15:54", "timeout"),
        Broken("phusa.yml", "07:00-11:30", "07:00-7:30", "value", "11:11"),
        Broken("phusa.yml", "07:00-11:30", "11:30-07:00", "value", "11:11"),
        Broken("phusa.yml", "13:30-17:00", "11:00-17:00", "order", "11:24"),
        Broken("phusa.yml", "[07:00-11:30, 13:30-17:00]", "[]", "value", "11:10"),
    ]

    static let catalogue: [Broken] = [
        Broken("catalogue/units.yml", "factor: 1000", "factor: 1,5", "unknown-key", "1:71"),
        Broken("catalogue/units.yml", "factor: 1000", "factor: -1", "value", "1:69"),
        Broken(
            "catalogue/units.yml", "factor: 0.01", "factor: 0.01, aliases: [TẤN]", "duplicate-name",
            "2:94"),
        Broken("catalogue/areas.csv", "level,code", "levels,code", "csv", "1:1"),
        Broken("catalogue/areas.csv", "province,86", "provinz,86", "value", "6:1", "province"),
        Broken("catalogue/areas.csv", "Trà Vinh,VN", "Trà Vinh,VM", "unknown-name", "3:4", "VN"),
        Broken("catalogue/areas.csv", "Càng Long,84,", "Càng Long,842,", "order", "5:4"),
        Broken("catalogue/areas.csv", "Càng Long,84,2004-01-01", "Càng Long,84,x", "value", "5:5"),
        Broken(
            "catalogue/areas.csv", "district,844", "district,842", "overlapping-validity", "5:2"),
        Broken("catalogue/areas.csv", "Vĩnh Long,VN,,", "Vĩnh Long,VN,", "csv", "6:6"),
        Broken("catalogue/areas.csv", "86,Vĩnh Long", "86,Vĩnh \"Long", "csv", "6:3"),
        Broken("catalogue/agencies.yml", "kind: department\n", "kind: dept\n", "value", "3:9"),
        Broken(
            "catalogue/agencies.yml", "valid_from: 2020-01-01",
            "valid_from: 2020-01-01\n  valid_to: 2019-01-01", "order", "1:11"),
        Broken("catalogue/breakdowns.yml", "code: M", "code: F", "duplicate-name", "5:14"),
        Broken("catalogue/breakdowns.yml", "code: F", "code: 'F=1'", "value", "5:14"),
        Broken("catalogue/questions.yml", "question: q2", "question: q1", "duplicate-name", "2:14"),
        Broken("catalogue/questions.yml", "question: q2", "question: q 2", "value", "2:14"),
        Broken("catalogue/questions.yml", ", en: Manners", "", "missing-key", "2:25"),
        Broken(
            "catalogue/questions.yml", "{question: q2,", "{questoin: q3, question: q2,",
            "unknown-key", "2:4", "question"),
        Broken(
            "catalogue/indicators/kinh-te.yml", "unit: tấn", "unit: tán", "unknown-name", "4:9",
            "tấn"),
        Broken(
            "catalogue/indicators/kinh-te.yml", "agency: skhdt", "agency: skhd", "unknown-name",
            "9:11", "skhdt"),
        Broken(
            "catalogue/indicators/kinh-te.yml", "[sex]", "[sexe]", "unknown-name", "10:16", "sex"),
        Broken("catalogue/indicators/kinh-te.yml", "decimals: 1", "decimals: 10", "value", "7:13"),
        Broken(
            "catalogue/indicators/kinh-te.yml", "indicator: NS.02", "indicator: NS.01",
            "duplicate-name", "11:14"),
        Broken("catalogue/kpis/tra-vinh.yml", "NS.01", "NS.09", "unknown-name", "6:21", "NS.01"),
        Broken("catalogue/kpis/tra-vinh.yml", "sex=F", "sex=X", "unknown-name", "6:39"),
        Broken("catalogue/kpis/tra-vinh.yml", "sex=F", "nữ", "value", "6:39"),
        Broken("catalogue/kpis/tra-vinh.yml", "amber: 90", "amber: 110", "order", "6:65"),
        Broken("catalogue/kpis/tra-vinh.yml", "weight: 2.5", "weight: -1", "value", "8:17"),
        Broken("catalogue/kpis/tra-vinh.yml", "cap: 120", "cap: 0", "value", "9:14"),
        Broken("catalogue/kpis/tra-vinh.yml", "cap: 120", "cap: 90", "order", "10:30"),
        Broken("catalogue/kpis/tra-vinh.yml", "80: 40", "a: 40", "value", "10:17"),
        Broken("catalogue/kpis/tra-vinh.yml", "80: 40", "80: 110", "order", "10:16"),
        Broken("catalogue/kpis/tra-vinh.yml", "6: 35", "13: 35", "value", "11:16"),
        Broken("catalogue/kpis/tra-vinh.yml", "6: 35", "6: 101", "order", "11:15"),
        Broken("catalogue/kpis/tra-vinh.yml", "12: 100", "11: 100", "order", "11:15"),
        Broken(
            "catalogue/kpis/tra-vinh.yml", "agency: skhdt", "agency: skhdd", "unknown-name",
            "12:17", "skhdt"),
        Broken(
            "catalogue/kpis/tra-vinh.yml", "groups:", "coverage: 80\ngroups:", "value", "3:11"),
        Broken(
            "reports/kpi-thang.yml", "kpis: tra-vinh-2025", "kpis: tra-vinh-2024", "unknown-name",
            "5:60", "tra-vinh-2025"),
        Broken(
            "reports/kpi-thang.yml", "axis: sex}", "axis: sex, level: district}", "not-applicable",
            "13:90"),
        Broken(
            "reports/kpi-thang.yml", "NS.01, axis: sex}", "NS.01}", "missing-key", "13:19"),
        Broken(
            "reports/kpi-thang.yml", "axis: sex}", "axis: age}", "unknown-name", "13:85"),
        Broken(
            "reports/kpi-thang.yml", "[NS.01, YT.01]", "[NS.01, YT.09]", "unknown-name", "12:82",
            "YT.01"),
        Broken(
            "reports/kpi-thang.yml", "of: survey, by", "of: cases, by", "not-applicable", "16:65"),
        Broken("reports/kpi-thang.yml", "cases:", "case:", "unknown-key", "10:5", "cases"),
        Broken("reports/kpi-thang.yml", "periods: 24", "periods: 1", "value", "7:74"),
        Broken(
            "reports/kpi-thang.yml", "cases: {title: {vi: Phản ánh, en: Feedback}}",
            "cases: {title: {vi: a, en: b}}\n    sources: {title: {vi: a, en: b}}", "shape", "10:5"),
    ]

    static let warehouse: [Broken] = [
        Broken("warehouse/dim_crop.yml", "title: text?", "title: txt?", "value", "4:35", "text?"),
        Broken(
            "warehouse/dim_crop.yml", "[crop_code]", "[crop]", "unknown-name", "3:15", "crop_code"),
        Broken(
            "warehouse/dim_crop.yml", "crops.csv", "crop.csv", "unknown-name", "5:10", "crops.csv"),
        Broken(
            "warehouse/dim_crop.yml", "days: integer?", "crop_id: integer?", "reserved-name", "4:42"
        ),
        Broken("warehouse/crops.csv", "lua,Lúa,100", "lua,Lúa,nhiều", "value", "2:3"),
        Broken("warehouse/crops.csv", "ngo,Ngô", "lua,Ngô", "duplicate-name", "3:1"),
        Broken("warehouse/crops.csv", "crop_code,title,days", "crop_code,title,x", "csv", "1:1"),
        Broken(
            "warehouse/dim_area.yml", "valid_from: date?", "valid_from: date", "value", "4:48",
            nil),
        Broken("warehouse/dim_area.yml", "name: text", "nam: text", "unknown-name", "4:72", "name"),
        Broken("warehouse/dim_area.yml", "[level, code, valid_from]", "[code]", "value", "3:14"),
        Broken(
            "warehouse/fact_observation.yml", "scope: period_id", "scope: area_id", "value",
            "18:8"),
        Broken(
            "warehouse/fact_observation.yml", "distribute_by: area_id", "distribute_by: value",
            "unknown-name", "20:16"),
        Broken(
            "warehouse/fact_observation.yml", "  period_id: dim_period\n", "", "missing-key",
            "5:14"),
        Broken(
            "warehouse/fact_observation.yml", "dim_breakdown\n", "dim_breakdowns\n",
            "unknown-name", "17:17", "dim_breakdown"),
        Broken(
            "warehouse/fact_case.yml", "days: integer?", "line: integer?", "reserved-name", "4:69"),
        Broken("warehouse/fact_case.yml", "case_code: text", "case_code: text?", "value", "4:42"),
    ]

    static let exemptions: [Broken] = [
        Broken(exempted, "[2025-02]", "[2025-Q1]", "value", "1:13"),
        Broken(exempted, "[2025-02]", "[2025-02, 2025-02]", "duplicate-name", "1:22"),
        Broken(exempted, "[2025-02]", "[]", "value", "1:12"),
        Broken(exempted, "decided: 2025-03-03", "decided: 2025-02-30", "value", "2:12"),
        Broken(exempted, "  reason: Chuyển hệ thống báo cáo\n", "", "missing-key", "1:3"),
        Broken(exempted, "paper", "papers", "unknown-key", "5:3", "paper"),
    ]

    static let operations: [Broken] = [
        Broken(
            "reports/kpi-thang.yml", "headline: {title", "headline: {period: quarter, title",
            "value",
            "5:24"),
        Broken(
            "reports/kpi-thang.yml", "headline: {title", "headline: {new_page: yes, title", "value",
            "5:26"),
        Broken(
            "reports/kpi-thang.yml", "periods: 6", "periodes: 6", "unknown-key", "19:62", "periods"),
        Broken(
            "reports/kpi-thang.yml", "done: da-xu-ly", "done: da-xu-li", "unknown-name", "25:13",
            "da-xu-ly"),
        Broken(
            "reports/kpi-thang.yml", "state: dang-xu-ly", "state: da-xu-ly", "duplicate-name",
            "24:79"),
        Broken(
            "reports/kpi-thang.yml", "[agency, channel]", "[agency, chanel]", "value", "23:20",
            "channel"),
        Broken(
            "reports/kpi-thang.yml", "agency: syt", "agency: sytt", "unknown-name", "20:63", "syt"),
    ]

    private static let exempted = "skhdt/kinh-te/exemptions.yml"
    static let contract = "skhdt/kinh-te/contract.yml"
    static let contracts: [Broken] = [
        Broken(
            contract, "contract: skhdt.kinh-te.thang", "contract: skhdt.kinhte.thang",
            "folder-code", "1:11"),
        Broken(contract, "agency: skhdt", "agency: syt", "folder-code", "3:17"),
        Broken(contract, "due: {", "dues: {", "unknown-key", "18:1", "due"),
        Broken(contract, "{vintage:date}", "{vintage:day}", "value", "5:30"),
        Broken(contract, "{vintage:date}", "{vintage}", "value", "5:9"),
        Broken(contract, "delimiter: ';'", "delimiter: ';;'", "value", "7:14"),
        Broken(contract, "delimiter: ';'", "records: a.b", "not-applicable", "7:3"),
        Broken(contract, "group: '.'", "group: ','", "not-applicable", "9:10"),
        Broken(contract, "format: csv", "format: csv\n  blank_headers: {0: STT}", "value", "7:19"),
        Broken(contract, "format: csv", "format: csv\n  blank_headers: {1: ''}", "value", "7:22"),
        Broken(
            "syt/thuoc/contract.yml", "format: json", "format: json, blank_headers: {1: a}",
            "not-applicable", "3:44"),
        Broken(
            contract, "as: loai, values: [a, b]", "as: loai, date: d/M/yyyy", "not-applicable",
            "15:28"),
        Broken(
            contract, "as: loai, values: [a, b]", "as: loai, type: moment, date: d/M/yy", "value",
            "15:48"),
        Broken(contract, "['NS.*']", "['NX.*']", "no-match", "10:23"),
        Broken(contract, "areas: '84'", "areas: '94'", "unknown-name", "10:39"),
        Broken(contract, "[month]", "[months]", "value", "10:55", "month"),
        Broken(contract, "areas: at-period-end", "areas: at-end", "value", "11:8"),
        Broken(contract, "areas: at-period-end\n", "", "missing-key", "1:1"),
        Broken(contract, "codes: chi-tieu", "codes: chi-tiu", "unknown-name", "13:59", "chi-tieu"),
        Broken(
            contract, "as: don_vi, type: unit", "as: don_vi, type: units", "value", "14:43", "unit"),
        Broken(
            contract, "  - {name: Hệ số", "  - {name: Khác, as: loai}\n  - {name: Hệ số",
            "duplicate-name", "16:22"),
        Broken(contract, "max: 100", "max: -1", "order", "16:58"),
        Broken(contract, "values: [a, b]", "min: 1", "not-applicable", "15:28"),
        Broken(contract, "names: 'Tháng *'", "names: 'Tháng {'", "value", "17:20"),
        Broken(contract, "'...': missing", "'...': mising", "value", "17:76", "missing"),
        Broken(contract, "opens: 1", "opens: 6", "order", "18:22"),
        Broken(contract, "locks: 20", "locks: 5", "order", "18:32"),
        Broken(contract, "quarantined: 2%", "quarantined: 2", "value", "19:23"),
        Broken(
            "syt/ca-benh/contract.yml", "unique: [ma]", "unique: [maa]", "unknown-name", "11:10",
            "ma"),
        Broken("syt/thuoc/contract.yml", "[YT.*]", "['*']", "ownership", "4:9"),
        Broken("syt/thuoc/contract.yml", "indicators: [YT.*], ", "", "missing-key", "4:9"),
        Broken(
            "skhdt/kinh-te/corrections.yml", "loai: a", "loại: a", "unknown-name", "6:11", "loai"),
        Broken("skhdt/kinh-te/corrections.yml", "2025-06-30", "2025-03-30", "order", "5:12"),
        Broken(
            "skhdt/kinh-te/corrections.yml",
            "  change: {column: he_so, expect: '470', value: '47,0'}\n",
            "", "missing-key", "1:3"),
        Broken(
            "skhdt/kinh-te/chi-tieu.csv", "\"Tỷ lệ, cơ giới\"", "sản lượng LÚA", "duplicate-name",
            "3:1"),
    ]

    static let pipeline = "skhdt/kinh-te/pipeline.yml"
    private static let check =
        "{rule: total, whole: province, parts: district, tolerance: 0.5%, level: warn}"

    static let checks: [Broken] = [
        Broken(
            pipeline, check, "{rule: total, parts: district, level: warn}",
            "missing-key", "13:5"),
        Broken(
            pipeline, check,
            "{rule: total, whole: province, parts: district, times: 10, level: warn}",
            "not-applicable", "13:60"),
        Broken(
            pipeline, check, "{rule: jump, parts: district, level: hold}",
            "not-applicable", "13:25"),
        Broken(
            pipeline, check, "{rule: cumulative, times: 10, level: hold}",
            "not-applicable", "13:31"),
        Broken(
            pipeline, check, "{rule: jump, times: 1, level: hold}", "value",
            "13:25"),
        Broken(
            pipeline, check,
            "{rule: total, whole: district, parts: province, level: warn}", "value", "13:43"),
        Broken(
            pipeline, check, "{rule: jumps, level: hold}", "value", "13:12",
            "jump"),
    ]

    static let pipelines: [Broken] = [
        Broken(
            pipeline, "pipeline: skhdt.kinh-te.thang", "pipeline: skhdt.kinh-te.nam",
            "folder-code", "1:11"),
        Broken(
            pipeline, "map: {column: chi_tieu", "map: {column: chi_tiu", "unknown-name", "3:19",
            "chi_tieu"),
        Broken(
            pipeline, "using: chi-tieu, into: ma", "using: chitieu, into: ma", "unknown-name",
            "3:36", "chi-tieu"),
        Broken(pipeline, "{nhom: nhom}", "{nhm: nhom}", "unknown-name", "4:56", "nhom"),
        Broken(
            pipeline, "into: tinh}", "into: tinh}\n  - constant: {value: x, into: loai}",
            "duplicate-name", "6:32"),
        Broken(pipeline, "columns: thang", "columns: loai", "spread-column", "6:24"),
        Broken(pipeline, "{column: ky_chu", "{column: thang", "unknown-name", "7:21"),
        Broken(pipeline, "{so:digits}", "{so:digit}", "value", "7:47"),
        Broken(pipeline, "he_so > 0", "he_s > 0", "unknown-name", "8:43", "he_so"),
        Broken(pipeline, "he_so > 0", "he_so > '0'", "expression", "8:51"),
        Broken(pipeline, "he_so > 0", "loai > loai", "expression", "8:48"),
        Broken(pipeline, "he_so > 0", "he_so >", "expression", "8:50"),
        Broken(pipeline, "type: text", "type: decimal", "expression", "9:19"),
        Broken(
            pipeline, "normalise: {indicator: ma", "normalise: {indicator: he_so", "column-type",
            "10:28"),
        Broken(pipeline, "value: gia_tri, unit", "value: ky, unit", "column-type", "10:63"),
        Broken(
            "syt/ca-benh/pipeline.yml", "{area: huyen}", "{area: huyen, conf: cay}", "missing-key",
            "3:30"),
        Broken(
            "syt/thuoc/pipeline.yml", "value: gia_tri}", "value: gia_tri, embargo: ma}",
            "not-applicable", "3:5"),
        Broken(pipeline, "period: ky, ", "", "unfed-column", "11:14"),
        Broken(
            pipeline, "into: fact_observation", "into: fact_observations", "unknown-name", "11:14",
            "fact_observation"),
        Broken(
            "syt/ca-benh/pipeline.yml", "mode: merge", "mode: replace", "replace-without-scope",
            "4:31"),
        Broken("syt/ca-benh/pipeline.yml", "crop_id: cay", "crop_id: days", "column-type", "4:72"),
        Broken(
            "syt/ca-benh/pipeline.yml", "crop_id: cay", "crop: cay", "unknown-name", "4:63",
            "crop_id"),
        Broken("syt/ca-benh/pipeline.yml", "case_code: ma, ", "", "unfed-column", "4:14"),
    ]
}
