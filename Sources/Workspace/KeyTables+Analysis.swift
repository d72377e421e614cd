import PhusaModel

/// Sections that set figures beside each other.
extension KeyTables {
    static let scorecard = KeyTable("report.scorecard", [title, newPage, sectionPeriod, kpiSet])

    static let indicatorTable = KeyTable(
        "report.indicator_table", [title, newPage, sectionPeriod, indicators])

    private static let indicators = KeyTable.Key.required(
        "indicators", .list(.reference(.indicator)), "The indicators, in order.",
        example: "[NS.01]")

    static let base = KeyTable.Key.standard(
        "base", .choice(ComparisonBase.allCases.map(\.rawValue)), "year-before",
        "The period compared with: the same of the year before, or the one before.",
        example: "previous")

    static let contribution = KeyTable(
        "report.contribution",
        [
            title, newPage, sectionPeriod, indicatorKey, base,
            .optional(
                "axis", .reference(.axis), "The breakdown whose members are the parts.",
                example: "sex"),
            .optional(
                "level", .choice(AreaLevel.allCases.map(\.rawValue)),
                "The level of the areas that are the parts; either this or `axis`.",
                example: "district"),
        ])

    static let ranking = KeyTable(
        "report.ranking",
        [
            title, newPage, sectionPeriod, indicatorKey, base,
            .required(
                "level", .choice(AreaLevel.allCases.map(\.rawValue)), "The level of the areas.",
                example: "district"),
        ])

    static let heatMatrix = KeyTable(
        "report.heat_matrix",
        [
            title, newPage, sectionPeriod, indicators,
            .standard(
                "periods", .whole(2, 13), "12", "How many periods are shown.", example: "12"),
        ])

    static let distribution = KeyTable(
        "report.distribution",
        [
            title, newPage, sectionPeriod,
            .standard(
                "of", .choice(["survey", "cases"]), "survey",
                "Answers of the survey, or ratings of feedback cases, which are voluntary.",
                example: "survey"),
            .standard(
                "by", .choice(ScaleDefinition.Grouping.allCases.map(\.rawValue)), "agency",
                "What the rows are; cases have agencies alone.", example: "question"),
            .standard(
                "reliable_from", .whole(1, 1_000_000), "30",
                "Respondents below which a row is flagged.", example: "30"),
            .standard(
                "confidential_below", .whole(0, 1_000_000), "5",
                "Respondents below which a row is not printed.", example: "5"),
        ])
}
