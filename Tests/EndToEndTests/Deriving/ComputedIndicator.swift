/// A computed indicator of the health department, as a test defines it.
struct ComputedIndicator {
    let code: String
    let unit: String
    /// Versions of the formula: what stands within the braces of each.
    let versions: [String]
    var scale = 4
    var overTime = "none"
    var overArea = "recompute"
    var missing = "skip-if-any"
    /// Kinds of periods, with blanks between; empty for all that the formula leads to.
    var periods = ""

    /// Where tests define computed indicators.
    static let path = "catalogue/indicators/tinh.yml"

    /// With one formula, known and effective since before all drops.
    static func always(_ code: String, _ unit: String, _ formula: String) -> ComputedIndicator {
        ComputedIndicator(
            code: code, unit: unit,
            versions: ["effective_from: 2020, known_at: 2020-01-01, is: '\(formula)'"])
    }

    var text: String {
        """
        - indicator: \(code)
          edition: TV/2020
          title: {vi: \(code), en: \(code)}
          unit: '\(unit)'
          over_time: \(overTime)
          over_area: \(overArea)
          agency: syt
          scale: \(scale)
          missing: \(missing)
        \(periods.isEmpty ? "" : "  periods: [\(periods)]\n")  formula:
        \(versions.map { "    - {\($0)}" }.joined(separator: "\n"))

        """
    }

    /// That adds up over time and areas.
    var additive: ComputedIndicator {
        var copy = self
        (copy.overTime, copy.overArea) = ("sum", "sum")
        return copy
    }

    var partial: ComputedIndicator {
        var copy = self
        copy.missing = "partial"
        return copy
    }

    func `for`(_ periods: String) -> ComputedIndicator {
        var copy = self
        copy.periods = periods
        return copy
    }
}
