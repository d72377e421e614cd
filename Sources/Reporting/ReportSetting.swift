import PhusaModel

/// What every section reads: definitions, words, the period and where figures come from.
struct ReportSetting {
    let workspace: WorkspaceDefinition
    private(set) var period: Period
    /// Code of the agency that the report is about; `nil` for one about the province.
    let agency: String?
    let context: ReportContext
    let source: any FigureSource
    let text: FigureText

    init(
        workspace: WorkspaceDefinition, language: Language, period: Period,
        agency: String? = nil, context: ReportContext, source: any FigureSource
    ) {
        self.workspace = workspace
        self.period = period
        self.agency = agency
        self.context = context
        self.source = GuardedFigures(source: source, day: context.builtAt.day)
        text = FigureText(language: language, seasons: workspace.catalogue.seasons)
    }

    /// The same for another period.
    func reading(_ period: Period) -> ReportSetting {
        var setting = self
        setting.period = period
        return setting
    }

    var language: Language { text.language }
    var area: String { workspace.centre.area }

    func say(_ words: Words) -> String { words.text(language) }

    /// A period's title; a season by its own.
    func title(_ period: Period) -> String {
        say(period.title(among: workspace.catalogue.seasons))
    }

    /// The name of a period inside a sentence; English months are names and keep their capitals.
    func titleInside(_ period: Period) -> String {
        language == .en ? title(period) : title(period).lowercased()
    }

    func indicator(_ key: IndicatorKey) -> Indicator? {
        workspace.catalogue.indicators.first { $0.key == key }
    }

    /// The agency's name in the period; the code of one that the list lacks.
    func agencyName(_ code: String) -> String {
        workspace.catalogue.agency(code, on: period.start)?.name ?? code
    }

    /// What a question of the survey asks; its code where it has no title.
    func questionTitle(_ code: String) -> String {
        let question = workspace.catalogue.questions.first { $0.code == code }
        return question.map { say($0.title) } ?? code
    }

    /// Whether a row of an agency is printed: in a report about one agency only its own is.
    func shows(_ agency: String?) -> Bool { self.agency == nil || self.agency == agency }

    /// What the row of all agencies together is called.
    var whole: Words { agency == nil ? .total : .wholeProvince }

    func kpiSet(_ code: String) -> KPISet? {
        workspace.catalogue.kpiSets.first { $0.code == code }
    }

    /// The unit's name as printed; its code where the list does not hold it.
    func unitTitle(_ indicator: Indicator) -> String {
        unit(indicator).map { say($0.title) } ?? indicator.unit
    }

    /// Whether figures are rates: they change in percentage points.
    func isRate(_ indicator: Indicator) -> Bool { unit(indicator)?.dimension == "ratio" }

    private func unit(_ indicator: Indicator) -> UnitOfMeasure? {
        workspace.catalogue.units.unit(named: indicator.unit)
    }

    /// The indicator's title, with the members of a breakdown in brackets.
    func title(_ indicator: Indicator, breakdown: String) -> String {
        let title = say(indicator.title)
        return breakdown.isEmpty ? title : "\(title) (\(memberTitles(breakdown)))"
    }

    /// The members of a breakdown by their names.
    func memberTitles(_ breakdown: String) -> String {
        BreakdownKey(text: breakdown).members.map { axis, member in
            let found = workspace.catalogue.breakdowns.first { $0.code == axis }?
                .members.first { $0.code == member }
            return found.map { say($0.title) } ?? "\(axis)=\(member)"
        }.joined(separator: ", ")
    }

    /// The year that the period's plan is for.
    var year: Period? {
        Period(year: period.firstMonth.year, month: 1, monthCount: 12, system: period.system)
    }

    /// Months of the year that are over at the period's end.
    var elapsedMonths: Int { period.firstMonth.month - 1 + period.monthCount }

    /// The earlier period that the report's is held against.
    func base(_ base: ComparisonBase) -> Period? {
        base == .previous ? before(period) : period.yearBefore
    }

    /// Whether the series breaks between an earlier period and the report's, by its formula or by a
    /// figure that says so.
    func breaks(_ indicator: Indicator, since before: Period, figures: [Figure]) -> Bool {
        indicator.derivation?.breaks(between: before, period) == true
            || figures.contains {
                $0.status == .seriesBreak && before.start < $0.period.start
                    && $0.period.start <= period.start
            }
    }

    /// `count` periods of the report's kind that end with its own, in the order of time.
    ///
    /// Cumulative spans step by years, because their neighbours overlap; so do seasons.
    func periods(last count: Int) -> [Period] {
        var periods = [period]
        while periods.count < count {
            let step = period.kind == .cumulative ? periods[0].yearBefore : before(periods[0])
            guard let step else { break }
            periods.insert(step, at: 0)
        }
        return periods
    }

    func before(_ period: Period) -> Period? {
        switch period.kind {
        case .day: Period(day: period.start.adding(days: -1))
        case .season: period.years(later: -1)
        default: period.previous
        }
    }
}
