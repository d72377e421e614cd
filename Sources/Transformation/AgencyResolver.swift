import PhusaModel

/// The agency of a row: its code on the day of the vintage.
struct AgencyResolver: Sendable {
    private let agencies: [Agency]
    private let day: CalendarDay
    private let input: Int
    private let output: Int
    /// Index in the key table of each distinct text, -1 for an unknown code.
    private var cache = TextCache()

    init(agencies: [Agency], on day: CalendarDay, input: Int, output: Int) {
        self.agencies = agencies.filter { $0.isValid(on: day) }
        self.day = day
        self.input = input
        self.output = output
    }

    /// Forgets what it made of texts: their numbers are given out again.
    mutating func forget() { cache.removeAll() }

    mutating func run(_ bench: inout Workbench) {
        switch bench.text(in: input) {
        case .absent: bench.registers[output] = .absent
        case .invalid: bench.registers[output] = .invalid
        case .id(let id):
            let key = key(of: id, &bench)
            guard key < 0 else {
                bench.registers[output] = .reference(Int32(key))
                return
            }
            let text = bench.pool.text(id)
            bench.report(
                .normaliseAgency, slot: input,
                expected: .code(list: "agencies", on: day.description),
                suggestion: bench.nearest(
                    to: text, in: "agencies", among: agencies.lazy.map(\.code)))
            bench.registers[output] = .invalid
        }
    }

    private mutating func key(of id: TextID, _ bench: inout Workbench) -> Int {
        if let key = cache[id] { return key }
        let code = bench.pool.text(id)
        let agency = agencies.first { $0.code == code }
        let key = agency.map { Int(bench.keys.index(of: $0.naturalKey)) } ?? -1
        cache[id] = key
        return key
    }
}
