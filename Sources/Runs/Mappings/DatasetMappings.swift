package import PhusaModel

/// How the names of a dataset's drops find their codes: which entries were met, which never, and what
/// was met that no entry knows.
package struct DatasetMappings: Codable, Sendable {
    /// A line of a code map.
    package struct Entry: Codable, Sendable {
        /// The key as the map matches it.
        package let key: String
        package let values: [String]
        /// Its file in the workspace.
        package let position: FilePosition
        /// Records of standing drops that met it, also those quarantined for something else.
        package let records: Int
    }

    /// A text that was met and is known to nobody: its records are in quarantine.
    package struct Missing: Codable, Sendable {
        package let found: String
        package let records: Int
        /// Its first record in the oldest drop.
        package let position: FilePosition
        /// The nearest that is known: offered, never taken.
        package let suggestion: String?
    }

    package struct Map: Codable, Sendable {
        package let name: String
        /// In the order of the file.
        package let entries: [Entry]
        package let missing: [Missing]

        package var unused: [Entry] { entries.filter { $0.records == 0 } }
    }

    /// What `normalise` looks up in the catalogue.
    package struct Names: Codable, Sendable {
        package let rule: Rule
        package let missing: [Missing]
    }

    /// An indicator that the contracts cover.
    package struct UnusedIndicator: Codable, Sendable {
        package let indicator: String
        /// `path:line` of its definition.
        package let definedAt: String
    }

    /// A standing drop that the definitions of today do not read.
    package struct Unread: Codable, Sendable {
        package let path: String
        package let violations: [Violation]
    }

    package let dataset: String
    /// Standing drops that were read.
    package let drops: Int
    package let maps: [Map]
    /// One for each rule that a record broke.
    package let names: [Names]
    /// Covered indicators of which no record of a standing drop speaks.
    package let unusedIndicators: [UnusedIndicator]
    package let unread: [Unread]
}
