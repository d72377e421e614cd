import PhusaModel

/// Payloads of neighbors in the order of the key, one behind the other.
///
/// In memory they lie in the order of the file. Each fetched by itself costs a wait for main memory,
/// twice; fetched in two loops over a thousand, the processor waits for many of them at once.
struct PayloadWindow {
    private static let placeCountMax = 1_024

    /// Places whose payloads are here.
    private var places = 0..<0
    private var bytes: [UInt8] = []
    /// Where each begins in `bytes`, and the last one ends.
    private var starts: [Int] = [0]

    /// Takes the payloads from a place on.
    mutating func move(to place: Int, of rows: SortedRows) {
        places = place..<min(place + Self.placeCountMax, rows.count)
        starts.removeAll(keepingCapacity: true)
        starts.append(0)
        var sources: [Int] = []
        sources.reserveCapacity(places.count)
        for place in places {
            let row = rows.row(place)
            sources.append(row.payloadStart)
            starts.append(starts[starts.count - 1] + Int(row.payloadByteCount))
        }
        let count = starts[places.count]
        if bytes.count < count { bytes = Array(repeating: 0, count: 2 * count) }
        rows.rows.payloads.withUnsafeBytes { payloads in
            bytes.withUnsafeMutableBytes { bytes in
                for (index, source) in sources.enumerated() {
                    let target = starts[index]..<starts[index + 1]
                    bytes[target].copyBytes(from: payloads[source..<source + target.count])
                }
            }
        }
    }

    func contains(_ place: Int) -> Bool { places.contains(place) }

    /// - Parameter place: One that is here.
    func with<Result>(_ place: Int, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        let index = place - places.lowerBound
        return bytes.withUnsafeBytes {
            body(UnsafeRawBufferPointer(rebasing: $0[starts[index]..<starts[index + 1]]))
        }
    }
}
