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
        var heldByCell: [Int: Version] = [:]
        for version in heldCurrent { heldByCell[version.cell] = version }
        for version in current {
            let held = heldByCell.removeValue(forKey: version.cell)
            if held == nil { inserted.append(version) }
            if let held, held != version {
                updated.append(version)
                if held.payload != version.payload { revaluedCount += 1 }
            }
        }
        removed = heldByCell.keys.sorted()
        guard keepsVintages else { return }
        let held = Set(heldClosed)
        let wanted = Set(closed)
        closedRemoved = heldClosed.filter { !wanted.contains($0) }
        closedInserted = closed.filter { !held.contains($0) }
    }
}
