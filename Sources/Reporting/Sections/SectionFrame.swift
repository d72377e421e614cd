import PhusaModel

/// The place of a section in its report: number, heading and the cells it leaves behind.
struct SectionFrame {
    let setting: ReportSetting
    /// From 1, in the order of the page.
    let number: Int
    let title: String

    /// `II. Title`.
    var heading: String { "\(Self.roman(number)). \(title)" }
    /// Unique in the page; the start of every id in the section.
    var id: String { "s\(number)" }

    func markup(_ content: Markup) -> Markup {
        """
        <section aria-labelledby="\(id)-h">
        <h2 id="\(id)-h">\(heading)</h2>
        \(content)
        </section>

        """
    }

    /// Small print below a table: one paragraph, parts divided by full stops.
    func notes(_ notes: [String]) -> Markup {
        guard !notes.isEmpty else { return "" }
        let text = notes.map { $0.hasSuffix(".") ? $0 : $0 + "." }.joined(separator: " ")
        let body = Self.withSymbols(text)
        return "<p class=\"notes\"><strong>\(setting.say(.notePrefix))</strong> \(body)</p>"
    }

    /// The text with the symbols of traffic lights in a font that draws them in one size.
    private static func withSymbols(_ text: String) -> Markup {
        let symbols = TrafficLight.allCases.flatMap { Array($0.symbol.unicodeScalars) }
        var markup: Markup = ""
        var plain = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if symbols.contains(scalar) {
                markup += "\(String(plain))<span class=\"symbol\">\(String(scalar))</span>"
                plain = String.UnicodeScalarView()
            } else {
                plain.append(scalar)
            }
        }
        return "\(markup)\(String(plain))"
    }

    /// A paragraph that says why there is nothing.
    func empty(_ words: Words) -> Markup { "<p class=\"empty\">\(setting.say(words))</p>" }

    func cell(
        row: String, column: Words, value: ExactDecimal?, unit: String, figure: Figure? = nil,
        period: Period? = nil, indicator: IndicatorKey? = nil, area: String? = nil
    ) -> ReportCell {
        ReportCell(
            section: heading, row: row, column: setting.say(column),
            value: value?.description ?? "", unit: unit,
            period: (figure?.period ?? period ?? setting.period).description,
            indicator: (figure?.indicator ?? indicator)?.description,
            area: figure?.areaCode ?? area, status: figure?.status.rawValue,
            origin: figure.map { CellOrigin($0.origin) })
    }

    static func roman(_ number: Int) -> String {
        let tens = String(repeating: "X", count: number / 10)
        let ones = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"]
        return tens + ones[number % 10]
    }
}
