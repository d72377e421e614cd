import Foundation
import PhusaModel
import Testing

@testable import Extraction

/// A folder for one test's files, gone with it.
final class Scratch {
    let folder: String

    init() throws {
        let url = FileManager.default.temporaryDirectory
            .appendingPathComponent("extraction-" + UUID().uuidString)
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        folder = url.path
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    func write(_ bytes: [UInt8], as name: String = "drop") throws -> String {
        let path = folder + "/" + name
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        return path
    }
}

/// One field as a test sees it.
struct Cell: Hashable, CustomStringConvertible {
    let text: String
    let kind: RowBatch.FieldKind

    init(_ text: String, _ kind: RowBatch.FieldKind = .text) {
        self.text = text
        self.kind = kind
    }

    static let empty = Cell("", .empty)
    static let absent = Cell("", .absent)
    var description: String { kind == .text ? "\"\(text)\"" : "\(kind)(\(text))" }
}

/// One record as a test sees it.
struct Row: Hashable {
    let line: Int
    let byte: Int
    let raw: [UInt8]
    let cells: [Cell]
    let fault: RowBatch.RecordFault?

    var rawText: String { String(decoding: raw, as: UTF8.self) }
    var texts: [String] { cells.map(\.text) }
}

/// All that a file gave.
struct Reading {
    var columns: [String]
    var headerLine: Int
    var rows: [Row]
    /// Records of each batch.
    var batchCounts: [Int] = []
    var batchCount: Int { batchCounts.count }

    var faults: [RowBatch.RecordFault?] { rows.map(\.fault) }
    var texts: [[String]] { rows.map(\.texts) }
}

func definition(
    _ format: FileFormat = .csv, encoding: String = "utf-8", delimiter: Character = ",",
    skipped: Int = 0, header: Int = 1, blankHeaders: [Int: String] = [:], path: [String] = [],
    unpackedByteCountMax: Int = FileDefinition.unpackedByteCountMaxDefault
) throws -> FileDefinition {
    FileDefinition(
        name: try NamePattern("*"), format: format, encoding: encoding,
        delimiter: delimiter.asciiValue ?? 0x2C, quote: 0x22, skippedLineCount: skipped,
        headerLineCount: header, blankHeaders: blankHeaders, recordPath: path, numbers: .plain,
        unpackedByteCountMax: unpackedByteCountMax)
}

func read(
    path: String, _ file: FileDefinition, columns: [String] = [], chunk: Int = 256 * 1024,
    isByRecords: Bool = false
) throws -> Reading {
    let reader = try DropReader(
        path: path, displayPath: "co-quan/tep", file: file, columns: columns,
        chunkByteCount: chunk, isByRecords: isByRecords)
    var rows: [Row] = []
    var batchCounts: [Int] = []
    while let batch = try reader.next() {
        batchCounts.append(batch.records.count)
        for (index, record) in batch.records.enumerated() {
            let cells = batch.fields(of: index).map {
                Cell(String(decoding: batch.bytes(of: $0), as: UTF8.self), $0.kind)
            }
            #expect(record.isSound == (batch.faults[index] == nil))
            rows.append(
                Row(
                    line: record.line, byte: record.byte, raw: Array(batch.raw(of: index)),
                    cells: cells, fault: batch.faults[index]))
        }
    }
    return Reading(
        columns: reader.columns, headerLine: reader.headerLine, rows: rows,
        batchCounts: batchCounts)
}

func read(
    _ bytes: [UInt8], _ file: FileDefinition, columns: [String] = [], chunk: Int = 256 * 1024
) throws -> Reading {
    let scratch = try Scratch()
    return try read(path: scratch.write(bytes), file, columns: columns, chunk: chunk)
}

func read(
    _ text: String, _ file: FileDefinition, columns: [String] = [], chunk: Int = 256 * 1024
) throws -> Reading {
    try read(Array(text.utf8), file, columns: columns, chunk: chunk)
}

/// The violation for which the file is refused, or `nil` where it is read to its end.
func refusal(of read: () throws -> Reading) throws -> Violation? {
    do {
        _ = try read()
        return nil
    } catch let error as ExtractionError {
        return error.violation
    }
}

/// Numbers that are the same in every run.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
