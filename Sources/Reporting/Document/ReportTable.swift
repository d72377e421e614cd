package import PhusaModel

/// A table: the page shows its columns rounded and marked, sheets hold the exact values.
package struct ReportTable: Sendable, Hashable, Codable {
    /// How the page sets it.
    package let style: Style
    /// Above the table, with a unit; `nil` where the section's heading says it.
    package internal(set) var caption: Caption?
    package let columns: [Column]
    package internal(set) var groups: [Group]
    /// Totals, below a line.
    package internal(set) var totals: [[TableCell]] = []
    /// Below the table in sheets; on the page the section's own notes say it.
    package internal(set) var notes: [String] = []
    /// What the parts of a stacked bar are, in their order.
    package internal(set) var parts: [StackPart] = []
    /// The words that unfold it; `nil` for a table that is always seen.
    package internal(set) var folding: String?
    /// Rows on the page, where sheets hold more.
    package internal(set) var pageRowCountMax: Int?

    package enum Style: String, Sendable, Hashable, Codable {
        case kpi, areas, survey, scale, cases, measures, matrix, revisions, sources, narrow, plain,
            compared, heat
    }

    package struct Caption: Sendable, Hashable, Codable {
        package let text: String
        package let unit: String
    }

    /// Rows under a heading, or under none.
    package struct Group: Sendable, Hashable, Codable {
        package var title: String?
        package var rows: [[TableCell]]

        package init(title: String? = nil, rows: [[TableCell]]) {
            self.title = title
            self.rows = rows
        }
    }

    package struct Column: Sendable, Hashable, Codable {
        package let title: String
        /// The unit of its values, where all rows have the same; `nil` otherwise.
        package var unit: String?
        package let role: Role
        package var audience = Audience.all
        /// Heading over this column and its neighbours of the same band; `nil` for none.
        package var band: String?

        package init(
            _ title: String, _ role: Role, unit: String? = nil, for audience: Audience = .all,
            band: String? = nil
        ) {
            self.title = title
            self.role = role
            self.unit = unit
            self.audience = audience
            self.band = band
        }
    }

    /// What a column holds: how it is set, and what a sheet makes of it.
    package enum Role: String, Sendable, Hashable, Codable {
        case number, name, figure, mainFigure, standing, sources, text, path, stack, bar
    }

    /// Who sees a column.
    package enum Audience: String, Sendable, Hashable, Codable {
        case all, page, sheet
    }

    package struct StackPart: Sendable, Hashable, Codable {
        package let kind: Kind
        package let title: String

        package enum Kind: String, Sendable, Hashable, Codable {
            case inTime = "in-time"
            case open, late, overdue
            /// Answers on a scale, from the lowest.
            case answer1 = "answer-1"
            case answer2 = "answer-2"
            case answer3 = "answer-3"
            case answer4 = "answer-4"
            case answer5 = "answer-5"

            static let answers = [answer1, answer2, answer3, answer4, answer5]
        }
    }

    /// All rows in the order of the page.
    package var rows: [[TableCell]] { groups.flatMap(\.rows) + totals }
}

/// One cell of a table.
package enum TableCell: Sendable, Hashable, Codable {
    /// Nothing can stand here.
    case none
    case text(String)
    case day(CalendarDay)
    /// Text with a remark below it.
    case noted(String, note: String)
    /// A row's name, with a sign behind it and its unit in brackets.
    case name(String, sign: String?, unit: String?)
    case amount(Amount)
    case light(TrafficLight?)
    /// Numbers of the sources section.
    case sources([Int])
    /// Why this cell and all to the right of it are empty; under a band, those of the band.
    case absent(String)
    /// A bar as long as the value; drawn on the page only.
    case bar(ExactDecimal?)
    /// What a score is and what it may become; drawn on the page only.
    case range(ScoreRange)
    /// An amount on a ground that is the darker the higher the level, 0 to ``shadeLevelMax``.
    case shaded(Amount, level: Int)
    /// Counts that make up a whole, in the order of the table's parts; drawn on the page only.
    case stack([Int])
}

extension TableCell {
    static let shadeLevelMax = 4
}

/// A score with its bounds, on a scale from 0.
package struct ScoreRange: Sendable, Hashable, Codable {
    package let value: ExactDecimal?
    package let low: ExactDecimal
    package let high: ExactDecimal
}

/// A value as it is printed: exact, with the digits that are shown and what a reader must know of it.
package struct Amount: Sendable, Hashable, Codable {
    /// `nil` where there is none to print; then ``absence`` says why.
    package var value: ExactDecimal?
    /// Digits after the mark on the page.
    package var decimals: Int
    /// Whether the page shows a plus.
    package var isSigned = false
    /// Which way it went, where a word says so in place of a sign; `nil` for what is no change.
    package var movement: Movement?
    /// What follows the digits: `%`, `điểm %`; empty for none.
    package var suffix = ""
    /// The raised mark of its status and what it means; `nil` for final figures.
    package var mark: Remark?
    /// Whether it may still change.
    package var isDraft = false
    /// Whether the source says that there is nothing to count: printed as a dash.
    package var isNil = false
    package var absence: Absence?
    /// Below the digits.
    package var note: String?
    /// Indicator, area and period, as `phusa why` takes them.
    package var why: String?
    /// The number of its source.
    package var source: Int?

    package init(_ value: ExactDecimal?, decimals: Int) {
        self.value = value
        self.decimals = decimals
    }

    /// How a change is told in words.
    package enum Movement: String, Sendable, Hashable, Codable {
        case up, down, unchanged
        /// Changed by less than the digits show.
        case slight

        /// - Parameters:
        ///   - difference: Of the figure and what it is held against.
        ///   - shown: The change with the digits that are printed.
        init(difference: ExactDecimal, shown: ExactDecimal) {
            if difference.isZero {
                self = .unchanged
            } else if shown.isZero {
                self = .slight
            } else {
                self = difference.isNegative ? .down : .up
            }
        }
    }

    /// A short text and what it means.
    package struct Remark: Sendable, Hashable, Codable {
        package let text: String
        package let meaning: String

        package init(text: String, meaning: String) {
            self.text = text
            self.meaning = meaning
        }
    }

    /// A sign in place of digits, and the reason.
    package struct Absence: Sendable, Hashable, Codable {
        package let sign: String
        package let reason: String
    }
}

extension Amount {
    static func count(_ count: Int) -> Amount { Amount(ExactDecimal(count), decimals: 0) }

    /// - Parameter value: In percent.
    static func percent(_ value: ExactDecimal, decimals: Int = 1) -> Amount {
        var amount = Amount(value, decimals: decimals)
        amount.suffix = "%"
        return amount
    }

    static func absent(_ sign: String, _ reason: String) -> Amount {
        var amount = Amount(nil, decimals: 0)
        amount.absence = Absence(sign: sign, reason: reason)
        return amount
    }
}
