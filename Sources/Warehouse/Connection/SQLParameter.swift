package import PhusaModel

/// A value beside a statement, never inside its text.
///
/// The server infers the type from where the parameter stands; cast it (`$1::int`) where nothing
/// says what it is.
package enum SQLParameter: Sendable, Hashable {
    case null
    case text(String)
    case int(Int)
    /// `bytea`.
    case bytes([UInt8])
    case moment(Moment)
    case day(CalendarDay)
    case textArray([String])
    /// An array with nulls in it.
    case optionalTextArray([String?])
    case intArray([Int32])
    case boolean(Bool)
    case decimal(ExactDecimal)

    package static func text(orNull text: String?) -> SQLParameter { text.map(Self.text) ?? .null }

    package static func int(orNull value: Int?) -> SQLParameter { value.map(Self.int) ?? .null }

    package static func moment(orNull value: Moment?) -> SQLParameter {
        value.map(Self.moment) ?? .null
    }
}

extension SQLParameter {
    /// The value in the protocol's text form, bytes as they are.
    ///
    /// `nil` for null.
    var encoded: [UInt8]? {
        switch self {
        case .null: nil
        case .text(let text): Array(text.utf8)
        case .int(let value): Array(String(value).utf8)
        case .bytes(let bytes): bytes
        case .moment(let moment): Array(moment.description.utf8)
        case .day(let day): Array(day.description.utf8)
        case .textArray(let texts):
            Array("{\(texts.map(Self.arrayElement).joined(separator: ","))}".utf8)
        case .optionalTextArray(let texts):
            Array(
                "{\(texts.map { $0.map(Self.arrayElement) ?? "NULL" }.joined(separator: ","))}".utf8
            )
        case .intArray(let values):
            Array("{\(values.map { String($0) }.joined(separator: ","))}".utf8)
        case .boolean(let value): [UInt8(ascii: value ? "t" : "f")]
        case .decimal(let value): Array(value.description.utf8)
        }
    }

    /// Whether the value goes over the wire in binary form.
    var isBinary: Bool {
        if case .bytes = self { true } else { false }
    }

    /// An element of an array literal, always in quotes, so that `NULL` and `` stay text.
    static func arrayElement(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            if scalar == "\"" || scalar == "\\" { quoted.unicodeScalars.append("\\") }
            quoted.unicodeScalars.append(scalar)
        }
        return quoted + "\""
    }
}

/// Parameters laid out as libpq wants them.
struct EncodedParameters {
    /// Values one after another, each ended by a zero byte.
    private var arena: [UInt8] = []
    private var offsets: [Int?] = []
    private var lengths: [Int32] = []
    private var formats: [Int32] = []
    private var types: [UInt32] = []

    /// The object id of `bytea` in `pg_type`.
    private static let byteaType: UInt32 = 17

    /// - Throws: Kind `.data` for text with a zero byte, which libpq would cut off in silence.
    init(_ parameters: [SQLParameter]) throws(WarehouseError) {
        for (index, parameter) in parameters.enumerated() {
            formats.append(parameter.isBinary ? 1 : 0)
            types.append(parameter.isBinary ? Self.byteaType : 0)
            guard let value = parameter.encoded else {
                offsets.append(nil)
                lengths.append(0)
                continue
            }
            if !parameter.isBinary, value.contains(0) {
                throw WarehouseError(
                    kind: .data, message: "parameter $\(index + 1) holds a zero byte")
            }
            offsets.append(arena.count)
            lengths.append(Int32(value.count))
            arena += value
            arena.append(0)
        }
    }

    /// Calls with pointers that live as long as the call.
    func withPointers<T>(
        _ body: (
            _ count: Int32, _ types: UnsafePointer<UInt32>?,
            _ values: UnsafePointer<UnsafePointer<CChar>?>?, _ lengths: UnsafePointer<Int32>?,
            _ formats: UnsafePointer<Int32>?
        ) -> T
    ) -> T {
        arena.withUnsafeBytes { arena in
            let base = arena.baseAddress?.assumingMemoryBound(to: CChar.self)
            let values = offsets.map { offset in offset.flatMap { base?.advanced(by: $0) } }
            return values.withUnsafeBufferPointer { values in
                body(Int32(offsets.count), types, values.baseAddress, lengths, formats)
            }
        }
    }
}
