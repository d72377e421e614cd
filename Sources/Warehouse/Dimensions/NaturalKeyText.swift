import PhusaModel

/// Natural keys of a dimension as text: parts joined with "|", as facts name their members.
enum NaturalKeyText {
    /// What stands for a date that is not known.
    static let unknownDate = "-infinity"

    static func join(_ parts: [String?]) -> String {
        parts.map { $0 ?? unknownDate }.joined(separator: "|")
    }
}

extension ColumnKind {
    /// The one text of a value that PostgreSQL gives back for it; `nil` for a value of another kind.
    func canonical(_ text: String) -> String? {
        switch self {
        case .reference, .integer: Int32(text).map { String($0) }
        case .decimal: ExactDecimal(text)?.description
        case .text, .character: text
        case .date: CalendarDay(text)?.description
        case .moment: Moment(text)?.description
        case .boolean:
            text == "true" || text == "t" ? "t" : text == "false" || text == "f" ? "f" : nil
        }
    }
}
