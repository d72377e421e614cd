import PhusaModel

extension CentreDefinition {
    /// `phusa.yml` in one canonical form, less what no figure and no verdict can depend on.
    ///
    /// Seasons name periods and stay. Working days count where a contract of the dataset locks its
    /// periods after so many of them, and are left out elsewhere. The area stays, since the list of
    /// areas must hold it; names, places and folders are constants in their stead.
    func relevantYAML(seasons: [Season], to dataset: DatasetDefinition) -> String {
        var lines = [
            "centre:",
            "  code: any",
            "  name: {vi: '-', en: '-'}",
            "  parent: {vi: '-', en: '-'}",
            "  place: '-'",
            "  area: \(Self.quoted(area))",
            "language: vi",
            "drops: drops",
            "state: state",
        ]
        if dataset.contracts.contains(where: { $0.due?.locksAfter != nil }) {
            lines.append("calendar:")
            lines.append("  holidays: [\(Self.list(holidays))]")
            lines.append("  worked: [\(Self.list(workedDays))]")
        }
        if !seasons.isEmpty { lines.append("seasons:") }
        for season in seasons {
            lines.append("  - code: \(Self.quoted(season.code))")
            lines.append(
                "    title: {vi: \(Self.quoted(season.title.vi)), en: \(Self.quoted(season.title.en))}"
            )
            lines.append("    first_month: \(season.firstMonth)")
            lines.append("    months: \(season.monthCount)")
            lines.append("    years_back: \(season.yearsBack)")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func list(_ days: Set<CalendarDay>) -> String {
        days.sorted().map(\.description).joined(separator: ", ")
    }

    /// In double quotes, the one form of YAML that holds every text on one line.
    private static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": quoted += "\\\(scalar)"
            case "\n": quoted += "\\n"
            case "\t": quoted += "\\t"
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}
