import PhusaModel

@testable import Workspace

/// The valid workspace with indicators to compute from, and one that is computed.
enum FormulaWorkspace {
    /// The column of a formula's first character, and its line.
    static let column = 11
    static let line = 11
    static let path = "catalogue/indicators/z.yml"

    static let edition = "05/2023"

    static func key(_ code: String) -> IndicatorKey {
        IndicatorKey(edition: edition, code: code, methodology: "default")
    }

    /// An indicator of the catalogue as YAML.
    static func indicator(
        _ code: String, unit: String, time: String = "sum", area: String = "sum",
        more: String = ""
    ) -> String {
        """
        - indicator: \(code)
          edition: \(edition)
          title: {vi: a, en: b}
          unit: \(unit)
          over_time: \(time)
          over_area: \(area)
          agency: skhdt
        \(more)
        """
    }

    /// Z, computed by one formula; on line ``line``.
    static func computed(
        _ formula: String, unit: String, code: String = "Z", tests: String = ""
    ) -> String {
        indicator(
            code, unit: unit, time: "recompute", area: "recompute",
            more: """
                  formula:
                    - effective_from: 2021-01
                      known_at: 2024-01-10
                      is: \(formula)
                \(tests)
                """)
    }

    private static let inputs = [
        indicator("DS", unit: "người", time: "last", more: "  breakdowns: [sex]"),
        indicator("DT", unit: "nghìn ha"),
        indicator("SL", unit: "tấn", more: "  breakdowns: [sex]"),
        indicator("NSUAT", unit: "tạ/ha", time: "recompute", area: "recompute"),
        indicator("THU", unit: "tỷ đồng"), indicator("LUỸ.KẾ", unit: "tỷ đồng", time: "last"),
        indicator("GIÁ", unit: "chỉ số", time: "none", area: "none"),
        indicator("CB", unit: "triệu đồng", time: "average", area: "weighted"),
        indicator("A-1", unit: "người"), indicator("0102", unit: "người"),
        indicator("HAI", unit: "người"),
        indicator("HAI", unit: "người").replacing(
            "edition: \(edition)", with: "edition: \(edition)\n  methodology: khác"),
    ].joined(separator: "\n")

    private static let units = """
        - {unit: tấn, title: {vi: tấn, en: tonne}, dimension: mass, factor: 1000}
        - {unit: nghìn ha, title: {vi: nghìn ha, en: ha}, dimension: area, factor: 10000000}
        - {unit: tạ/ha, title: {vi: tạ/ha, en: q}, dimension: mass/area, factor: 0.01}
        - {unit: người, title: {vi: người, en: p}, dimension: people, factor: 1}
        - {unit: tá, title: {vi: tá, en: dozen}, dimension: people, factor: 12}
        - {unit: đồng, title: {vi: đồng, en: VND}, dimension: money, factor: 1}
        - {unit: tỷ đồng, title: {vi: tỷ đồng, en: m}, dimension: money, factor: 1000000000}
        - {unit: triệu đồng, title: {vi: triệu đồng, en: m}, dimension: money, factor: 1000000}
        - {unit: triệu đồng/người, title: {vi: a, en: a}, dimension: money/people, factor: 1000000}
        - {unit: '%', title: {vi: phần trăm, en: percent}, dimension: ratio, factor: 0.01}
        - {unit: lần, title: {vi: lần, en: times}, dimension: ratio, factor: 1}
        - {unit: chỉ số, title: {vi: chỉ số, en: index}, dimension: ratio:index, factor: 0.01}

        """

    /// The workspace's files with Z and what else is given.
    static func files(_ definitions: String...) -> [String: String] {
        var files = ValidWorkspace.files
        files["catalogue/units.yml"] = units
        files["catalogue/indicators/dau-vao.yml"] = inputs + "\n"
        files[path] = definitions.joined(separator: "\n") + "\n"
        return files
    }
}
