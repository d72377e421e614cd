import PhusaModel

/// Which of a few keys, given as people read them, the many rows of a drop state.
///
/// Rendering a million keys as text takes seconds. So each member's text is made once, a row's key is
/// only hashed from such texts, and is rendered where the hash is one that is looked for.
struct StatedKeys {
    private let wanted: Set<String>
    private let hashes: Set<UInt64>
    private let rows: FactRows
    private let fact: FactTable
    private let columns: [FactColumn]
    /// By key column: the hashable text of each member, as far as it was met.
    private var texts: [[[UInt8]?]]

    /// - Parameter wanted: As ``FactRows/keyText(_:of:)`` writes them.
    init(_ wanted: Set<String>, in rows: FactRows, of fact: FactTable) {
        self.wanted = wanted
        self.rows = rows
        self.fact = fact
        columns = Array(fact.keyColumns)
        hashes = Set(
            wanted.map { key in
                var hash = KeyHash()
                hash.feed(Array(key.utf8))
                return hash.value
            })
        texts = columns.map { column in
            let count = rows.members[column.name]?.keys.count ?? 0
            return Array(repeating: nil, count: column.kind == .reference ? count : 0)
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
        rows.forEachKeyValue(row, columnCount: columns.count) { index, value in
            let text = text(value, index)
            guard !text.isEmpty else { return }
            if !isFirst { hash.feed(Self.separator) }
            isFirst = false
            hash.feed(text)
        }
        return !hash.isASCII || hashes.contains(hash.value)
    }

    private static let separator = Array(FactRows.keyTextSeparator.utf8)

    private mutating func text(_ value: ArraySlice<UInt8>, _ index: Int) -> [UInt8] {
        let member = Int(FactRows.integer(value))
        guard texts[index].indices.contains(member) else {
            return Array(rows.text(value, columns[index]).utf8)
        }
        if let known = texts[index][member] { return known }
        let text = Array(rows.text(value, columns[index]).utf8)
        texts[index][member] = text
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
