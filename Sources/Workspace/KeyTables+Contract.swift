import PhusaModel

extension KeyTables {
    static let contract = KeyTable(
        "contract",
        [
            .required(
                "contract", .form(.dataset),
                "Code of the dataset: agency.dataset.rhythm, after its folder.",
                example: "skhdt.kinh-te-xa-hoi.thang"),
            .optional(
                "applies", .mapping(applies), "From when the contract is in force.",
                example: "{from: 2024-01-01}"),
            .required(
                "owner", .mapping(owner), "Who sends and who answers.",
                example: "{agency: skhdt, answerable: Chánh Văn phòng, contact: tk@skhdt.example}"),
            .required(
                "file", .mapping(file), "How the file is named and written.",
                example: "{name: 'ktxh-*.csv', format: csv}"),
            .optional(
                "covers", .mapping(covers), "What the dataset owns; all where it is not given.",
                example: "{areas: '84', periods: [month]}"),
            .optional(
                "areas", .areaEdition,
                "The edition of the area list that codes come from; required to normalise an area.",
                example: "at-period-end"),
            .required(
                "columns", .list(.mapping(column)), "The columns, in any order.",
                example: "[{name: Mã, as: ma}]"),
            .standard(
                "unique", .list(.reference(.column)), "[]",
                "Columns that are unique together within a file.", example: "[ma_ho_so]"),
            .optional(
                "due", .mapping(due), "When the file is expected.",
                example: "{opens: 1, due: 5, locks: 20}"),
            .optional(
                "drift", .mapping(drift), "What happens when columns or values are new.",
                example: "{new_column: refuse-file}"),
            .optional(
                "accept", .mapping(accept), "Shares above which a drop is refused or held.",
                example: "{quarantined: 2%, closed: 10%}"),
            .optional(
                "allow", .mapping(allow), "What is taken although it looks like a mistake.",
                example: "{empty: true}"),
        ])

    static let applies = KeyTable(
        "contract.applies",
        [
            .required("from", .day, "The first vintage that it applies to.", example: "2024-01-01")
        ])

    static let owner = KeyTable(
        "contract.owner",
        [
            .required("agency", .reference(.agency), "The agency that sends.", example: "skhdt"),
            .required(
                "answerable", .text, "Who answers for the figures.", example: "Chánh Văn phòng"),
            .required("contact", .text, "How to reach them.", example: "tk@skhdt.example"),
        ])

    static let file = KeyTable(
        "contract.file",
        [
            .required(
                "name", .pattern,
                "The file's name; captures `period`, `vintage` and `sequence` are used by runs.",
                example: "'ktxh-{period:month}-{vintage:date}.csv*'"),
            .required(
                "format", .choice(FileFormat.allCases.map(\.rawValue)), "How it is written.",
                example: "csv"),
            .standard(
                "encoding", .form(.encoding), "utf-8", "Character encoding, as iconv names it.",
                example: "windows-1258"),
            .standard(
                "delimiter", .byte, ",", "CSV: one ASCII character, or `tab`.", example: "';'"),
            .standard("quote", .byte, "\"", "CSV: one ASCII character.", example: "'\"'"),
            .standard(
                "skip_lines", .whole(0, 1000), "0", "CSV: lines before the header.",
                example: "2"),
            .standard("header_rows", .whole(1, 10), "1", "CSV: lines of the header.", example: "2"),
            .standard(
                "blank_headers", .map(.text), "{}",
                "CSV: names for columns whose header is blank, by place from 1.",
                example: "{1: STT, 5: Tỷ lệ}"),
            .optional(
                "records", .text,
                "JSON: names to the array of records, with dots; the top where it is not given.",
                example: "data.rows"),
            .standard(
                "decimal", .decimalMark, ".",
                "The decimal mark of numbers; where neither it nor `group` is given, 1.234 is ambiguous and quarantined.",
                example: "','"),
            .optional(
                "group", .groupMark,
                "The mark between groups of digits: one character, `space` or `nbsp`.",
                example: "'.'"),
            .standard(
                "max_unpacked", .whole(1, Int.max),
                String(FileDefinition.unpackedByteCountMaxDefault),
                "Bytes that the unpacked file may have.", example: "2147483648"),
        ])

    static let covers = KeyTable(
        "contract.covers",
        [
            .standard(
                "indicators", .list(.text), "[]",
                "Codes with `*`, or EDITION|CODE|METHODOLOGY; needed by facts with indicators.",
                example: "['KTXH.*']"),
            .optional(
                "areas", .reference(.area), "Code of the area with all below it.",
                example: "'84'"),
            .standard(
                "periods", .list(.choice(PeriodKind.allCases.map(\.rawValue))), "[]",
                "Kinds of period; empty for all.", example: "[month]"),
        ])

    static let column = KeyTable(
        "contract.columns",
        [
            .optional(
                "name", .text, "The header; exactly one of `name` and `names`.",
                example: "Chỉ tiêu"),
            .optional(
                "names", .pattern, "A pattern of headers; `unpivot` alone may use it.",
                example: "'Tháng *'"),
            .required(
                "as", .form(.column), "The name that the pipeline uses.", example: "chi_tieu"),
            .standard(
                "type", .choice(ColumnType.allCases.map(\.rawValue)), "text",
                "What the cells hold.", example: "decimal"),
            .standard(
                "required", .flag, "false", "Whether an empty cell breaks the contract.",
                example: "true"),
            .standard(
                "optional", .flag, "false", "Whether the column itself may be missing.",
                example: "true"),
            .optional("min", .decimal, "Numbers: the least.", example: "0"),
            .optional("max", .decimal, "Numbers: the greatest.", example: "100"),
            .optional("pattern", .pattern, "The form of texts.", example: "'HS-{:digits(4)}'"),
            .standard(
                "values", .list(.text), "[]", "The values allowed; empty for any.",
                example: "[a, b]"),
            .optional(
                "codes", .reference(.codeMap), "A code map of the folder whose keys are allowed.",
                example: "chi-tieu"),
            .standard(
                "marks", .map(.choice(Mark.allCases.map(\.word))), "{}",
                "Printed forms that are no number, by what they mean.",
                example: "{'-': zero, '...': missing}"),
            .standard(
                "date", .dateForm, "yyyy-MM-dd",
                "Dates, and the day of moments: their form; `d` and `M` for one digit or two.",
                example: "dd/MM/yyyy"),
            .standard(
                "periods", .list(.choice(PeriodKind.allCases.map(\.rawValue))), "[]",
                "Periods: the kinds allowed; empty for any.", example: "[month]"),
            .standard(
                "length", .whole(1, 1_000_000), "10000", "Characters that a cell may have.",
                example: "1000"),
            .optional(
                "decimal", .decimalMark, "Numbers: overrides the file's decimal mark.",
                example: "'.'"),
            .optional(
                "group", .groupMark, "Numbers: overrides the file's group mark.",
                example: "''"),
        ])

    static let due = KeyTable(
        "contract.due",
        [
            .required(
                "opens", .whole(0, 1000), "Working days after the period's end: files may come.",
                example: "1"),
            .required(
                "due", .whole(0, 1000), "Working days after the period's end: the last in time.",
                example: "5"),
            .optional(
                "locks", .whole(0, 1000),
                "Working days after the period's end: later files are held.", example: "20"),
        ])

    static let drift = KeyTable(
        "contract.drift",
        [
            .standard(
                "new_column", .choice(DriftPolicy.NewColumn.allCases.map(\.rawValue)),
                "refuse-file", "What a column unknown to the contract does.", example: "ignore"),
            .standard(
                "bad_value", .choice(DriftPolicy.BadValue.allCases.map(\.rawValue)),
                "quarantine-row", "What a value that breaks the contract does.",
                example: "refuse-file"),
        ])

    static let accept = KeyTable(
        "contract.accept",
        [
            .standard(
                "quarantined", .percent, "5%",
                "Share of quarantined records above which the drop is refused.", example: "2%"),
            .standard(
                "closed", .percent, "20%",
                "Share of closed cells above which the drop is held.", example: "10%"),
        ])

    static let allow = KeyTable(
        "contract.allow",
        [
            .standard("empty", .flag, "false", "A file without records.", example: "true"),
            .standard(
                "same_bytes", .flag, "false", "The same bytes for another period.",
                example: "true"),
        ])
}
