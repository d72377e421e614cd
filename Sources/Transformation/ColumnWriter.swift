import PhusaModel

/// One column of the fact: from a register to the bytes of its kind.
struct ColumnWriter: Sendable {
    let name: String
    let kind: ColumnKind
    private let isNullable: Bool
    /// `nil`: nothing in the pipeline bears the name; always null.
    private let slot: Int?
    /// For references that the pipeline writes as text.
    private let rule: MemberRule?
    /// Index among the column's members by index in the key table, -1 for one not met yet.
    private var memberIndices: [Int32] = []
    private var memberCount = 0
    /// Index in the key table of each distinct text, -1 for no member.
    private var cache = TextCache()

    init(column: FactColumn, slot: Int?, rule: MemberRule?) {
        name = column.name
        kind = column.kind
        isNullable = column.isNullable
        self.slot = slot
        self.rule = rule
    }

    mutating func begin(memberCount: Int) {
        if memberCount != self.memberCount { memberIndices.removeAll() }
        self.memberCount = memberCount
    }

    mutating func forget() { cache.removeAll() }

    /// Appends the value; where it does not fit, reports that and appends null.
    mutating func write(
        _ bench: inout Workbench, to encoder: inout FactRowEncoder,
        members: inout [String: MemberList]
    ) {
        guard let slot else { return writeNull(&bench, to: &encoder) }
        switch bench.registers[slot] {
        case .invalid: encoder.appendNull()
        case .absent: writeNull(&bench, to: &encoder)
        default:
            if kind == .reference {
                writeReference(&bench, to: &encoder, members: &members)
            } else {
                writeValue(slot, &bench, to: &encoder)
            }
        }
    }

    /// Whether a value is there that fits; reports nothing while the bench is silent.
    func canWrite(_ bench: inout Workbench) -> Bool {
        guard let slot else { return false }
        switch bench.registers[slot] {
        case .invalid, .absent: return false
        case .reference: return true
        default:
            guard kind == .reference else { return isValue(slot, &bench) }
            guard case .id(let id) = bench.text(in: slot) else { return false }
            return rule?.accepts(bench.pool.text(id)) ?? false
        }
    }

    /// The member that the column refers to, as an index in the key table.
    mutating func reference(_ bench: inout Workbench) -> Int32? {
        guard let slot else { return nil }
        if case .reference(let index) = bench.registers[slot] { return index }
        guard let rule, case .id(let id) = bench.text(in: slot) else { return nil }
        if let index = cache[id] { return index < 0 ? nil : Int32(index) }
        let key = bench.pool.text(id)
        let index =
            rule.accepts(key)
            ? bench.keys.index(of: key, periodID: Period(naturalKey: key)?.id ?? 0) : -1
        cache[id] = Int(index)
        return index < 0 ? nil : index
    }

    private func isValue(_ slot: Int, _ bench: inout Workbench) -> Bool {
        switch bench.value(in: slot, as: kind) {
        case nil, .null: false
        default: true
        }
    }

    // MARK: References

    private mutating func writeReference(
        _ bench: inout Workbench, to encoder: inout FactRowEncoder,
        members: inout [String: MemberList]
    ) {
        if let index = reference(&bench) {
            encoder.append(int32: member(index, bench.keys, &members))
            return
        }
        guard let slot, let rule, case .id(let id) = bench.text(in: slot) else {
            return writeNull(&bench, to: &encoder)
        }
        bench.report(
            .normaliseMember, slot: slot, expected: .oneOf(list: rule.list, values: []),
            suggestion: bench.nearest(to: bench.pool.text(id), among: rule.candidates.sorted()))
        encoder.appendNull()
    }

    private mutating func member(
        _ index: Int32, _ keys: KeyTable, _ members: inout [String: MemberList]
    ) -> Int32 {
        while memberIndices.count <= Int(index) { memberIndices.append(-1) }
        if memberIndices[Int(index)] >= 0 { return memberIndices[Int(index)] }
        let member = members[name, default: MemberList()].index(of: keys.keys[Int(index)])
        memberIndices[Int(index)] = member
        memberCount = max(memberCount, Int(member) + 1)
        return member
    }

    // MARK: Values

    private func writeValue(
        _ slot: Int, _ bench: inout Workbench, to encoder: inout FactRowEncoder
    ) {
        guard let value = bench.value(in: slot, as: kind) else {
            bench.report(breach, slot: slot, expected: expectation)
            encoder.appendNull()
            return
        }
        switch value {
        case .null: writeNull(&bench, to: &encoder)
        case .decimal(let value): encoder.append(decimal: value)
        case .integer(let value): encoder.append(int32: value)
        case .text(let bytes): encoder.append(text: bytes)
        case .day(let day): encoder.append(day: day)
        case .moment(let moment): encoder.append(moment: moment)
        case .boolean(let value): encoder.append(boolean: value)
        case .character(let byte): encoder.append(character: byte)
        }
    }

    private func writeNull(_ bench: inout Workbench, to encoder: inout FactRowEncoder) {
        if !isNullable {
            bench.report(.contractRequired, slot: slot, found: name, expected: .value)
        }
        encoder.appendNull()
    }
}
