import Testing

/// A figure in a file of the health department.
struct HealthFigure {
    let area: String
    let code: String
    let value: Int
    var sex: String?
    var age: String?
    let unit: String

    init(
        _ area: String, _ code: String, _ value: Int, sex: String? = nil, age: String? = nil,
        unit: String = "lượt"
    ) {
        self.unit = unit
        self.area = area
        self.code = code
        self.value = value
        self.sex = sex
        self.age = age
    }

    func record(_ period: String) -> String {
        let breakdown = [("gioi_tinh", sex), ("nhom_tuoi", age)].compactMap { name, member in
            member.map { "\"\(name)\": \"\($0)\", " }
        }.joined()
        return """
            {"ma_dia_ban": "\(area)", "thang": "\(period)", "chi_tieu": "\(code)", \
            \(breakdown)"gia_tri": \(value), "don_vi": "\(unit)"}
            """
    }
}

/// Drops of the health department one after the other, each with the computed figures that it leaves.
struct DerivedCourse {
    struct Step {
        /// The vintage, the fifth of a month.
        let day: String
        let figures: [(period: String, figures: [HealthFigure])]
        /// By indicator: `period[@area[@breakdown]]=value`, with `U` behind a partial one.
        let expected: [String: String]
    }

    let lab: Lab
    /// The area of expected figures that name none.
    let area: String
    /// Whether a file's name says its number instead of its period.
    var isNumbered = false

    /// Loads step by step; after each, exactly the expected figures stand, those of all earlier steps
    /// as of their days, and no figure that stayed was written again.
    func run(_ steps: [Step]) async throws {
        var closedCount = 0
        var states: [(day: String, figures: [String: String])] = []
        for (number, step) in steps.enumerated() {
            for (index, file) in step.figures.enumerated() {
                let name = isNumbered ? "\(number)\(index)" : file.period
                try lab.health(name, file.period, on: step.day, file.figures)
            }
            try await lab.loadAll()
            let expected = all(step.expected)
            try lab.expectComputed(expected, "step \(number)")
            closedCount += (states.last?.figures ?? [:]).count { expected[$0.key] != $0.value }
            let closed = """
                select count(*) from warehouse.fact_observation_closed
                where definition_id is not null
                """
            #expect(try lab.value(closed) == "\(closedCount)", "step \(number)")
            for (day, figures) in states {
                let month = day.dropLast(2) + "28"
                try lab.expectComputed(figures, asOf: "\(month)", "as of \(day), step \(number)")
            }
            states.append((step.day, expected))
        }
        try await lab.expectSound()
    }

    private func all(_ expected: [String: String]) -> [String: String] {
        var figures: [String: String] = [:]
        for (code, text) in expected {
            for entry in text.split(separator: " ") {
                let mark = entry.lastIndex(of: "=") ?? entry.endIndex
                let value = entry[mark...].dropFirst()
                var cell = entry[..<mark].split(separator: "@").map(String.init)
                if cell.count == 1 { cell.append(area) }
                figures["\(code) \(cell.joined(separator: " "))"] =
                    value.hasSuffix("U") ? "\(value.dropLast()) U" : "\(value) A"
            }
        }
        return figures
    }
}
