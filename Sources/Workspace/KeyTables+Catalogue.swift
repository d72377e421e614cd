import PhusaModel

/// The keys of every mapping that the loader knows.
enum KeyTables {
    static let words = KeyTable(
        "words",
        [
            .required("vi", .text, "The words in Vietnamese.", example: "tấn"),
            .required("en", .text, "The words in English.", example: "tonne"),
        ])

    static let centre = KeyTable(
        "centre",
        [
            .required(
                "centre", .mapping(centreOwn), "Who the centre is.",
                example: "{code: ioc, …}"),
            .standard(
                "language", .choice(["vi", "en"]), "vi", "The language of reports and messages.",
                example: "vi"),
            .standard(
                "drops", .text, "drops",
                "The folder that drops come to, relative to the workspace.", example: "../drops"),
            .standard(
                "state", .text, ".phusa",
                "The folder for cluster, archive and reports, relative to the workspace.",
                example: "../.phusa"),
            .optional(
                "archive", .text, "The archive's folder, where it is not in `state`.",
                example: "/srv/archive"),
            .optional(
                "calendar", .mapping(calendar), "Days off and swapped days.",
                example: "{holidays: [2025-01-01]}"),
            .optional(
                "seasons", .list(.mapping(season)), "Crop seasons that periods may name.",
                example: "[{code: DX, …}]"),
            .optional(
                "metrics", .text,
                "The file for Prometheus that `phusa nightly` writes, relative to the workspace.",
                example: "/var/lib/prometheus/node-exporter/phusa.prom"),
            .optional(
                "hooks", .mapping(hooks), "Commands of the centre that `phusa nightly` runs.",
                example: "{failure: [mail, -s, phusa, ioc@example.org]}"),
        ])

    static let hooks = KeyTable(
        "centre.hooks",
        [
            .required(
                "failure", .list(.text),
                "Program and arguments, without a shell, run when a nightly run does not end with 0; "
                    + "it reads the page of the run as JSON.",
                example: "[mail, -s, phusa, ioc@example.org]"),
            .standard(
                "timeout", .form(.duration), "30s",
                "How long it may take before it is ended: seconds or minutes.", example: "30s"),
        ])

    static let centreOwn = KeyTable(
        "centre.centre",
        [
            .required("code", .form(.code), "Short name of the centre.", example: "ioc-tra-vinh"),
            .required(
                "name", .words, "Its full name, at the head of reports.",
                example: "{vi: Trung tâm điều hành, en: Operations centre}"),
            .required(
                "parent", .words, "The body that it belongs to.",
                example: "{vi: UBND tỉnh, en: Provincial committee}"),
            .required("place", .text, "Where reports are signed.", example: "Trà Vinh"),
            .required("area", .reference(.area), "Code of the centre's area.", example: "'84'"),
        ])

    static let calendar = KeyTable(
        "centre.calendar",
        [
            .standard(
                "holidays", .list(.daySpan), "[]",
                "Days off besides Saturday and Sunday: a day, or first..last.",
                example: "[2025-01-01, 2025-01-27..2025-01-31]"),
            .standard(
                "worked", .list(.daySpan), "[]", "Days at weekends that are worked.",
                example: "[2025-04-26]"),
            .standard(
                "hours", .list(.form(.clockSpan)), "[07:30-11:30, 13:30-17:00]",
                "Hours of a working day: what times of handling are measured by.",
                example: "[07:00-11:00, 13:00-17:00]"),
        ])

    static let season = KeyTable(
        "centre.seasons",
        [
            .required("code", .form(.joined), "Short name of the season.", example: "DX"),
            .required("title", .words, "Its name.", example: "{vi: Đông Xuân, en: Winter-spring}"),
            .required("first_month", .whole(1, 12), "The month it begins with.", example: "11"),
            .required("months", .whole(1, 12), "How many months it lasts.", example: "6"),
            .standard(
                "years_back", .whole(0, 1), "0",
                "Years between the year that names it and its first month.", example: "1"),
        ])

    static let unit = KeyTable(
        "unit",
        [
            .required("unit", .text, "The unit's code, as shown.", example: "tấn"),
            .required("title", .words, "Its name.", example: "{vi: tấn, en: tonne}"),
            .required(
                "dimension", .text,
                "What is measured, also as a product, `mass/area`, or none, `ratio`; only units of one "
                    + "dimension are converted. What follows a colon, `ratio:index`, keeps units "
                    + "apart that formulas take as the same.",
                example: "mass/area"),
            .required(
                "factor", .positiveDecimal, "One unit in base units of the dimension.",
                example: "1000"),
            .standard(
                "aliases", .list(.text), "[]", "Other spellings that files use.",
                example: "[tonnes]"),
        ])

    static let agency = KeyTable(
        "agency",
        [
            .required(
                "agency", .form(.code), "Short name; also the folder of its feeds and drops.",
                example: "skhdt"),
            .required("name", .text, "Its full name.", example: "Sở Kế hoạch và Đầu tư"),
            .required(
                "kind", .choice(agencyKinds), "What kind of body it is.",
                example: "department"),
            .optional("valid_from", .day, "The first day under this name.", example: "2020-01-01"),
            .optional(
                "valid_to", .day, "The first day no longer under this name.",
                example: "2025-03-01"),
        ])

    static let agencyKinds = [
        "department", "board", "public-service-unit", "locality", "statistics-office", "centre",
    ]

    static let axis = KeyTable(
        "axis",
        [
            .required("axis", .form(.axis), "Short name of the axis.", example: "sex"),
            .required("title", .words, "Its name.", example: "{vi: Giới tính, en: Sex}"),
            .required(
                "members", .list(.mapping(member)), "What it divides into.",
                example: "[{code: M, title: {vi: Nam, en: Male}}]"),
        ])

    static let member = KeyTable(
        "axis.members",
        [
            .required("code", .form(.joined), "Short name of the member.", example: "M"),
            .required("title", .words, "Its name.", example: "{vi: Nam, en: Male}"),
        ])

    static let question = KeyTable(
        "question",
        [
            .required(
                "question", .form(.joined), "The question as answers name it.", example: "q1"),
            .required(
                "title", .words, "What it asks, as reports print it.",
                example: "{vi: Thời gian chờ, en: Waiting}"),
        ])

    static let indicator = KeyTable(
        "indicator",
        [
            .required(
                "indicator", .form(.joined), "The code of the indicator.", example: "YT.0301"),
            .required(
                "edition", .form(.unpiped), "The edition of the list that defines it.",
                example: "05/2023"),
            .standard(
                "methodology", .form(.unpiped), "default",
                "Which way of measuring, where an edition has several.", example: "default"),
            .optional(
                "concept", .form(.unpiped),
                "Links the same meaning across editions; the code where it is not given.",
                example: "giuong-benh-tren-dan"),
            .required(
                "title", .words, "Its name.",
                example: "{vi: Số giường bệnh, en: Hospital beds}"),
            .required(
                "unit", .reference(.unit), "The unit in which values are stored.",
                example: "giường"),
            .required(
                "over_time", .choice(["sum", "average", "last", "none", "recompute"]),
                "How figures of months make one of a year.", example: "last"),
            .required(
                "over_area", .choice(["sum", "weighted", "recompute", "none"]),
                "How figures of districts make one of a province.", example: "sum"),
            .standard(
                "decimals", .whole(0, 9), "0", "Digits behind the decimal mark when shown.",
                example: "1"),
            .standard(
                "direction", .choice(["up", "down", "none"]), "none",
                "Whether a higher figure is better.", example: "up"),
            .required("agency", .reference(.agency), "Who answers for the figure.", example: "syt"),
            .standard(
                "source", .anyText, "", "Where the definition stands.",
                example: "QĐ 05/2023/QĐ-TTg"),
            .standard(
                "breakdowns", .list(.reference(.axis)), "[]", "Axes that figures may have.",
                example: "[sex]"),
            .optional(
                "formula", .list(.mapping(formulaVersion)),
                "How it is computed, with each version's two dates; none where it is loaded.",
                example: "[{effective_from: 2021, …}]"),
            .standard(
                "scale", .whole(0, 18), "6",
                "Digits behind the decimal mark that a quotient is rounded to, half to even.",
                example: "6"),
            .standard(
                "missing", .choice(["skip-if-any", "partial"]), "skip-if-any",
                "What becomes of the figure where a part is missing: none, or of sums over areas "
                    + "one that is marked as partial.",
                example: "partial"),
            .standard(
                "periods", .list(.choice(PeriodKind.allCases.map(\.rawValue))), "[]",
                "Kinds of periods it is computed for; all that its parts have where none is named.",
                example: "[month, year]"),
            .standard(
                "tests", .list(.mapping(formulaTest)), "[]",
                "Examples that `phusa test` computes.",
                example: "[{given: {YT.0300: 50, DS.TB: 20000}, expect: 25.0}]"),
        ])

    static let formulaVersion = KeyTable(
        "indicator.formula",
        [
            .required(
                "effective_from", .dayOrPeriod,
                "The first day, or the first period, that it is for.", example: "2021-01"),
            .required(
                "known_at", .day, "The day since when the centre says so.",
                example: "2024-01-10"),
            .required(
                "is", .formula, "The formula; `none` ends the figures.",
                example: "10000 * YT.0300 / DS.TB"),
            .optional(
                "restate", .text,
                "Why figures that were computed by another version are computed again.",
                example: "Đổi mẫu số theo Tổng điều tra"),
            .standard(
                "break", .flag, "false",
                "Whether the series breaks on the first day: no formula and no report then compares "
                    + "a figure from it on with an earlier one.",
                example: "true"),
        ])

    static let formulaTest = KeyTable(
        "indicator.tests",
        [
            .required(
                "given", .map(.decimal), "A value for each reference of the formula.",
                example: "{YT.0300: 50, 'year_ago(DS.TB)': 20000}"),
            .optional(
                "on", .dayOrPeriod, "Which version: that of this day; the last one without.",
                example: "2025-01"),
            .required(
                "expect", .decimalOrNone, "What it comes to; `none` for no figure.",
                example: "25.0"),
        ])
}
