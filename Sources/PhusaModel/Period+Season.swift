// What a period is called where the seasons of the catalogue are at hand.

extension Period {
    /// The season that the period is, and the year it is counted to; `nil` for other kinds and for
    /// spans that no season has.
    package func named(among seasons: [Season]) -> (season: Season, year: Int)? {
        guard kind == .season else { return nil }
        let first = start.parts
        for season in seasons where season.firstMonth == first.month {
            let year = first.year + season.yearsBack
            if Period(season: season, year: year) == self { return (season, year) }
        }
        return nil
    }

    /// `DX-2025` for a season, as in names of files; else ``sdmx``.
    package func code(among seasons: [Season]) -> String {
        named(among: seasons).map { "\($0.season.code)-\($0.year)" } ?? sdmx
    }

    /// `Vụ Đông Xuân 2024-2025` for a season, `Vụ Hè Thu 2025` for one within a year; else ``title``.
    package func title(among seasons: [Season]) -> Words {
        guard let (season, year) = named(among: seasons) else { return title }
        let first = start.parts.year
        let years = first == year ? "\(year)" : "\(first)-\(year)"
        return Words(vi: "Vụ \(season.title.vi) \(years)", en: "\(season.title.en) \(years)")
    }
}
