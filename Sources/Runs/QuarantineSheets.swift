import Extraction
package import PhusaModel
import Storage
package import Warehouse

/// Records in quarantine as the agency sent them: the columns of the file with their values.
package struct QuarantineSheet: Sendable {
    package struct Row: Sendable {
        package let record: QuarantineRecord
        /// Values in the order of the columns; `nil` where the record cannot be taken apart.
        package let fields: [String]?
    }

    package let dataset: String
    /// Names of the file's columns, as its header has them.
    package let columns: [String]
    /// The byte between the fields of the agency's own files; `;` where those are no tables.
    package let delimiter: UInt8
    /// How the agency writes numbers.
    package let numbers: NumberFormat
    package internal(set) var rows: [Row]
}

/// Reads quarantined records again from the archive, to hand them back in the agency's own columns.
package struct QuarantineSheets {
    private let setting: RunSetting

    package init(setting: RunSetting) { self.setting = setting }

    /// One sheet for each dataset; where its files had other columns at times, one for each form.
    ///
    /// - Parameter records: By drop and line, as the ledger lists them.
    /// - Throws: Also where the archive does not have the bytes of a drop.
    package func sheets(_ records: [QuarantineRecord]) throws -> [QuarantineSheet] {
        var sheets: [QuarantineSheet] = []
        let byDrop = Dictionary(grouping: records, by: \.dropID)
        for id in byDrop.keys.sorted() {
            guard let drop = try setting.reader.drop(id) else { continue }
            let sheet = try sheet(drop, byDrop[id] ?? [])
            let same = sheets.firstIndex {
                $0.dataset == sheet.dataset && $0.columns == sheet.columns
                    && $0.delimiter == sheet.delimiter
            }
            if let same { sheets[same].rows += sheet.rows } else { sheets.append(sheet) }
        }
        return sheets.sorted { $0.dataset < $1.dataset }
    }

    /// The drop read by the definitions that judged it.
    private func sheet(_ drop: DropRecord, _ records: [QuarantineRecord]) throws
        -> QuarantineSheet
    {
        let workspace = try setting.readings.workspace(
            drop.drop.definitions, dataset: drop.dataset)
        guard
            let contract = workspace.dataset(drop.dataset)?.contract(on: drop.drop.vintage.day)
        else { throw DecisionError.unknownDataset(drop.dataset) }
        let lines = Set(records.map(\.record.violation.position.line))
        let (columns, fields) = try read(drop.drop, contract, lines: lines)
        let isTable = contract.file.format == .csv
        return QuarantineSheet(
            dataset: drop.dataset, columns: columns,
            delimiter: isTable ? contract.file.delimiter : UInt8(ascii: ";"),
            numbers: contract.file.numbers,
            rows: records.map {
                QuarantineSheet.Row(
                    record: $0, fields: fields[$0.record.violation.position.line])
            })
    }

    /// The columns of a file, and the values of the records that begin on these lines.
    private func read(
        _ drop: NewDrop, _ contract: ContractDefinition, lines: Set<Int>
    ) throws -> (columns: [String], fields: [Int: [String]]) {
        let names = contract.columns.compactMap { column in
            if case .name(let name) = column.header { name } else { nil }
        }
        let reader = try DropReader(
            path: try setting.path(of: drop.sha256), displayPath: drop.path, file: contract.file,
            columns: names)
        var fields: [Int: [String]] = [:]
        while let batch = try reader.next() {
            for (index, record) in batch.records.enumerated()
            where record.isSound && lines.contains(record.line) {
                fields[record.line] = batch.fields(of: index).map {
                    String(decoding: batch.bytes(of: $0), as: UTF8.self)
                }
            }
        }
        return (reader.columns, fields)
    }
}
