/// The languages that people read.
package enum Language: String, Sendable, CaseIterable, Codable {
    case vi, en
}

/// The same words in Vietnamese and English.
package struct Words: Hashable, Sendable, Codable {
    package let vi: String
    package let en: String

    package init(vi: String, en: String) {
        self.vi = vi
        self.en = en
    }

    package func text(_ language: Language) -> String { language == .vi ? vi : en }
}
