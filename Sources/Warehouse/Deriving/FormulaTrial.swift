package import PhusaModel

/// Computes a formula over given figures, by the SQL that computes the warehouse's.
package struct FormulaTrial {
    private let connection: Connection

    package init(connection: Connection) { self.connection = connection }

    /// - Parameters:
    ///   - scale: Digits behind the mark to which a quotient is rounded, half to even.
    ///   - given: A value for each reference of the formula.
    /// - Returns: `nil` where a value is missing, and for a division by zero.
    package func value(
        _ formula: Formula, scale: Int, given: [FigureReference: ExactDecimal]
    ) throws(WarehouseError) -> ExactDecimal? {
        let references = formula.references
        guard references.allSatisfy({ given[$0] != nil }) else { return nil }
        let relations = references.enumerated().map { number, reference in
            "(select \(given[reference] ?? .zero)::numeric as x, 1::numeric as c) l\(number)"
        }
        let sql = FormulaSQL(formula) { references.firstIndex(of: $0) ?? 0 }
        let value = sql.value(scale: scale)
        let result = try connection.query(
            "select \(value) from \(relations.joined(separator: ", "))")
        return result.decimal(0, 0)
    }
}
