package import PhusaModel
package import Warehouse

/// What the definitions of a workspace would change in a warehouse, before they do.
///
/// It is found by applying them, as a run does before it reads a drop, in a transaction that is
/// taken back.
package struct DefinitionOutlook {
    package struct Result: Sendable {
        /// Figures that appear, become others, or vanish.
        package let moves: [FigureMove]
        /// Figures that come from a new version of their formula and are the same.
        package let renewedCount: Int
        /// Published reports of which some cells would be others.
        package let movedReports: [MovedReport]
        /// Versions of formulas that are not in force, as they are known from a later day on.
        package let waiting: [(indicator: IndicatorKey, version: FormulaVersion)]
    }

    private let setting: RunSetting

    /// - Parameter setting: That of a dry run.
    package init(setting: RunSetting) { self.setting = setting }

    /// - Throws: What would end a run: `DefinitionRefusal`, a warehouse that is not set up.
    package func look() throws -> Result {
        try WarehouseReadiness.require(setting)
        let schema = setting.site.workspace.schema
        try setting.connection.begin()
        defer { setting.connection.rollback() }
        guard let fact = schema.fact(named: FactTable.observation),
            let snapshot = FigureSnapshot(
                fact: fact, schema: schema, connection: setting.connection)
        else {
            _ = try DimensionUpkeep(setting: setting).bringInLine()
            return Result(moves: [], renewedCount: 0, movedReports: [], waiting: waiting)
        }
        try snapshot.take()
        let outlook = ReportOutlook(setting: setting)
        let printed = try outlook.printed()
        _ = try DimensionUpkeep(setting: setting).bringInLine()
        let moves = try snapshot.moves()
        return Result(
            moves: moves, renewedCount: try snapshot.renewedCount(),
            movedReports: moves.isEmpty ? [] : try outlook.moved(since: printed),
            waiting: waiting)
    }

    private var waiting: [(indicator: IndicatorKey, version: FormulaVersion)] {
        setting.site.workspace.catalogue.derivationOrder.flatMap { indicator in
            (indicator.derivation?.versions ?? [])
                .filter { $0.knownAt > setting.startedAt.day }
                .map { (indicator.key, $0) }
        }
    }
}
