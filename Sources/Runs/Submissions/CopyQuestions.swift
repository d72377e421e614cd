import PhusaModel
import Warehouse

/// Which drops of a dataset may be a copy of the period before, under another period: what the
/// warehouse is asked.
struct CopyQuestions {
    private let fact: FactTable?
    private let indicators: [IndicatorKey]
    private let questions: [CopyReads.Question]

    init(
        _ dataset: DatasetDefinition, _ schema: StarSchema, _ byPeriod: [Period: [DropRecord]]
    ) {
        fact = schema.fact(named: dataset.pipeline.load.fact)
        indicators = Array(Set(dataset.contracts.flatMap(\.covers.indicators)))
        questions = byPeriod.flatMap { period, records -> [CopyReads.Question] in
            guard let previous = period.shifted(months: -period.monthCount) else { return [] }
            let earlier = byPeriod[previous] ?? []
            return records.compactMap { record in
                guard let event = record.drop.eventID,
                    !(dataset.contract(on: record.drop.vintage.day)?.allowsSameBytes ?? false),
                    earlier.contains(where: { Self.isAlike($0.drop, record.drop) })
                else { return nil }
                return CopyReads.Question(event: event, period: period, previous: previous)
            }
        }
    }

    /// A copy has as many records and cells as what it was copied from.
    private static func isAlike(_ left: NewDrop, _ right: NewDrop) -> Bool {
        left.records.read == right.records.read && left.cells.read == right.cells.read
    }

    /// Events of the drops that say nothing but what the period before had said.
    func copiedEvents(on connection: Connection) throws -> Set<Int> {
        guard let fact, !questions.isEmpty else { return [] }
        return try CopyReads(fact, on: connection).copies(questions, indicators: indicators)
    }
}
