import Testing
import Warehouse

private typealias Version = FactVersions.Version

@Suite("FactChanges")
struct FactChangesTests {
    private func changes(
        _ held: [Version], _ current: [Version], heldClosed: [Version] = [],
        closed: [Version] = [], keepsVintages: Bool = true
    ) -> FactChanges {
        FactChanges(
            heldCurrent: held, heldClosed: heldClosed, current: current, closed: closed,
            keepsVintages: keepsVintages)
    }

    @Test("is empty where nothing differs, in whatever order")
    func same() {
        let rows = [Version(0, 7, event: 1), Version(1, 8, event: 1, line: 3)]
        let closed = [Version(0, 6, event: 2, closedBy: 3), Version(1, 6, event: 2, closedBy: 3)]
        let changes = changes(rows, rows.reversed(), heldClosed: closed, closed: closed.reversed())
        #expect(changes.isEmpty && changes.rowCount == 0)
    }

    @Test("tells new cells from changed and vanished ones")
    func kinds() {
        let changes = changes(
            [Version(0, 7, event: 1), Version(1, 8, event: 1), Version(5, 8, event: 1)],
            [Version(0, 7, event: 1), Version(1, 9, event: 2), Version(2, 9, event: 2)])
        #expect(changes.inserted == [Version(2, 9, event: 2)])
        #expect(changes.updated == [Version(1, 9, event: 2)])
        #expect(changes.removed == [5])
        #expect(changes.closedInserted.isEmpty && changes.closedRemoved.isEmpty)
        #expect(changes.rowCount == 3 && !changes.isEmpty)
    }

    @Test("an equal figure from another event, origin or line is a change: lineage counts")
    func lineage() {
        let held = [Version(0, 7, event: 1, line: 3)]
        for other in [
            Version(0, 7, event: 2, line: 3), Version(0, 7, event: 1, origin: 2, line: 3),
            Version(0, 7, event: 1, line: 4),
        ] {
            #expect(changes(held, [other]).updated == [other])
        }
    }

    @Test("closed rows come and go by what history says now")
    func closed() {
        let stays = Version(0, 7, event: 1, closedBy: 3)
        let goes = Version(1, 7, event: 1, closedBy: 3)
        let moved = Version(1, 7, event: 1, closedBy: 2)
        let changes = changes([], [], heldClosed: [stays, goes], closed: [moved, stays])
        #expect(changes.closedRemoved == [goes] && changes.closedInserted == [moved])
        #expect(changes.rowCount == 2)
    }

    @Test("a fact without vintages has no closed rows to write")
    func currentOnly() {
        let changes = changes(
            [Version(0, 7, event: 1)], [Version(0, 8, event: 2)],
            closed: [Version(0, 7, event: 1, closedBy: 2)], keepsVintages: false)
        #expect(changes.updated.count == 1 && changes.rowCount == 1)
    }
}
