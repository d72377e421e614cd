package import PhusaModel

/// Which entries of code maps the records of drops have met: counted where somebody asks.
package struct MapUses: Sendable {
    package struct Entry: Hashable, Sendable {
        /// Name of the code map.
        package let map: String
        /// The key as the map matches it.
        package let key: String

        package init(map: String, key: String) {
            self.map = map
            self.key = key
        }
    }

    private struct Sighting: Hashable {
        let entry: Entry
        let record: Int
    }

    /// Records that met each entry; one record counts once, however many cells it makes.
    package private(set) var recordCounts: [Entry: Int] = [:]
    /// Of the batch under way: a record may meet an entry in several steps.
    private var seen: Set<Sighting> = []

    package init() {}

    package mutating func beginBatch() { seen.removeAll(keepingCapacity: true) }

    /// - Parameter record: Number of the record in its drop.
    package mutating func note(_ text: String, in map: CodeMap, record: Int) {
        let key = map.key(of: text)
        guard map.values[key] != nil else { return }
        let entry = Entry(map: map.name, key: key)
        guard seen.insert(Sighting(entry: entry, record: record)).inserted else { return }
        recordCounts[entry, default: 0] += 1
    }
}
