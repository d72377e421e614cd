import Foundation
import Glibc
import PhusaModel
import Storage

/// Data on standard output, messages on standard error, both through checked writes: a full disk is
/// an error, and nothing that a stranger wrote can move a terminal's cursor.
///
/// A reader that has closed its end, such as `head -1`, wants no more: the rest goes nowhere in
/// silence, and the exit status tells of the work alone.
enum Output {
    /// Writes lines for people.
    static func line(_ text: String = "") throws {
        try write(TerminalText.safe(text) + "\n", to: STDOUT_FILENO)
    }

    /// Writes a file's content as it is.
    static func data(_ text: String) throws { try write(text, to: STDOUT_FILENO) }

    /// Writes a document as it is.
    static func bytes(_ bytes: [UInt8]) throws { try write(bytes, to: STDOUT_FILENO) }

    /// Writes a message for people; a failure of standard error itself has nowhere to be told.
    static func message(_ text: String) {
        try? write(TerminalText.safe(text) + "\n", to: STDERR_FILENO)
    }

    /// Writes one JSON document with sorted keys.
    static func json(_ value: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        try json(text: String(decoding: try encoder.encode(value), as: UTF8.self))
    }

    /// Writes a document that is JSON already.
    static func json(text: String) throws {
        try write(TerminalText.safe(json: text) + "\n", to: STDOUT_FILENO)
    }

    /// Whether messages go to a person who may want colour.
    static let isColoured =
        isatty(STDOUT_FILENO) == 1 && getenv("NO_COLOR") == nil
        && getenv("TERM").map { String(cString: $0) } != "dumb"

    private static func write(_ text: String, to descriptor: Int32) throws {
        try write(Array(text.utf8), to: descriptor)
    }

    private static func write(_ all: [UInt8], to descriptor: Int32) throws {
        var bytes = all[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0 {
                if errno == EINTR { continue }
                if errno == EPIPE { return }
                throw CommandFailure(
                    exit: .cannotWrite,
                    message: Words(
                        vi: "không ghi được ra đầu ra chuẩn: \(String(cString: strerror(errno)))",
                        en: "cannot write to standard output: \(String(cString: strerror(errno)))"))
            }
            bytes = bytes.dropFirst(count)
        }
    }
}
