/// What is wrong with a report's text and the figures in it.
package enum TextProblem: String, Sendable, Hashable, CaseIterable {
    /// A brace that is not closed, or that closes nothing.
    case openBrace = "text-open-brace"
    case strayBrace = "text-stray-brace"
    /// A figure that no body prints, or that one language alone prints.
    case unused = "text-unused"
    case oneLanguage = "text-one-language"
    /// A figure that stands for a section which the report does not have.
    case noSatisfaction = "text-no-satisfaction"
    case noSubmissions = "text-no-submissions"
}
