import PhusaModel

extension KeyTables {
    static let dimension = KeyTable(
        "dimension",
        [
            .required("dimension", .form(.dimension), "Name of the table.", example: "dim_crop"),
            .required("about", .words, "What a member is.", example: "{vi: Cây trồng, en: Crop}"),
            .required(
                "natural_key", .list(.form(.warehouseColumn)),
                "Columns that tell members apart; fixed for a catalogue.", example: "[crop_code]"),
            .required(
                "columns", .map(.kindOfColumn),
                "Columns in order, each with its kind; `?` behind the kind allows null.",
                example: "{crop_code: text, title: text?}"),
            .required(
                "members", .fileOrMapping(membersCatalogue),
                "A CSV file of `warehouse/` with these columns, or a list of the catalogue.",
                example: "{catalogue: areas}"),
        ])

    static let membersCatalogue = KeyTable(
        "dimension.members",
        [
            .required(
                "catalogue", .choice(DimensionTable.CatalogueList.allCases.map(\.rawValue)),
                "The list of the catalogue that the members come from.", example: "areas")
        ])

    static let fact = KeyTable(
        "fact",
        [
            .required("fact", .form(.fact), "Name of the table.", example: "fact_observation"),
            .required("about", .words, "What a row means.", example: "{vi: Số liệu, en: Figures}"),
            .required(
                "key", .list(.form(.warehouseColumn)), "Columns of the primary key, in order.",
                example: "[period_id, area_id]"),
            .required(
                "columns", .map(.kindOfColumn),
                "All columns, each with its kind; `?` behind the kind allows null.",
                example: "{period_id: reference, value: decimal?}"),
            .standard(
                "references", .map(.reference(.dimension)), "{}",
                "The dimension of each column of kind `reference`.",
                example: "{period_id: dim_period}"),
            .optional(
                "scope", .reference(.factColumn),
                "The key column with the period, by which `replace` knows what is replaced.",
                example: "period_id"),
            .required(
                "history", .choice(FactTable.HistoryKind.allCases.map(\.rawValue)),
                "Whether closed versions are kept.", example: "vintages"),
            .required(
                "distribute_by", .reference(.factColumn),
                "The key column that places rows on a node of a cluster.", example: "area_id"),
        ])
}
