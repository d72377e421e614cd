/// How an invented series runs: a level in January 2020, growth, seasons, the pandemic, chance.
struct Baseline {
    /// In the last digit that is printed.
    let level: Int
    /// Growth of a year, in ten-thousandths of the level.
    var growth = 0
    /// Twelve months, in hundredths: 100 is the average month.
    var season: [Int] = Season.flat
    /// How much of the drop of 2021 the series takes, in hundredths.
    var pandemic = 0
    /// The widest swing by chance, in ten-thousandths.
    var swing = 300

    enum Season {
        static let flat = [Int](repeating: 100, count: 12)
        static let shopping = [118, 104, 95, 94, 96, 96, 97, 97, 98, 99, 101, 105]
        static let holidays = [110, 128, 96, 98, 100, 96, 92, 84, 98, 96, 112, 90]
        static let factory = [96, 84, 100, 99, 102, 103, 101, 102, 103, 104, 103, 103]
        static let rains = [55, 45, 45, 50, 70, 105, 145, 160, 165, 155, 120, 85]
        static let nurseries = [45, 40, 65, 95, 115, 85, 75, 110, 165, 180, 135, 90]
        static let spending = [45, 50, 70, 75, 85, 95, 95, 100, 110, 120, 145, 210]
        static let taxes = [165, 80, 85, 110, 90, 85, 105, 85, 85, 105, 90, 115]
        static let harvest = [82, 84, 96, 108, 112, 104, 98, 96, 100, 108, 112, 100]
    }

    /// What a plan would say: no chance, no pandemic.
    func expected(_ month: Month) -> Int {
        let months = month.index - Month(2020, 1).index
        let grown = level * (120_000 + growth * months) / 120_000
        return grown * season[month.month - 1] / 100
    }

    /// What happened.
    func value(_ month: Month, _ random: inout SplitMix64) -> Int {
        let chance = 10_000 + random.int(-swing...swing)
        let loss = Self.loss(month) * pandemic / 100
        return max(0, expected(month) * (100 - loss) / 100 * chance / 10_000)
    }

    /// Percent lost in the months of distancing.
    private static func loss(_ month: Month) -> Int {
        switch (month.year, month.month) {
        case (2020, 4): 22
        case (2020, 5), (2020, 8): 8
        case (2021, 6): 10
        case (2021, 7): 38
        case (2021, 8): 58
        case (2021, 9): 52
        case (2021, 10): 26
        case (2021, 11), (2021, 12): 12
        case (2022, 1): 6
        default: 0
        }
    }
}

/// A provisional figure: a little beside the final one.
func provisional(_ value: Int, _ random: inout SplitMix64) -> Int {
    value * (10_000 + random.int(-140...110)) / 10_000
}
