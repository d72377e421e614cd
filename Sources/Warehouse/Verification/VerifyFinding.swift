package import PhusaModel

/// How often a rule is broken, and where first.
package struct VerifyFinding: Encodable, Sendable, Hashable {
    package let rule: VerifyRule
    /// Whether the warehouse cannot be trusted; else the finding is only worth knowing.
    package let isWrong: Bool
    package let count: Int
    /// The first places, in a fixed order; natural keys, paths and hashes, the same in any language.
    package let examples: [String]
    package let words: Words

    /// Places that are named; the rest is counted.
    package static let exampleCountMax = 5

    /// - Returns: `nil` where nothing was found.
    package init?(_ rule: VerifyRule, places: [String]) {
        self.init(
            rule, count: places.count, examples: places.sorted().prefix(Self.exampleCountMax))
    }

    init?(_ rule: VerifyRule, count: Int, examples: some Sequence<String>) {
        guard count > 0 else { return nil }
        self.rule = rule
        isWrong = rule.isWrong
        self.count = count
        self.examples = Array(examples)
        words = rule.words
    }

    /// What a statement lists.
    ///
    /// - Parameter statement: A query of one column of text, one row for each place.
    init?(
        _ rule: VerifyRule, listing statement: String, on connection: Connection
    ) throws(WarehouseError) {
        let rows = try connection.query(
            """
            select place, count(*) over () from (\(statement)) as broken (place)
            order by place collate "C" limit \(Self.exampleCountMax)
            """)
        self.init(
            rule, count: rows.isEmpty ? 0 : rows.int(0, 1) ?? 0,
            examples: (0..<rows.rowCount).map { rows.text($0, 0) ?? "?" })
    }

    /// Findings of one rule in several tables as one.
    package static func merged(_ findings: [VerifyFinding?]) -> [VerifyFinding] {
        Dictionary(grouping: findings.compactMap { $0 }, by: \.rule).values.compactMap { group in
            VerifyFinding(
                group[0].rule, count: group.reduce(0) { $0 + $1.count },
                examples: group.flatMap(\.examples).prefix(exampleCountMax))
        }
    }
}

/// A part of `warehouse verify` that asks the database alone.
package protocol WarehouseCheck {
    /// Reads only; the caller holds one snapshot over all checks.
    func findings(on connection: Connection) throws(WarehouseError) -> [VerifyFinding]
}
