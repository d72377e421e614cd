/// What is to be written so that a fact's rows become what history says.
package struct FactChanges: Sendable {
    package typealias Version = FactVersions.Version

    /// Cells that had no current row.
    package var inserted: [Version] = []
    /// Cells whose current row says something else now.
    package var updated: [Version] = []
    /// Cells that have no current row any more.
    package var removed: [Int] = []
    package var closedInserted: [Version] = []
    /// Closed rows that history no longer holds as they are: cell and event.
    package var closedRemoved: [Version] = []
    /// Those of `updated` that say another value; the others only come from another line or event.
    package var revaluedCount = 0

    package init() {}

    package var isEmpty: Bool {
        inserted.isEmpty && updated.isEmpty && removed.isEmpty && closedInserted.isEmpty
            && closedRemoved.isEmpty
    }

    /// Rows written or taken away.
    package var rowCount: Int {
        inserted.count + updated.count + removed.count + closedInserted.count
            + closedRemoved.count
    }

    /// The difference between what is held and what is to be held, both of the same scope.
    ///
    /// - Parameter keepsVintages: Whether the fact has closed rows at all.
    package init(
        heldCurrent: [Version], heldClosed: [Version], current: [Version], closed: [Version],
        keepsVintages: Bool
    ) {
        // Cells are numbers from 0: where each is held, by its number.
        let cellCount = max(Self.cellCount(heldCurrent), Self.cellCount(current))
        var places = [Int](repeating: -1, count: cellCount)
        for (place, version) in heldCurrent.enumerated() { places[version.cell] = place }
        for version in current {
            let place = places[version.cell]
            places[version.cell] = -1
            guard place >= 0 else {
                inserted.append(version)
                continue
            }
            let held = heldCurrent[place]
            guard held != version else { continue }
            updated.append(version)
            if held.payload != version.payload { revaluedCount += 1 }
        }
        removed = places.indices.filter { places[$0] >= 0 }
        guard keepsVintages else { return }
        let held = Set(heldClosed)
        let wanted = Set(closed)
        closedRemoved = heldClosed.filter { !wanted.contains($0) }
        closedInserted = closed.filter { !held.contains($0) }
    }

    private static func cellCount(_ versions: [Version]) -> Int {
        versions.reduce(0) { max($0, $1.cell + 1) }
    }
}
