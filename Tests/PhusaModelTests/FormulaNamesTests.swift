import PhusaModel
import Testing

@Suite("FormulaNames")
struct FormulaNamesTests {
    private func indicator(_ edition: String, _ code: String, _ methodology: String) -> Indicator {
        Indicator(
            key: IndicatorKey(edition: edition, code: code, methodology: methodology),
            concept: code, title: Words(vi: code, en: code), unit: "%", overTime: .none,
            overArea: .none, decimals: 1, direction: .none, agency: "syt", source: "",
            breakdowns: [], definedAt: "a.yml:1")
    }

    @Test(
        "shortens whole keys to codes, but where a code is not enough",
        arguments: [
            ("[TV/2020|X.TL|default] / 2", "X.TL / 2"),
            ("[TV/2020|A-1|default]{sex=F}", "[A-1]{sex=F}"),
            (
                "lag([05/2023|T1|default]) + [11/2010|T1|default]",
                "lag([05/2023|T1|default]) + [11/2010|T1|default]"
            ),
            ("[TV/2020|N|ILO13]", "[TV/2020|N|ILO13]"),
            (
                "sum([TV/2020|X.TL|default] over commune) - [TV/2020|GONE|default]",
                "sum(X.TL over commune) - GONE"
            ),
            ("1 + [broken", "1 + [broken"), ("[A-1]", "[A-1]"), ("", ""),
        ])
    func shortened(recorded: String, shown: String) {
        let names = FormulaNames([
            indicator("TV/2020", "X.TL", "default"), indicator("TV/2020", "A-1", "default"),
            indicator("05/2023", "T1", "default"), indicator("11/2010", "T1", "default"),
            indicator("TV/2020", "N", "ILO13"),
        ])
        #expect(names.shortened(recorded) == shown)
    }
}
