extension Period: CustomStringConvertible {
    /// The SDMX form: ``sdmx``.
    package var description: String { sdmx }

    /// `Tháng 3/2025`, `Quý I/2025`, `6 tháng đầu năm 2025`, `9 tháng năm 2025`, `Năm 2025`.
    package var title: Words {
        let (year, month) = firstMonth
        var words: Words
        switch kind {
        case .day: words = Words(vi: "Ngày \(start.vietnamese)", en: start.description)
        case .month:
            words = Words(vi: "Tháng \(month)/\(year)", en: "\(Self.months[month - 1]) \(year)")
        case .quarter:
            let number = (month + 2) / 3
            words = Words(vi: "Quý \(Self.roman[number - 1])/\(year)", en: "Q\(number) \(year)")
        case .half:
            words =
                month == 1
                ? Words(vi: "6 tháng đầu năm \(year)", en: "First half of \(year)")
                : Words(vi: "6 tháng cuối năm \(year)", en: "Second half of \(year)")
        case .cumulative:
            words = Words(
                vi: "\(monthCount) tháng năm \(year)", en: "First \(monthCount) months of \(year)")
        case .year: words = Words(vi: "Năm \(year)", en: "\(year)")
        case .season: words = seasonTitle
        }
        if system == .administrative {
            words = Words(vi: words.vi + " (kỳ hành chính)", en: words.en + " (administrative)")
        }
        return words
    }

    private var seasonTitle: Words {
        let first = start.parts
        let last = end.adding(days: -1).parts
        let span = "\(padded(first.month, 2))/\(first.year)–\(padded(last.month, 2))/\(last.year)"
        return Words(vi: "Vụ \(span)", en: "Season \(span)")
    }

    private static let roman = ["I", "II", "III", "IV"]
    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September",
        "October", "November", "December",
    ]

    /// Reads every form of SDMX's TIME_PERIOD, see ``init(sdmx:seasons:)``, and what people and
    /// agencies write: `2025-H1`, `03/2025`, `tháng 3/2025`, `quý III/2025`, `6 tháng 2025`, `9 tháng
    /// năm 2025`, `6 tháng cuối năm 2025`, `năm 2025`.
    ///
    /// Case and doubled blanks do not count.
    ///
    /// - Returns: `nil` for anything else; seasons are read by ``init(_:seasons:)``.
    package init?(_ text: some StringProtocol) {
        self.init(text, seasons: [])
    }

    /// As ``init(_:)``, and seasons by code and year: `DX-2025`, or by title, `Đông Xuân 2024-2025`.
    package init?(_ text: some StringProtocol, seasons: [Season]) {
        let folded = text.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
        let reading =
            (try? Period(sdmx: folded.uppercased(), seasons: seasons)) ?? Self.code(folded)
            ?? Self.words(folded) ?? Self.season(folded, seasons)
        guard let reading else { return nil }
        self = reading
    }

    /// What stands before an administrative period on the command line: `admin:2024-03`.
    package static let administrativePrefix = "admin:"

    /// A period as a person names it on the command line: the statistical one, unless it bears
    /// ``administrativePrefix`` or is written as first day and duration.
    ///
    /// - Parameter seasons: Those that may be named as in files: `DX-2025`, `2024-11-01/P6M`.
    package init?(argument text: some StringProtocol, seasons: [Season] = []) {
        guard text.lowercased().hasPrefix(Self.administrativePrefix) else {
            self.init(text, seasons: seasons)
            return
        }
        guard let named = Period(text.dropFirst(Self.administrativePrefix.count)),
            named.system == .statistical, named.kind != .day
        else { return nil }
        self.init(
            year: named.firstMonth.year, month: named.firstMonth.month,
            monthCount: named.monthCount, system: .administrative)
    }

    /// What is not quite SDMX: `2025-H1`, `2025-M3`, `2025-Q01`.
    private static func code(_ text: String) -> Period? {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, let year = year(parts[0]), let letter = parts[1].first,
            let number = number(parts[1].dropFirst())
        else { return nil }
        switch letter {
        case "m" where number <= 12: return Period(year: year, month: number, monthCount: 1)
        case "q" where number <= 4:
            return Period(year: year, month: number * 3 - 2, monthCount: 3)
        case "s" where number <= 2, "h" where number <= 2:
            return Period(year: year, month: number * 6 - 5, monthCount: 6)
        case "a" where number == 1: return Period(year: year, month: 1, monthCount: 12)
        default: return nil
        }
    }

    private static func words(_ text: String) -> Period? {
        let spaced = text.split { $0 == " " || $0 == "/" }.filter { $0 != "năm" && $0 != "đầu" }
        guard let last = spaced.last, let year = year(last) else { return nil }
        switch spaced.count {
        case 1: return Period(year: year, month: 1, monthCount: 12)
        case 2:
            guard let month = number(spaced[0]), month <= 12 else { return nil }
            return text.contains("/") ? Period(year: year, month: month, monthCount: 1) : nil
        case 3 where spaced[0] == "tháng":
            guard let month = number(spaced[1]), month <= 12 else { return nil }
            return Period(year: year, month: month, monthCount: 1)
        case 3 where spaced[0] == "quý":
            guard let quarter = quarter(spaced[1]) else { return nil }
            return Period(year: year, month: quarter * 3 - 2, monthCount: 3)
        case 3 where spaced[1] == "tháng":
            guard let count = number(spaced[0]), count <= 12, count > 1 else { return nil }
            return Period(year: year, month: 1, monthCount: count)
        case 4 where spaced[0] == "6" && spaced[1] == "tháng" && spaced[2] == "cuối":
            return Period(year: year, month: 7, monthCount: 6)
        default: return nil
        }
    }

    private static func season(_ text: String, _ seasons: [Season]) -> Period? {
        guard let end = text.lastIndex(where: { !$0.isNumber }), end < text.endIndex,
            let year = year(text[text.index(after: end)...])
        else { return nil }
        var name = text[..<end].trimmingPrefix("vụ ")
        // "đông xuân 2024-2025" names both years of a season that spans them.
        if let space = name.lastIndex(of: " "),
            Self.year(name[name.index(after: space)...]) == year - 1
        {
            name = name[..<space]
        }
        let season = seasons.first {
            $0.code.lowercased() == name || $0.title.vi.lowercased() == name
                || $0.title.en.lowercased() == name
        }
        return season.flatMap { Period(season: $0, year: year) }
    }

    private static func year(_ text: some StringProtocol) -> Int? {
        guard text.utf8.count == 4, let year = number(text), years.contains(year)
        else { return nil }
        return year
    }

    private static func number(_ text: some StringProtocol) -> Int? {
        guard !text.isEmpty, text.utf8.count <= 4,
            text.utf8.allSatisfy({ $0 &- UInt8(ascii: "0") <= 9 }), let value = Int(text), value > 0
        else { return nil }
        return value
    }

    private static func quarter(_ text: some StringProtocol) -> Int? {
        if let index = roman.firstIndex(where: { $0.lowercased() == text }) { return index + 1 }
        guard let value = number(text), value <= 4 else { return nil }
        return value
    }
}

extension Period: Codable {
    package init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let period = Period(text) ?? Period(naturalKey: text) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "not a period: \(text)"))
        }
        self = period
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        // A season's span alone may read as another period, or as none.
        try container.encode(kind == .season ? naturalKey : description)
    }
}
