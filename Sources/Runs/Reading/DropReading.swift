import Checking
package import Extraction
package import PhusaModel
package import Storage
import Transformation

/// One drop, read from its bytes to a verdict and to rows: extract, correct, check, transform.
///
/// Nothing but the arguments counts, neither a database nor a clock, so the verdict is the same at
/// the agency and at the centre.
package struct DropReading: Sendable {
    package let verdict: Verdict
    /// What the drop offers to the warehouse; without rows where the drop is refused.
    ///
    /// A held drop keeps its rows, so that a release can load them.
    package let rows: FactRows
    /// Numbers of the quarantined records, from 0, in the order of `verdict.quarantine`.
    package let quarantinedRecords: [Int32]

    /// Reads a drop: a file that cannot be read is refused by the verdict, and nothing is thrown.
    ///
    /// - Parameters:
    ///   - path: Of the delivered bytes on disk; messages name `drop.path`.
    ///   - contract: The one that the drop's vintage falls under.
    ///   - receivedOn: The day of first receipt: a vintage after it holds the drop.
    ///   - observer: Is told of the delivered bytes.
    package static func read(
        path: String, drop: DropFile, dataset: DatasetDefinition, contract: ContractDefinition,
        workspace: WorkspaceDefinition, receivedOn: CalendarDay,
        observer: (any DeliveryObserver)? = nil
    ) -> DropReading {
        guard let fact = workspace.schema.fact(named: dataset.pipeline.load.fact) else {
            preconditionFailure("no fact \(dataset.pipeline.load.fact) in a checked workspace")
        }
        let settings = ReadingSettings(
            path: path, drop: drop, dataset: dataset, contract: contract, workspace: workspace,
            fact: fact)
        var scan = DropScan(settings)
        scan.run(observer)
        scan.rejectDuplicates()
        scan.readRawOfLate()
        scan.nameQuarantinedCells()
        let judge = VerdictJudge(settings: settings, scan: scan, receivedOn: receivedOn)
        let verdict = judge.verdict()
        return DropReading(
            verdict: verdict,
            rows: verdict.outcome == .refused ? FactRows(fact) : scan.rows,
            quarantinedRecords: judge.quarantined.map { Int32($0) })
    }

    /// As ``read(path:drop:dataset:contract:workspace:receivedOn:observer:)``, of bytes that the archive keeps:
    /// where the system cannot read them, that is no fault of the drop.
    ///
    /// - Throws: `.unreadable`, with the system's reason.
    package static func readKept(
        path: String, drop: DropFile, dataset: DatasetDefinition, contract: ContractDefinition,
        workspace: WorkspaceDefinition, receivedOn: CalendarDay
    ) throws(StorageError) -> DropReading {
        let reading = read(
            path: path, drop: drop, dataset: dataset, contract: contract, workspace: workspace,
            receivedOn: receivedOn)
        let fault = reading.verdict.violations.first { $0.rule == .fileUnreadable }
        guard let fault else { return reading }
        throw StorageError(kind: .unreadable, path: path, found: fault.found)
    }
}

extension DropReading {
    /// The reading with its rows in the columns that their fact has in another star schema.
    ///
    /// - Returns: `nil` where they do not fit: see ``FactRows/arranged(from:to:)``.
    func arranged(from old: StarSchema, to schema: StarSchema) -> DropReading? {
        guard let before = old.fact(named: rows.fact), let fact = schema.fact(named: rows.fact),
            let rows = rows.arranged(from: before, to: fact)
        else { return nil }
        return DropReading(verdict: verdict, rows: rows, quarantinedRecords: quarantinedRecords)
    }
}

/// What a reading goes by.
struct ReadingSettings: Sendable {
    let path: String
    let drop: DropFile
    let dataset: DatasetDefinition
    let contract: ContractDefinition
    let workspace: WorkspaceDefinition
    let fact: FactTable

    /// Where breaches of the drop as a whole stand.
    var start: FilePosition { FilePosition(path: drop.path, line: 1, column: 1) }

    /// Columns that the reader is to find, by their names in the file.
    var columnNames: [String] {
        contract.columns.compactMap { column in
            if case .name(let name) = column.header { name } else { nil }
        }
    }

    func reader(
        _ observer: (any DeliveryObserver)? = nil
    ) throws(ExtractionError) -> DropReader {
        try DropReader(
            path: path, displayPath: drop.path, file: contract.file, columns: columnNames,
            observer: observer)
    }

    /// - Parameter more: Aliases of columns whose values are asked for besides those that the
    ///   pipeline reads.
    func checker(for reader: DropReader, reading more: Set<String> = []) -> ContractChecker {
        ContractChecker(
            contract: contract, corrections: dataset.corrections, codeMaps: dataset.codeMaps,
            seasons: workspace.catalogue.seasons, drop: drop, displayPath: drop.path,
            header: reader.columns, headerLine: reader.headerLine,
            columnsRead: dataset.pipeline.columnsRead(for: fact).union(more))
    }

    func transformer(for columns: [CheckedBatch.Column]) -> PipelineTransformer {
        PipelineTransformer(
            pipeline: dataset.pipeline, contract: contract, fact: fact,
            schema: workspace.schema, catalogue: workspace.catalogue,
            codeMaps: dataset.codeMaps, drop: drop, displayPath: drop.path, columns: columns)
    }
}
