import PhusaModel

/// What one field broke; the place is known to whoever reads the field.
struct Breach: Error {
    var rule: Rule
    var expected: Expectation
    var suggestion: String?

    init(_ rule: Rule, _ expected: Expectation = .ruleKept, suggestion: String? = nil) {
        self.rule = rule
        self.expected = expected
        self.suggestion = suggestion
    }
}
