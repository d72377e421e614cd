import PhusaModel
import Testing

@testable import Reporting

/// What somebody can work out who knows sums: unknowns from 0 up, and equations over them.
struct SumAttack {
    private var low: [Int]
    private var high: [Int]
    private var equations: [(terms: [(index: Int, sign: Int)], sum: Int)] = []

    /// - Parameter least: The least that each unknown can be.
    init(unknownCount: Int, least: Int = 0, most: Int = 1_000_000) {
        low = Array(repeating: least, count: unknownCount)
        high = Array(repeating: most, count: unknownCount)
    }

    /// The unknowns, each with its sign, come to a sum.
    mutating func learn(_ terms: [(index: Int, sign: Int)], sum: Int) {
        equations.append((terms, sum))
    }

    /// Places of the unknowns that have one value only: by their bounds, or by elimination.
    mutating func solved() -> Set<Int> {
        var isSettled = false
        while !isSettled {
            isSettled = true
            for equation in equations where narrow(equation) { isSettled = false }
        }
        return Set(low.indices.filter { low[$0] == high[$0] }).union(eliminated())
    }

    /// - Returns: Whether a bound moved.
    private mutating func narrow(_ equation: (terms: [(index: Int, sign: Int)], sum: Int)) -> Bool {
        var hasMoved = false
        for term in equation.terms {
            let others = equation.terms.filter { $0.index != term.index }
            let least = others.reduce(0) { $0 + ($1.sign > 0 ? low[$1.index] : -high[$1.index]) }
            let most = others.reduce(0) { $0 + ($1.sign > 0 ? high[$1.index] : -low[$1.index]) }
            let ends = [equation.sum - least, equation.sum - most].map { $0 * term.sign }.sorted()
            if ends[0] > low[term.index] { (low[term.index], hasMoved) = (ends[0], true) }
            if ends[1] < high[term.index] { (high[term.index], hasMoved) = (ends[1], true) }
        }
        return hasMoved
    }

    /// Unknowns that stand alone in a row after Gauss and Jordan.
    private func eliminated() -> Set<Int> {
        var rows = equations.map { equation -> [Double] in
            var row = [Double](repeating: 0, count: low.count)
            for term in equation.terms { row[term.index] += Double(term.sign) }
            return row
        }
        var pivot = 0
        for column in low.indices {
            guard let found = (pivot..<rows.count).first(where: { abs(rows[$0][column]) > 1e-9 })
            else { continue }
            rows.swapAt(pivot, found)
            let head = rows[pivot][column]
            rows[pivot] = rows[pivot].map { $0 / head }
            for other in rows.indices where other != pivot && abs(rows[other][column]) > 1e-9 {
                let factor = rows[other][column]
                rows[other] = zip(rows[other], rows[pivot]).map { $0 - factor * $1 }
            }
            pivot += 1
        }
        return Set(
            rows.compactMap { row in
                let present = row.indices.filter { abs(row[$0]) > 1e-9 }
                return present.count == 1 ? present[0] : nil
            })
    }
}

@Suite("What follows from what is printed")
struct DisclosureTests {
    @Test("an attack finds a lone unknown, zeros, and what two sums share")
    func attack() {
        var lone = SumAttack(unknownCount: 1)
        lone.learn([(0, 1)], sum: 7)
        #expect(lone.solved() == [0])
        var zeros = SumAttack(unknownCount: 2)
        zeros.learn([(0, 1), (1, 1)], sum: 0)
        #expect(zeros.solved() == [0, 1])
        var shared = SumAttack(unknownCount: 3)
        shared.learn([(0, 1), (1, 1), (2, 1)], sum: 30)
        shared.learn([(0, 1), (1, 1)], sum: 20)
        #expect(shared.solved() == [2])
        var open = SumAttack(unknownCount: 2)
        open.learn([(0, 1), (1, 1)], sum: 5)
        #expect(open.solved().isEmpty)
    }

    // MARK: A whole and its parts

    /// The cells of a section by row, `nil` where the report prints none.
    private func printed(_ sections: [ReportSection], _ source: SampleFigures) throws -> [String:
        Int?]
    {
        let cells = try Build.sections(sections, source).cells.filter { $0.column == "Giá trị" }
        return Dictionary(cells.map { ($0.row, Int($0.value)) }) { first, _ in first }
    }

    private func figure(
        _ value: Int, _ confidentiality: Confidentiality, area: (String, String)
    ) -> Figure {
        Figure(
            indicator: Make.key("NS.01"), areaCode: area.0, areaName: area.1, breakdown: "",
            period: SampleProvince.period, value: ExactDecimal(value), mark: nil, status: .normal,
            confidentiality: confidentiality, origin: Make.origin())
    }

    @Test("no withheld district follows from the table of districts", arguments: 0..<150)
    func areas(seed: Int) throws {
        var random = RandomTexts(seed: UInt64(seed))
        let count = Int.random(in: 2...7, using: &random)
        let values = (0..<count).map { _ in
            Bool.random(using: &random) ? 0 : Int.random(in: 1...9, using: &random)
        }
        var source = SampleFigures()
        for (index, value) in values.enumerated() {
            let isHidden = Int.random(in: 0...3, using: &random) == 0
            source.figures.append(
                figure(value, isHidden ? .confidential : .free, area: ("84\(index)", "X\(index)")))
        }
        let whole = values.reduce(0, +)
        let isWholeHidden = Int.random(in: 0...4, using: &random) == 0
        source.figures.append(
            figure(whole, isWholeHidden ? .confidential : .free, area: ("84", "Trà Vinh")))
        let cells = try printed(
            [.areas(title: Build.title, indicator: Make.key("NS.01"), level: .district)], source)
        let secret = source.figures.filter { $0.confidentiality != .free }.map(\.areaName)
        let unknown = cells.filter { $0.value == nil }.keys.sorted()
        #expect(Set(secret).isSubset(of: unknown))
        var attack = SumAttack(unknownCount: unknown.count)
        let known = cells.reduce(0) { sum, cell in
            sum + (cell.key == "Trà Vinh" ? -1 : 1) * (cell.value ?? 0)
        }
        attack.learn(
            unknown.enumerated().map { ($0.offset, $0.element == "Trà Vinh" ? -1 : 1) }, sum: -known
        )
        let solved = Set(attack.solved().map { unknown[$0] })
        #expect(solved.isDisjoint(with: secret), "\(values) \(secret) \(solved)")
    }

    // MARK: A survey

    @Test(
        "no folded agency's number or share follows from the satisfaction table", arguments: 0..<150
    )
    func survey(seed: Int) throws {
        var random = Congruential(state: UInt64(seed) &* 977)
        var source = SampleFigures()
        for index in 0..<(2 + Int(random.next() * 6)) {
            let mind = random.next()
            source.respondents += (0..<(1 + Int(random.next() * 12))).map { _ in
                RespondentTally(
                    agencyCode: "c\(index)", agencyName: "Cơ quan \(index)", answeredCount: 2,
                    satisfiedCount: mind < 0.4 ? 2 : mind < 0.6 ? 0 : Int(random.next() * 3),
                    scoreSum: 6)
            }
        }
        let survey = SurveyDefinition(
            design: nil, satisfiedFrom: 4, reliableFrom: 30, confidentialBelow: 5)
        let cells = try Build.sections(
            [.satisfaction(title: Build.title, survey: survey)], source
        ).cells
        func column(_ title: String) -> [String: String] {
            let own = cells.filter { $0.column == title }
            return Dictionary(own.map { ($0.row, $0.value) }) { first, _ in first }
        }
        let counts = column("Số người trả lời (n)").compactMapValues { Int($0) }
        let shares = column("Tỷ lệ hài lòng").compactMapValues { Double($0) }
        let agencies = Set(source.respondents.map(\.agencyName))
        let folded = agencies.subtracting(counts.keys).sorted()
        let small = Dictionary(grouping: source.respondents, by: \.agencyName)
            .filter { $0.value.count < 5 }.keys
        #expect(small.allSatisfy(folded.contains))
        guard !folded.isEmpty, let all = counts["Chung"], let share = shares["Chung"] else {
            return
        }
        let shown = agencies.intersection(counts.keys)
        let rest = all - shown.reduce(0) { $0 + (counts[$1] ?? 0) }
        var numbers = SumAttack(unknownCount: folded.count, least: 1)
        numbers.learn(folded.indices.map { ($0, 1) }, sum: rest)
        // One respondent each is the most that a group can hide: the numbers are told by their sum.
        if rest > folded.count { #expect(numbers.solved().isEmpty, "\(folded)") }
        let satisfied =
            (Double(all) * share
                - shown.reduce(0.0) { sum, name in
                    sum + Double(counts[name] ?? 0) * (shares[name] ?? 0)
                }) / 100
        // Of two answers each; wholly satisfied or not at all, and the share of every one is known.
        let isMixed = satisfied > 0.001 && satisfied < Double(rest) - 0.001
        #expect(isMixed || shown.isEmpty, "\(satisfied) of \(rest), \(folded)")
    }

    // MARK: Lines of a KPI set

    @Test(
        "no withheld line follows from its total and the other members of its axes",
        arguments: 0..<80)
    func lines(seed: Int) throws {
        var random = RandomTexts(seed: UInt64(seed) &+ 5000)
        let words = Words(vi: "", en: "")
        let axes = [("sex", ["F", "M"]), ("age", ["0", "1", "2"])].map { code, members in
            BreakdownAxis(
                code: code, title: words,
                members: members.map { BreakdownMember(code: $0, title: words) })
        }
        let women = Int.random(in: 0...9, using: &random)
        let men = Int.random(in: 0...9, using: &random)
        let first = Int.random(in: 0...(women + men), using: &random)
        let second = Int.random(in: 0...(women + men - first), using: &random)
        let values = [
            ("", women + men), ("sex=F", women), ("sex=M", men), ("age=0", first),
            ("age=1", second), ("age=2", women + men - first - second),
        ]
        var secret: Set<String> = []
        var source = SampleFigures()
        for (breakdown, value) in values {
            let isHidden = Int.random(in: 0...3, using: &random) == 0
            if isHidden { secret.insert(breakdown) }
            source.figures.append(
                Figure(
                    indicator: Make.key("NS.01"), areaCode: "84", areaName: "",
                    breakdown: breakdown,
                    period: SampleProvince.period, value: ExactDecimal(value), mark: nil,
                    status: .normal, confidentiality: isHidden ? .confidential : .free,
                    origin: Make.origin()))
        }
        let setting = ReportSetting(
            workspace: SampleWorkspace.make(breakdowns: axes), language: .vi,
            period: SampleProvince.period, context: Make.context, source: source)
        let set = KPISet(
            code: "k", title: words,
            groups: [
                KPIGroup(
                    title: words, lines: values.map { Make.line("NS.01", breakdown: $0.0) })
            ])
        var draft = ReportDraft()
        let rows = try KPIReader(setting: setting).read(set, &draft).flatMap(\.rows)
        let unknown = rows.filter { $0.figure?.value == nil }.map(\.line.breakdown)
        var attack = SumAttack(unknownCount: unknown.count)
        for axis in ["sex", "age"] {
            var terms: [(index: Int, sign: Int)] = []
            var sum = 0
            for row in rows where row.line.breakdown.isEmpty || row.line.breakdown.hasPrefix(axis) {
                let sign = row.line.breakdown.isEmpty ? -1 : 1
                if let index = unknown.firstIndex(of: row.line.breakdown) {
                    terms.append((index, sign))
                } else if let value = row.figure?.value {
                    sum -= sign * Int(value.mantissa)
                }
            }
            if !terms.isEmpty { attack.learn(terms, sum: sum) }
        }
        let solved = Set(attack.solved().map { unknown[$0] })
        #expect(solved.isDisjoint(with: secret), "\(values) \(secret) \(solved)")
    }
}
