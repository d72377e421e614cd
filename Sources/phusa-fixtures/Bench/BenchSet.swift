/// A set of cells in random order, each with a value: sparse, as a real feed is.
struct BenchSet {
    let seed: UInt64
    let rowCount: Int
    let first: Month
    let monthCount: Int
    /// Numbers of the indicators.
    let indicators: Range<Int>
    let revision: Int
    let changedPerMille: Int
    let badPerMille: Int
    /// The first so many areas of the workspace.
    var areaCount = BenchWorkspace.areaCount
    /// Members of the third axis: total, men, women; or the total alone.
    var sexCount = 3
    /// Twenty years: the product that finds the step then fits in 64 bits.
    static let monthCountMax = 240

    var cellCount: Int {
        monthCount * indicators.count * areaCount * sexCount
    }

    struct Row {
        /// From 0, within the set.
        let month: Int
        let indicator: Int
        let area: Int
        let sex: Int
        /// Hundredths in the row's unit.
        let value: Int
        let unit: Int
        let note: Int
        /// Kind of fault, `nil` for a sound row.
        let fault: Int?
    }

    /// The row at a place in the file: a walk through all cells by a step that shares no factor with
    /// their count meets each once, and looks like no order.
    func row(_ number: Int) -> Row {
        let place = (number + revision * 7_919) % rowCount
        let cell = Int(
            (UInt64(place) &* UInt64(step)).quotientAndRemainder(dividingBy: UInt64(cellCount))
                .remainder)
        var random = SplitMix64(seed: seed ^ UInt64(cell) &* 0x9e37_79b9)
        let isChanged = random.int(0...999) < changedPerMille
        let isBad = random.int(0...999) < badPerMille
        let unit = random.int(0...3)
        let value = random.int(1...99_999_999)
        let note = random.int(1...998)
        let fault = random.int(0...BenchText.faultCount - 1)
        return Row(
            month: cell % monthCount,
            indicator: indicators.lowerBound + cell / monthCount % indicators.count,
            area: cell / (monthCount * indicators.count) % areaCount,
            sex: cell / (monthCount * indicators.count * areaCount),
            value: isChanged ? value + revision : value, unit: unit,
            note: note + revision, fault: isBad ? fault : nil)
    }

    /// Near the golden section of the cells, and coprime with them.
    private var step: Int {
        var step = cellCount * 61_803_398_875 / 100_000_000_000
        while Self.divisor(step, cellCount) != 1 { step += 1 }
        return step
    }

    private static func divisor(_ left: Int, _ right: Int) -> Int {
        right == 0 ? left : divisor(right, left % right)
    }
}
