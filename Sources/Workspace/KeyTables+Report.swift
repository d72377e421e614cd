import PhusaModel

extension KeyTables {
    static let report = KeyTable(
        "report",
        [
            .required("report", .form(.code), "Short name of the report.", example: "kpi-thang"),
            .required("title", .words, "Its title.", example: "{vi: Báo cáo tháng, en: Report}"),
            .standard(
                "kind", .choice(ReportKind.allCases.map(\.rawValue)), "periodic",
                "By the calendar, on a topic, or made when somebody asks: then each build names who.",
                example: "thematic"),
            .standard(
                "about", .choice(["province", "agency"]), "province",
                "About the whole province, or made for one agency at a time, against the whole.",
                example: "agency"),
            .optional(
                "for", .words, "Whom it is for, as the page addresses them.",
                example: "{vi: Chủ tịch UBND tỉnh, en: The Chairman}"),
            .required(
                "period", .choice(PeriodKind.allCases.map(\.rawValue)),
                "The kind of period that it is made for.", example: "month"),
            .standard(
                "formats", .list(.choice(ReportFormat.further.map(\.rawValue))), "[]",
                "Formats besides the page (HTML) and its tables (CSV).", example: "[pdf, xlsx]"),
            .required(
                "sections", .list(.mapping(section)), "The parts, in order.",
                example: "[{cases: {title: …}}]"),
        ])

    static let title = KeyTable.Key.required(
        "title", .words, "The heading.", example: "{vi: Tổng quan, en: Overview}")
    static let sectionPeriod = KeyTable.Key.optional(
        "period", .choice(["month", "quarter", "half"]),
        "The kind of period that it is read for: the last of the kind within the report's.",
        example: "month")
    static let newPage = KeyTable.Key.standard(
        "new_page", .flag, "false",
        "Whether the section begins a page in print, where it has something to tell.",
        example: "true")
    static let kpiSet = KeyTable.Key.required(
        "kpis", .reference(.kpis), "The set of figures.", example: "tra-vinh-2025")
    static let indicatorKey = KeyTable.Key.required(
        "indicator", .reference(.indicator), "The indicator.", example: "NS.01")

    static let section = KeyTable(
        "report.sections", isSingleKey: true,
        [
            .optional(
                "headline", .mapping(headline), "The figures of a set in short.",
                example: "{title: …, kpis: tra-vinh-2025}"),
            .optional(
                "kpi_table", .mapping(kpiTable), "Every line of a set.",
                example: "{title: …, kpis: tra-vinh-2025}"),
            .optional(
                "trend", .mapping(trend), "One indicator over time.",
                example: "{title: …, indicator: NS.01, periods: 24}"),
            .optional(
                "areas", .mapping(areas), "One indicator by area.",
                example: "{title: …, indicator: DS.01, level: district}"),
            .optional(
                "satisfaction", .mapping(satisfaction), "Answers of a survey by agency.",
                example: "{title: …, satisfied_from: 4}"),
            .optional(
                "scorecard", .mapping(scorecard),
                "The score of a set by group and agency, with its coverage and bounds.",
                example: "{title: …, kpis: tra-vinh-2025}"),
            .optional(
                "indicator_table", .mapping(indicatorTable),
                "Indicators with their changes and the sum since January.",
                example: "{title: …, indicators: [NS.01]}"),
            .optional(
                "contribution", .mapping(contribution),
                "What each part adds to the growth of the whole.",
                example: "{title: …, indicator: NS.01, level: district}"),
            .optional(
                "ranking", .mapping(ranking), "Areas by rank, with the change of rank.",
                example: "{title: …, indicator: NS.01, level: district}"),
            .optional(
                "heat_matrix", .mapping(heatMatrix),
                "Indicators by period, shaded from each row's lowest to its highest.",
                example: "{title: …, indicators: [NS.01], periods: 12}"),
            .optional(
                "distribution", .mapping(distribution),
                "How answers of 1 to 5 are spread, as bars of 100 %.",
                example: "{title: …, of: survey, by: agency}"),
            .optional(
                "measures", .mapping(measures),
                "Handling by Decision 766, ratings of cases and the survey side by side, by agency.",
                example: "{title: …, satisfied_from: 4}"),
            .optional("cases", .mapping(cases), "Feedback cases by agency.", example: "{title: …}"),
            .optional(
                "handling", .mapping(handling), "Feedback cases with times to each state.",
                example: "{title: …, done: da-xu-ly, states: …}"),
            .optional(
                "files", .mapping(files), "Files that came in the period, by dataset.",
                example: "{title: …}"),
            .optional(
                "submissions", .mapping(submissions), "What agencies owed and what came.",
                example: "{title: …, periods: 12}"),
            .optional(
                "reminders", .mapping(reminders),
                "A letter to each agency that owes something past due.", example: "{title: …}"),
            .optional(
                "text", .mapping(textSection), "The report's own words, with figures in them.",
                example: "{title: …, body: …}"),
            .optional(
                "revisions", .mapping(revisions),
                "Figures that the report before printed otherwise.", example: "{title: …}"),
            .optional(
                "sources", .mapping(sources), "Where the figures come from.",
                example: "{title: …}"),
        ])

    static let headline = KeyTable("report.headline", [title, newPage, sectionPeriod, kpiSet])
    static let kpiTable = KeyTable("report.kpi_table", [title, newPage, sectionPeriod, kpiSet])
    static let cases = KeyTable("report.cases", [title, newPage, sectionPeriod])
    static let revisions = KeyTable("report.revisions", [title, newPage, sectionPeriod])
    static let sources = KeyTable("report.sources", [title, newPage, sectionPeriod])

    static let trend = KeyTable(
        "report.trend",
        [
            title, newPage, sectionPeriod, indicatorKey,
            .standard(
                "breakdown", .anyText, "", "Canonical breakdown; empty for the total.",
                example: "sex=F"),
            .standard(
                "periods", .whole(2, 240), "24", "How many periods are shown.", example: "24"),
        ])

    static let areas = KeyTable(
        "report.areas",
        [
            title, newPage, sectionPeriod, indicatorKey,
            .required(
                "level", .choice(AreaLevel.allCases.map(\.rawValue)), "The level of the areas.",
                example: "district"),
        ])

    static let satisfaction = KeyTable(
        "report.satisfaction",
        surveyKeys + [
            .standard(
                "by", .choice(SurveyDefinition.Grouping.allCases.map(\.rawValue)), "agency",
                "What the rows are: agencies, or what filled the form in, a person or an organisation.",
                example: "respondent")
        ])

    static let measures = KeyTable("report.measures", surveyKeys)

    /// How answers of a survey are read.
    private static let surveyKeys: [KeyTable.Key] =
        [
            title, newPage, sectionPeriod,
            .optional(
                "design", .words,
                "The sample design; without one ratings are voluntary and bear no interval.",
                example: "{vi: Ngẫu nhiên, en: Random}"),
            .standard(
                "satisfied_from", .whole(1, 5), "4", "The lowest answer that is satisfied.",
                example: "4"),
            .standard(
                "reliable_from", .whole(1, 1_000_000), "30",
                "Respondents below which a share is flagged.", example: "30"),
            .standard(
                "confidential_below", .whole(0, 1_000_000), "5",
                "Respondents below which a share is not printed.", example: "5"),
        ]

    private static let agencyKey = KeyTable.Key.optional(
        "agency", .reference(.agency), "The one agency that it is about; all without.",
        example: "syt")

    static let handling = KeyTable(
        "report.handling",
        [
            title, newPage, sectionPeriod,
            .standard(
                "basis", .choice(CaseBasis.allCases.map(\.rawValue)), CaseBasis.received.rawValue,
                "Cases received in the period, or those closed in it.", example: "closed"),
            .standard(
                "by", .list(.choice(HandlingDefinition.Grouping.allCases.map(\.rawValue))),
                "[agency]", "What cases are put together by.",
                example: "[agency, category, channel]"),
            .required(
                "states", .list(.mapping(handlingState)),
                "States of the log that times are told to, in the order of the work.",
                example: "[{state: da-xu-ly, title: {vi: Đã xử lý, en: Done}}]"),
            .required("done", .text, "The state that ends the work.", example: "da-xu-ly"),
            agencyKey,
        ])

    static let handlingState = KeyTable(
        "report.handling.states",
        [
            .required("state", .text, "The state as the log has it.", example: "dang-xu-ly"), title,
        ])

    static let files = KeyTable("report.files", [title, newPage, sectionPeriod])

    static let submissions = KeyTable(
        "report.submissions",
        [
            title, newPage, sectionPeriod,
            .standard(
                "periods", .whole(1, 60), "12",
                "Periods of each length that are shown, up to the report's.", example: "12"),
            agencyKey,
        ])

    static let reminders = KeyTable("report.reminders", [title, newPage, sectionPeriod, agencyKey])
}
