/// A format that could not be made; nothing of it is left.
package enum PrintingError: Error, Hashable, Sendable {
    /// The program that sets paper is not installed.
    case programMissing(String)
    /// It ended with this status and said this.
    case programFailed(String, status: Int32, output: String)
    /// The workbook could not be written; the library's own words.
    case workbook(String)
}
