import PhusaModel
import Warehouse

/// Whether the parts of an area add up to the whole, once a drop is in.
///
/// Looks at the cells that the drop states beside those that stand in the warehouse, before anything
/// is written. A backdated drop is looked at in the same way: as if it were the last. What the drop
/// would close counts as missing, and where a part or the whole is missing nothing is compared.
struct TotalCheck {
    let setting: RunSetting
    let dataset: DatasetDefinition
    let fact: FactTable
    let rule: TotalRule

    /// A cell without its area: surrogate keys in the order of the key columns.
    private typealias Group = [Int32]

    private struct Figure {
        var value: ExactDecimal?
        /// Line of the drop that states it; `nil` where it stands in the warehouse.
        var line: Int?
    }

    /// Figures of the areas of one group, by index in the list of areas.
    private typealias Figures = [Int: Figure]

    func breaches(of drop: DropFile, _ rows: FactRows) throws -> [Violation] {
        guard let cells = try TotalCells(setting: setting, fact: fact, rule: rule, rows: rows)
        else { return [] }
        var groups: [Group: Figures] = [:]
        for row in rows.rows {
            guard let (group, area) = cells.place(row, in: rows) else { continue }
            groups[group, default: [:]][area] = Figure(
                value: cells.value(row, in: rows), line: Int(row.line))
        }
        try addStanding(to: &groups, cells, rows)
        return groups.flatMap { group, figures in
            breaches(figures, group, cells, drop)
        }.sorted { ($0.position, $0.found) < ($1.position, $1.found) }
    }

    /// Adds what the warehouse holds for the other areas of the groups.
    private func addStanding(
        to groups: inout [Group: Figures], _ cells: TotalCells, _ rows: FactRows
    ) throws {
        guard !groups.isEmpty else { return }
        var spared: [Group: Set<Int>] = [:]
        for row in rows.spared {
            guard let (group, area) = cells.place(row, in: rows) else { continue }
            spared[group, default: []].insert(area)
        }
        let closes = dataset.pipeline.load.mode == .replace && !rows.hasUnreadableKey
        let covered = try setting.cover(of: dataset, in: fact)
            .first { $0.column == cells.areaColumn.name }.map { Set($0.ids) }
        for (key, value) in try cells.standing(groups: Array(groups.keys)) {
            guard let (group, area) = cells.place(key), groups[group] != nil,
                groups[group]?[area] == nil
            else { continue }
            let isOwn = covered?.contains(key[cells.areaIndex]) ?? true
            if closes, isOwn, spared[group]?.contains(area) != true { continue }
            groups[group]?[area] = Figure(value: value, line: nil)
        }
    }

    private func breaches(
        _ figures: Figures, _ group: Group, _ cells: TotalCells, _ drop: DropFile
    ) -> [Violation] {
        let list = setting.site.workspace.catalogue.areas
        let day = cells.period(of: group)?.end.adding(days: -1) ?? drop.vintage.day
        return figures.compactMap { index, whole in
            let area = list.areas[index]
            guard area.level == rule.whole, area.isValid(on: day), let value = whole.value
            else { return nil }
            let parts = cells.parts(of: area.code, on: day).map { figures[$0] }
            guard let sum = Self.sum(parts.map { $0?.value }), isOff(value, sum) else {
                return nil
            }
            let line = whole.line ?? parts.compactMap { $0?.line }.min() ?? 1
            return Violation(
                rule: .dropTotal,
                position: FilePosition(path: drop.path, line: line, column: 1),
                found: "\(value): \(cells.text(of: group)); \(area.code)",
                expected: .sum(
                    sum.description, tolerancePercent: rule.tolerancePercent.description))
        }
    }

    /// `nil` where there are no parts, or one has no value.
    private static func sum(_ parts: [ExactDecimal?]) -> ExactDecimal? {
        guard !parts.isEmpty else { return nil }
        return parts.reduce(ExactDecimal.zero) { sum, part in
            part.flatMap { sum?.adding($0) }
        }
    }

    /// Whether the sum is further from the whole than the tolerance; exactly, and yes where that
    /// takes more digits than there are.
    private func isOff(_ whole: ExactDecimal, _ sum: ExactDecimal) -> Bool {
        guard let gap = whole.subtracting(sum),
            let share = gap.absolute.multiplied(by: ExactDecimal(100)),
            let allowed = whole.absolute.multiplied(by: rule.tolerancePercent)
        else { return true }
        return allowed < share
    }
}
