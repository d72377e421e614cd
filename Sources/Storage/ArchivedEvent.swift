package import PhusaModel

/// An event as the archive keeps it: what a rebuild of the warehouse needs to know.
package struct ArchivedEvent: Codable, Hashable, Sendable {
    /// The same for the same event on every machine: what the ledger knows it by.
    package let key: String
    package let kind: String
    package let dataset: String
    /// Natural keys of the periods that the event states in full or touches.
    package let scope: [String]
    package let knownAt: Moment
    package let sequence: Int
    package let recordedAt: Moment
    /// Hash of the definitions that the drop was read by.
    package let definitions: String
    /// SHA-256 of the drop; key of the event that a withdrawal or a replay is about; the definitions
    /// of a restatement; the hash of a correction.
    package let content: String
    /// Path of the drop in the drop zone, also for events about a drop; empty for other kinds.
    package let path: String
    package let isVintageDeclared: Bool
    package let reason: String
    package let actor: String
    /// Name of the correction; `nil` for other kinds.
    package let correction: String?

    package init(
        kind: String, dataset: String, scope: [String], knownAt: Moment, sequence: Int,
        recordedAt: Moment, definitions: String, content: String, path: String,
        isVintageDeclared: Bool, reason: String, actor: String, correction: String? = nil
    ) {
        // A drop, and the end of one, is the same by whatever definitions it was read.
        let isAboutReading = !["drop", "withdrawal"].contains(kind)
        let identity =
            [kind, dataset, scope.joined(separator: ","), knownAt.description]
            + ["\(sequence)", content] + (isAboutReading ? [definitions] : [])
        key = contentHash(identity.joined(separator: "\n").utf8)
        self.kind = kind
        self.dataset = dataset
        self.scope = scope
        self.knownAt = knownAt
        self.sequence = sequence
        self.recordedAt = recordedAt
        self.definitions = definitions
        self.content = content
        self.path = path
        self.isVintageDeclared = isVintageDeclared
        self.reason = reason
        self.actor = actor
        self.correction = correction
    }
}

/// When a file first came: kept, so that a rebuild repeats an undeclared vintage.
package struct Receipt: Codable, Hashable, Sendable {
    package let path: String
    package let sha256: String
    package let byteCount: Int
    package let receivedAt: Moment

    package init(path: String, sha256: String, byteCount: Int, receivedAt: Moment) {
        self.path = path
        self.sha256 = sha256
        self.byteCount = byteCount
        self.receivedAt = receivedAt
    }
}
