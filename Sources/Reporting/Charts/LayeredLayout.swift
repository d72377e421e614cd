/// Where the boxes of a graph stand: columns by how far they are from what is asked for, and in
/// each column one below the other, as level with their neighbours as that allows.
///
/// A link over several columns has a narrow row of its own in each, so that it never crosses a box.
struct LayeredLayout: Sendable {
    /// Where a link passes a column that its ends do not stand in.
    struct Bend: Sendable {
        let layer: Int
        let middle: Double
    }

    /// The column of each box, from 0, and its top, from 0.
    private(set) var layers: [Int]
    private(set) var tops: [Double]
    /// Of each link, from left to right.
    private(set) var bends: [[Bend]]

    var layerCount: Int { (layers.max() ?? -1) + 1 }

    /// A box, or a link's way past a column.
    private struct Slot {
        let layer: Int
        let height: Double
        var middle = 0.0
        var left: [Int] = []
        var right: [Int] = []
    }

    private static let passHeight = 10.0
    /// Each sweep brings boxes nearer to level; after so many nothing moves that anyone sees.
    private static let sweepCount = 12

    /// - Parameters:
    ///   - heights: Of the boxes, in the order in which they shall stand.
    ///   - links: From a box to one further right, without cycles.
    ///   - isAtEnd: Boxes that stand in the last column wherever their neighbours are.
    init(heights: [Double], links: [(into: Int, from: Int)], gap: Double, isAtEnd: [Bool]) {
        layers = Self.layers(heights.count, links, isAtEnd)
        tops = []
        bends = []
        var slots = zip(layers, heights).map { Slot(layer: $0, height: $1) }
        let passes = links.map { Self.connect($0, &slots) }
        var order = Self.order(slots, count: layerCount)
        Self.untangle(&order, slots)
        Self.level(&slots, order, gap)
        let top = slots.map { $0.middle - $0.height / 2 }.min() ?? 0
        tops = heights.indices.map { slots[$0].middle - heights[$0] / 2 - top }
        bends = passes.map { pass in
            pass.map { Bend(layer: slots[$0].layer, middle: slots[$0].middle - top) }
        }
    }

    /// The longest way from a box that goes into nothing.
    private static func layers(
        _ count: Int, _ links: [(into: Int, from: Int)], _ isAtEnd: [Bool]
    ) -> [Int] {
        var layers = Array(repeating: 0, count: count)
        var isMoved = true
        var rounds = 0
        while isMoved, rounds <= count {
            isMoved = false
            for (into, from) in links where layers[from] <= layers[into] {
                layers[from] = layers[into] + 1
                isMoved = true
            }
            rounds += 1
        }
        let last = layers.max() ?? 0
        return zip(layers, isAtEnd).map { $1 ? last : $0 }
    }

    /// - Returns: The slots by which the link passes columns, from left to right.
    private static func connect(_ link: (into: Int, from: Int), _ slots: inout [Slot]) -> [Int] {
        var passed: [Int] = []
        var before = link.into
        for layer in slots[link.into].layer + 1..<slots[link.from].layer {
            slots.append(Slot(layer: layer, height: passHeight))
            slots[before].right.append(slots.count - 1)
            slots[slots.count - 1].left.append(before)
            before = slots.count - 1
            passed.append(before)
        }
        slots[before].right.append(link.from)
        slots[link.from].left.append(before)
        return passed
    }

    private static func order(_ slots: [Slot], count: Int) -> [[Int]] {
        var order: [[Int]] = Array(repeating: [], count: count)
        for index in slots.indices { order[slots[index].layer].append(index) }
        return order
    }

    /// Brings each column into the order of what it goes into; neighbours of one box stay in their
    /// own order, which may mean something.
    private static func untangle(_ order: inout [[Int]], _ slots: [Slot]) {
        var place = Array(repeating: 0.0, count: slots.count)
        for layer in order.indices {
            if layer > 0 {
                let ranks = order[layer].map { index in
                    mean(slots[index].left.map { place[$0] }) ?? place[index]
                }
                order[layer] = zip(order[layer], ranks).enumerated().sorted {
                    ($0.element.1, $0.offset) < ($1.element.1, $1.offset)
                }.map(\.element.0)
            }
            for (position, index) in order[layer].enumerated() { place[index] = Double(position) }
        }
    }

    private static func level(_ slots: inout [Slot], _ order: [[Int]], _ gap: Double) {
        for layer in order { place(layer, wanted: layer.map { _ in 0 }, &slots, gap) }
        for sweep in 0..<sweepCount {
            let isLeftward = sweep % 2 == 1
            for layer in isLeftward ? order.reversed() : order {
                let wanted = layer.map { index in
                    let near = isLeftward ? slots[index].right : slots[index].left
                    return mean(near.map { slots[$0].middle }) ?? slots[index].middle
                }
                place(layer, wanted: wanted, &slots, gap)
            }
        }
    }

    /// Puts the boxes of a column where they want to be, in the sense of least squares, in their
    /// order and with the gap between them.
    private static func place(
        _ layer: [Int], wanted: [Double], _ slots: inout [Slot], _ gap: Double
    ) {
        var offsets: [Double] = []
        for (position, index) in layer.enumerated() {
            guard position > 0 else {
                offsets.append(0)
                continue
            }
            let above = slots[layer[position - 1]].height
            offsets.append(offsets[position - 1] + (above + slots[index].height) / 2 + gap)
        }
        // Neighbours that would overlap move as one, to the mean of what they want.
        var runs: [(sum: Double, count: Int)] = []
        for (wish, offset) in zip(wanted, offsets) {
            runs.append((wish - offset, 1))
            while runs.count > 1 {
                let (last, before) = (runs[runs.count - 1], runs[runs.count - 2])
                guard before.sum / Double(before.count) > last.sum / Double(last.count) else {
                    break
                }
                runs.removeLast(2)
                runs.append((before.sum + last.sum, before.count + last.count))
            }
        }
        var position = 0
        for run in runs {
            for _ in 0..<run.count {
                slots[layer[position]].middle =
                    run.sum / Double(run.count) + offsets[position]
                position += 1
            }
        }
    }

    private static func mean(_ values: [Double]) -> Double? {
        values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
    }
}
