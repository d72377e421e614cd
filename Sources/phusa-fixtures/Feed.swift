/// One delivered file.
struct Drop {
    /// Relative to the drop zone: `ctk/ktxh-2024-M03-2024-04-05.csv.gz`.
    let path: String
    let bytes: [UInt8]

    init(_ path: String, _ text: String) {
        self.path = path
        bytes = Array(text.utf8)
    }

    init(_ path: String, gzip text: String) {
        self.path = path + ".gz"
        bytes = Gzip.member(Array(text.utf8))
    }
}

/// What is asked for: a span of months, a seed, and how large.
struct Plan {
    let seed: UInt64
    let first: Month
    let monthCount: Int
    /// 1 is a province as it is; more makes more rows, never other keys.
    let scale: Int

    var months: [Month] { (0..<monthCount).map { first.adding($0) } }
    /// The first month after.
    var end: Month { first.adding(monthCount) }

    func random(_ name: String, _ number: Int) -> SplitMix64 {
        SplitMix64(seed: seed, name, number)
    }

    /// The years that lie in the span whole.
    var years: [Int] {
        (first.year...end.year).filter { Month($0, 1) >= first && Month($0 + 1, 1) <= end }
    }

    /// The last months of the quarters that lie in the span whole.
    var quarterEnds: [Month] {
        months.filter { $0.month % 3 == 0 && $0.adding(-2) >= first }
    }
}

/// One agency's stream of files.
protocol Feed {
    /// The dataset's code: `ctk.kinh-te-xa-hoi.thang`.
    static var code: String { get }

    /// Hands over every file of the plan, one at a time, in the order of their periods.
    static func write(_ plan: Plan, to sink: (Drop) throws -> Void) rethrows
}

/// All feeds, in the order of their agencies.
var feeds: [any Feed.Type] {
    [
        StatisticsFeed.self, YearbookFeed.self, EnterpriseFeed.self, TargetFeed.self,
        BudgetFeed.self, CropFeed.self, HealthFeed.self, EducationFeed.self, OneStopFeed.self,
        FeedbackFeed.self, FeedbackLogFeed.self, SurveyFeed.self,
    ]
}

/// The day on which a file for `month` goes out: so many months later, around that day.
func vintage(_ month: Month, after months: Int, day: Int) -> Day {
    let later = month.adding(months)
    return Day(later.year, later.month, day).worked
}

/// A JSON text in quotes.
func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
        switch scalar {
        case "\"": result += "\\\""
        case "\\": result += "\\\\"
        case "\n": result += "\\n"
        default: result.unicodeScalars.append(scalar)
        }
    }
    return result + "\""
}

/// A JSON array with one record a line.
func jsonArray(_ records: [String]) -> String {
    "[\n" + records.joined(separator: ",\n") + "\n]\n"
}
