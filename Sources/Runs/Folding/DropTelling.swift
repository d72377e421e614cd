import History
import PhusaModel
import Warehouse

/// By what one drop is read, from one event of history on.
struct DropTelling {
    /// A set of definitions, and when it was settled that the drop is read by them.
    struct Source {
        let definitions: String
        let recordedAt: Moment
        /// Ids of the periods that it is about; `nil` for all.
        let periods: Set<Int32>?
    }

    /// A correction as it was recorded.
    struct KnownCorrection {
        let definition: CorrectionDefinition
        let recordedAt: Moment
    }

    let drop: EventRecord
    /// First the definitions of the drop's own event, then those of restatements.
    private(set) var sources: [Source]
    private(set) var replays: [Source] = []
    private(set) var corrections: [KnownCorrection]

    init(drop: EventRecord, corrections: [KnownCorrection]) {
        self.drop = drop
        self.corrections = corrections
        sources = [
            Source(
                definitions: drop.event.definitions,
                recordedAt: drop.event.recordedAt ?? drop.event.knownAt, periods: nil)
        ]
    }

    mutating func restate(by event: EventRecord, periods: Set<Int32>) {
        sources.append(Self.source(event, periods: periods))
    }

    mutating func replay(by event: EventRecord) {
        replays.append(Self.source(event, periods: nil))
    }

    mutating func correct(by correction: KnownCorrection) { corrections.append(correction) }

    private static func source(_ event: EventRecord, periods: Set<Int32>?) -> Source {
        Source(
            definitions: event.event.definitions,
            recordedAt: event.event.recordedAt ?? event.event.knownAt, periods: periods)
    }

    /// The source that counts for a period: the last restatement of it, else the drop's event.
    func source(of period: Int32) -> Int {
        sources.indices.last { sources[$0].periods?.contains(period) ?? true } ?? 0
    }

    /// The source that all of these periods go by; `nil` where they differ.
    func commonSource(of periods: some Sequence<Int32>) -> Int? {
        let used = Set(periods.map { source(of: $0) })
        return used.count > 1 ? nil : used.first ?? sources.count - 1
    }

    /// Replays that a source knows nothing of: it is older than they are.
    func replays(after source: Source) -> [Source] {
        replays.filter { $0.recordedAt > source.recordedAt }
    }
}

extension DropReadings {
    /// The drop as a source reads it, with the corrections that it meets.
    ///
    /// A set of definitions says itself which of the corrections recorded before it still stand;
    /// those recorded later are met whatever it says.
    func reading(of telling: DropTelling, by source: DropTelling.Source) throws -> DropReading {
        let own = try dataset(by: source.definitions)?.corrections ?? []
        let day = telling.drop.event.knownAt.day
        var met: [String: CorrectionDefinition] = [:]
        for known in telling.corrections.sorted(by: { $0.recordedAt < $1.recordedAt }) {
            let mine = own.first { $0.id == known.definition.id }
            let standing = known.recordedAt > source.recordedAt ? known.definition : mine
            // By its vintage alone the drop meets those of its own definitions.
            met[known.definition.id] =
                standing == mine && known.definition.decided <= day
                ? nil : standing
        }
        return try reading(
            of: telling.drop.event.key, by: source.definitions,
            corrections: met.values.sorted { $0.id < $1.id })
    }
}
