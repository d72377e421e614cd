package import PhusaModel

/// Something that may change a figure, with what it says.
///
/// Cells and payloads are numbers given by the caller: equal payloads have equal numbers.
package struct HistoryEvent: Sendable {
    package enum Kind: Sendable {
        /// A drop asserts its reading at its vintage.
        case drop(Reading)
        /// From its date on, it is as if the event with this number were not there.
        case withdrawal(of: Int)
        /// From its date on, these drops, by their numbers, say something else: a replay, a
        /// correction or a restatement. All come before this event.
        case rereading([Int: Reading])
    }

    /// The caller's number: what versions cite.
    package let id: Int
    package let order: EventOrder
    package let kind: Kind

    package init(id: Int, order: EventOrder, kind: Kind) {
        self.id = id
        self.order = order
        self.kind = kind
    }
}

/// The place of an event in history: by the date from which it is known, then by kind, by the
/// sequence that the sender gave, and by the content's hash.
package struct EventOrder: Hashable, Sendable, Comparable {
    package enum Rank: Int, Sendable {
        case drop, release, replay, withdrawal, correction, restatement, definition
    }

    package let knownAt: Moment
    package let rank: Rank
    package let sequence: Int
    package let content: String

    package init(knownAt: Moment, rank: Rank, sequence: Int, content: String) {
        self.knownAt = knownAt
        self.rank = rank
        self.sequence = sequence
        self.content = content
    }

    package static func < (left: EventOrder, right: EventOrder) -> Bool {
        (left.knownAt, left.rank.rawValue, left.sequence, left.content)
            < (right.knownAt, right.rank.rawValue, right.sequence, right.content)
    }
}

/// What a drop says, read by the definitions of its event.
package struct Reading: Sendable {
    package struct Assertion: Sendable, Hashable {
        package let cell: Int
        package let payload: Int
        package let line: Int32

        package init(cell: Int, payload: Int, line: Int32) {
            self.cell = cell
            self.payload = payload
            self.line = line
        }
    }

    /// At most one for each cell.
    package let assertions: [Assertion]
    /// Periods (ids) that the drop states in full, so that what it leaves out is closed.
    ///
    /// Empty for a merge, and where a quarantined record's key could not be read.
    package let scope: Set<Int32>
    /// Cells of quarantined records: a bad row is not a vanished row.
    package let spared: Set<Int>

    package init(assertions: [Assertion], scope: Set<Int32>, spared: Set<Int>) {
        self.assertions = assertions
        self.scope = scope
        self.spared = spared
    }
}
