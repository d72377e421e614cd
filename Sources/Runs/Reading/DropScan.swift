import Checking
import Extraction
import PhusaModel
import Transformation

/// One pass over a drop: what its records made, broke and left out.
struct DropScan: Sendable {
    let settings: ReadingSettings
    var rows: FactRows
    /// Breaches by the file as a whole: any refuses it.
    var fileViolations: [Violation] = []
    /// What is said of the drop without consequence, such as corrections that found nothing.
    var reports: [Violation] = []
    var corrections: [AppliedCorrection] = []
    var recordCount = 0
    var cellCount = 0
    /// By number of the record.
    var quarantine: [Int: QuarantinedRecord] = [:]
    /// In the order of the records; those of quarantined records do not count.
    var exclusions: [(record: Int, exclusion: Exclusion)] = []
    /// Records rejected after their batch was gone: their raw bytes are yet to be read.
    var lateRecords: Set<Int> = []
    /// Whether the rest of the file was left unread, for too much of it was faulty.
    private(set) var isGivenUp = false
    /// Breaches that are kept, each record with all of its own; with more of them the file is
    /// refused, whatever share of its records is faulty, so that a file of nothing but faults needs
    /// no memory of its own size.
    static let breachCountMax = 100_000
    private var breachCount = 0
    /// Records that tell how many rows a file makes.
    private static let sampleRecordCount = 5_000
    private var hasReserved = false
    /// Cells per record from a record on; grows where keys of JSON appear later.
    private var cellCounts: [(firstRecord: Int, cellCount: Int)] = []

    init(_ settings: ReadingSettings) {
        self.settings = settings
        rows = FactRows(settings.fact)
    }

    /// Reads the whole file, or as much as can be read.
    mutating func run(_ observer: (any DeliveryObserver)? = nil) {
        do throws(ExtractionError) {
            let reader = try settings.reader(observer)
            let checker = settings.checker(for: reader)
            fileViolations += checker.fileViolations
            guard fileViolations.isEmpty else { return }
            let columns = checker.columns
            let batches = ReadAhead(reader, CheckStage(checker))
            do throws(ExtractionError) {
                try readBatches(batches, columns)
                // A file that is given up is refused for that alone: the check has run ahead.
                if isGivenUp { return }
                let checker = batches.finish().checker
                fileViolations += checker.finish().fileViolations
                finish(checker)
            } catch {
                // Keys that the rest of the file would have brought are not missing.
                fileViolations.append(error.violation)
                finish(batches.finish().checker)
            }
        } catch {
            fileViolations.append(error.violation)
        }
    }

    private mutating func readBatches(
        _ batches: ReadAhead<CheckStage>, _ firstColumns: [CheckedBatch.Column]
    ) throws(ExtractionError) {
        var columns = firstColumns
        var transformer = settings.transformer(for: columns)
        var headers: [String] = []
        var fields = FieldPlaces(headers)
        while let next = try batches.next() {
            let (batch, checked) = (next.batch, next.checked)
            if headers != next.headers {
                headers = next.headers
                fields = FieldPlaces(headers)
            }
            if columns != checked.columns {
                columns = checked.columns
                transformer = settings.transformer(for: columns)
            }
            let outcomes = transformer.transform(checked, into: &rows)
            count(checked.records.count, cellCountPerRecord: transformer.cellCountPerRecord)
            note(outcomes, batch, checked, fields)
            reserveOnce(behind: batch)
            isGivenUp = breachCount > Self.breachCountMax
            if isGivenUp { return }
        }
    }

    private mutating func finish(_ checker: ContractChecker) {
        let summary = checker.finish()
        corrections = checker.applied
        reports = summary.reports
        for (record, violation) in summary.lateViolations { reject(record, violation) }
    }

    /// Makes room for the rows of the whole file as soon as a part of it tells how many there are.
    ///
    /// Of a packed file less is reserved than comes.
    private mutating func reserveOnce(behind batch: RowBatch) {
        guard !hasReserved, recordCount >= Self.sampleRecordCount, let last = batch.records.last
        else { return }
        hasReserved = true
        rows.reserve(whole: settings.drop.byteCount, part: last.byte + Int(last.rawCount))
    }

    // MARK: Records

    private mutating func count(_ count: Int, cellCountPerRecord: Int) {
        if cellCounts.last?.cellCount != cellCountPerRecord {
            cellCounts.append((recordCount, cellCountPerRecord))
        }
        recordCount += count
        cellCount += count * cellCountPerRecord
    }

    /// Notes what there is to say of the records of a batch: of most of them nothing.
    private mutating func note(
        _ outcomes: [RecordOutcome], _ batch: RowBatch, _ checked: CheckedBatch,
        _ fields: FieldPlaces
    ) {
        var remarks = checked.remarks[...]
        var outcomes = outcomes[...]
        while !remarks.isEmpty || !outcomes.isEmpty {
            let index = min(remarks.first?.record ?? .max, outcomes.first?.record ?? .max)
            let remark = remarks.first?.record == index ? remarks.removeFirst() : nil
            let outcome = outcomes.first?.record == index ? outcomes.removeFirst() : nil
            let record = checked.records[index].number
            for exclusion in outcome?.exclusions ?? [] { exclusions.append((record, exclusion)) }
            let violations =
                (remark?.violations ?? []) + (outcome?.violations ?? []).map(fields.placed)
            guard remark?.excludedBy == nil, !violations.isEmpty else { continue }
            quarantine(record, violations, Array(batch.raw(of: index)))
        }
    }

    private mutating func quarantine(_ record: Int, _ violations: [Violation], _ raw: [UInt8]) {
        let ordered =
            violations.count == 1
            ? violations
            : violations.enumerated().sorted {
                ($0.element.position.column, $0.offset) < ($1.element.position.column, $1.offset)
            }.map(\.element)
        breachCount += ordered.count
        quarantine[record] = QuarantinedRecord(
            violation: ordered[0], others: Array(ordered.dropFirst()), raw: raw,
            cellCount: cellCount(of: record))
    }

    /// Cells that a record makes.
    func cellCount(of record: Int) -> Int {
        cellCounts.last { $0.firstRecord <= record }?.cellCount ?? 0
    }

    /// Quarantines a record after its batch is gone.
    ///
    /// Its rows are still to be moved, by ``rejectDuplicates()``.
    mutating func reject(_ record: Int, _ violation: Violation) {
        guard quarantine[record] == nil else {
            quarantine[record]?.others.append(violation)
            return
        }
        lateRecords.insert(record)
        quarantine[record] = QuarantinedRecord(
            violation: violation, others: [], raw: [], cellCount: cellCount(of: record))
    }
}

/// Where the columns of a file stand: the transformation knows them by name alone.
struct FieldPlaces: Sendable {
    private var fields: [String: Int] = [:]

    init(_ headers: [String]) {
        for (index, header) in headers.enumerated() {
            let name = composed(header).split(whereSeparator: \.isWhitespace)
                .joined(separator: " ")
            if fields[name] == nil { fields[name] = index + 1 }
        }
    }

    /// The breach at the field of its column; at the first field where no column is concerned.
    func placed(_ violation: Violation) -> Violation {
        var placed = violation
        placed.position.column = violation.column.flatMap { fields[$0] } ?? 1
        return placed
    }
}
