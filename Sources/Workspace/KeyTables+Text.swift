import PhusaModel

/// A report's own words and the figures in them.
extension KeyTables {
    static let textSection = KeyTable(
        "report.text",
        [
            title, newPage, sectionPeriod,
            .optional(
                "figures", .map(.mapping(textFigure)),
                "Figures by the names that the body calls them by. Where there are any, `{name}` in "
                    + "the body prints one, and `{{` and `}}` print braces; without, a brace is a brace.",
                example: "{thu: {indicator: NS.01}, tang: {indicator: NS.01, show: change}}"),
            .required(
                "body", .words, "The text; a blank line begins a new paragraph.",
                example: "{vi: 'Thu {thu}, {tang}.', en: 'Revenue {thu}, {tang}.'}"),
        ])

    static let textFigure = KeyTable(
        "report.text.figures",
        [
            .optional(
                "indicator", .reference(.indicator),
                "The indicator; a figure has either this or one of `cases`, `survey`, "
                    + "`submissions`.",
                example: "NS.01"),
            .standard(
                "breakdown", .anyText, "", "Canonical breakdown; empty for the total.",
                example: "sex=F"),
            .optional(
                "area", .reference(.area), "The area, where it is not the centre's.",
                example: "'842'"),
            .standard(
                "show", .choice(IndicatorFigure.Show.allCases.map(\.rawValue)), "value",
                "The figure with its unit; its change, in words and percent, of rates in percentage "
                    + "points; the sum since January or its change on the same part of the year "
                    + "before; the target; what is reached of the target in percent.",
                example: "change"),
            base,
            .standard(
                "unit", .flag, "true",
                "Whether the unit's name follows the digits; false where the sentence says it.",
                example: "false"),
            .optional(
                "cases", .choice(CaseFigure.allCases.map(\.rawValue)),
                "Feedback cases received in the period and those of them open past due; in percent, "
                    + "those closed in time, satisfied by Decision 766, not rated.",
                example: "received"),
            .optional(
                "survey", .choice(SurveyFigure.allCases.map(\.rawValue)),
                "Answers of the survey in the period, by the thresholds of the report's satisfaction "
                    + "section, which it must have.",
                example: "share"),
            .optional(
                "submissions", .choice(SubmissionFigure.allCases.map(\.rawValue)),
                "Deliveries that the report's submissions section shows, which it must have: due; "
                    + "past due and not whole; in percent, in time, whole.",
                example: "on-time"),
        ])
}
