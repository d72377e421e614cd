import PhusaModel

/// Which of a few keys, given as people read them, the many rows of a drop state.
///
/// Rendering a million keys as text takes seconds. So each distinct value's text is made once, a row's key is
/// only hashed from such texts, and is rendered where the hash is one that is looked for.
struct StatedKeys {
    private let wanted: Set<String>
    private let hashes: Set<UInt64>
    private let rows: FactRows
    private let fact: FactTable
    /// By key column: the text of each distinct value, as far as it was met.
    private var texts: [[[UInt8]?]]

    /// - Parameter wanted: As ``FactRows/keyText(_:of:)`` writes them.
    init(_ wanted: Set<String>, in rows: FactRows, of fact: FactTable) {
        self.wanted = wanted
        self.rows = rows
        self.fact = fact
        hashes = Set(
            wanted.map { key in
                var hash = KeyHash()
                hash.feed(Array(key.utf8))
                return hash.value
            })
        texts = fact.keyColumns.indices.map { column in
            Array(repeating: nil, count: rows.valueCount(column, of: fact))
        }
    }

    /// Those of the keys that some of the drop's rows have.
    mutating func find(among some: [FactRows.Row]) -> Set<String> {
        guard !wanted.isEmpty else { return [] }
        var found: Set<String> = []
        for row in some where isCandidate(row) {
            let key = rows.keyText(row, of: fact)
            if wanted.contains(key) { found.insert(key) }
        }
        return found
    }

    /// Whether the row's key has the hash of one looked for, or may equal one of other bytes: two
    /// texts beyond ASCII can be the same in different forms.
    private mutating func isCandidate(_ row: FactRows.Row) -> Bool {
        var hash = KeyHash()
        var isFirst = true
        for (column, number) in zip(texts.indices, rows.key(row)) {
            let text = text(Int(number), column)
            if text.isEmpty { continue }
            if !isFirst { hash.feed(Self.separator) }
            isFirst = false
            hash.feed(text)
        }
        return !hash.isASCII || hashes.contains(hash.value)
    }

    private static let separator = Array(FactRows.keyTextSeparator.utf8)

    private mutating func text(_ number: Int, _ column: Int) -> [UInt8] {
        if let known = texts[column][number] { return known }
        let text = Array(rows.text(number, fact.columns[column], column).utf8)
        texts[column][number] = text
        return text
    }
}

/// FNV-1a of 64 bits over the bytes of a key.
private struct KeyHash {
    private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325
    private var bits: UInt8 = 0

    var isASCII: Bool { bits < 0x80 }

    mutating func feed(_ bytes: [UInt8]) {
        for byte in bytes {
            value = (value ^ UInt64(byte)) &* 0x100_0000_01b3
            bits |= byte
        }
    }
}
