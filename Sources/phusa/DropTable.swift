import PhusaModel
import Warehouse

/// Drops of the ledger as a table.
enum DropTable {
    static func text(_ drops: [DropRecord]) -> String {
        TextTable(
            columns: [
                "drop", "outcome", "path", "read", "loaded", "unchanged", "quarantined",
                "excluded", "closed",
            ],
            rows: drops.map { record in
                let cells = record.drop.cells
                let counts = [
                    cells.read, cells.loaded, cells.unchanged, cells.quarantined, cells.excluded,
                    cells.closed,
                ]
                return [
                    "\(record.id)", record.drop.outcome.rawValue,
                    Violation.escaped(record.drop.path),
                ]
                    + counts.map(String.init)
            }
        ).text
    }
}
