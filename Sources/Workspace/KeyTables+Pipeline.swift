import PhusaModel

extension KeyTables {
    static let pipeline = KeyTable(
        "pipeline",
        [
            .required(
                "pipeline", .reference(.dataset), "Code of the dataset, as in its contract.",
                example: "skhdt.kinh-te-xa-hoi.thang"),
            .standard(
                "transform", .list(.mapping(step)), "[]",
                """
                The steps, in order; besides the contract's columns they see `file.NAME`, a capture of \
                the file's name, and `record.line`, the record's line in the file.
                """,
                example: "[{rename: {column: a, into: b}}]"),
            .required(
                "load", .mapping(load), "The fact that rows end in.",
                example: "{into: fact_observation, mode: replace}"),
            .standard(
                "checks", .list(.mapping(check)), "[]",
                "What must be true of the fact once a drop is in; read before it is published.",
                example:
                    "[{rule: total, whole: province, parts: district, tolerance: 0.5%, level: warn}]"
            ),
        ])

    static let step = KeyTable(
        "pipeline.transform", isSingleKey: true,
        [
            .optional(
                "rename", .mapping(rename), "Gives a column another name.",
                example: "{column: a, into: b}"),
            .optional(
                "constant", .mapping(constant), "The same text in every record.",
                example: "{value: '84', into: tinh}"),
            .optional(
                "map", .mapping(map), "Text through a code map; an unknown text quarantines.",
                example: "{column: chi_tieu, using: chi-tieu, into: ma}"),
            .optional(
                "lookup", .mapping(lookup), "Several value columns of a code map at once.",
                example: "{column: ma, using: chi-tieu, into: {don_vi: don_vi_goc}}"),
            .optional(
                "unpivot", .mapping(unpivot), "One record for each column of a pattern.",
                example: "{columns: thang, header: ky, value: gia_tri}"),
            .optional(
                "split", .mapping(split), "Captures of the first pattern that matches.",
                example: "{column: ky, patterns: ['{nam:year}']}"),
            .optional(
                "filter", .mapping(filter), "Excludes records, with a reason.",
                example: "{keep: \"loai <> 'Tổng số'\", reason: Dòng tổng}"),
            .optional(
                "compute", .mapping(compute), "A column from an expression.",
                example: "{is: \"nam || '-M' || thang\", type: text, into: ky}"),
            .optional(
                "normalise", .mapping(normalise), "From columns to references and values.",
                example: "{indicator: ma, period: ky, value: gia_tri}"),
        ])

    static let rename = KeyTable(
        "pipeline.rename",
        [
            .required("column", .reference(.column), "The column.", example: "a"),
            .required("into", .form(.column), "Its new name.", example: "b"),
        ])

    static let constant = KeyTable(
        "pipeline.constant",
        [
            .required("value", .anyText, "The text.", example: "'84'"),
            .required("into", .form(.column), "The new column.", example: "tinh"),
        ])

    static let map = KeyTable(
        "pipeline.map",
        [
            .required(
                "column", .reference(.column), "The column with the keys.", example: "chi_tieu"),
            .required(
                "using", .reference(.codeMap), "The code map, without `.csv`.",
                example: "chi-tieu"),
            .required(
                "into", .form(.column), "The column with the map's first value.", example: "ma"),
        ])

    static let lookup = KeyTable(
        "pipeline.lookup",
        [
            .required("column", .reference(.column), "The column with the keys.", example: "ma"),
            .required(
                "using", .reference(.codeMap), "The code map, without `.csv`.",
                example: "chi-tieu"),
            .required(
                "into", .map(.form(.column)), "Value column of the map: new column.",
                example: "{don_vi: don_vi_goc}"),
        ])

    static let unpivot = KeyTable(
        "pipeline.unpivot",
        [
            .required("columns", .reference(.column), "The pattern column.", example: "thang"),
            .required(
                "header", .form(.column), "The new column with the header.", example: "ky_chu"),
            .required("value", .form(.column), "The new column with the cell.", example: "gia_tri"),
        ])

    static let split = KeyTable(
        "pipeline.split",
        [
            .required("column", .reference(.column), "The column to read.", example: "ky_chu"),
            .required(
                "patterns", .list(.pattern), "Tried in order; captures become columns.",
                example: "['{nam:year}']"),
        ])

    static let filter = KeyTable(
        "pipeline.filter",
        [
            .required(
                "keep", .expression, "True for the records that stay.",
                example: "\"loai <> 'Tổng số'\""),
            .required("reason", .text, "Why the others are excluded.", example: "Dòng tổng"),
        ])

    static let compute = KeyTable(
        "pipeline.compute",
        [
            .required("is", .expression, "The expression.", example: "gia_tri / 1000"),
            .required(
                "type", .choice(ExpressionType.allCases.map(\.rawValue)), "What it gives.",
                example: "decimal"),
            .required("into", .form(.column), "The column it gives.", example: "ky"),
        ])

    static let normalise = KeyTable(
        "pipeline.normalise",
        [
            .optional(
                "indicator", .reference(.column),
                "Column with the code, or with EDITION|CODE|METHODOLOGY; makes `indicator_id`.",
                example: "ma"),
            .optional(
                "area", .reference(.column), "Column with the code; makes `area_id`.",
                example: "tinh"),
            .optional(
                "period", .reference(.column),
                """
                Column with the period, or with a day or moment in it: then it is the one kind that the \
                contract covers, else the day; makes `period_id`.
                """,
                example: "ky"),
            .optional(
                "value", .reference(.column),
                "Column with the number; makes `value`, `mark`, `status`, `conf` and, with `embargo`, `embargo_until`.",
                example: "gia_tri"),
            .optional(
                "unit", .reference(.column),
                "Column with the unit; the indicator's own where it is not given.",
                example: "don_vi"),
            .optional(
                "status", .reference(.column),
                "Column with the status; normal where it is not given.", example: "trang_thai"),
            .optional(
                "conf", .reference(.column),
                "Column with the CONF_STATUS of SDMX (F, N, C, D, S, A, O, T, G, M, E, X); free where it is not given or empty.",
                example: "bao_mat"),
            .optional(
                "embargo", .reference(.column),
                "Column with the day from which a figure is free; its CONF_STATUS is then E, and E needs it.",
                example: "ngay_cong_bo"),
            .standard(
                "breakdown", .map(.reference(.column)), "{}",
                "Axis: column with the member; makes `breakdown_id`.", example: "{sex: gioi_tinh}"),
            .optional(
                "agency", .reference(.column), "Column with the code; makes `agency_id`.",
                example: "co_quan"),
            .optional(
                "edition", .form(.unpiped), "The edition of the indicators' codes.",
                example: "05/2023"),
            .optional(
                "methodology", .form(.unpiped), "The methodology of the indicators.",
                example: "default"),
        ])

    static let load = KeyTable(
        "pipeline.load",
        [
            .required("into", .reference(.fact), "The fact.", example: "fact_observation"),
            .required(
                "mode", .choice(LoadMode.allCases.map(\.rawValue)),
                "replace: a drop states its periods in full; merge: cells it lists; append: new ones.",
                example: "replace"),
            .standard(
                "columns", .map(.reference(.column)), "{}",
                "Fact column: pipeline column, for those that bear other names.",
                example: "{case_code: ma_phan_anh}"),
        ])

    static let check = KeyTable(
        "pipeline.checks",
        [
            .required(
                "rule", .choice(["total", "jump", "cumulative"]),
                "total: a figure of an area is the sum of the areas in it, where all of them have one; only indicators with `over_area: sum`. jump: a figure is of the size of the same series' figures of the 12 periods before it, as far as there are any. cumulative: a figure counted from January is no smaller than one of a shorter span of its year; only indicators with `over_time: sum`.",
                example: "total"),
            .optional(
                "whole", .choice(AreaLevel.allCases.map(\.rawValue)),
                "total, required: the level of the whole.", example: "province"),
            .optional(
                "parts", .choice(AreaLevel.allCases.map(\.rawValue)),
                "total, required: the level of the parts, below that of the whole.",
                example: "district"),
            .standard(
                "tolerance", .percent, "0%",
                "total: how far off the sum may be, as a share of the whole.", example: "0.5%"),
            .standard(
                "times", .whole(2, 1_000_000), "100",
                "jump: how many times the largest of the earlier figures is a jump, or what part of the smallest.",
                example: "1000"),
            .required(
                "level", .choice(DropCheck.Level.allCases.map(\.rawValue)),
                "warn: the drop is loaded and the breach told; hold: nothing is loaded until a person releases the drop.",
                example: "warn"),
        ])

    static let correction = KeyTable(
        "correction",
        [
            .required(
                "correction", .form(.joined), "Its name, unique in the file.",
                example: "2025-001"),
            .required(
                "decided", .day, "The day of the decision: later vintages meet it.",
                example: "2025-04-08"),
            .required("by", .text, "Who decided.", example: "Trưởng phòng Tổng hợp"),
            .required("reason", .text, "Why.", example: "Sai dấu thập phân"),
            .optional(
                "expires", .day, "The last vintage that it applies to.", example: "2025-06-30"),
            .required(
                "match", .map(.anyText), "Column: the exact text that it must hold.",
                example: "{ma_huyen: '842'}"),
            .optional(
                "change", .mapping(change), "What to read instead; or `exclude`.",
                example: "{column: gia_tri, expect: '470', value: '47,0'}"),
            .standard("exclude", .flag, "false", "Leaves the record out.", example: "true"),
        ])

    static let change = KeyTable(
        "correction.change",
        [
            .required("column", .reference(.column), "The column to change.", example: "gia_tri"),
            .required("expect", .anyText, "The text that must stand there.", example: "'470'"),
            .required("value", .anyText, "The text to read instead.", example: "'47,0'"),
        ])

    static let exemption = KeyTable(
        "exemption",
        [
            .required(
                "periods", .list(.period), "The periods that need not be delivered.",
                example: "[2025-02]"),
            .required(
                "decided", .day, "The day of the decision: until then the periods were owed.",
                example: "2025-03-03"),
            .required("by", .text, "Who decided.", example: "Chánh Văn phòng UBND tỉnh"),
            .required("reason", .text, "Why.", example: "Chuyển hệ thống báo cáo"),
            .optional("paper", .text, "Number of the paper.", example: "215/UBND-TH"),
        ])
}
