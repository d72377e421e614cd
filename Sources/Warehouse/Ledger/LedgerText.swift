import Foundation

/// Values as the ledger stores them.
///
/// PostgreSQL has no zero byte in text nor in `jsonb`: it becomes
/// U+2400, its picture; the raw bytes of a record stay as they are.
enum LedgerText {
    static func text(_ text: String) -> String {
        guard text.utf8.contains(0) else { return text }
        var scalars = String.UnicodeScalarView()
        for scalar in text.unicodeScalars { scalars.append(scalar == "\0" ? "\u{2400}" : scalar) }
        return String(scalars)
    }

    /// JSON with sorted keys, so that equal values are equal text.
    static func json(_ value: some Encodable) throws(WarehouseError) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        do {
            return picturingZero(Array(try encoder.encode(value)))
        } catch {
            throw WarehouseError(kind: .data, message: "cannot write as JSON: \(error)")
        }
    }

    static func decode<T: Decodable>(_ type: T.Type, _ json: String?) throws(WarehouseError) -> T {
        do {
            return try JSONDecoder().decode(type, from: Data((json ?? "null").utf8))
        } catch {
            throw WarehouseError(
                kind: .data, message: "the ledger holds JSON of another form: \(error)")
        }
    }

    /// JSON text of somebody else in the form that `jsonb` takes.
    static func storable(json: String) -> String { picturingZero(Array(json.utf8)) }

    /// Puts `\u2400` for every `\u0000`, minding escaped backslashes.
    private static func picturingZero(_ json: [UInt8]) -> String {
        guard json.contains(UInt8(ascii: "\\")) else {
            return String(decoding: json, as: UTF8.self)
        }
        let zero = Array("u0000".utf8)
        var bytes = json
        var index = 0
        while index + 1 < bytes.count {
            guard bytes[index] == UInt8(ascii: "\\") else {
                index += 1
                continue
            }
            if bytes[(index + 1)...].starts(with: zero) {
                bytes.replaceSubrange(index + 1..<index + 1 + zero.count, with: "u2400".utf8)
            }
            index += 2
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

/// One row of a COPY in text form.
struct CopyTextRow {
    private(set) var bytes: [UInt8] = []

    mutating func append(_ text: String?) {
        separate()
        guard let text else {
            bytes += "\\N".utf8
            return
        }
        for byte in LedgerText.text(text).utf8 { append(escaped: byte) }
    }

    mutating func append(_ value: Int?) { append(value.map { String($0) }) }

    mutating func append(_ value: Bool) { append(value ? "t" : "f") }

    /// As `text[]`.
    mutating func append(array texts: [String]) {
        separate()
        bytes.append(UInt8(ascii: "{"))
        for (index, text) in texts.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            bytes.append(UInt8(ascii: "\""))
            for byte in LedgerText.text(text).utf8 {
                // The array's own sign for what follows, which COPY would take for one of its own.
                if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") {
                    bytes += "\\\\".utf8
                }
                append(escaped: byte)
            }
            bytes.append(UInt8(ascii: "\""))
        }
        bytes.append(UInt8(ascii: "}"))
    }

    private mutating func append(escaped byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\\"): bytes += "\\\\".utf8
        case UInt8(ascii: "\t"): bytes += "\\t".utf8
        case UInt8(ascii: "\n"): bytes += "\\n".utf8
        case UInt8(ascii: "\r"): bytes += "\\r".utf8
        default: bytes.append(byte)
        }
    }

    /// As `bytea`.
    mutating func append(bytes raw: [UInt8]) {
        separate()
        bytes += "\\\\x".utf8
        bytes.reserveCapacity(bytes.count + 2 * raw.count)
        for byte in raw {
            bytes.append(Self.digit(byte >> 4))
            bytes.append(Self.digit(byte & 15))
        }
    }

    private static func digit(_ value: UInt8) -> UInt8 {
        value + (value < 10 ? UInt8(ascii: "0") : UInt8(ascii: "a") - 10)
    }

    /// Forgets the rows so far.
    mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

    mutating func endRow() {
        bytes.append(UInt8(ascii: "\n"))
        isAtStart = true
    }

    private var isAtStart = true

    private mutating func separate() {
        if !isAtStart { bytes.append(UInt8(ascii: "\t")) }
        isAtStart = false
    }
}
