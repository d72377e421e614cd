import PhusaModel
import Testing

@testable import Checking

/// A contract with as much of it as a test is about.
func contract(
    _ columns: [ColumnContract], format: FileFormat = .csv, unique: [String] = [],
    numbers: NumberFormat = .plain, newColumn: DriftPolicy.NewColumn = .refuseFile
) throws -> ContractDefinition {
    ContractDefinition(
        dataset: "syt.giuong.thang", appliesFrom: nil,
        owner: ContractOwner(agency: "syt", answerable: "", contact: ""),
        file: FileDefinition(
            name: try NamePattern("*"), format: format, encoding: "utf-8",
            delimiter: UInt8(ascii: ";"), quote: UInt8(ascii: "\""), skippedLineCount: 0,
            headerLineCount: 1, recordPath: [], numbers: numbers,
            unpackedByteCountMax: FileDefinition.unpackedByteCountMaxDefault),
        covers: Cover(indicators: [], areaRoot: "", periods: []), areas: .atVintage,
        columns: columns, unique: unique, due: nil,
        drift: DriftPolicy(newColumn: newColumn, badValue: .quarantineRow),
        accept: AcceptedShares(
            quarantinedPercent: ExactDecimal(5), closedPercent: ExactDecimal(20)),
        allowsEmpty: false, allowsSameBytes: false)
}

func column(
    _ name: String, as alias: String? = nil, _ type: ColumnType = .text, required: Bool = false,
    optional: Bool = false, min: String? = nil, max: String? = nil, pattern: String? = nil,
    values: [String] = [], codes: String = "", marks: [String: Mark] = [:],
    date: String = "yyyy-MM-dd", kinds: [PeriodKind] = [], length: Int = 10_000,
    numbers: NumberFormat? = nil
) throws -> ColumnContract {
    let header: ColumnContract.Header =
        name.contains("*") ? .pattern(try NamePattern(name)) : .name(name)
    return ColumnContract(
        header: header, alias: alias ?? name, type: type, isRequired: required,
        isOptional: optional, minimum: min.flatMap { ExactDecimal($0) },
        maximum: max.flatMap { ExactDecimal($0) }, pattern: try pattern.map { try NamePattern($0) },
        values: values, codes: codes, marks: marks, dateForm: date, periodKinds: kinds,
        characterCountMax: length, numbers: numbers)
}

func checker(
    _ contract: ContractDefinition, header: [String], corrections: [CorrectionDefinition] = [],
    codeMaps: [String: CodeMap] = [:], vintage: String = "2025-04-06", headerLine: Int = 1
) throws -> ContractChecker {
    let day = try #require(CalendarDay(vintage))
    let drop = DropFile(
        path: "syt/a.csv", sha256: "", byteCount: 0, captures: [:],
        vintage: Vintage(moment: Moment(startOf: day), sequence: 0, isDeclared: true),
        dataset: contract.dataset)
    return ContractChecker(
        contract: contract, corrections: corrections, codeMaps: codeMaps, seasons: [dongXuan],
        drop: drop, displayPath: "syt/a.csv", header: header, headerLine: headerLine)
}

let dongXuan = Season(
    code: "DX", title: Words(vi: "Đông Xuân", en: "Winter-spring"), firstMonth: 11, monthCount: 6,
    yearsBack: 1)

/// A field as extraction gives it.
enum Cell: ExpressibleByStringLiteral {
    case text(String)
    case bytes([UInt8])
    case number(String)
    case boolean(String)
    case nested(String)
    case null
    case absent

    init(stringLiteral value: String) { self = .text(value) }

    var kind: RowBatch.FieldKind {
        switch self {
        case .text(let text): text.isEmpty ? .empty : .text
        case .bytes: .text
        case .number: .number
        case .boolean: .boolean
        case .nested: .nested
        case .null: .null
        case .absent: .absent
        }
    }

    var content: [UInt8] {
        switch self {
        case .text(let text), .number(let text), .boolean(let text), .nested(let text):
            Array(text.utf8)
        case .bytes(let bytes): bytes
        case .null, .absent: []
        }
    }
}

/// Records on lines 2, 3, 4 …, or from `line` on.
func batch(
    _ records: [[Cell]], line: Int = 2, fault: RowBatch.RecordFault? = nil
) -> RowBatch {
    var batch = RowBatch()
    for (index, cells) in records.enumerated() {
        let firstField = batch.fields.count
        let rawStart = batch.raw.count
        for cell in cells {
            batch.fields.append(
                RowBatch.Field(
                    start: Int32(batch.bytes.count), count: Int32(cell.content.count),
                    kind: cell.kind))
            batch.bytes += cell.content
            if batch.raw.count > rawStart { batch.raw.append(UInt8(ascii: ";")) }
            batch.raw += cell.content
        }
        batch.records.append(
            RowBatch.Record(
                firstField: Int32(firstField), fieldCount: Int32(cells.count), line: line + index,
                byte: 100 * (line + index), rawStart: Int32(rawStart),
                rawCount: Int32(batch.raw.count - rawStart), isSound: fault == nil))
        batch.faults[index] = fault
    }
    return batch
}

extension CheckedBatch {
    /// The values of a record for comparison: texts as text.
    func row(_ index: Int) -> [Plain] {
        values[index * columns.count..<(index + 1) * columns.count].map { value in
            text(of: value).map { .text(Array($0)) } ?? .value(value)
        }
    }

    func violations(_ index: Int) -> [Violation] {
        remarks.first { $0.record == index }?.violations ?? []
    }

    func excludedBy(_ index: Int) -> String? {
        remarks.first { $0.record == index }?.excludedBy
    }

    func rules(_ index: Int) -> [Rule] { violations(index).map(\.rule) }
}

/// A value with its text, so that tests compare bytes and not places in an arena.
enum Plain: Equatable {
    case text([UInt8])
    case value(CheckedValue)

    static func text(_ text: String) -> Plain { .text(Array(text.utf8)) }
    static let absent = Plain.value(.absent)
    static let invalid = Plain.value(.invalid)
}

/// The one value of a column, or its breach.
func read(
    _ column: ColumnContract, _ cell: Cell, format: FileFormat = .csv,
    numbers: NumberFormat = .plain, codeMaps: [String: CodeMap] = [:]
) throws -> (value: Plain, violation: Violation?) {
    let definition = try contract([column], format: format, numbers: numbers)
    guard case .name(let name) = column.header else { throw UnexpectedPattern() }
    var checker = try checker(definition, header: [name], codeMaps: codeMaps)
    let checked = checker.check(batch([[cell]]))
    return (checked.row(0)[0], checked.violations(0).first)
}

struct UnexpectedPattern: Error {}
