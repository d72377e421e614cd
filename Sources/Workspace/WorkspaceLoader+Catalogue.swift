import PhusaModel

extension WorkspaceLoader {
    /// Reads `catalogue/units.yml`.
    ///
    /// Names of units match when folded, so they are unique when folded.
    func loadUnits() -> [UnitOfMeasure] {
        guard let readers = context.mappings(of: "catalogue/units.yml", kind: .units) else {
            context.units.isComplete = false
            return []
        }
        var folded = KnownNames(.unit)
        return readers.compactMap { reader in
            let code = reader.text("unit")
            if let code {
                context.units.insert(code, at: reader.position(of: "unit"))
                add(code, to: &folded, at: reader.position(of: "unit"))
            } else {
                context.units.isComplete = false
            }
            let title = reader.words("title")
            let dimension = reader.text("dimension")
            let factor = reader.value("factor", .positiveDecimal) { text in
                ExactDecimal(text).flatMap { $0 > .zero ? $0 : nil }
            }
            let aliases = reader.texts("aliases")
            for (alias, position) in aliases {
                // A spelling that folds to the unit's own code is superfluous, not ambiguous.
                if let code, NameKey.fold(alias) == NameKey.fold(code) { continue }
                add(alias, to: &folded, at: position)
            }
            if let dimension, UnitMeasure.powers(of: dimension) == nil {
                reader.report(
                    .value(.form("a*b/c")), at: reader.position(of: "dimension"), found: dimension)
            }
            guard let code, let title, let dimension, let factor else { return nil }
            return UnitOfMeasure(
                code: code, title: title, dimension: dimension, factor: factor,
                aliases: aliases.map(\.text))
        }
    }

    private func add(_ name: String, to folded: inout KnownNames, at position: FilePosition) {
        let key = NameKey.fold(name)
        if let first = folded.position(of: key) {
            let place = "\(first.path):\(first.line)"
            context.report(.duplicateName(.unit, first: place), at: position, found: name)
        } else {
            folded.insert(key, at: position)
        }
    }

    /// `catalogue/agencies.yml`: a code may stand there once for each span of days.
    func loadAgencies() -> [Agency] {
        guard let readers = context.mappings(of: "catalogue/agencies.yml", kind: .agencies) else {
            context.agencies.isComplete = false
            return []
        }
        var versions: [String: [Validity]] = [:]
        return readers.compactMap { reader in
            let code = reader.text("agency")
            let name = reader.text("name")
            let kind = reader.text("kind")
            let from = reader.day("valid_from")
            let to = reader.day("valid_to")
            guard let code else {
                context.agencies.isComplete = false
                return nil
            }
            let position = reader.position(of: "agency")
            context.agencies.insert(code, at: position)
            if reader.isSound {
                let validity = Validity(from: from, to: to, position: position)
                checkValidity(validity, of: code, among: &versions)
            }
            guard let name, let kind else { return nil }
            return Agency(code: code, name: name, kind: kind, validFrom: from, validTo: to)
        }
    }

    /// A half-open span of days in which a version is in force.
    struct Validity {
        let from: CalendarDay?
        let to: CalendarDay?
        let position: FilePosition

        func overlaps(_ other: Validity) -> Bool {
            let startsBefore = from.flatMap { from in other.to.map { from < $0 } } ?? true
            let endsAfter = to.flatMap { to in other.from.map { $0 < to } } ?? true
            return startsBefore && endsAfter
        }

        var description: String { "\(from?.description ?? "")..\(to?.description ?? "")" }
    }

    func checkValidity(
        _ validity: Validity, of code: String, among versions: inout [String: [Validity]]
    ) {
        if let from = validity.from, let to = validity.to, from >= to {
            context.report(
                .order(.validFromBeforeValidTo), at: validity.position, found: validity.description)
            return
        }
        if let first = versions[code]?.first(where: { $0.overlaps(validity) }) {
            let place = "\(first.position.path):\(first.position.line)"
            context.report(.overlappingValidity(first: place), at: validity.position, found: code)
        }
        versions[code, default: []].append(validity)
    }

    /// `catalogue/breakdowns.yml`, which may be missing.
    func loadBreakdowns() -> [BreakdownAxis] {
        let path = "catalogue/breakdowns.yml"
        guard context.files.files[path] != nil else { return [] }
        guard let readers = context.mappings(of: path, kind: .breakdowns) else {
            context.axes.isComplete = false
            return []
        }
        return readers.compactMap { reader in
            let code = reader.text("axis")
            if let code {
                context.add(code, to: &context.axes, at: reader.position(of: "axis"))
            } else {
                context.axes.isComplete = false
            }
            let title = reader.words("title")
            let (members, names) = members(reader)
            if let code { context.members[code] = names }
            guard let code, let title else { return nil }
            return BreakdownAxis(code: code, title: title, members: members)
        }
    }

    static let questionsPath = "catalogue/questions.yml"

    /// `catalogue/questions.yml`, which may be missing.
    func loadQuestions() -> [SurveyQuestion] {
        guard context.files.files[Self.questionsPath] != nil,
            let readers = context.mappings(of: Self.questionsPath, kind: .questions)
        else { return [] }
        var names = KnownNames(.question)
        return readers.compactMap { reader in
            let code = reader.text("question")
            if let code { context.add(code, to: &names, at: reader.position(of: "question")) }
            let title = reader.words("title")
            guard let code, let title else { return nil }
            return SurveyQuestion(code: code, title: title)
        }
    }

    private func members(_ reader: MappingReader) -> ([BreakdownMember], KnownNames) {
        var names = KnownNames(.member)
        let members = reader.nestedList("members").compactMap { member -> BreakdownMember? in
            let code = member.text("code")
            if let code { context.add(code, to: &names, at: member.position(of: "code")) }
            let title = member.words("title")
            guard let code, let title else { return nil }
            return BreakdownMember(code: code, title: title)
        }
        names.isComplete = reader.isSound
        return (members, names)
    }
}
