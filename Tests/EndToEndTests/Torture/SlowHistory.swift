import PhusaModel
import Storage

/// A random set of dated sheets over three months: new, revised, vanished, reverted, of the same
/// day, with quarantined records, and withdrawn.
struct SheetHistory: Sendable {
    struct Drop: Sendable {
        let month: Int
        /// `MM-DD` of 2024.
        let day: String
        let path: String
        let text: String
        /// What each line of the sample says: a value, a quarantined one, or nothing.
        let cells: [Cell]
        var sha256: String { contentHash(Array(text.utf8)) }
    }

    enum Cell: Sendable, Hashable {
        /// A value, at a line of the file.
        case value(String, line: Int)
        case quarantined
        case absent
    }

    private(set) var drops: [Drop] = []
    /// Indexes of drops that are withdrawn; one of each month at most, so that the order of the
    /// decisions does not matter.
    private(set) var withdrawn: Set<Int> = []

    /// Lines of a sheet: all of the sample but the last, whose unit is converted.
    private static let lineCount = 9
    private static let months = 1...3
    private static let days = 1...4

    init(_ dice: inout TortureDice) {
        var used: Set<String> = []
        for _ in 0..<Int.random(in: 3...8, using: &dice) {
            let drop = Self.drop(&dice, isSecond: { used.contains($0) })
            if used.insert(drop.path).inserted { drops.append(drop) }
        }
        for month in Self.months where Int.random(in: 0..<3, using: &dice) == 0 {
            let candidates = drops.indices.filter { drops[$0].month == month }
            if let chosen = candidates.randomElement(using: &dice) { withdrawn.insert(chosen) }
        }
    }

    /// Few days and values, so that ties, confirmations and reversions are common.
    ///
    /// - Parameter isSecond: Whether a file of the same period and day is there: then this one gets
    ///   another name.
    private static func drop(_ dice: inout TortureDice, isSecond: (String) -> Bool) -> Drop {
        let month = Int.random(in: months, using: &dice)
        let day = "0\(month + 1)-0\(Int.random(in: days, using: &dice))"
        var sheet = MonthlySheet.sample(month: month)
        let samples = sheet.lines.prefix(lineCount)
        sheet.lines = []
        var cells: [Cell] = []
        for (index, sample) in samples.enumerated() {
            var line = sample
            switch index == 0 ? 0 : Int.random(in: 0..<12, using: &dice) {
            case 11: cells.append(.absent)
            case 10:
                line.value = "?"
                cells.append(.quarantined)
            default:
                line.value = "\(Int.random(in: 1...3, using: &dice))"
                // The first line of the file is its header.
                cells.append(.value(line.value, line: sheet.lines.count + 2))
            }
            if cells.last != .absent { sheet.lines.append(line) }
        }
        let path = sheet.path(day)
        return Drop(
            month: month, day: day, path: isSecond(path) ? path + ".b" : path, text: sheet.text,
            cells: cells)
    }

    // MARK: What must come out

    /// Figures with where they come from, computed anew from all drops known by a day.
    ///
    /// - Parameter day: `MM-DD` of 2024; `nil` for now, when the withdrawals are known too.
    func rows(asOf day: String?) -> [String] {
        let known = drops.indices.filter { index in
            day.map { drops[index].day <= $0 } ?? !withdrawn.contains(index)
        }
        return Self.months.flatMap { month in
            let ordered = known.map { drops[$0] }.filter { $0.month == month }
                .sorted { ($0.day, $0.sha256) < ($1.day, $1.sha256) }
            return (0..<Self.lineCount).compactMap { index in
                Self.row(ordered.map { ($0.path, $0.cells[index]) }).map { "2024-M0\(month) \($0)" }
            }
        }.sorted()
    }

    /// What one cell says after all that was said of it, the earliest first.
    private static func row(_ said: [(path: String, cell: Cell)]) -> String? {
        var standing: (value: String, row: String)?
        for (path, cell) in said {
            switch cell {
            case .absent: standing = nil
            case .quarantined: continue
            case .value(let value, let line):
                // Said again, it stands as before: with the file that said it first.
                if standing?.value != value { standing = (value, "\(value) \(path) \(line)") }
            }
        }
        return standing?.row
    }
}
