import Glibc
import PhusaModel

/// The dotted paths met in a file, and the column of each that holds values.
struct JSONPaths {
    private struct Entry {
        let path: [UInt8]
        /// Index of the column, or -1 while only objects stood there.
        var column = -1
        /// Whether an object stands there: then `null` is an object that is missing.
        var isObject = false
        /// The record that had it last.
        var record = 0
        /// The path that came next in the last record that had this one.
        var successor = 0
    }

    private(set) var columns: [String]
    private var entries: [Entry] = []
    private var indexByPath: [[UInt8]: Int] = [:]
    private var record = 0
    private var previous = 0

    init(columns: [String]) {
        self.columns = columns
        for (index, column) in columns.enumerated() {
            let path = Array(column.utf8)
            entries[entry(of: path)].column = index
            for (place, byte) in path.enumerated() where byte == UInt8(ascii: ".") {
                entries[entry(of: Array(path[..<place]))].isObject = true
            }
        }
        for index in entries.indices { entries[index].successor = (index + 1) % entries.count }
    }

    /// Whether more paths have been met than a table may have columns.
    var isFull: Bool {
        columns.count > ExtractionLimit.columnCountMax
            || entries.count > 2 * ExtractionLimit.columnCountMax
    }

    mutating func beginRecord() { record += 1 }

    /// Finds or makes the entry of a path.
    ///
    /// - Returns: Its index, and whether this record had it before.
    mutating func meet(_ path: UnsafeBufferPointer<UInt8>) -> (entry: Int, isRepeated: Bool) {
        let index = entries.isEmpty ? entry(of: Array(path)) : guess(path)
        let isRepeated = entries[index].record == record
        entries[index].record = record
        entries[previous].successor = index
        previous = index
        return (index, isRepeated)
    }

    /// Notes that an object stands at a path.
    mutating func markObject(_ entry: Int) { entries[entry].isObject = true }

    /// Whether a `null` there means that an object is missing.
    func isObject(_ entry: Int) -> Bool { entries[entry].isObject && entries[entry].column < 0 }

    /// Whether an object has stood there.
    func hasObject(_ entry: Int) -> Bool { entries[entry].isObject }

    /// The column of a path, or -1 while no value stood there.
    func knownColumn(of entry: Int) -> Int { entries[entry].column }

    /// The column of a path that holds a value; a new one comes last.
    mutating func column(of entry: Int) -> Int {
        if entries[entry].column < 0 {
            entries[entry].column = columns.count
            columns.append(String(decoding: entries[entry].path, as: UTF8.self))
        }
        return entries[entry].column
    }

    private mutating func guess(_ path: UnsafeBufferPointer<UInt8>) -> Int {
        let candidate = entries[previous].successor
        let isHit = entries[candidate].path.withUnsafeBufferPointer { known in
            guard known.count == path.count else { return false }
            guard let left = known.baseAddress, let right = path.baseAddress else { return true }
            return memcmp(left, right, path.count) == 0
        }
        return isHit ? candidate : entry(of: Array(path))
    }

    private mutating func entry(of path: [UInt8]) -> Int {
        if let index = indexByPath[path] { return index }
        let canonical = Array(composed(String(decoding: path, as: UTF8.self)).utf8)
        if let index = indexByPath[canonical] {
            indexByPath[path] = index
            return index
        }
        indexByPath[path] = entries.count
        indexByPath[canonical] = entries.count
        entries.append(Entry(path: canonical))
        return entries.count - 1
    }
}
