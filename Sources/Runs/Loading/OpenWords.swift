import PhusaModel
import Warehouse

/// What the open records of a dataset are about, so that the ledger need not look through all of them
/// for every drop: most drops mend none.
///
/// Good for as long as one loader holds the dataset's lock: nobody else opens records meanwhile.
/// Knows more words than there are open records, never fewer: records that were decided on stay, and
/// so do those of a transaction that was rolled back.
final class OpenWords {
    private let setting: RunSetting
    private let datasetID: Int
    /// `nil` until the ledger is asked.
    private var known: (periods: Set<String>, words: Set<String>)?
    /// Whether it was asked about a drop.
    private var isUsed = false
    /// Cells of records that were noted: put into words when somebody asks.
    private var noted: [String] = []

    init(setting: RunSetting, datasetID: Int) {
        self.setting = setting
        self.datasetID = datasetID
    }

    /// Whether open records can be among those that a drop mends; see
    /// ``LedgerReader/openRecords(before:periods:words:)`` for the parameters.
    ///
    /// Says yes for the first drop, unseen: looking for the records themselves costs the ledger no more
    /// than gathering the words does, and most runs have one drop of a dataset.
    func mayBe(in periods: [String], words: CellWords?) throws -> Bool {
        guard isUsed else {
            isUsed = true
            return true
        }
        let known =
            try known
            ?? setting.reader.openWords(
                datasetID: datasetID, areFirst: words?.areFirst ?? false)
        self.known = known
        takeInNoted()
        if periods.contains(where: known.periods.contains) { return true }
        let knownWords = self.known?.words ?? []
        guard let words else { return !knownWords.isEmpty }
        return words.texts.contains(where: knownWords.contains)
    }

    /// Takes in the records of a drop that is being recorded.
    func note(_ records: [QuarantinedRecord], period: String?) {
        guard known != nil, !records.isEmpty else { return }
        if let period {
            known?.periods.insert(period)
            return
        }
        noted += records.compactMap(\.keys.first)
    }

    private func takeInNoted() {
        for cell in noted {
            let parts = cell.split(
                separator: FactRows.keyTextSeparator, omittingEmptySubsequences: false)
            for word in parts { known?.words.insert(String(word)) }
        }
        noted = []
    }

    /// Forgets all: some records were opened in another way.
    func forget() {
        known = nil
        noted = []
    }
}
