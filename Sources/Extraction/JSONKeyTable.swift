import Glibc
import PhusaModel

/// The keys met so far, each in the object that it stands in, found without a string or a hash where
/// they come in the order of the record before.
///
/// It knows only what ``JSONPaths`` has told it of sound records, so what is found here needs no
/// further thought: how the key is spelled, its path, and the column of that path. Used through a
/// pointer: as the property of a class it would be guarded at every access.
struct JSONKeyTable {
    struct Key {
        /// Index of the key whose object this one stands in, or -1.
        let parent: Int32
        /// Where its bytes stand in `text`.
        let start: Int32
        let count: Int32
        /// Index of its path in ``JSONPaths``.
        let entry: Int32
        /// Index of its column, or -1 while only objects stood there.
        var column: Int32 = -1
        /// Whether an object has stood there.
        var isObject = false
        /// The key that came next the last time.
        var successor: Int32 = 0
    }

    private(set) var keys = GrowingBuffer<Key>(capacity: 64)
    private var text = GrowingBuffer<UInt8>(capacity: 1_024)
    /// By entry: the record that had it last.
    private(set) var stamps = GrowingBuffer<Int>(capacity: 64)
    private(set) var record = 0
    private var previous: Int32 = 0

    /// As many keys as a table may have columns; what comes later is read the general way.
    private static let countMax = ExtractionLimit.columnCountMax

    func deallocate() {
        keys.deallocate()
        text.deallocate()
        stamps.deallocate()
    }

    mutating func beginRecord() { record += 1 }

    /// Learns a key, or finds it.
    ///
    /// - Returns: Its index, or `nil` where there is no room or it cannot stand in a text as it is.
    mutating func learn(_ key: UnsafeBufferPointer<UInt8>, in parent: Int32, entry: Int) -> Int32? {
        if let known = find(key, in: parent) { return known }
        let isVerbatim = key.allSatisfy { $0 >= 0x20 && $0 != 0x22 && $0 != 0x5C }
        guard keys.count < Self.countMax, isVerbatim else { return nil }
        while stamps.count <= entry { stamps.append(0) }
        keys.append(
            Key(
                parent: parent, start: Int32(text.count), count: Int32(key.count),
                entry: Int32(entry)))
        if let start = key.baseAddress { text.append(start, count: key.count) }
        return note(Int32(keys.count - 1))
    }

    /// Takes over what is known of the paths by now.
    mutating func refresh(from paths: JSONPaths) {
        for index in 0..<keys.count {
            let entry = Int(keys.base[index].entry)
            keys.base[index].column = Int32(paths.knownColumn(of: entry))
            keys.base[index].isObject = paths.hasObject(entry)
        }
    }

    /// The key that stands here, up to its closing quote, if it is the one that came next last time.
    @inline(__always)
    mutating func expected(at place: UnsafePointer<UInt8>, in parent: Int32) -> Int32? {
        guard keys.count > 0 else { return nil }
        let candidate = keys.base[Int(previous)].successor
        let key = keys.base + Int(candidate)
        let count = Int(key.pointee.count)
        guard key.pointee.parent == parent,
            isEqual(place, text.base + Int(key.pointee.start), count: count),
            place[count] == UInt8(ascii: "\"")
        else { return nil }
        previous = candidate
        return candidate
    }

    /// Byte by byte: keys are short, and what stands behind the block's end differs.
    @inline(__always)
    private func isEqual(
        _ left: UnsafePointer<UInt8>, _ right: UnsafePointer<UInt8>, count: Int
    ) -> Bool {
        var index = 0
        while index < count {
            if left[index] != right[index] { return false }
            index &+= 1
        }
        return true
    }

    /// Looks at all keys.
    mutating func find(_ key: UnsafeBufferPointer<UInt8>, in parent: Int32) -> Int32? {
        for index in 0..<keys.count {
            let known = keys.base[index]
            guard known.parent == parent, Int(known.count) == key.count else { continue }
            guard let start = key.baseAddress else { return note(Int32(index)) }
            if memcmp(text.base + Int(known.start), start, key.count) == 0 {
                return note(Int32(index))
            }
        }
        return nil
    }

    private mutating func note(_ key: Int32) -> Int32 {
        keys.base[Int(previous)].successor = key
        previous = key
        return key
    }

    /// Whether the record at hand had this path before; it has it from now on.
    @inline(__always)
    mutating func isRepeated(_ entry: Int32) -> Bool {
        let stamp = stamps.base + Int(entry)
        defer { stamp.pointee = record }
        return stamp.pointee == record
    }
}
