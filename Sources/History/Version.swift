/// What a cell said from one event on.
package struct Standing: Hashable, Sendable {
    package let payload: Int
    /// The event since which the value has stood.
    package let event: Int
    /// The drop whose line this is; the same as `event` unless a withdrawal brought it back.
    package let origin: Int
    package let line: Int32

    package init(payload: Int, event: Int, origin: Int, line: Int32) {
        self.payload = payload
        self.event = event
        self.origin = origin
        self.line = line
    }
}

/// A version no longer in force.
package struct ClosedVersion: Hashable, Sendable {
    package let cell: Int
    package let standing: Standing
    package let closedBy: Int

    package init(cell: Int, standing: Standing, closedBy: Int) {
        self.cell = cell
        self.standing = standing
        self.closedBy = closedBy
    }
}

/// What one event did.
package struct EventEffect: Hashable, Sendable {
    /// Assertions that made a version.
    package var loadedCount = 0
    /// Those of `loadedCount` that took the place of another value.
    package var changedCount = 0
    /// Assertions equal to the version before.
    package var unchangedCount = 0
    /// Versions that ended because the cell vanished; a changed value is not counted here.
    package var vanishedCount = 0

    package init() {}
}
