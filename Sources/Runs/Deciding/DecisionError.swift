package import PhusaModel

/// A decision that cannot be carried out.
package enum DecisionError: Error, Hashable {
    case noSuchDrop(Int)
    case wrongOutcome(Int, outcome: String)
    case unknownDataset(String)
    case locked(by: String)
    case notYetKnown(CalendarDay)
    /// By the definitions of today no contract of the dataset claims a drop that it once loaded.
    case noLongerClaimed(path: String, dataset: String)
    /// Rows of a loaded drop do not fit the fact as it is declared today: another key, a column of
    /// another kind, or a new one that may not be null.
    case factDiffers(path: String, fact: String)
    /// By the definitions of today a loaded drop would be refused, and bad never replaces good.
    case refusedNow(path: String, [Violation])
    /// All quarantined records of a drop break rules as before.
    case nothingToReplay(Int)
}
