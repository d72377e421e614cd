import PhusaModel

/// What a run takes; parts that are `nil` or empty do not narrow.
package struct RunSelection: Sendable {
    /// Codes of pipelines.
    package var pipelines: Set<String>
    /// Codes of agencies.
    package var agencies: Set<String>
    /// Only drops whose name declares a period that overlaps, or none.
    package var span: PeriodSpan?
    /// Paths in the drop zone, besides which all drops of `wholePipelines` are taken.
    package var paths: Set<String>?
    package var wholePipelines: Set<String> = []

    package init(
        pipelines: Set<String> = [], agencies: Set<String> = [], span: PeriodSpan? = nil,
        paths: Set<String>? = nil
    ) {
        self.pipelines = pipelines
        self.agencies = agencies
        self.span = span
        self.paths = paths
    }

    /// What a retry takes; `nil` where there is nothing to try again.
    package init?(_ scope: RetryScope) {
        self.init()
        switch scope {
        case .nothing: return nil
        case .all: break
        case .parts(let paths, let pipelines):
            self.paths = paths
            wholePipelines = pipelines
        }
    }

    func takes(_ dataset: DatasetDefinition) -> Bool {
        let owners = dataset.contracts.map(\.owner.agency)
        return (pipelines.isEmpty || pipelines.contains(dataset.code))
            && (agencies.isEmpty || owners.contains(where: agencies.contains))
    }

    func takes(_ drop: DiscoveredDrop, seasons: [Season]) -> Bool {
        if let paths, !paths.contains(drop.drop.path),
            !wholePipelines.contains(drop.dataset.code)
        {
            return false
        }
        guard let span, let period = drop.drop.period(seasons: seasons) else { return true }
        return span.overlaps(period)
    }
}

/// Which periods are to be read by the definitions of today, and why.
package struct RerunRequest: Sendable {
    package let span: PeriodSpan
    package let reason: String

    package init(span: PeriodSpan, reason: String) {
        self.span = span
        self.reason = reason
    }
}
