import Foundation

/// Text in Unicode NFC: what PostgreSQL compares byte by byte.
///
/// - Complexity: O(*n*); text of ASCII alone comes back as it is.
package func composed(_ text: String) -> String {
    text.utf8.allSatisfy { $0 < 0x80 } ? text : text.precomposedStringWithCanonicalMapping
}
