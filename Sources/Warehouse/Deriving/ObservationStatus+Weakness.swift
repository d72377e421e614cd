import PhusaModel

extension ObservationStatus {
    static let byWeakness = allCases.enumerated().sorted {
        ($0.element.weakness, $0.offset) < ($1.element.weakness, $1.offset)
    }.map(\.element)

    /// Its place among all, from 1.
    var weaknessIndex: Int { (Self.byWeakness.firstIndex(of: self) ?? 0) + 1 }
}
