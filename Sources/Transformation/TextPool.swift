/// Number of a distinct text in a ``TextPool``, from 0.
typealias TextID = Int32

/// Distinct texts, each with a number: what a step makes of a text is then found by number.
///
/// The first ``fixedCount`` texts (constants, headers, letters) outlive ``removeVariable()``.
struct TextPool: Sendable {
    /// Bytes after which the texts of a file are forgotten between two batches: a column of
    /// distinct texts must not grow the pool with the file.
    static let byteCountMax = 8 * 1024 * 1024

    /// The number of the text without characters.
    static let emptyID: TextID = 0

    private var bytes: [UInt8] = []
    private var ends: [Int] = []
    private var hashes: [UInt64] = []
    /// Text numbers by hash, -1 for a free place; a power of two, never more than half full.
    private var table: [TextID] = Array(repeating: -1, count: 256)
    private(set) var fixedCount = 0

    init() { _ = id(of: "") }

    var count: Int { ends.count }
    var byteCount: Int { bytes.count }

    /// Makes all texts so far permanent.
    mutating func fix() { fixedCount = count }

    /// Forgets all texts but the fixed ones; their numbers are given out again.
    mutating func removeVariable() {
        bytes.removeSubrange((fixedCount == 0 ? 0 : ends[fixedCount - 1])...)
        ends.removeSubrange(fixedCount...)
        hashes.removeSubrange(fixedCount...)
        rebuild(capacity: 256)
    }

    /// The number of a text, new or old.
    mutating func id(of text: String) -> TextID {
        var text = text
        return text.withUTF8 { id(of: $0) }
    }

    mutating func id(of text: ArraySlice<UInt8>) -> TextID {
        text.withUnsafeBufferPointer { id(of: $0) }
    }

    mutating func id(of text: UnsafeBufferPointer<UInt8>) -> TextID {
        let hash = Self.hash(text)
        var place = Int(truncatingIfNeeded: hash) & (table.count - 1)
        while table[place] >= 0 {
            if hashes[Int(table[place])] == hash, equals(table[place], text) { return table[place] }
            place = (place + 1) & (table.count - 1)
        }
        let id = TextID(count)
        bytes.append(contentsOf: text)
        ends.append(bytes.count)
        hashes.append(hash)
        table[place] = id
        if count * 2 > table.count { rebuild(capacity: table.count * 2) }
        return id
    }

    func bytes(of id: TextID) -> ArraySlice<UInt8> { bytes[start(of: id)..<ends[Int(id)]] }

    func text(_ id: TextID) -> String { String(decoding: bytes(of: id), as: UTF8.self) }

    private func start(of id: TextID) -> Int { id == 0 ? 0 : ends[Int(id) - 1] }

    private func equals(_ id: TextID, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
        let start = start(of: id)
        guard ends[Int(id)] - start == text.count else { return false }
        for index in text.indices where bytes[start + index] != text[index] { return false }
        return true
    }

    private mutating func rebuild(capacity: Int) {
        var capacity = capacity
        while capacity < count * 2 { capacity *= 2 }
        table = Array(repeating: -1, count: capacity)
        for id in 0..<count {
            var place = Int(truncatingIfNeeded: hashes[id]) & (capacity - 1)
            while table[place] >= 0 { place = (place + 1) & (capacity - 1) }
            table[place] = TextID(id)
        }
    }

    /// FNV-1a of 64 bits, mixed once more: its low bits alone choose the place.
    private static func hash(_ text: UnsafeBufferPointer<UInt8>) -> UInt64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in text { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        return hash ^ (hash >> 29)
    }
}

/// What a step made of each text, by the text's number.
struct TextCache: Sendable {
    private static let unknown = Int.min
    private var results: [Int] = []

    subscript(id: TextID) -> Int? {
        get {
            guard Int(id) < results.count, results[Int(id)] != Self.unknown else { return nil }
            return results[Int(id)]
        }
        set {
            while results.count <= Int(id) { results.append(Self.unknown) }
            results[Int(id)] = newValue ?? Self.unknown
        }
    }

    mutating func removeAll() { results.removeAll(keepingCapacity: true) }
}
