/// Both balances of every drop: what was read is accounted for.
package struct DropBalanceCheck: WarehouseCheck {
    package init() {}

    package func findings(on connection: Connection) throws(WarehouseError) -> [VerifyFinding] {
        VerifyFinding.merged([
            try VerifyFinding(
                .recordBalance,
                listing: Self.statement(
                    "records", parts: ["accepted", "quarantined", "excluded"]),
                on: connection),
            try VerifyFinding(
                .cellBalance,
                listing: Self.statement(
                    "cells", parts: ["loaded", "unchanged", "quarantined", "excluded"]),
                on: connection),
        ])
    }

    private static func statement(_ kind: String, parts: [String]) -> String {
        let sum = parts.map { "\(kind)_\($0)" }.joined(separator: " + ")
        return """
            select format('%s (drop %s): read %s, accounted for %s', path, drop_id, \(kind)_read,
                \(sum))
            from ledger.drop where \(kind)_read <> \(sum)
            """
    }
}
