import PhusaModel

/// The report for programs.
///
/// Numbers are the exact digits; a value that is not printed is an object that says why.
struct ReportJSON {
    private let content: ReportContent

    init(_ content: ReportContent) { self.content = content }

    var bytes: [UInt8] {
        let context = content.context
        var json = JSONWriter()
        json.object { json in
            json.member("report", content.report)
            json.member("title", content.title)
            json.member("agency", content.agency?.code)
            json.member("agency_name", content.agency?.name)
            json.member("addressee", content.addressee)
            json.member("period", content.period.description)
            json.member("period_title", content.periodTitle)
            json.member("language", content.language.rawValue)
            json.member("issuer", content.issuer.name)
            json.member("parent", content.issuer.parent)
            json.member("place", content.issuer.place)
            json.member("asked_by", context.commission?.askedBy)
            json.member("paper", context.commission?.paper)
            json.member("reason", context.commission?.reason)
            json.member("as_of", context.asOf.description)
            json.member("built_at", context.builtAt.description)
            json.member("build", context.buildNumber)
            json.member("version", context.programVersion)
            json.member("definitions", context.definitionsHash)
            json.list("tables", SheetTable.tables(of: content), Self.write)
            json.list("figures", content.cells, Self.write)
        }
        return json.bytes + [UInt8(ascii: "\n")]
    }

    private static func write(_ table: SheetTable, _ json: inout JSONWriter) {
        json.object { json in
            json.member("title", table.title)
            json.list("columns", table.columns) { column, json in
                json.object { json in
                    json.member("title", column.title)
                    json.member("unit", column.unit)
                }
            }
            json.list("rows", table.rows) { row, json in
                switch row {
                case .heading(let title): json.object { $0.member("heading", title) }
                case .values(let values): json.array(values, write)
                }
            }
            json.list("notes", table.notes) { $1.value($0) }
        }
    }

    private static func write(_ value: SheetTable.Value, _ json: inout JSONWriter) {
        switch value {
        case .none: json.null()
        case .text(let text): json.value(text)
        case .day(let day): json.value(day.description)
        case .amount(let amount):
            if let value = amount.value {
                json.number(value)
            } else {
                json.object { $0.member("missing", amount.absence?.reason) }
            }
        }
    }

    private static func write(_ cell: ReportCell, _ json: inout JSONWriter) {
        json.object { json in
            json.member("section", cell.section)
            json.member("row", cell.row)
            json.member("column", cell.column)
            json.member("value", ExactDecimal(cell.value))
            json.member("unit", cell.unit)
            json.member("period", cell.period)
            json.member("indicator", cell.indicator)
            json.member("area", cell.area)
            json.member("status", cell.status)
            guard let origin = cell.origin else { return }
            json.key("origin")
            json.object { json in
                json.member("dataset", origin.dataset)
                json.member("file", origin.path)
                json.member("sha256", origin.sha256)
                json.member("line", origin.line)
                json.member("known_at", origin.knownAt.description)
                json.member("formula", origin.formula)
            }
        }
    }
}
