import PhusaModel

/// A section that sets figures beside each other, by what it shows.
struct AnalysisSection {
    let frame: SectionFrame
    let analysis: AnalysisDefinition

    func write(_ draft: inout ReportDraft) throws -> [ReportBlock] {
        switch analysis {
        case .scorecard(let kpis):
            try ScorecardSection(frame: frame, kpis: kpis).write(&draft)
        case .indicatorTable(let keys):
            try IndicatorTableSection(frame: frame, keys: keys).write(&draft)
        case .contribution(let key, let parts, let base):
            try ContributionSection(frame: frame, key: key, parts: parts, base: base).write(&draft)
        case .ranking(let key, let level, let base):
            try RankingSection(frame: frame, key: key, level: level, base: base).write(&draft)
        case .heatMatrix(let keys, let count):
            try HeatMatrixSection(frame: frame, keys: keys, periodCount: count).write(&draft)
        case .distribution(let scale):
            try DistributionSection(frame: frame, scale: scale).write(&draft)
        }
    }
}
