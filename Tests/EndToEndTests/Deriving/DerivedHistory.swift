import PhusaModel
import PhusaTestSupport

/// A random history of drops, withdrawals and versions of a formula, and what follows from it.
struct DerivedHistory {
    struct Drop: Hashable {
        let period: String
        let day: String
        /// By `area code`.
        let values: [String: Int]

        var figures: [HealthFigure] {
            values.sorted { $0.key < $1.key }.map { key, value in
                let words = key.split(separator: " ").map(String.init)
                return HealthFigure(words[0], words[1], value)
            }
        }
    }

    /// A version of the share's formula, apart from its dates.
    enum Share: String, CaseIterable {
        case ofBoth = "100 * YT.NT / (YT.NT + YT.KCB)"
        case ofVisits = "100 * YT.NT / YT.KCB"
        case difference = "100 * (YT.KCB - YT.NT) / (YT.NT + YT.KCB)"
        case none
    }

    struct Version: Hashable {
        let effectiveFrom: String
        let knownAt: String
        let share: Share
    }

    static let periods = ["2023-M01", "2024-M01", "2024-M02"]
    static let areas = ["842", "844"]
    static let codes = ["YT.NT", "YT.KCB"]
    /// Between them lie all days of drops and versions; the last is today for all that counts.
    static let days = ["2024-03-20", "2024-04-20", "2024-05-20", "2024-06-20", "2024-12-31"]

    let drops: [Drop]
    /// Of ``drops``, in the order in which they are withdrawn.
    let withdrawn: [Int]
    /// The first is there from the start.
    let versions: [Version]

    init(seed: Int) {
        var random = TortureDice("derived history", round: seed)
        var drops: [Drop] = []
        for period in Self.periods {
            for month in 3...6 where Int.random(in: 0...3, using: &random) > 0 {
                var values: [String: Int] = [:]
                for cell in Self.areas.flatMap({ area in Self.codes.map { "\(area) \($0)" } })
                where Int.random(in: 0...4, using: &random) > 0 {
                    values[cell] = Int.random(in: 0...4, using: &random)
                }
                // Never empty: a drop without figures has no period.
                values["842 YT.KCB"] = values["842 YT.KCB"] ?? 1
                drops.append(Drop(period: period, day: "2024-0\(month)-05", values: values))
            }
        }
        self.drops = drops
        withdrawn = Array(drops.indices.shuffled(using: &random).prefix(2))
        var versions = [
            Version(effectiveFrom: "2020-01-01", knownAt: "2020-01-01", share: .ofBoth)
        ]
        for (effectiveFrom, knownAt) in [
            ("2024-01-01", "2024-04-10"), ("2022-01-01", "2024-05-10"),
            ("2024-02-01", "2024-06-10"), ("2024-01-01", "2024-06-15"),
        ] {
            let share = Share.allCases.randomElement(using: &random) ?? .ofVisits
            versions.append(
                Version(effectiveFrom: effectiveFrom, knownAt: knownAt, share: share))
        }
        self.versions = versions
    }

    /// The share with some of its versions, and its half.
    static func indicators(_ versions: some Sequence<Version>) -> [ComputedIndicator] {
        let lines = versions.map {
            "effective_from: \($0.effectiveFrom), known_at: \($0.knownAt), "
                + "is: '\($0.share.rawValue)', restate: Đổi công thức"
        }
        return [
            ComputedIndicator(code: "X.TL", unit: "%", versions: lines),
            .always("X.NUA", "%", "X.TL / 2"),
            .always("X.CL", "%", "X.TL - year_ago(X.TL)"),
        ]
    }

    // MARK: What follows

    /// All computed figures that stand, as `Lab.computed` gives them.
    ///
    /// - Parameter day: `nil` for now, after the withdrawals, which are of today.
    func computed(asOf day: String?) -> [String: String] {
        var found: [String: String] = [:]
        var shares: [String: Figure] = [:]
        for period in Self.periods {
            for area in Self.areas {
                guard let share = share(period, area, asOf: day) else { continue }
                shares["\(period) \(area)"] = share
                found["X.TL \(period) \(area)"] = Self.text(share)
                // Of a figure without a value nothing can be computed.
                if let value = share.value {
                    let half = value.divided(by: ExactDecimal(2), scale: 4)
                    found["X.NUA \(period) \(area)"] = Self.text(Figure(value: half))
                }
            }
        }
        for area in Self.areas {
            guard let now = shares["2024-M01 \(area)"]?.value,
                let before = shares["2023-M01 \(area)"]?.value
            else { continue }
            found["X.CL 2024-M01 \(area)"] = Self.text(Figure(value: now.subtracting(before)))
        }
        return found
    }

    /// A figure that is there; without a value after a division by zero.
    private struct Figure {
        let value: ExactDecimal?
    }

    private static func text(_ figure: Figure) -> String {
        figure.value.map { "\($0) A" } ?? "∅ M"
    }

    private func share(_ period: String, _ area: String, asOf day: String?) -> Figure? {
        guard let version = version(period, asOf: day),
            let values = drop(period, asOf: day)?.values,
            let admissions = values["\(area) YT.NT"].map({ ExactDecimal($0) }),
            let visits = values["\(area) YT.KCB"].map({ ExactDecimal($0) })
        else { return nil }
        let (above, below): (ExactDecimal?, ExactDecimal?)
        switch version.share {
        case .none: return nil
        case .ofBoth: (above, below) = (admissions, admissions.adding(visits))
        case .ofVisits: (above, below) = (admissions, visits)
        case .difference:
            (above, below) = (visits.subtracting(admissions), admissions.adding(visits))
        }
        guard let above, let below else { return nil }
        return Figure(value: above.multiplied(by: ExactDecimal(100))?.divided(by: below, scale: 4))
    }

    /// Of the versions known by then and not later than the period the latest one.
    private func version(_ period: String, asOf day: String?) -> Version? {
        let start = "\(period.prefix(4))-\(period.suffix(2))-01"
        return versions.filter {
            $0.effectiveFrom <= start && $0.knownAt <= day ?? Self.days[4]
        }.max { ($0.effectiveFrom, $0.knownAt) < ($1.effectiveFrom, $1.knownAt) }
    }

    /// A month's last drop by then, which says all of the month.
    private func drop(_ period: String, asOf day: String?) -> Drop? {
        drops.indices.filter {
            drops[$0].period == period && drops[$0].day <= day ?? Self.days[4]
                && (day != nil || !withdrawn.contains($0))
        }.map { drops[$0] }.max { $0.day < $1.day }
    }
}
