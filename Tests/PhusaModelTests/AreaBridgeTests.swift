import PhusaModel
import Testing

@Suite("AreaBridge")
struct AreaBridgeTests {
    private static func day(_ text: String) throws -> CalendarDay {
        try #require(CalendarDay(text))
    }

    private static func area(_ code: String, _ from: String?, _ to: String?) -> Area {
        Area(
            level: .commune, code: code, name: code, parent: "",
            validFrom: from.flatMap { CalendarDay($0) }, validTo: to.flatMap { CalendarDay($0) })
    }

    private static func change(
        _ from: Area, _ to: Area?, _ relation: AreaChange.Relation, _ weight: String = "1",
        _ basis: AreaBasis = .all
    ) throws -> AreaChange {
        AreaChange(
            on: try #require(from.validTo), from: from, to: to, relation: relation, basis: basis,
            weight: try #require(ExactDecimal(weight)), decree: "QĐ 1")
    }

    /// Ward 2 went to ward 3 in January, which went to ward T in July; ward 9 was divided.
    private struct Wards {
        let second = AreaBridgeTests.area("2", nil, "2025-01-01")
        let third = AreaBridgeTests.area("3", nil, "2025-01-01")
        let larger = AreaBridgeTests.area("3", "2025-01-01", "2025-07-01")
        let ninth = AreaBridgeTests.area("9", nil, "2025-07-01")
        let new = AreaBridgeTests.area("3", "2025-07-01", nil)
        let other = AreaBridgeTests.area("4", "2025-07-01", nil)
        let district = AreaBridgeTests.area("842", nil, "2025-07-01")
        let bridge: AreaBridge

        init() throws {
            bridge = AreaBridge([
                try AreaBridgeTests.change(second, larger, .merged),
                try AreaBridgeTests.change(third, larger, .merged),
                try AreaBridgeTests.change(larger, new, .merged),
                try AreaBridgeTests.change(ninth, new, .split, "0.25", .land),
                try AreaBridgeTests.change(ninth, other, .split, "0.75", .land),
                try AreaBridgeTests.change(ninth, other, .split, "1", .population),
                try AreaBridgeTests.change(district, nil, .abolished),
            ])
        }
    }

    @Test("composes changes of one day after another")
    func chain() throws {
        let wards = try Wards()
        let whole = try wards.bridge.parts(of: wards.second, on: Self.day("2025-07-01"))
        #expect(whole == [.init(area: wards.new, weight: ExactDecimal(1), bases: [])])
        let between = try wards.bridge.parts(of: wards.second, on: Self.day("2025-06-30"))
        #expect(between.map(\.area) == [wards.larger])
        let same = try wards.bridge.parts(of: wards.second, on: Self.day("2024-12-31"))
        #expect(same.map(\.area) == [wards.second])
    }

    @Test("takes the weights of the basis asked for, and no other in their stead")
    func bases() throws {
        let wards = try Wards()
        let july = try Self.day("2025-07-01")
        let land = try wards.bridge.parts(of: wards.ninth, on: july, basis: .land)
        #expect(land.map(\.weight.description) == ["0.25", "0.75"])
        #expect(land.allSatisfy { $0.bases == [.land] })
        let people = try wards.bridge.parts(of: wards.ninth, on: july, basis: .population)
        #expect(people == [.init(area: wards.other, weight: ExactDecimal(1), bases: [])])
        for basis in [AreaBasis.all, .count] {
            #expect(
                throws: AreaBridge.Obstacle.noWeights(
                    wards.ninth, basis: basis, known: [.population, .land])
            ) {
                try wards.bridge.parts(of: wards.ninth, on: july, basis: basis)
            }
        }
    }

    @Test("goes back only where that is exact, and says why it does not")
    func obstacles() throws {
        let wards = try Wards()
        let early = try Self.day("2024-06-01")
        let july = try Self.day("2025-07-01")
        #expect(
            throws: AreaBridge.Obstacle.merged(
                wards.new, predecessors: [wards.larger, wards.ninth])
        ) {
            try wards.bridge.parts(of: wards.new, on: early)
        }
        // All of ward 4 lay in ward 9.
        #expect(try wards.bridge.parts(of: wards.other, on: early).map(\.area) == [wards.ninth])
        #expect(
            throws: AreaBridge.Obstacle.abolished(try Self.change(wards.district, nil, .abolished))
        ) {
            try wards.bridge.parts(of: wards.district, on: july)
        }
        let lost = Self.area("7", "2020-01-01", "2025-07-01")
        #expect(throws: AreaBridge.Obstacle.ended(lost)) {
            try wards.bridge.parts(of: lost, on: july)
        }
        #expect(throws: AreaBridge.Obstacle.began(lost)) {
            try wards.bridge.parts(of: lost, on: Self.day("2019-12-31"))
        }
    }

    // MARK: Random histories

    private struct History {
        var changes: [AreaChange] = []
        var versions: [Area] = []

        /// A few units that merge, divide and stay over four days of change.
        init(seed: UInt64) throws {
            var random = Numbers(seed: seed)
            let days = try ["2021-01-01", "2022-03-01", "2023-05-01", "2025-07-01"].map(day)
            var start: CalendarDay?
            var codes = (0..<Int.random(in: 2...6, using: &random)).map { "\($0)" }
            for (index, end) in days.enumerated() {
                let old = codes.map { version($0, start, end) }
                let count = Int.random(in: 1...6, using: &random)
                codes = (0..<count).map { "\(($0 * 3 + index) % 7)" }
                let next = index + 1 < days.count ? days[index + 1] : nil
                let new = codes.map { version($0, end, next) }
                for area in old { changes += try Self.successions(of: area, new, end, &random) }
                versions += old
                start = end
            }
            versions += codes.map { version($0, start, nil) }
        }

        private static func successions(
            of area: Area, _ new: [Area], _ end: CalendarDay, _ random: inout Numbers
        ) throws -> [AreaChange] {
            let targets = Array(
                new.shuffled(using: &random).prefix(Int.random(in: 1...3, using: &random)))
            var left = 1_000
            return try targets.enumerated().map { place, target in
                let isLast = place + 1 == targets.count
                let share = isLast ? left : Int.random(in: 0...left, using: &random)
                left -= share
                let weight = ExactDecimal(mantissa: Int128(share), scale: 3)
                return AreaChange(
                    on: end, from: area, to: target, relation: .split,
                    basis: targets.count == 1 ? .all : .land, weight: try #require(weight),
                    decree: "")
            }
        }

        private func version(_ code: String, _ from: CalendarDay?, _ to: CalendarDay?) -> Area {
            Area(level: .commune, code: code, name: code, parent: "", validFrom: from, validTo: to)
        }

        private func day(_ text: String) throws -> CalendarDay { try AreaBridgeTests.day(text) }

        /// The slow twin: one whole spread over all versions, once for each day of change.
        func twin(_ area: Area, on day: CalendarDay) -> [Area: Int128] {
            // Thousandths to the power of four.
            var shares: [Area: Int128] = [area: 1_000_000_000_000]
            for end in Set(changes.map(\.on)).sorted() where end <= day {
                for change in changes where change.on == end {
                    guard let share = shares[change.from], let to = change.to else { continue }
                    let thousandths =
                        change.weight.multiplied(by: ExactDecimal(1_000))?.mantissa ?? 0
                    shares[to, default: 0] += share * thousandths / 1_000
                }
                for from in Set(changes.filter { $0.on == end }.map(\.from)) { shares[from] = nil }
            }
            return shares.filter { $0.value != 0 }
        }
    }

    @Test("says what the slow twin says; weights sum to 1 and totals are kept", arguments: 1...300)
    func properties(_ seed: Int) throws {
        let history = try History(seed: UInt64(seed))
        let bridge = AreaBridge(history.changes)
        var random = Numbers(seed: UInt64(seed) &+ 1_000)
        for text in ["2020-06-01", "2021-01-01", "2022-12-31", "2023-05-01", "2025-07-01"] {
            let day = try Self.day(text)
            var before = ExactDecimal.zero
            var after = ExactDecimal.zero
            for area in history.versions where area.validFrom.map({ $0 <= day }) ?? true {
                let parts = try bridge.parts(of: area, on: day, basis: .land)
                let sum = parts.reduce(ExactDecimal.zero) { $0.adding($1.weight) ?? .zero }
                #expect(sum == ExactDecimal(1))
                let twin = history.twin(area, on: day).mapValues {
                    ExactDecimal(mantissa: $0, scale: 12)
                }
                #expect(
                    Dictionary(uniqueKeysWithValues: parts.map { ($0.area, $0.weight) }) == twin)
                #expect(parts.allSatisfy { $0.area.isValid(on: day) })
                let value = random.decimal()
                before = try #require(before.adding(value))
                for part in parts {
                    let share = try #require(value.multiplied(by: part.weight))
                    after = try #require(after.adding(share))
                }
            }
            #expect(before == after)
        }
    }
}
