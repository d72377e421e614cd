/// A batch of records after the contract: typed values in the columns of the contract, and what
/// each record broke.
///
/// Records stand in the order of the `RowBatch` that they came from, one for one. A record that
/// broke something keeps the values that could be read, so that its key may still be known.
package struct CheckedBatch: Sendable {
    package struct Column: Sendable, Hashable {
        /// The contract's `as`.
        package let alias: String
        /// The name in the file; for a pattern column the name that the pattern matched.
        package let header: String

        package init(alias: String, header: String) {
            self.alias = alias
            self.header = header
        }
    }

    /// A plain value: batches are full of them.
    package struct Record: Sendable {
        /// Number of the record in the drop, from 0.
        package var number: Int
        /// Physical line, or element of a JSON array on one line, from 1.
        package var line: Int
        /// Offset in the unpacked file, from 0.
        package var byte: Int

        package init(number: Int, line: Int, byte: Int) {
            self.number = number
            self.line = line
            self.byte = byte
        }
    }

    /// What there is to say of a record that is not simply sound.
    package struct Remark: Sendable {
        /// Index of the record in `records`.
        package var record: Int
        /// What the record broke, in the order of the columns.
        package var violations: [Violation]
        /// Id of the correction that excludes the record, if one does.
        package var excludedBy: String?

        package init(record: Int, violations: [Violation], excludedBy: String?) {
            self.record = record
            self.violations = violations
            self.excludedBy = excludedBy
        }

        package var isEmpty: Bool { violations.isEmpty && excludedBy == nil }
    }

    /// One column for each contract column that the file has; a pattern column once per match.
    package let columns: [Column]
    package var records: [Record] = []
    /// In the order of the records; none for sound ones.
    package var remarks: [Remark] = []
    /// `columns.count` values per record, record by record; those of columns that nobody reads are
    /// absent, unless they broke the contract.
    package var values: [CheckedValue] = []
    /// The bytes of text values that are no words: UTF-8 in NFC.
    package var arena: [UInt8] = []
    /// The words of the file up to here; a later batch has them too, under the same numbers.
    package var words = WordList()

    package init(columns: [Column]) { self.columns = columns }

    package func text(_ span: CheckedValue.Span) -> ArraySlice<UInt8> {
        arena[Int(span.start)..<Int(span.start + span.count)]
    }

    /// The bytes of a value that is a text, else `nil`.
    package func text(of value: CheckedValue) -> ArraySlice<UInt8>? {
        switch value {
        case .text(let span): text(span)
        case .word(let number): words[number]
        default: nil
        }
    }
}

/// Texts that come again and again in a file, each with a number from 0: whoever has dealt with a
/// number once need not look at its text again.
///
/// A text may have several numbers, and none.
package struct WordList: Sendable {
    private var bytes: [UInt8] = []
    private var ends: [Int] = []

    package init() {}

    package var count: Int { ends.count }

    /// - Returns: The number of the new word.
    package mutating func append(_ text: UnsafeBufferPointer<UInt8>) -> Int32 {
        bytes.append(contentsOf: text)
        ends.append(bytes.count)
        return Int32(ends.count - 1)
    }

    package subscript(number: Int32) -> ArraySlice<UInt8> {
        bytes[(number == 0 ? 0 : ends[Int(number) - 1])..<ends[Int(number)]]
    }
}

/// A value that kept its contract, or the reason why there is none.
package enum CheckedValue: Sendable, Hashable {
    package struct Span: Sendable, Hashable {
        package var start: Int32
        package var count: Int32

        package init(start: Int32, count: Int32) {
            self.start = start
            self.count = count
        }
    }

    /// Nothing was given: an empty cell, a missing key, `null`.
    case absent
    /// Something was given that broke the contract.
    case invalid
    case mark(Mark)
    case text(Span)
    /// Text, by its number in the ``WordList`` of the batch.
    case word(Int32)
    case decimal(ExactDecimal)
    case integer(Int64)
    case day(CalendarDay)
    case moment(Moment)
    case period(Period)
    case boolean(Bool)
}
