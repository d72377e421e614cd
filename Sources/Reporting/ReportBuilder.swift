package import PhusaModel

/// Lays a report out: asks the source for what the sections need, and makes its content.
package struct ReportBuilder {
    private let report: ReportDefinition
    private let workspace: WorkspaceDefinition
    private let language: Language

    package init(report: ReportDefinition, workspace: WorkspaceDefinition, language: Language) {
        self.report = report
        self.workspace = workspace
        self.language = language
    }

    /// The report for one period.
    ///
    /// Pure but for the source's reads: no clock, no files. Definitions that point nowhere, missing figures and counts that do not balance are told in
    /// `warnings`; the section says on the page that it has nothing. Where figures were cited and
    /// the definition has no sources section, one is added at the end.
    ///
    /// - Throws: What the source throws, and nothing else.
    package func build(
        period: Period, source: some FigureSource, context: ReportContext
    ) throws -> ReportDocument {
        let setting = ReportSetting(
            workspace: workspace, language: language, period: period,
            agency: report.agency, context: context, source: source)
        var draft = ReportDraft()
        if period.kind != report.period {
            draft.warn(
                setting.say(
                    .warnPeriod(expected: report.period.rawValue, found: period.kind.rawValue)))
        }
        let sections = try sections(setting, &draft)
        let centre = workspace.centre
        return ReportDocument(
            content: ReportContent(
                report: report.code, language: language, title: setting.say(report.title),
                agency: report.agency.map {
                    ReportedAgency(code: $0, name: setting.agencyName($0))
                },
                addressee: report.addressee.map(setting.say),
                period: period, periodTitle: setting.title(period),
                issuer: ReportIssuer(
                    parent: setting.say(centre.parent), name: setting.say(centre.name),
                    place: centre.place),
                context: context.kept, sections: sections, cells: draft.cells),
            warnings: draft.warnings)
    }

    /// The sections in the order of the definition.
    ///
    /// Revisions and sources are written last, when it is known what was printed and cited, and put
    /// where they belong.
    private func sections(
        _ setting: ReportSetting, _ draft: inout ReportDraft
    ) throws -> [ReportPart] {
        var frames = report.sections.enumerated().map { index, section in
            frame(index + 1, section, setting)
        }
        var blocks = try zip(report.sections, frames).map { try write($0, $1, &draft) }
        for (index, section) in report.sections.enumerated() {
            switch section {
            case .revisions: blocks[index] = RevisionsSection(frame: frames[index]).write(draft)
            case .sources: blocks[index] = SourcesSection(frame: frames[index]).write(draft)
            default: break
            }
        }
        if !report.sections.contains(where: \.isSources), !draft.register.entries.isEmpty {
            let frame = SectionFrame(
                setting: setting, number: frames.count + 1, title: setting.say(.sources))
            frames.append(frame)
            blocks.append(SourcesSection(frame: frame).write(draft))
        }
        return zip(frames, blocks).map { frame, blocks in
            // That there is nothing to tell needs no page of its own.
            let isEmpty = blocks.allSatisfy { if case .empty = $0 { true } else { false } }
            return ReportPart(
                number: frame.number, title: frame.title,
                startsPage: report.placing(of: frame.number).startsPage && !isEmpty,
                blocks: blocks)
        }
    }

    /// A section that is read for a part of the report's period says for which.
    private func frame(
        _ number: Int, _ section: ReportSection, _ setting: ReportSetting
    ) -> SectionFrame {
        let title = setting.say(section.title)
        let period = report.placing(of: number).period(in: setting.period)
        guard period != setting.period else {
            return SectionFrame(setting: setting, number: number, title: title)
        }
        return SectionFrame(
            setting: setting.reading(period), number: number,
            title: "\(title), \(setting.titleInside(period))")
    }

    private func write(
        _ section: ReportSection, _ frame: SectionFrame, _ draft: inout ReportDraft
    ) throws -> [ReportBlock] {
        switch section {
        case .headline(_, let kpis):
            return try HeadlineSection(frame: frame, kpis: kpis).write(&draft)
        case .kpiTable(_, let kpis):
            return try KPITableSection(frame: frame, kpis: kpis).write(&draft)
        case .trend(_, let indicator, let breakdown, let periodCount):
            return try TrendSection(
                frame: frame, key: indicator, breakdown: breakdown, periodCount: periodCount
            ).write(&draft)
        case .areas(_, let indicator, let level):
            return try AreasSection(frame: frame, key: indicator, level: level).write(&draft)
        case .satisfaction(_, let survey):
            return try SatisfactionSection(frame: frame, survey: survey).write(&draft)
        case .measures(_, let survey):
            return try MeasuresSection(frame: frame, survey: survey).write(&draft)
        case .cases:
            return try CasesSection(frame: frame).write(&draft)
        case .handling(_, let handling):
            return try HandlingSection(frame: frame, handling: handling).write(&draft)
        case .files:
            return try FilesSection(frame: frame).write(&draft)
        case .submissions(_, let scope):
            return try SubmissionsSection(frame: frame, scope: scope).write(&draft)
        case .reminders(_, let agency):
            return try RemindersSection(frame: frame, agency: agency).write()
        case .analysis(_, let analysis):
            return try AnalysisSection(frame: frame, analysis: analysis).write(&draft)
        case .text(_, let text):
            return try TextSection(
                frame: frame, text: text,
                survey: report.sections.compactMap(\.survey).first,
                scope: report.sections.compactMap(\.scope).first
            ).write(&draft)
        case .revisions, .sources:
            return []
        }
    }
}

extension ReportSection {
    fileprivate var isSources: Bool {
        if case .sources = self { true } else { false }
    }

    fileprivate var survey: SurveyDefinition? {
        if case .satisfaction(_, let survey) = self { survey } else { nil }
    }

    fileprivate var scope: SubmissionScope? {
        if case .submissions(_, let scope) = self { scope } else { nil }
    }

    fileprivate var title: Words {
        switch self {
        case .headline(let title, _), .kpiTable(let title, _), .trend(let title, _, _, _),
            .areas(let title, _, _), .satisfaction(let title, _), .measures(let title, _),
            .cases(let title),
            .analysis(let title, _), .handling(let title, _), .files(let title),
            .submissions(let title, _), .reminders(let title, _),
            .text(let title, _), .revisions(let title), .sources(let title):
            title
        }
    }
}
