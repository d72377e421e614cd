package import PhusaModel
import Reporting

extension ReportPublisher {
    /// A report and the period that it is made for.
    package struct Order {
        let report: ReportDefinition
        let period: Period

        package init(_ report: ReportDefinition, period: Period) {
            self.report = report
            self.period = period
        }
    }

    /// Publishes reports in their order, each whole or not at all.
    ///
    /// To set paper takes longer than all the rest, and one processor: two reports are set at a time,
    /// while the next is asked of the warehouse.
    ///
    /// - Throws: What the first report that failed has met; those before it are published.
    package func publish(_ orders: [Order], asOf: Moment?) throws -> [PublishedReport] {
        let printers = [Background(), Background()]
        var published: [PublishedReport] = []
        var waiting: [Waiting] = []
        func finishFirst() throws {
            published.append(try waiting.removeFirst().finished(by: self))
        }
        for (number, order) in orders.enumerated() {
            let step: Step
            do {
                step = try compose(order.report, period: order.period, asOf: asOf)
            } catch {
                while !waiting.isEmpty { try finishFirst() }
                throw error
            }
            waiting.append(Waiting(step, printer: printers[number % printers.count]))
            if waiting.count > printers.count { try finishFirst() }
        }
        while !waiting.isEmpty { try finishFirst() }
        return published
    }

    /// A report whose files are being made, or one that needs none.
    private enum Waiting {
        case unchanged(PublishedReport)
        case printed(Composed, Background.Piece<Result<ReportFiles, any Error>>)

        init(_ step: Step, printer: Background) {
            switch step {
            case .unchanged(let published): self = .unchanged(published)
            case .composed(let composed):
                let (content, formats) = (composed.document.content, composed.formats)
                self = .printed(
                    composed,
                    printer.begin { Result { try ReportFiles(content, formats: formats) } })
            }
        }

        func finished(by publisher: ReportPublisher) throws -> PublishedReport {
            switch self {
            case .unchanged(let published): published
            case .printed(let composed, let files):
                try publisher.record(composed, files: try files.value.get())
            }
        }
    }
}
