import PhusaModel

/// The sections of reports that tell of agencies' work: feedback handled, figures sent.
extension WorkspaceLoader {
    func handling(_ part: MappingReader, title: Words?) -> ReportSection? {
        let basis: CaseBasis? = part.choice("basis")
        let groupings =
            part.has("by")
            ? part.texts("by").compactMap { HandlingDefinition.Grouping(rawValue: $0.text) }
            : [.agency]
        var names = KnownNames(.caseState)
        let states = part.nestedList("states").compactMap { reader -> HandlingDefinition.State? in
            let code = reader.text("state")
            let title = reader.words("title")
            guard let code, let title else { return nil }
            context.add(code, to: &names, at: reader.position(of: "state"))
            return HandlingDefinition.State(code: code, title: title)
        }
        names.isComplete = part.isSound
        let done = part.text("done")
        if let done { part.check(done, in: names, at: part.position(of: "done")) }
        let agency = agency(part)
        guard part.isSound, let basis, let done, let title else { return nil }
        return .handling(
            title: title,
            handling: HandlingDefinition(
                basis: basis, groupings: groupings, states: states, done: done, agency: agency))
    }

    /// Sections `submissions` and `reminders`.
    func submissions(_ part: MappingReader, kind: String, title: Words?) -> ReportSection? {
        let agency = agency(part)
        guard kind == "submissions" else {
            return part.isSound ? title.map { .reminders(title: $0, agency: agency) } : nil
        }
        guard let count = part.whole("periods"), part.isSound else { return nil }
        return title.map {
            .submissions(
                title: $0, scope: SubmissionScope(periodCount: count, agency: agency))
        }
    }

    private func agency(_ part: MappingReader) -> String? {
        guard let agency = part.text("agency") else { return nil }
        part.check(agency, in: context.agencies, at: part.position(of: "agency"))
        return agency
    }
}
