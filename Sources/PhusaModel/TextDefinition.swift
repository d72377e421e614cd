/// A report's own words, with figures in them.
package struct TextDefinition: Sendable, Hashable {
    package let vi: TextBody
    package let en: TextBody
    /// By the names that the bodies call them by.
    package let figures: [String: TextFigure]

    package init(vi: TextBody, en: TextBody, figures: [String: TextFigure]) {
        (self.vi, self.en, self.figures) = (vi, en, figures)
    }

    /// Words without figures, in which a brace is a brace.
    package init(plain words: Words) {
        self.init(
            vi: TextBody([.plain(words.vi)]), en: TextBody([.plain(words.en)]), figures: [:])
    }

    package func body(_ language: Language) -> TextBody { language == .vi ? vi : en }
}

/// A body in one language, cut at its figures.
package struct TextBody: Sendable, Hashable {
    package let paragraphs: [[Part]]

    package enum Part: Sendable, Hashable {
        case plain(String)
        /// A figure by its name.
        case figure(String)
    }

    /// A blank line begins a new paragraph; other ends of lines are blanks.
    package init(_ parts: [Part]) {
        var paragraphs: [[Part]] = []
        var isNew = true
        for line in Self.lines(parts) {
            if Self.isBlank(line) {
                isNew = true
            } else if isNew {
                paragraphs.append(line)
                isNew = false
            } else {
                paragraphs[paragraphs.count - 1] += [.plain(" ")] + line
            }
        }
        self.paragraphs = paragraphs
    }

    private static func lines(_ parts: [Part]) -> [[Part]] {
        var lines: [[Part]] = [[]]
        for part in parts {
            guard case .plain(let text) = part else {
                lines[lines.count - 1].append(part)
                continue
            }
            let pieces = text.split(separator: "\n", omittingEmptySubsequences: false)
            for (index, piece) in pieces.enumerated() {
                if index > 0 { lines.append([]) }
                if !piece.isEmpty { lines[lines.count - 1].append(.plain(String(piece))) }
            }
        }
        return lines
    }

    private static func isBlank(_ line: [Part]) -> Bool {
        line.allSatisfy {
            if case .plain(let text) = $0 { text.allSatisfy(\.isWhitespace) } else { false }
        }
    }
}

/// A figure that stands in a sentence.
package enum TextFigure: Sendable, Hashable {
    case indicator(IndicatorFigure)
    case cases(CaseFigure)
    /// By the rules of the report's satisfaction section.
    case survey(SurveyFigure)
    /// Of the deliveries that the report's submissions section shows.
    case submissions(SubmissionFigure)
}

/// What of an indicator is told.
package struct IndicatorFigure: Sendable, Hashable {
    package let indicator: IndicatorKey
    package let breakdown: String
    /// Code of the area; `nil` for the centre's.
    package let area: String?
    package let show: Show
    /// What a change is held against.
    package let base: ComparisonBase
    /// Whether the unit's name follows the digits.
    package let namesUnit: Bool

    package enum Show: String, Sendable, CaseIterable {
        case value, change
        /// The sum since January, and its change on the same part of the year before.
        case yearToDate = "year-to-date"
        case yearToDateChange = "year-to-date-change"
        case target
        /// Figure, or sum since January, of the target in percent.
        case ofTarget = "of-target"
    }

    package init(
        indicator: IndicatorKey, breakdown: String = "", area: String? = nil, show: Show = .value,
        base: ComparisonBase = .yearBefore, namesUnit: Bool = true
    ) {
        self.indicator = indicator
        self.breakdown = breakdown
        self.area = area
        self.show = show
        self.base = base
        self.namesUnit = namesUnit
    }
}

/// Of feedback cases received in the period.
package enum CaseFigure: String, Sendable, CaseIterable {
    /// Counts: all, and those open past due.
    case received, overdue
    /// Of those received, in percent: closed in time, satisfied by Decision 766, not rated.
    case inTime = "in-time"
    case satisfied, silent
}

/// Of the survey's answers in the period, all agencies together.
package enum SurveyFigure: String, Sendable, CaseIterable {
    case share, mean, respondents
    case responseRate = "response-rate"
}

/// Of what agencies owed.
package enum SubmissionFigure: String, Sendable, CaseIterable {
    /// Counts: due, and past due and not whole.
    case owed, short
    /// In percent of what was owed.
    case onTime = "on-time"
    case complete
}
