import PhusaModel

/// The state of one record under work: its registers, its texts and what it broke.
struct Workbench: Sendable {
    /// Distinct unknown values of a file for which the nearest valid one is searched.
    private static let suggestionCountMax = 200

    var pool = TextPool()
    var keys = KeyTable()
    var registers: [Register] = []
    /// The register that a register was made from, itself for those of the file.
    var roots: [Int] = []
    /// Column of the file (from 0) that a root register holds, -1 for none.
    var origins: [Int] = []
    private(set) var arena: [UInt8] = []
    /// The text in the pool of each word of the file.
    private var words: [TextID] = []
    var violations: [Violation] = []
    /// Entries of code maps that records met; `nil` where nobody asks.
    var mapUses: MapUses?
    /// Set while keys of a quarantined record are read again: what it broke is known already.
    var isSilent = false
    private var suggestionsLeft = suggestionCountMax
    /// Nearest values found so far, by list and text: the same mistake comes again and again.
    private var suggestions: [Sought: String?] = [:]

    private struct Sought: Hashable, Sendable {
        let list: String
        let text: String
    }

    let path: String
    let headers: [String]
    private var line = 0
    /// Number of the record in the drop.
    private var record = 0
    private var byte = 0

    init(path: String, headers: [String]) {
        self.path = path
        self.headers = headers
    }

    // MARK: Taking in

    /// Takes the texts of a batch, whose words go to the pool as they are likely to be asked for.
    mutating func begin(_ batch: CheckedBatch) {
        arena = batch.arena
        while words.count < batch.words.count {
            words.append(pool.id(of: batch.words[Int32(words.count)]))
        }
    }

    /// Empties the pool but for what the program is made of: numbers of texts are given out again.
    mutating func forgetTexts() {
        pool.removeVariable()
        words.removeAll(keepingCapacity: true)
    }

    mutating func begin(_ record: CheckedBatch.Record) {
        line = record.line
        self.record = record.number
        byte = record.byte
        if !violations.isEmpty { violations.removeAll() }
    }

    /// Loads columns of a record, one of whose values stands for each column, into their registers.
    mutating func load(_ columns: [Int], of values: UnsafeBufferPointer<CheckedValue>) {
        registers.withUnsafeMutableBufferPointer { registers in
            for column in columns {
                registers[column] = Register(values[column], words: words)
            }
        }
    }

    // MARK: Reading

    /// The text of a register; a text of the batch goes to the pool and stays there.
    @inline(__always)
    mutating func text(in slot: Int) -> TextReading {
        // Nearly every text that a step asks for, each time: worth no call.
        if case .text(let id) = registers[slot], id != TextPool.emptyID { return .id(id) }
        return readText(in: slot)
    }

    private mutating func readText(in slot: Int) -> TextReading {
        switch registers[slot] {
        case .absent, .mark: return .absent
        case .invalid: return .invalid
        case .text(let id): return id == TextPool.emptyID ? .absent : .id(id)
        case .span(let span):
            guard span.count > 0 else { return .absent }
            let start = Int(span.start)
            let id = pool.id(of: arena[start..<start + Int(span.count)])
            registers[slot] = .text(id)
            return .id(id)
        default: return .id(pool.id(of: description(of: registers[slot])))
        }
    }

    /// Mutating, as a call that cannot change the bench would copy it.
    mutating func number(in slot: Int) -> NumberReading {
        switch registers[slot] {
        case .absent: return .absent
        case .mark(let mark): return mark == .zero ? .number(.zero) : .absent
        case .decimal(let value): return .number(value)
        case .integer(let value): return .number(ExactDecimal(Int(value)))
        case .span(let span):
            guard span.count > 0 else { return .absent }
            return plainNumber(arena[Int(span.start)..<Int(span.start + span.count)])
        case .text(let id):
            let bytes = pool.bytes(of: id)
            return bytes.isEmpty ? .absent : plainNumber(bytes)
        case .invalid: return .invalid
        default: return .text(description(of: registers[slot]))
        }
    }

    private func plainNumber(_ bytes: ArraySlice<UInt8>) -> NumberReading {
        ExactDecimal(utf8: bytes, format: .plain).map { .number($0) }
            ?? .text(String(decoding: bytes, as: UTF8.self))
    }

    /// The canonical text of a value: what violations show and text columns hold.
    func description(of register: Register) -> String {
        switch register {
        case .absent, .invalid: ""
        case .mark(let mark): mark.rawValue
        case .span(let span):
            String(
                decoding: arena[Int(span.start)..<Int(span.start + span.count)], as: UTF8.self)
        case .text(let id): pool.text(id)
        case .decimal(let value): value.description
        case .integer(let value): String(value)
        case .day(let day): day.description
        case .moment(let moment): moment.description
        case .period(let period): period.description
        case .boolean(let value): value ? "true" : "false"
        case .reference(let index): keys.keys[Int(index)]
        }
    }

    /// Notes that the record under work met an entry of a code map.
    mutating func noteUse(of text: TextID, in map: CodeMap) {
        mapUses?.note(pool.text(text), in: map, record: record)
    }

    // MARK: Breaches

    /// Notes a breach of the value in `slot`, at the file's column that it was made from.
    mutating func report(
        _ rule: Rule, slot: Int?, found: String? = nil, expected: Expectation,
        suggestion: String? = nil
    ) {
        guard !isSilent else { return }
        let origin = slot.map { origins[roots[$0]] } ?? -1
        let violation = Violation(
            rule: rule,
            position: FilePosition(path: path, line: line, column: origin + 1, byte: byte),
            column: origin < 0 ? nil : headers[origin],
            found: found ?? slot.map { description(of: registers[$0]) } ?? "",
            expected: expected, suggestion: suggestion)
        if !violations.contains(violation) { violations.append(violation) }
    }

    /// The nearest of the candidates; `nil` where none is near or too many were asked for already.
    ///
    /// - Parameters:
    ///   - list: A name for the candidates, where they are the same for the whole file.
    ///   - candidates: Made only to be searched.
    mutating func nearest<Candidates: Sequence<String>>(
        to text: String, in list: String? = nil, among candidates: @autoclosure () -> Candidates
    ) -> String? {
        guard !isSilent, suggestionsLeft > 0 else { return nil }
        suggestionsLeft -= 1
        guard let list else { return NearestName.find(text, among: candidates()) }
        let sought = Sought(list: list, text: text)
        if let known = suggestions[sought] { return known }
        let nearest = NearestName.find(text, among: candidates())
        suggestions[sought] = .some(nearest)
        return nearest
    }
}
