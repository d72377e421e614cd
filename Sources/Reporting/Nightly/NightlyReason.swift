import PhusaModel

/// Why a file was not taken as it came: the parts of one line.
struct NightlyReason {
    /// `6:1: `; empty where the file as a whole is meant.
    let place: String
    /// What is wrong, with the value that was found.
    let sentence: String
    /// What was expected.
    let expectation: String

    /// Reasons of one file that the page has.
    static let countMax = 5

    init(_ violation: Violation, _ language: Language) {
        let position = violation.position
        place = position.line > 0 ? "\(position.line):\(position.column): " : ""
        let isNamed = violation.found.isEmpty || violation.found == position.path
        let found = isNamed ? "" : " “\(Violation.escaped(violation.found))”"
        sentence = violation.sentence(language) + found
        let expected = violation.expectation(language)
        expectation = Words(vi: "cần \(expected)", en: "expected \(expected)").text(language)
    }

    /// Where the rest is; `nil` where nothing is left out.
    static func more(_ drop: NightlyDrop) -> Words? {
        let hidden = max(0, drop.reasons.count - countMax)
        guard hidden + drop.moreCount > 0 else { return nil }
        return NightlyWords.more(
            hidden + drop.moreCount, drop.drop, isRefused: drop.state == "refused")
    }
}
