import CLibpq
package import PhusaModel

/// The rows of a statement, in memory.
///
/// Rows and columns count from 0. An accessor returns `nil` for null, and for a value that is none of its type.
package struct QueryResult {
    /// Frees the rows with the last copy of the result.
    private final class Handle {
        let pointer: OpaquePointer
        init(_ pointer: OpaquePointer) { self.pointer = pointer }
        deinit { PQclear(pointer) }
    }

    private let handle: Handle
    package let rowCount: Int
    package let columnNames: [String]

    /// Takes over the result.
    init(_ pointer: OpaquePointer) {
        handle = Handle(pointer)
        rowCount = Int(PQntuples(pointer))
        columnNames = (0..<PQnfields(pointer)).map { column in
            PQfname(pointer, column).map { String(cString: $0) } ?? ""
        }
    }

    package var isEmpty: Bool { rowCount == 0 }

    /// Rows that an INSERT, UPDATE, DELETE, MERGE or COPY touched; 0 for others.
    package var affectedRowCount: Int {
        PQcmdTuples(handle.pointer).flatMap { Int(String(cString: $0)) } ?? 0
    }

    /// The command as the server names what it did: `INSERT 0 1`, `COMMIT`, `ROLLBACK`.
    var commandTag: String { PQcmdStatus(handle.pointer).map { String(cString: $0) } ?? "" }

    package func isNull(_ row: Int, _ column: Int) -> Bool {
        PQgetisnull(handle.pointer, Int32(row), Int32(column)) == 1
    }

    package func text(_ row: Int, _ column: Int) -> String? {
        withValue(row, column) { String(decoding: $0, as: UTF8.self) }
    }

    package func int(_ row: Int, _ column: Int) -> Int? {
        text(row, column).flatMap { Int($0) }
    }

    package func decimal(_ row: Int, _ column: Int) -> ExactDecimal? {
        text(row, column).flatMap { ExactDecimal($0) }
    }

    /// A `timestamptz`; `nil` for infinity too.
    package func moment(_ row: Int, _ column: Int) -> Moment? {
        text(row, column).flatMap { Moment($0) }
    }

    /// A `date`; `nil` for infinity too.
    package func day(_ row: Int, _ column: Int) -> CalendarDay? {
        text(row, column).flatMap { CalendarDay($0) }
    }

    package func bool(_ row: Int, _ column: Int) -> Bool? {
        switch text(row, column) {
        case "t": true
        case "f": false
        default: nil
        }
    }

    /// A `bytea`.
    package func bytes(_ row: Int, _ column: Int) -> [UInt8]? {
        withValue(row, column) { HexForm.bytes($0) } ?? nil
    }

    /// An array of text of one dimension; a null element is left out.
    package func textArray(_ row: Int, _ column: Int) -> [String]? {
        withValue(row, column) { ArrayForm.elements($0) } ?? nil
    }

    private func withValue<T>(
        _ row: Int, _ column: Int, _ body: (UnsafeBufferPointer<UInt8>) -> T
    ) -> T? {
        guard !isNull(row, column),
            let value = PQgetvalue(handle.pointer, Int32(row), Int32(column))
        else { return nil }
        let count = Int(PQgetlength(handle.pointer, Int32(row), Int32(column)))
        return value.withMemoryRebound(to: UInt8.self, capacity: count) {
            body(UnsafeBufferPointer(start: $0, count: count))
        }
    }
}

/// The text form of `bytea`: `\x` and two digits a byte.
enum HexForm {
    static func bytes(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
        guard text.count >= 2, text.count % 2 == 0, text[0] == UInt8(ascii: "\\"),
            text[1] == UInt8(ascii: "x")
        else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count / 2 - 1)
        for index in stride(from: 2, to: text.count, by: 2) {
            guard let high = digit(text[index]), let low = digit(text[index + 1]) else {
                return nil
            }
            bytes.append(high << 4 | low)
        }
        return bytes
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        default: nil
        }
    }
}

/// The text form of a one-dimensional array: `{a,"b c",NULL}`.
enum ArrayForm {
    private static let quote = UInt8(ascii: "\"")
    private static let escape = UInt8(ascii: "\\")
    private static let separator = UInt8(ascii: ",")

    static func elements(_ text: String) -> [String]? {
        var text = text
        return text.withUTF8 { elements($0) }
    }

    static func elements(_ text: UnsafeBufferPointer<UInt8>) -> [String]? {
        guard text.count >= 2, text.first == UInt8(ascii: "{"), text.last == UInt8(ascii: "}")
        else { return nil }
        var rest = text[1..<text.count - 1]
        var elements: [String] = []
        while let first = rest.first {
            guard let element = first == quote ? quoted(&rest) : plain(&rest) else { return nil }
            if first == quote || element != "NULL" { elements.append(element) }
            if let next = rest.popFirst(), next != separator { return nil }
        }
        return elements
    }

    private static func plain(_ rest: inout Slice<UnsafeBufferPointer<UInt8>>) -> String? {
        let run = rest.prefix { $0 != separator }
        rest = rest[run.endIndex...]
        return String(decoding: run, as: UTF8.self)
    }

    private static func quoted(_ rest: inout Slice<UnsafeBufferPointer<UInt8>>) -> String? {
        rest.removeFirst()
        var element: [UInt8] = []
        while true {
            // Up to a sign that means something, all at once.
            let run = rest.prefix { $0 != quote && $0 != escape }
            rest = rest[run.endIndex...]
            guard let sign = rest.popFirst() else { return nil }
            if sign == quote, element.isEmpty { return String(decoding: run, as: UTF8.self) }
            element += run
            if sign == quote { return String(decoding: element, as: UTF8.self) }
            guard let escaped = rest.popFirst() else { return nil }
            element.append(escaped)
        }
    }
}
