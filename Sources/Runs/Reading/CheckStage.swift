import Checking
import Extraction
import PhusaModel

/// The contract check, beside the reading: on the thread that makes the batches.
struct CheckStage: BatchWork {
    /// A batch and what the contract says of it.
    struct Checked: Sendable {
        let batch: RowBatch
        /// The reader's columns by then.
        let headers: [String]
        let checked: CheckedBatch
    }

    private(set) var checker: ContractChecker
    private var headers: [String] = []

    init(_ checker: ContractChecker) { self.checker = checker }

    mutating func take(_ batch: RowBatch, columns: [String]) -> Checked {
        if headers != columns {
            headers = columns
            checker.extend(header: columns)
        }
        return Checked(batch: batch, headers: headers, checked: checker.check(batch))
    }
}
