package import PhusaModel

/// The matrix of submissions for a terminal.
package struct SubmissionText {
    private let matrix: SubmissionMatrix
    private let text: FigureText

    package init(_ matrix: SubmissionMatrix, language: Language) {
        self.matrix = matrix
        text = FigureText(language: language)
    }

    /// Without a line end at the last line.
    package var body: String {
        guard !matrix.blocks.isEmpty else { return say(SubmissionWords.nothingOwed) }
        var lines = [say(SubmissionWords.judged(text.day(matrix.day)))]
        for block in matrix.blocks { lines += [""] + self.lines(block) }
        lines += [
            "", matrix.states.map { "\($0.symbol) \(say($0.words))" }.joined(separator: "  "),
        ]
        lines.append(say(SubmissionWords.rule))
        return lines.joined(separator: "\n")
    }

    private func say(_ words: Words) -> String { words.text(text.language) }

    private func lines(_ block: SubmissionMatrix.Block) -> [String] {
        let heads = block.periods.map(\.narrowTitle)
        let width = (heads.map(\.count).max() ?? 0) + 1
        let rates = [SubmissionWords.onTimeRate, SubmissionWords.completeness].map(say)
        let names = block.rows.map(\.dataset)
        let nameWidth = ([say(SubmissionWords.dataset)] + names).map(\.count).max() ?? 0
        let head = line(
            say(SubmissionWords.dataset), nameWidth, cells: heads, width, rates: rates)
        return [head]
            + block.rows.map { row in
                line(
                    row.dataset, nameWidth, cells: row.cells.map { $0?.state.symbol ?? " " }, width,
                    rates: [row.tally.onTimeRate, row.tally.completeness].map {
                        $0.map { text.percent($0) } ?? "–"
                    })
            }
    }

    /// Characters of a column with a rate.
    private static let rateWidth = 10

    private func line(
        _ name: String, _ nameWidth: Int, cells: [String], _ width: Int, rates: [String]
    ) -> String {
        name.padded(to: nameWidth)
            + cells.map { String(repeating: " ", count: max(1, width - $0.count)) + $0 }.joined()
            + rates.map {
                String(repeating: " ", count: max(1, Self.rateWidth - $0.count)) + $0
            }.joined()
    }
}

extension String {
    fileprivate func padded(to width: Int) -> String {
        self + String(repeating: " ", count: max(0, width - count))
    }
}
