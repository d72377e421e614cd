/// One delivered file: what came, under which name, and when.
package struct DropFile: Hashable, Sendable {
    /// Path relative to the drop zone, `cuc-thong-ke/ktxh-2025-M03-2025-04-06.csv`.
    package let path: String
    /// SHA-256 of the delivered bytes, 64 lower-case hexadecimal digits.
    package var sha256: String
    package let byteCount: Int
    /// What the contract's `file.name` found in the name, by capture name.
    package let captures: [String: String]
    /// The date from which the drop's figures are known.
    package let vintage: Vintage
    /// Code of the dataset whose contract claims the drop.
    package let dataset: String

    package init(
        path: String, sha256: String, byteCount: Int, captures: [String: String],
        vintage: Vintage, dataset: String
    ) {
        self.path = path
        self.sha256 = sha256
        self.byteCount = byteCount
        self.captures = captures
        self.vintage = vintage
        self.dataset = dataset
    }

    /// The period in the name, where the contract declares one.
    package func period(seasons: [Season]) -> Period? {
        captures["period"].flatMap { Period($0, seasons: seasons) }
    }
}

/// Since when figures are known: declared by the sender, else the day of first receipt.
package struct Vintage: Hashable, Sendable, Comparable, Codable {
    package let moment: Moment
    /// Orders several drops of one day; 0 where the name has none.
    package let sequence: Int
    package let isDeclared: Bool

    package init(moment: Moment, sequence: Int, isDeclared: Bool) {
        self.moment = moment
        self.sequence = sequence
        self.isDeclared = isDeclared
    }

    package var day: CalendarDay { moment.day }

    package static func < (left: Vintage, right: Vintage) -> Bool {
        (left.moment, left.sequence) < (right.moment, right.sequence)
    }
}
