import PhusaModel

extension LedgerWriter {
    /// The number of the next report build: it is printed on the report before the build is recorded.
    package func nextReportBuild() throws(WarehouseError) -> Int {
        let result = try connection.query(
            "select nextval(pg_get_serial_sequence('ledger.report_build', 'build_id'))")
        guard let number = result.int(orNone: 0) else {
            throw WarehouseError(kind: .other, message: "the server returned no build number")
        }
        return number
    }

    /// Records a build under the number it was given.
    package func insertReportBuild(_ build: NewReportBuild, number: Int) throws(WarehouseError) {
        _ = try connection.query(
            """
            insert into ledger.report_build (build_id, report, period, as_of, actor,
                program_version, definitions, cells, html_sha256, csv_sha256, path, run_id, language,
                content, files, asked_by, paper, reason, agency)
            overriding system value
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18,
                $19)
            """,
            [
                .int(number), .text(build.report), .text(build.period), .moment(build.asOf),
                .text(build.actor), .text(build.programVersion), .text(build.definitions),
                .text(LedgerText.storable(json: build.cells)), .text(build.htmlSHA256),
                .text(build.csvSHA256),
                .text(build.path), .int(orNull: build.runID),
                .text(orNull: build.language?.rawValue),
                .text(orNull: build.content.map { LedgerText.storable(json: $0) }),
                .text(Self.json(build.files)), .text(orNull: build.commission.askedBy),
                .text(orNull: build.commission.paper), .text(orNull: build.commission.reason),
                .text(orNull: build.agency),
            ])
    }

    /// Names of formats and hexadecimal digits need no escape.
    private static func json(_ files: [ReportFormat: String]) -> String {
        let members = files.sorted { $0.key.rawValue < $1.key.rawValue }
            .map { "\"\($0.key.rawValue)\":\"\($0.value)\"" }
        return "{\(members.joined(separator: ","))}"
    }
}
