import PhusaModel

extension KeyTables {
    static let kpis = KeyTable(
        "kpis",
        [
            .required("kpis", .form(.code), "Short name of the set.", example: "tra-vinh-2025"),
            .required("title", .words, "Its name.", example: "{vi: Chỉ tiêu 2025, en: KPIs 2025}"),
            .required(
                "groups", .list(.mapping(kpiGroup)), "Groups of lines, in order.",
                example: "[{title: …, lines: […]}]"),
            .standard(
                "coverage", .percent, "80%",
                "The share of the lines' weight that must have figure and target before the set, or "
                    + "an agency, has a score; below it only the bounds are told.",
                example: "80%"),
        ])

    static let kpiGroup = KeyTable(
        "kpis.groups",
        [
            .required(
                "title", .words, "The group's heading.", example: "{vi: Kinh tế, en: Economy}"),
            .required(
                "lines", .list(.mapping(kpiLine)), "The figures, in order.",
                example: "[{indicator: NS.01}]"),
            .optional(
                "coverage", .percent,
                "As the set's, for the group; the set's where it is not given.",
                example: "60%"),
        ])

    static let kpiLine = KeyTable(
        "kpis.groups.lines",
        [
            .required("indicator", .reference(.indicator), "The indicator.", example: "NS.01"),
            .standard(
                "breakdown", .anyText, "", "Canonical breakdown; empty for the total.",
                example: "sex=F"),
            .optional(
                "direction", .choice(["up", "down", "none"]),
                "Whether higher is better; the indicator's own where it is not given.",
                example: "up"),
            .standard(
                "green", .decimal, "100", "Percent of the target from which the line is green.",
                example: "100"),
            .standard(
                "amber", .decimal, "90", "Percent of the target from which it is amber.",
                example: "90"),
            .standard(
                "weight", .decimalFromZero, "1",
                "What its points count in a score against other lines'; 0 for a line that is only "
                    + "watched.",
                example: "2.5"),
            .standard(
                "cap", .positiveDecimal, "100",
                "Points at most: 100 is the target reached, more lets a surplus count.",
                example: "120"),
            .optional(
                "bands", .map(.decimalFromZero),
                "Points by steps: from which percent of what is due how many. Without them points "
                    + "are in proportion.",
                example: "{80: 40, 90: 70, 100: 100}"),
            .optional(
                "pace", .map(.decimalFromZero),
                "Percent of the year's target due by the end of a month, cumulated; evenly between. "
                    + "Without it even, for what adds up over the year; else all of the target.",
                example: "{3: 10, 6: 35, 9: 60, 12: 100}"),
            .optional(
                "agency", .reference(.agency),
                "Who answers for the line in scores; who answers for the figure where not given.",
                example: "skhdt"),
        ])
}
