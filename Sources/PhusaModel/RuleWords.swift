/// What a rule is called, asks for and advises, in both languages.
struct RuleWords: Sendable {
    struct Text: Sendable {
        /// The breach as a clause without a full stop, `value out of range`.
        let title: String
        /// What the rule asks for, where a violation states nothing closer.
        let expected: String
        /// What the reader can do.
        let advice: String
        /// Sentences for `phusa explain`.
        let explanation: String
    }

    let vi: Text
    let en: Text

    func text(_ language: Language) -> Text { language == .vi ? vi : en }

    /// Every rule; a test fails where one is left out.
    static let all: [Rule: RuleWords] = [
        fileRules, recordRules, contractRules, transformRules, dropRules,
    ].reduce(into: [:]) { all, rules in all.merge(rules) { first, _ in first } }
}

extension Rule {
    /// The rule in a few words, without a full stop: `value out of range`.
    package func title(_ language: Language) -> String { words(language).title }

    /// What the rule means and why it is there, in whole sentences.
    package func explanation(_ language: Language) -> String { words(language).explanation }

    /// What the rule asks for.
    package func expectation(_ language: Language) -> String { words(language).expected }

    /// What whoever sent the file can do.
    package func advice(_ language: Language) -> String { words(language).advice }

    private func words(_ language: Language) -> RuleWords.Text {
        RuleWords.all[self]?.text(language)
            ?? RuleWords.Text(title: rawValue, expected: "", advice: "", explanation: "")
    }
}
