/// Points of Student's t distribution.
enum StudentPoint {
    /// The two-sided 95 % point, within 0.2 percent.
    ///
    /// - Parameter degrees: Degrees of freedom, need not be whole; fewer than 1 count as 1.
    static func two95(_ degrees: Double) -> Double {
        let place = min(1, 1 / degrees) * Double(table.count - 1)
        let index = min(Int(place), table.count - 2)
        let part = place - Double(index)
        return table[index] + part * (table[index + 1] - table[index])
    }

    /// For 1 / degrees = 0, 0.05 … 1: between them the point is nearly straight in 1 / degrees.
    private static let table = [
        Wilson.z95, 2.0860, 2.2281, 2.3888, 2.5706, 2.7764, 3.0098, 3.2744, 3.5747, 3.9155, 4.3027,
        4.7425, 5.2423, 5.8105, 6.4566, 7.1916, 8.0280, 8.9800, 10.0641, 11.2990, 12.7062,
    ]
}
