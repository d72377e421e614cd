import PhusaModel

/// One column of the fact: from a register to a number of the key or to the bytes of its kind.
struct ColumnWriter: Sendable {
    let name: String
    let kind: ColumnKind
    private let isReference: Bool
    private let isDecimal: Bool
    private let isCharacter: Bool
    private let isNullable: Bool
    /// Place among the columns of the fact.
    private let place: Int
    private let isScope: Bool
    /// `nil`: nothing in the pipeline bears the name; always null.
    private let slot: Int?
    /// For references that the pipeline writes as text.
    private let rule: MemberRule?
    /// Index among the column's members by index in the key table, -1 for one not met yet.
    private var memberIndices: [Int32] = []
    private var memberCount = 0
    /// Index in the key table of each distinct text, -1 for no member.
    private var cache = TextCache()
    /// The byte of each distinct text that is one character of ASCII.
    private var characters = TextCache()

    init(fact: FactTable, place: Int, slot: Int?, rule: MemberRule?) {
        let column = fact.columns[place]
        name = column.name
        kind = column.kind
        isReference = column.kind == .reference
        isDecimal = column.kind == .decimal
        isCharacter = column.kind == .character
        isNullable = column.isNullable
        isScope = column.name == fact.scope
        self.place = place
        self.slot = slot
        self.rule = rule
    }

    mutating func begin(memberCount: Int) {
        if memberCount != self.memberCount { memberIndices.removeAll() }
        self.memberCount = memberCount
    }

    mutating func forget() {
        cache.removeAll()
        characters.removeAll()
    }

    // MARK: Key columns

    /// The number of the value among the column's distinct ones; where there is none that fits,
    /// reports that.
    ///
    /// - Parameter scratch: For the value's bytes.
    mutating func writeKey(
        _ bench: inout Workbench, scratch: inout FactRowEncoder, into rows: inout FactRows
    ) -> Int32 {
        if isReference, let slot, case .reference(let index) = bench.registers[slot] {
            return member(index, &bench, &rows)
        }
        scratch.removeAll()
        guard write(&bench, to: &scratch, behind: 0, into: &rows) else { return Self.noNumber }
        let value = scratch.written(behind: Self.lengthByteCount)
        if isReference { return value.reduce(0) { $0 << 8 | Int32($1) } }
        return rows.value(value, of: place)
    }

    /// Stands in the key of a record that has been reported, and is discarded with it.
    private static let noNumber: Int32 = 0
    /// Of the length before a value in COPY form.
    private static let lengthByteCount = 4

    /// Whether a value is there that fits; reports nothing while the bench is silent.
    func canWrite(_ bench: inout Workbench) -> Bool {
        guard let slot else { return false }
        switch bench.registers[slot] {
        case .invalid, .absent: return false
        case .reference: return true
        default:
            guard isReference else { return isValue(slot, &bench) }
            guard case .id(let id) = bench.text(in: slot) else { return false }
            return rule?.accepts(bench.pool.text(id)) ?? false
        }
    }

    private func isValue(_ slot: Int, _ bench: inout Workbench) -> Bool {
        switch bench.value(in: slot, as: kind) {
        case nil, .null: false
        default: true
        }
    }

    // MARK: Payload columns

    /// Appends the value; where it does not fit, reports that.
    ///
    /// - Parameter nullCount: Columns without a value just before this one, for which nothing was
    ///   written yet: they are written in front of a value.
    /// - Returns: Whether there is a value; if not, nothing was written.
    mutating func write(
        _ bench: inout Workbench, to encoder: inout FactRowEncoder, behind nullCount: Int,
        into rows: inout FactRows
    ) -> Bool {
        guard let slot else { return isNullable ? false : reportNull(&bench) }
        switch bench.registers[slot] {
        case .invalid: return false
        case .absent: return isNullable ? false : reportNull(&bench)
        // Nearly every value of a fact, without a detour.
        case .decimal(let value) where isDecimal:
            encoder.appendNulls(nullCount)
            encoder.append(decimal: value)
            return true
        case .text(let id) where isCharacter:
            if let byte = characters[id] {
                encoder.appendNulls(nullCount)
                encoder.append(character: UInt8(byte))
                return true
            }
            characters[id] = character(id, bench.pool)
        default: break
        }
        return isReference
            ? writeReference(&bench, to: &encoder, behind: nullCount, into: &rows)
            : writeValue(slot, &bench, to: &encoder, behind: nullCount)
    }

    /// - Returns: The byte of a text that is one character of ASCII.
    private func character(_ id: TextID, _ pool: TextPool) -> Int? {
        let bytes = pool.bytes(of: id)
        guard bytes.count == 1, let byte = bytes.first, byte < 0x80 else { return nil }
        return Int(byte)
    }

    // MARK: References

    /// The member that the column refers to, as an index in the key table.
    private mutating func reference(_ bench: inout Workbench) -> Int32? {
        guard let slot else { return nil }
        if case .reference(let index) = bench.registers[slot] { return index }
        guard let rule, case .id(let id) = bench.text(in: slot) else { return nil }
        if let index = cache[id] { return index < 0 ? nil : Int32(index) }
        let key = bench.pool.text(id)
        let index =
            rule.accepts(key)
            ? bench.keys.index(of: key) : -1
        cache[id] = Int(index)
        return index < 0 ? nil : index
    }

    private mutating func writeReference(
        _ bench: inout Workbench, to encoder: inout FactRowEncoder, behind nullCount: Int,
        into rows: inout FactRows
    ) -> Bool {
        if let index = reference(&bench) {
            encoder.appendNulls(nullCount)
            encoder.append(int32: member(index, &bench, &rows))
            return true
        }
        guard let slot, let rule, case .id(let id) = bench.text(in: slot) else {
            return reportNull(&bench)
        }
        bench.report(
            .normaliseMember, slot: slot, expected: .oneOf(list: rule.list, values: []),
            suggestion: bench.nearest(to: bench.pool.text(id), among: rule.candidates.sorted()))
        return false
    }

    @inline(__always)
    private mutating func member(
        _ index: Int32, _ bench: inout Workbench, _ rows: inout FactRows
    ) -> Int32 {
        if Int(index) < memberIndices.count, memberIndices[Int(index)] >= 0 {
            return memberIndices[Int(index)]
        }
        return newMember(index, bench.keys, &rows)
    }

    private mutating func newMember(
        _ index: Int32, _ keys: KeyTable, _ rows: inout FactRows
    ) -> Int32 {
        while memberIndices.count <= Int(index) { memberIndices.append(-1) }
        let member = rows.member(keys.keys[Int(index)], of: name, isScope: isScope)
        memberIndices[Int(index)] = member
        memberCount = max(memberCount, Int(member) + 1)
        return member
    }

    // MARK: Values

    private func writeValue(
        _ slot: Int, _ bench: inout Workbench, to encoder: inout FactRowEncoder,
        behind nullCount: Int
    ) -> Bool {
        guard let value = bench.value(in: slot, as: kind) else {
            bench.report(breach, slot: slot, expected: expectation)
            return false
        }
        if case .null = value { return reportNull(&bench) }
        encoder.appendNulls(nullCount)
        switch value {
        case .null: break
        case .decimal(let value): encoder.append(decimal: value)
        case .integer(let value): encoder.append(int32: value)
        case .text(let bytes): encoder.append(text: bytes)
        case .day(let day): encoder.append(day: day)
        case .moment(let moment): encoder.append(moment: moment)
        case .boolean(let value): encoder.append(boolean: value)
        case .character(let byte): encoder.append(character: byte)
        }
        return true
    }

    /// - Returns: False, as there is no value; a column that needs one reports that.
    private func reportNull(_ bench: inout Workbench) -> Bool {
        if !isNullable {
            bench.report(.contractRequired, slot: slot, found: name, expected: .value)
        }
        return false
    }
}
