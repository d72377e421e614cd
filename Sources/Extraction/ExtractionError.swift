package import PhusaModel

/// The file cannot be read on: it is refused.
package struct ExtractionError: Error, Sendable {
    /// The breach of a rule `file.…`.
    ///
    /// Its position has line 1 and column 1 where the whole file is meant.
    package let violation: Violation
}

/// The name that a file bears in messages, and the refusals made out to it.
struct DropName: Sendable {
    let path: String

    func refusal(
        _ rule: Rule, at place: TextPlace = TextPlace(), byte: Int? = nil, found: String = "",
        expected: Expectation = .ruleKept, suggestion: String? = nil
    ) -> ExtractionError {
        let position = FilePosition(
            path: path, line: place.line, column: place.column, byte: byte)
        return ExtractionError(
            violation: Violation(
                rule: rule, position: position, found: found, expected: expected,
                suggestion: suggestion))
    }
}

/// Limits of one file's parts, each with its reason.
enum ExtractionLimit {
    /// Bytes of a field; no figure or name is longer, and PostgreSQL would take 1 GB.
    static let fieldByteCountMax = 1 << 20
    /// Bytes of a record: several fields of the greatest length, and still little memory.
    ///
    /// What is longer could not be kept whole as evidence, so it refuses the file.
    static let recordByteCountMax = 4 << 20
    /// Physical lines that one quoted field may span before the quote counts as never closed.
    static let recordLineCountMax = 10_000
    /// Columns of a file; PostgreSQL's tables end at 1,600.
    static let columnCountMax = 4_096
    /// Lines with nothing in them: as many as a spreadsheet has rows.
    static let emptyLineCountMax = 1 << 20
    /// Bytes of a JSON record's dotted path.
    static let pathByteCountMax = 4_096
    /// Arrays and objects within one another, so that no document can exhaust the stack.
    static let depthMax = 64
    /// Unpacked to packed bytes; text rarely packs better than 20 to 1.
    static let unpackedRatioMax = 200
    /// Unpacked bytes from which the ratio counts: small files may pack well.
    static let ratioFreeByteCount = 64 << 20
    /// Bytes at the beginning that tell kind and encoding.
    static let headByteCount = 64 << 10
}
