import Foundation
import Reporting

/// What the ledger keeps of a report, as JSON.
///
/// PostgreSQL keeps `jsonb` in an order of its own, so two sides are read before they are compared.
enum KeptReport {
    static func json(_ content: ReportContent) throws -> String { try text(content) }
    static func json(_ cells: [ReportCell]) throws -> String { try text(cells) }

    /// - Returns: `nil` where the text is nothing that this version can read.
    static func content(_ json: String) -> ReportContent? { read(json) }
    static func cells(_ json: String) -> [ReportCell]? { read(json) }

    private static func text(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    private static func read<Value: Decodable>(_ json: String) -> Value? {
        try? JSONDecoder().decode(Value.self, from: Data(json.utf8))
    }
}
