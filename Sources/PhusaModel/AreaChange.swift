/// What a weight is a share of.
package enum AreaBasis: String, Sendable, CaseIterable, Hashable, Codable {
    /// The whole unit, whatever is measured.
    case all
    case population, land, count

    package var title: Words {
        switch self {
        case .all: Words(vi: "toàn bộ", en: "the whole")
        case .population: Words(vi: "dân số", en: "population")
        case .land: Words(vi: "diện tích đất", en: "land")
        case .count: Words(vi: "số đơn vị", en: "count of units")
        }
    }
}

/// What became of one version of an area on the day on which it ended: a row of
/// `catalogue/area-changes.csv`.
package struct AreaChange: Hashable, Sendable {
    package enum Relation: String, Sendable, CaseIterable, Hashable, Codable {
        case merged, split, renamed, recoded, unchanged
        /// Its level is no more: nothing takes its place.
        case abolished

        package var title: Words {
            switch self {
            case .merged: Words(vi: "sáp nhập", en: "merged")
            case .split: Words(vi: "chia tách", en: "split")
            case .renamed: Words(vi: "đổi tên", en: "renamed")
            case .recoded: Words(vi: "đổi mã", en: "recoded")
            case .unchanged: Words(vi: "giữ nguyên", en: "unchanged")
            case .abolished: Words(vi: "bỏ cấp", en: "abolished")
            }
        }
    }

    /// The first day on which the predecessor is no longer in force, and the successor is.
    package let on: CalendarDay
    package let from: Area
    /// `nil` for an abolished level.
    package let to: Area?
    package let relation: Relation
    package let basis: AreaBasis
    /// The share of the predecessor that goes to the successor, 0 to 1; 1 for an abolished level.
    package let weight: ExactDecimal
    /// The decision that says so.
    package let decree: String

    package init(
        on: CalendarDay, from: Area, to: Area?, relation: Relation, basis: AreaBasis,
        weight: ExactDecimal, decree: String
    ) {
        self.on = on
        self.from = from
        self.to = to
        self.relation = relation
        self.basis = basis
        self.weight = weight
        self.decree = decree
    }
}
